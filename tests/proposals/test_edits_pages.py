"""The page of who changed what: by whom it may be read, field by field, page by page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.models import Edit
from pyp_portal import clock
from pyp_portal.templatetags.thai import thai_datetime
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import AccessFactory, complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(at):
    at("2024-12-20 10:00")
    return complete_proposal()


@pytest.fixture
def person(draft):
    return submitter(draft)


def write(draft, by, **answers):
    services.save_answers(draft, answers, by)


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
