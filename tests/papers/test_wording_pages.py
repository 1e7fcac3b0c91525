"""The pages of the words of papers: what is refused keeps what was typed; trying keeps nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import wordings as rooms
from pyp_portal.papers import permissions, rewording
from pyp_portal.papers.models import Paper, Wording
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory

DOCUMENT = rooms.ENDORSEMENT
TEXTS = DOCUMENT.worded({})
LIST = reverse("papers:wording_of", args=[2568])
PAGE = reverse("papers:words", args=[2568, DOCUMENT.key])


@pytest.fixture(autouse=True)
def in_2568(at):
    at("2025-02-18 10:00")


@pytest.fixture
def admin(db):
    return UserFactory(admin=True)


@pytest.fixture
def page(client_of, admin):
    return client_of(admin)


def typed(seen=0, record="", **changes):
    fields = {f"part-{key}": text for key, text in (TEXTS | changes).items()}
    return {**fields, "seen": seen, "record": record}


def texts_on(response):
    """What stands in the fields of the page."""
    return {part.key: field.value() for part, field in response.context["form"].parts}


def test_words_are_administrators_business(db):
    people = {role: UserFactory(**{role: True}) for role in ("staff", "director", "admin")}
    may = {role: permissions.can_word(person) for role, person in people.items()}
    assert may == {"staff": False, "director": False, "admin": True}


def test_the_list_says_which_words_stand(page, admin):
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "คำใหม่"}, seen=0, by=admin)
    rewording.write(
        rooms.RETURN_LETTER, 2567, rooms.RETURN_LETTER.worded({"end": "ก"}), seen=0, by=None
    )
    response = page.get(LIST)
    standing = {d.key: row and row.version for d, row in response.context["documents"]}
    assert {key: version for key, version in standing.items() if version} == {DOCUMENT.key: 1}
    assert response.context["years"] == [2569, 2568, 2567]
    assert [row.document for row in response.context["begins_with"]] == [rooms.RETURN_LETTER.key]
    assert page.get(reverse("papers:wording")).context["year"] == 2568


def test_a_year_that_is_not_offered_is_not_there(page):
    codes = [
        page.get(reverse("papers:wording_of", args=[year])).status_code for year in (2560, 2570)
    ]
    unknown = page.get(reverse("papers:words", args=[2568, "no-such"])).status_code
    assert [*codes, unknown] == [404, 404, 404]
    assert page.get(reverse("papers:words", args=[2560, DOCUMENT.key])).status_code == 404


def test_saving_keeps_the_next_version(page):
    answer = page.post(PAGE, typed(end="จึงเรียนมาเพื่อโปรดรับรอง"))
    assert (answer.status_code, answer.url) == (302, LIST)
    assert Wording.objects.standing(2568, DOCUMENT.key).parts == {"end": "จึงเรียนมาเพื่อโปรดรับรอง"}
    page.post(PAGE, typed(seen=1, end="จึงเรียนมาเพื่อโปรดรับรอง"))
    assert Wording.objects.count() == 1


def test_an_unknown_field_is_refused_by_name_and_nothing_typed_is_lost(page):
    response = page.post(PAGE, typed(end="เรียน {ชื่อเล่น}", closing="ด้วยความเคารพ"))
    (sentence,) = response.context["form"].errors["part-end"]
    assert "{ชื่อเล่น}" in sentence
    assert all(field.token in sentence for field in rooms.OF_PROPOSAL)
    kept = texts_on(response)
    assert (kept["end"], kept["closing"]) == ("เรียน {ชื่อเล่น}", "ด้วยความเคารพ")
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("part", "text"),
    [("subject", ""), ("endorses", ""), ("closing", "ก" * 251), ("end", "ก" * 3001)],
)
def test_a_text_that_is_missing_or_too_long_is_refused(page, part, text):
    response = page.post(PAGE, typed(**{part: text}))
    assert list(response.context["form"].errors) == [f"part-{part}"]
    assert texts_on(response)[part] == text


def test_words_are_mended_as_all_thai_text_is(page):
    page.post(PAGE, typed(subject="  หนังสือ\u200bรับรอง  นํา ", end="หนึ่ง\r\n\r\nสอง"))
    parts = Wording.objects.get().parts
    assert parts == {"subject": "หนังสือรับรอง นำ", "end": "หนึ่ง\n\nสอง"}


def test_who_saves_second_is_told_keeps_the_words_and_may_save_again(page, client_of):
    client_of(UserFactory(admin=True)).post(PAGE, typed(end="คำของคนแรก"))
    response = page.post(PAGE, typed(end="คำของคนที่สอง"))
    assert response.context["form"].non_field_errors() == [rewording.stale()]
    assert texts_on(response)["end"] == "คำของคนที่สอง"
    body = response.content.decode()
    assert 'name="seen" value="1"' in body
    assert "คำของคนแรก" in body
    page.post(PAGE, typed(seen=1, end="คำของคนที่สอง"))
    assert Wording.objects.standing(2568, DOCUMENT.key).parts == {"end": "คำของคนที่สอง"}


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 400])
def test_a_page_that_says_nonsense_of_its_version_is_an_older_one(page, admin, seen):
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "ก"}, seen=0, by=admin)
    assert page.post(PAGE, typed(seen=seen, end="ข")).context["form"].non_field_errors()


def test_a_draft_in_the_words_as_typed_is_opened_and_nothing_is_kept(page, admin):
    proposal = ProposalFactory(title_th="ลดขั้นตอนอนุญาต")
    answer = page.post(PAGE, typed(record=proposal.code, end="คำที่ลอง") | {"try": "1"})
    draft = Paper.objects.get()
    assert answer.url == reverse("papers:tried", args=[draft.uid])
    assert (draft.is_draft, draft.issued_by, draft.wording) == (True, admin, None)
    assert re.search("คำที่ลอง", draft.html)
    assert proposal.code in draft.html
    assert not Wording.objects.exists()
    assert page.get(answer.url).status_code == 202


def test_another_administrator_does_not_open_the_draft(page, client_of):
    page.post(PAGE, typed(record=ProposalFactory().code) | {"try": "1"})
    url = reverse("papers:tried", args=[Paper.objects.get().uid])
    other, staff = (client_of(UserFactory(**{role: True})) for role in ("admin", "staff"))
    assert [one.get(url).status_code for one in (other, staff)] == [404, 404]


@pytest.mark.parametrize("record", ["", "P99-9999"])
def test_trying_asks_for_a_record_that_is_there(page, record):
    response = page.post(PAGE, typed(record=record, end="คำที่ลอง") | {"try": "1"})
    assert list(response.context["form"].errors) == ["record"]
    assert (texts_on(response)["end"], Paper.objects.count()) == ("คำที่ลอง", 0)


def test_back_to_the_shipped_words_with_one_press(page, admin):
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "ก"}, seen=0, by=admin)
    url = reverse("papers:reset_words", args=[2568, DOCUMENT.key])
    page.post(url, {"seen": 0, "words": "shipped"})
    assert Wording.objects.standing(2568, DOCUMENT.key).parts == {"end": "ก"}
    page.post(url, {"seen": 1, "words": "shipped"})
    assert Wording.objects.standing(2568, DOCUMENT.key).parts == {}


def test_every_version_says_what_putting_it_back_would_change(page, admin):
    rewording.write(DOCUMENT, 2567, TEXTS | {"closing": "ด้วยความเคารพ"}, seen=0, by=admin)
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "คำเก่า"}, seen=0, by=admin)
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "คำใหม่"}, seen=1, by=admin)
    labels = {part.key: part.label for part in DOCUMENT.parts}
    shown = {one.name: one for one in page.get(PAGE).context["earlier"]}
    changed = {name: [label for label, _pieces in one.changes] for name, one in shown.items()}
    assert changed == {
        "2568-2": [],
        "2568-1": [labels["end"]],
        "2567-1": [labels[p.key] for p in DOCUMENT.parts if p.key in ("end", "closing")],
        "shipped": [labels["end"]],
    }
    assert [name for name, one in shown.items() if one.is_standing] == ["2568-2"]
    ((_label, pieces),) = shown["2568-1"].changes
    assert "".join(piece.text for piece in pieces if not piece.is_new) == "คำใหม่"
    assert "".join(piece.text for piece in pieces if not piece.is_old) == "คำเก่า"


def test_an_earlier_version_and_the_words_of_the_year_before_are_put_back(page, admin):
    rewording.write(DOCUMENT, 2567, TEXTS | {"closing": "ด้วยความเคารพ"}, seen=0, by=admin)
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "คำเก่า"}, seen=0, by=admin)
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "คำใหม่"}, seen=1, by=admin)
    url = reverse("papers:reset_words", args=[2568, DOCUMENT.key])
    page.post(url, {"seen": 1, "words": "2568-1"})
    assert Wording.objects.standing(2568, DOCUMENT.key).version == 2
    page.post(url, {"seen": 2, "words": "2568-1"})
    page.post(url, {"seen": 3, "words": "2567-1"})
    rows = Wording.objects.of(2568, DOCUMENT.key)
    assert [(row.version, row.parts) for row in rows] == [
        (4, {"closing": "ด้วยความเคารพ"}),
        (3, {"end": "คำเก่า"}),
        (2, {"end": "คำใหม่"}),
        (1, {"end": "คำเก่า"}),
    ]


@pytest.mark.parametrize("name", ["", "2568-9", "2568", "-", "x-1", "2568-" + "9" * 40, "๒๕๖๘-๑"])
def test_words_that_nobody_wrote_are_not_put_back(page, admin, name):
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "ก"}, seen=0, by=admin)
    url = reverse("papers:reset_words", args=[2568, DOCUMENT.key])
    assert page.post(url, {"seen": 1, "words": name}).status_code == 404
    assert Wording.objects.count() == 1


def test_a_year_begins_with_the_words_of_the_last(page, admin):
    rewording.write(DOCUMENT, 2568, TEXTS | {"end": "ก"}, seen=0, by=admin)
    page_of_next = reverse("papers:wording_of", args=[2569])
    assert [row.year for row in page.get(page_of_next).context["begins_with"]] == [2568]
    page.post(reverse("papers:begin_wording", args=[2569]))
    assert Wording.objects.standing(2569, DOCUMENT.key).parts == {"end": "ก"}
    response = page.get(page_of_next)
    assert (response.context["begins_with"], "ยกมาจากปี 2568" in response.content.decode()) == (
        [],
        True,
    )
    assert page.post(reverse("papers:begin_wording", args=[2600])).status_code == 404


def test_the_list_costs_the_same_with_one_and_three_changed(page, admin):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            page.get(LIST)
        return len(asked)

    documents = [DOCUMENT, rooms.RETURN_LETTER, rooms.INELIGIBLE_LETTER]
    costs = []
    for document in documents:
        texts = document.worded({"end": "ก"})
        rewording.write(document, 2568, texts, seen=0, by=UserFactory(admin=True))
        costs.append(cost())
    assert costs[0] == costs[2]
