"""Who changed what: by person, sitting and field, word by word, for those who may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.models import Edit
from proposals.sittings import NEAR, sittings
from pyp_portal import clock
from pyp_portal.templatetags.thai import thai_datetime
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import AccessFactory, complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
LONG = "ชาวบ้านในตำบลร่วมกันเก็บข้อมูลน้ำท่วมทุกเดือน " * 20


@pytest.fixture
def draft(at):
    at("2024-12-20 10:00")
    return complete_proposal()


@pytest.fixture
def person(draft):
    return submitter(draft)


@pytest.fixture
def colleague(draft):
    return submitter(draft)


def write(draft, by, **answers):
    services.save_answers(draft, answers, by)


def shown(draft, whole=True):
    """The sittings as (who, {name: [(kind, text)]}), newest first."""
    edits = draft.edits.select_related("by").order_by("-saved_at", "-pk")
    return [
        (sitting.who, {c.question.name: told(c) for c in sitting.changes})
        for sitting in sittings(edits, draft.form, whole=whole)
    ]


def told(change):
    pieces = change.pieces or change.items
    return [(piece.kind.value, piece.text) for piece in pieces]


# --- Sittings ---------------------------------------------------------------------------


def test_a_change_of_one_word_shows_one_word(draft, person):
    write(draft, person, innovation="ใช้ข้อมูลน้ำฝนรายวัน")
    write(draft, submitter(draft), innovation="ใช้ข้อมูลน้ำฝนรายเดือน")

    [(_who, newest), _first] = shown(draft)

    kinds = [kind for kind, _text in newest["innovation"]]
    assert kinds == ["same", "old", "new"]
    assert [text for kind, text in newest["innovation"] if kind != "same"] == ["รายวัน", "รายเดือน"]


def test_changes_within_half_an_hour_are_one_sitting(draft, person, at):
    write(draft, person, innovation="หนึ่ง")
    at("2024-12-20 10:29")
    write(draft, person, impact="สอง")
    at("2024-12-20 10:58")
    write(draft, person, sustainability="สาม")
    at("2024-12-20 11:29")
    write(draft, person, innovation="สี่")

    found = shown(draft)

    assert [(who, list(changes)) for who, changes in found] == [
        (str(person), ["innovation"]),
        (str(person), ["innovation", "impact", "sustainability"]),  # as the form asks them
    ]


def test_two_people_writing_at_once_have_a_sitting_each(draft, person, colleague, at):
    for minute, by, name in (
        (0, person, "innovation"),
        (2, colleague, "impact"),
        (4, person, "sustainability"),
        (6, colleague, "approach"),
    ):
        at(f"2024-12-20 10:0{minute}")
        write(draft, by, **{name: f"ข้อความที่ {minute}"})

    assert [(who, list(changes)) for who, changes in shown(draft)] == [
        (str(colleague), ["approach", "impact"]),
        (str(person), ["innovation", "sustainability"]),
    ]


def test_what_was_taken_back_says_nothing(draft, person):
    before = draft.answered()["approach"]
    write(draft, person, approach="พิมพ์ผิดช่อง")
    write(draft, person, approach=before)

    assert shown(draft) == []


def test_a_question_that_is_no_longer_asked_is_left_out(draft, person):
    now = clock.now()
    Edit.objects.create(
        proposal=draft, question="gone", by=person, after="x", started_at=now, saved_at=now
    )

    assert shown(draft) == []


def test_an_answer_inside_an_answer_is_shown(draft, person):
    write(draft, person, budget_gap={"plan_th": "ขอสมทบ"})

    assert shown(draft)[0][1]["budget_gap__plan_th"][-1] == ("new", "ขอสมทบ")


# --- Only what changed --------------------------------------------------------------------


def test_a_long_text_is_shown_around_its_change(draft, person, colleague):
    write(draft, person, innovation=LONG + "รายวัน " + LONG)
    write(draft, colleague, innovation=LONG + "รายเดือน " + LONG)

    newest = shown(draft, whole=False)[0][1]["innovation"]

    assert [kind for kind, _text in newest] == ["same", "old", "new", "same"]
    head, tail = newest[0][1], newest[-1][1]
    assert head.startswith(" … ") and LONG.endswith(head[3:])
    assert tail.endswith(" … ") and f" {LONG}".startswith(tail[:-3])
    assert max(len(head), len(tail)) <= NEAR + 3
    assert "".join(t for k, t in shown(draft)[0][1]["innovation"] if k != "old").startswith(LONG)


def test_words_between_two_changes_are_shown_beside_both(draft, person, colleague):
    write(draft, person, innovation=f"แรก {LONG}ท้าย")
    write(draft, colleague, innovation=f"ต้น {LONG}จบ")

    newest = shown(draft, whole=False)[0][1]["innovation"]

    middle = next(text for kind, text in newest if kind == "same")
    head, tail = middle.split(" … ")
    assert f" {LONG}".startswith(head) and LONG.endswith(tail)
    assert NEAR / 2 < len(head) <= NEAR and NEAR / 2 < len(tail) <= NEAR


def test_of_rows_and_lists_only_what_changed_is_shown(draft, person):
    rows = draft.answered()["partners"]
    areas = draft.answered()["secondary_themes"] or []
    rows[1] = rows[1] | {"role_th": "ดูแลข้อมูล"}
    write(draft, person, partners=rows, secondary_themes=[*areas, "TH-05"])

    edits = draft.edits.select_related("by").order_by("-pk")
    changes = {c.question.name: c for c in sittings(edits, draft.form)[0].changes}
    whole = {c.question.name: c for c in sittings(edits, draft.form, whole=True)[0].changes}

    assert (len(changes["partners"].rows), len(whole["partners"].rows)) == (1, len(rows))
    assert [piece.kind.value for piece in changes["secondary_themes"].items] == ["new"]
    assert len(whole["secondary_themes"].items) == len(areas) + 1


def test_a_row_that_was_added_is_shown_whole(draft, person):
    rows = draft.answered()["partners"]
    write(draft, person, partners=[*rows, rows[0] | {"agency": None, "name_th": "ภาคีใหม่"}])

    [change] = sittings(draft.edits.select_related("by"), draft.form)[0].changes

    assert [row.is_new for row in change.rows] == [True]


# --- The page ------------------------------------------------------------------------------


def test_the_page_says_who_and_when(client_of, draft, person, at):
    write(draft, person, innovation="หนึ่ง")
    at("2024-12-20 10:20")
    write(draft, person, impact="สอง")

    body = client_of(person).get(url("edits", draft.code)).content.decode()

    assert str(person) in body
    assert thai_datetime(clock.now() - timedelta(minutes=20)) in body
    assert thai_datetime(clock.now()) in body
    assert '<ins><span class="visually-hidden">เพิ่ม: </span>สอง</ins>' in body


def test_a_page_of_nothing_says_so(client_of, draft, person):
    page = client_of(person).get(url("edits", draft.code))

    assert page.context["sittings"] == []
    assert "ยังไม่มีผู้ใดแก้ไขคำตอบ" in page.content.decode()


def test_one_field_can_be_followed(client_of, draft, person):
    write(draft, person, innovation="หนึ่ง", impact="สอง")

    page = client_of(person).get(url("edits", draft.code, field="impact"))

    [sitting] = page.context["sittings"]
    assert [change.question.name for change in sitting.changes] == ["impact"]
    assert page.context["chosen"].name == "impact"


def test_a_field_that_is_not_asked_shows_all(client_of, draft, person):
    write(draft, person, innovation="หนึ่ง", impact="สอง")

    page = client_of(person).get(url("edits", draft.code, field="<script>"))

    assert [len(sitting.changes) for sitting in page.context["sittings"]] == [2]
    assert "<script>" not in page.content.decode().split("<main")[1].split("</main>")[0]


def many(draft, by, count):
    """So many sittings of one person, an hour apart."""
    now = clock.now()
    Edit.objects.bulk_create(
        Edit(
            proposal=draft,
            question="impact",
            by=by,
            before=f"ครั้งที่ {n}",
            after=f"ครั้งที่ {n + 1}",
            started_at=now + timedelta(hours=n),
            saved_at=now + timedelta(hours=n),
        )
        for n in range(count)
    )


def test_pages_follow_each_other_without_gaps(client_of, draft, person):
    many(draft, person, 45)
    client, after, seen = client_of(person), "", []
    for _page in range(3):
        context = client.get(url("edits", draft.code, after=after)).context
        seen += [sitting.ended for sitting in context["sittings"]]
        after = context["page"].next_key

    assert after == ""
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 45


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "999999999"])
def test_an_odd_page_is_the_first(client_of, draft, person, after):
    many(draft, person, 3)

    assert (
        len(client_of(person).get(url("edits", draft.code, after=after)).context["sittings"]) == 3
    )


def test_an_edit_of_another_proposal_is_no_place_to_begin(client_of, draft, person):
    other = complete_proposal(call=draft.call)
    many(draft, person, 3)
    many(other, person, 1)

    page = client_of(person).get(url("edits", draft.code, after=other.edits.get().pk))

    assert (page.context["page"].after, len(page.context["sittings"])) == ("", 3)


def test_the_page_costs_the_same_with_more_sittings(client_of, draft, person):
    costs = []
    for count in (1, 3):
        many(draft, person, count)
        with CaptureQueriesContext(connection) as asked:
            client_of(person).get(url("edits", draft.code))
        costs.append(len(asked))

    assert costs[0] == costs[1]


# --- Who may see it ----------------------------------------------------------------------------


def test_the_agency_and_the_office_see_it_and_readers_do_not(client_of, draft):
    reader, stranger = UserFactory(committee=True), MembershipFactory().user
    AccessFactory(proposal=draft, user=reader)
    looker = submitter(draft, can_edit=False, can_submit=False)
    people = [looker, UserFactory(staff=True), UserFactory(auditor=True), reader, stranger]

    codes = [client_of(one).get(url("edits", draft.code)).status_code for one in people]

    assert codes == [200, 200, 200, 403, 404]


def test_a_colleague_to_whom_it_is_closed_does_not(client_of, draft, person):
    AccessFactory(proposal=draft, user=person, kind="closed")

    assert client_of(person).get(url("edits", draft.code)).status_code == 404


def test_the_history_and_the_form_lead_there(client_of, draft, person):
    link = f'href="{url("edits", draft.code)}"'
    reader = UserFactory(committee=True)
    AccessFactory(proposal=draft, user=reader)

    for name, args in (("history", ()), ("step", (2,))):
        assert link in client_of(person).get(url(name, draft.code, *args)).content.decode()
    assert link not in client_of(reader).get(url("history", draft.code)).content.decode()
