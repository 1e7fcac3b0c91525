"""The pages of the words of letters: what is refused keeps what was typed; trying keeps nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from proposals.services import close
from pyp_portal.outbox import letters, rewording
from pyp_portal.outbox.models import Message, Words
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal
from tests.proposals.test_paper_words import received

LETTER = letters.find("accounts", "membership_approved", "th")
DOCUMENT = LETTER.document()
TEXTS = DOCUMENT.worded({})
LIST = reverse("outbox:words_list")
PAGE = reverse("outbox:words", args=[2568, "th", "accounts", "membership_approved"])


@pytest.fixture(autouse=True)
def in_2568(at):
    at("2025-02-18 10:00")


@pytest.fixture
def admin(db):
    return UserFactory(admin=True)


@pytest.fixture
def desk(client_of, admin):
    return client_of(admin)


def typed(seen="", **changes):
    texts = TEXTS | changes
    fields = {f"part-{place}": texts[part.key] for place, part in enumerate(DOCUMENT.parts)}
    return {**fields, "seen": seen}


def texts_on(response):
    return {part.key: field.value() for part, field, _differs in response.context["form"].parts}


def write(admin, **changes):
    return rewording.write(LETTER, 2568, TEXTS | changes, seen="", by=admin)


def test_the_list_says_which_words_hold_by_language(desk, admin):
    write(admin, subject="คำใหม่")
    response = desk.get(LIST, {"q": "ทำงานในนาม"})
    rooms = {room: letters for room, _title, letters in response.context["rooms"]}
    held = {one.shipped.name: dict(one.versions) for one in rooms["accounts"]}
    assert held["membership_approved"]["th"].mark == "2568.1"
    assert held["membership_approved"]["en"] is None
    assert "membership_rights" not in held
    assert response.context["years"] == [2568, 2569]


def test_the_list_asks_as_much_for_many_versions_as_for_one(desk, admin):
    write(admin, subject="คำ 1")
    one = count_of(desk)
    for number in (1, 2):
        texts = TEXTS | {"subject": f"คำ {number + 1}"}
        rewording.write(LETTER, 2568, texts, seen=f"2568.{number}", by=UserFactory(admin=True))
    assert count_of(desk) == one


def test_what_is_not_offered_is_not_there(desk):
    pages = [
        reverse("outbox:words", args=[2567, "th", "accounts", "invitation"]),
        reverse("outbox:words", args=[2568, "de", "accounts", "invitation"]),
        reverse("outbox:words", args=[2568, "th", "accounts", "no_such"]),
        f"{LIST}?year=2570",
    ]
    assert [desk.get(address).status_code for address in pages] == [404] * 4


def test_saving_keeps_the_next_version(desk):
    answer = desk.post(PAGE, typed(subject="ท่านเริ่มงานได้แล้ว"))
    assert (answer.status_code, answer.url) == (302, PAGE)
    row = Words.objects.standing(LETTER.key, "th", 2568)
    assert row.parts == {"subject": "ท่านเริ่มงานได้แล้ว"}


def test_saving_the_shipped_words_changes_nothing(desk):
    desk.post(PAGE, typed())
    assert Words.objects.count() == 0


def test_s17_an_unknown_field_is_named_with_those_that_exist_and_nothing_is_lost(desk):
    text = "ถึง {ผู้รับ} {{ settings.SECRET_KEY }} {รหัสผ่าน} {ลิงก์}"
    with translation.override("en"):
        desk.cookies["django_language"] = "en"
        response = desk.post(PAGE, typed(body=text))
    said = " ".join(response.context["form"].errors["part-1"])
    assert "There is no field {รหัสผ่าน} here. The fields are: {ผู้รับ}, {หน่วยงาน}" in said
    assert "A brace stands alone." in said
    assert "The field {เมื่อเขียนข้อเสนอได้} must stand in this text." in said
    assert texts_on(response) == TEXTS | {"body": text}
    assert Words.objects.count() == 0


def test_who_comes_second_keeps_what_was_typed(desk, admin):
    write(admin, subject="คนแรก")
    response = desk.post(PAGE, typed(subject="คนที่สอง"))
    assert response.status_code == 200
    assert texts_on(response)["subject"] == "คนที่สอง"
    assert "มีผู้อื่นแก้ไขเรื่องนี้ในระหว่างนั้น" in response.content.decode()
    assert response.context["standing"].mark == "2568.1"
    assert desk.post(PAGE, typed(seen="2568.1", subject="คนที่สอง")).status_code == 302


def test_trying_shows_the_letter_and_keeps_nothing(desk, mailoutbox):
    answer = desk.post(PAGE, typed(subject="<b>ลอง</b>") | {"try": "1"})
    html = answer.content.decode()
    assert "&lt;b&gt;ลอง&lt;/b&gt;" in html and "<b>ลอง" not in html
    assert "style-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert len(re.findall("เริ่มงาน", html)) >= 4  # first and last case, as HTML and as text
    assert (Words.objects.count(), Message.objects.count(), mailoutbox) == (0, 0, [])


def tried(desk, record):
    shipped = letters.find("proposals", "receipt", "th")
    parts = enumerate(shipped.document().parts)
    fields = {f"part-{place}": part.shipped for place, part in parts}
    page = reverse("outbox:words", args=[2568, "th", shipped.room, shipped.name])
    return desk.post(page, {**fields, "seen": "", "try": "1", "record": record})


def test_words_are_tried_with_a_real_proposal_where_it_says_something(desk, admin):
    proposal = received(complete_proposal()).revision.proposal
    answer = tried(desk, proposal.code.lower())

    [(one, _sheet), *_more] = answer.context["letters"]
    subject, body = one.subject, one.body
    assert proposal.code in f"{subject}{body}" and proposal.title_th in f"{subject}{body}"
    assert proposal.revisions.get().receipt.number in body
    assert proposal.get_absolute_url() in body
    assert f"เรียน ผู้ประสานงาน {proposal.lead_agency}" in body
    assert "P68-0007" not in body and Message.objects.count() == 0


def test_what_one_may_not_see_cannot_be_tried_with(desk, admin):
    proposal = ProposalFactory()
    close(proposal, admin, because="test")
    typo = tried(desk, "P99-9999")
    closed = tried(desk, proposal.code)

    errors = [answer.context["form"].errors for answer in (typo, closed)]
    assert [list(one) for one in errors] == [["record"], ["record"]]
    assert proposal.title_th not in closed.content.decode()


def test_back_to_the_shipped_words(desk, admin):
    write(admin, subject="คำใหม่")
    desk.post(PAGE, {"seen": "2568.1", "reset": "1"})
    row = Words.objects.standing(LETTER.key, "th", 2568)
    assert (row.mark, row.parts) == ("2568.2", {})


def count_of(desk):
    with CaptureQueriesContext(connection) as asked:
        desk.get(LIST)
    return len(asked)
