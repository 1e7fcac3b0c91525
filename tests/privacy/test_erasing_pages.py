"""The page on which two officers decide that a person is made anonymous."""

import pytest
from django.urls import reverse

from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import User
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.privacy import erasing, services, working
from pyp_portal.privacy.models import Right
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(given_th="ใบเตย")


@pytest.fixture
def officers():
    return UserFactory(staff=True), UserFactory(admin=True)


def asks(person, right=Right.ERASE):
    return services.ask(person, right=right, words="ขอลบข้อมูลทั้งหมด")


def test_from_the_request_to_the_second_person(person, officers, client_of):
    staff, admin = officers
    asked = asks(person)
    page = reverse("privacy:erase", args=[asked.uid])
    proposing = client_of(staff)

    assert page in proposing.get(asked.get_absolute_url()).content.decode()
    assert "ปิดบัญชีถาวร" in proposing.get(page).content.decode()
    assert proposing.post(page, {"act": "propose", "reason": ""}).status_code == 200
    assert approvals.open_for(person, erasing.KIND) is None
    proposing.post(page, {"act": "propose", "reason": "ตามคำขอ"})
    proposing.post(page, {"act": "confirm"})
    assert User.objects.get(pk=person.pk).erased_at is None

    assert [line.url for line in waiting_for(admin) if line.kind == "erasures"] == [page]
    assert not [line for line in waiting_for(staff) if line.kind == "erasures"]
    confirming = client_of(admin)
    assert "ตามคำขอ" in confirming.get(page).content.decode()
    assert confirming.post(page, {"act": "confirm"})["Location"] == page
    working.go_on()
    assert User.objects.get(pk=person.pk).erased_at
    after = confirming.get(page).content.decode()
    assert "ระบุตัวบุคคลนี้ไม่ได้ตั้งแต่วันที่" in after
    assert "ปิดบัญชีถาวร" not in after
    assert confirming.post(page, {"act": "confirm"}).status_code == 302


def test_while_a_worker_is_at_it_nothing_else_is_done_and_the_page_asks_anew(
    person, officers, client_of
):
    asked = asks(person)
    page = reverse("privacy:erase", args=[asked.uid])
    working.confirm(erasing.propose(asked, by=officers[0], reason="ตามคำขอ"), by=officers[1])
    client = client_of(officers[1])

    running = client.get(page).content.decode()
    assert 'hx-get="' in running
    assert "ปิดบัญชีถาวร" not in running
    assert not User.objects.get(pk=person.pk).is_active
    assert client.post(page, {"act": "propose", "reason": "อีกครั้ง"}).status_code == 302
    assert approvals.open_for(person, erasing.KIND) is None
    assert not [line for line in waiting_for(officers[0]) if line.kind == "rights"]
    assert "HX-Refresh" not in client.get(f"{page}now/")
    working.go_on()
    assert client.get(f"{page}now/")["HX-Refresh"] == "true"


def test_the_second_person_does_not_agree(person, officers, client_of):
    asked = asks(person)
    page = reverse("privacy:erase", args=[asked.uid])
    erasing.propose(asked, by=officers[0], reason="ตามคำขอ")
    client = client_of(officers[1])

    assert client.post(page, {"act": "refuse", "reason": ""}).status_code == 200
    client.post(page, {"act": "refuse", "reason": "ยังมีคดีอยู่"})

    assert approvals.open_for(person, erasing.KIND) is None
    assert timeline(person).last().reason == "ยังมีคดีอยู่"
    asked.refresh_from_db()
    assert not asked.outcome
    assert client.post(page, {"act": "erase"}).status_code == 404


def test_what_waits_when_the_request_was_answered_can_still_be_ended(person, officers, client_of):
    asked = asks(person)
    page = reverse("privacy:erase", args=[asked.uid])
    erasing.propose(asked, by=officers[0], reason="ตามคำขอ")
    services.answer(asked, by=officers[1], outcome="refused", words="ต้องเก็บตามกฎหมาย")
    client = client_of(officers[1])

    shown = client.get(page).content.decode()
    assert 'value="refuse"' in shown
    assert 'value="confirm"' not in shown
    client.post(page, {"act": "confirm"})
    assert User.objects.get(pk=person.pk).erased_at is None
    client.post(page, {"act": "refuse", "reason": "ตอบไปแล้ว"})

    assert not [line for line in waiting_for(officers[1]) if line.kind == "erasures"]


def test_only_a_request_to_erase_opens_it(person, officers, client_of):
    other = asks(person, Right.CORRECT)

    answer = client_of(officers[0]).get(reverse("privacy:erase", args=[other.uid]))

    assert answer.status_code == 404


def test_the_page_of_who_is_anonymous_offers_nothing_and_names_who_did_it(
    person, officers, client_of
):
    asked = asks(person)
    theirs = client_of(person)
    working.confirm(erasing.propose(asked, by=officers[0], reason="ตามคำขอ"), by=officers[1])
    working.go_on()

    page = client_of(officers[1]).get(person.get_absolute_url()).content.decode()

    assert f"{officers[0]}: เสนอให้ทำให้ระบุตัวบุคคลนี้ไม่ได้" in page
    assert "anonymous.invalid" not in page
    assert reverse("accounts:grant_role", args=[person.uid]) not in page
    assert reverse("accounts:close_account", args=[person.uid]) not in page
    assert reverse("account_login") in theirs.get(reverse("privacy:mine"))["Location"]


def test_a_name_that_is_a_word_of_every_day_goes_where_it_was_ticked(person, officers, client_of):
    asked, other = asks(person), asks(UserFactory())
    meant = approvals.propose("x", other.person, by=officers[0], reason="น้องใบเตย โทรมา")
    approvals.propose("y", other.person, by=officers[0], reason="ขนมใบเตย")
    approvals.propose("z", asked, by=officers[0], reason="ใบเตย ของห้องอื่น")  # of another room
    page = reverse("privacy:erase", args=[asked.uid])
    proposing, confirming = client_of(officers[0]), client_of(officers[1])

    shown = proposing.get(page)
    keys = [one.key for one in shown.context["ticking"] if one.words == meant.reason]
    texts = {"act": "propose", "reason": "", "text": [*keys, "forged"]}
    assert "checked" in proposing.post(page, texts).content.decode()
    proposing.post(page, texts | {"reason": "ตามคำขอ"})
    seen = confirming.get(page).context["ticking"]
    confirming.post(page, {"act": "confirm"})
    working.go_on()

    assert len(shown.context["ticking"]) == 2
    assert {one.words: one.is_chosen for one in seen} == {meant.reason: True, "ขนมใบเตย": False}
    meant.refresh_from_db()
    assert meant.reason == "น้อง(ลบชื่อแล้ว) โทรมา"
    assert approvals.open_for(other.person, "y").reason == "ขนมใบเตย"
