"""The deadline suite (3.4), by the pages as browsers use them: moments, clocks, devices, pastes."""

import os
import time
from collections import namedtuple
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.models import EndorsementAsk, KeptText, Proposal, Receipt
from proposals.services import submitting
from proposals.services.endorsing import ask
from proposals.states import State
from pyp_portal.accounts.models import Membership
from pyp_portal.uploads import limits
from tests.factories.proposals import CallFactory, complete_proposal, pdf, submitter
from tests.proposals.browsing import url
from tests.proposals.tabs import Tab

pytestmark = pytest.mark.django_db
GRACE = timedelta(minutes=15)
MILLISECOND = timedelta(milliseconds=1)
MOMENTS = {  # after the end of the call; whether what arrives then counts
    "T - 1 ms": (-MILLISECOND, True),
    "T": (timedelta(0), True),
    "T + grace - 1 ms": (GRACE - MILLISECOND, True),
    "T + grace + 1 ms": (GRACE + MILLISECOND, False),
}
WORD = (
    "ลำดับ\tกิจกรรม\tงบประมาณ\r\n1\tประชุม “เปิดเวที”\t๕๐,๐๐๐\r\n\r\n"
    "\uf0b7\tสํานักงานเขต\u00a0นํ้าท่วม\x0bบรรทัดใหม่\r\n\uf0d8\tข้อย่อย\u200b – จบ\x07"
)
MENDED = (
    "ลำดับ กิจกรรม งบประมาณ\n1 ประชุม “เปิดเวที” ๕๐,๐๐๐\n\n• สำนักงานเขต น้ำท่วม\nบรรทัดใหม่\n• ข้อย่อย – จบ"
)


@pytest.fixture
def evening(at):
    """The last evening, a proposal that lacks nothing, and somebody who may hand it in."""
    at("2025-01-06 21:00")
    proposal = complete_proposal(call=CallFactory(grace=GRACE))
    return proposal, submitter(proposal)


def press(client, proposal, **more):
    return client.post(url("submit", proposal.code), {"key": "form"} | more)


@pytest.mark.parametrize(("after", "counts"), MOMENTS.values(), ids=MOMENTS)
def test_a_save_counts_by_its_moment_and_no_text_is_lost(evening, at, client_of, after, counts):
    proposal, person = evening
    tab = Tab(client_of(person), proposal, 6)
    at(proposal.call.closes_at + after)

    told = tab.save(impact="นาทีสุดท้าย").json()

    stands = Proposal.objects.get().answered().get("impact")
    kept = [one.value for one in KeptText.objects.all()]
    assert told["state"] == ("saved" if counts else "refused")
    assert (stands, kept) == (("นาทีสุดท้าย", []) if counts else (None, ["นาทีสุดท้าย"]))


@pytest.mark.parametrize(("after", "counts"), MOMENTS.values(), ids=MOMENTS)
def test_a_submission_counts_by_its_moment(evening, at, client_of, after, counts):
    proposal, person = evening
    client = client_of(person)
    moment = at(proposal.call.closes_at + after)

    press(client, proposal)

    assert Proposal.objects.get().state == (State.SUBMITTED if counts else State.DRAFT)
    assert [one.arrived_at for one in Receipt.objects.all()] == ([moment] if counts else [])


def test_what_arrived_in_time_counts_though_the_work_is_done_too_late(
    evening, at, client_of, monkeypatch
):
    """The stamp is that of the request at the door, not of the commit."""
    proposal, person = evening
    arrival = at(proposal.call.closes_at + GRACE - MILLISECOND)
    freeze = submitting.freeze

    def slow(*args):
        at(arrival + timedelta(minutes=2))
        return freeze(*args)

    monkeypatch.setattr(submitting, "freeze", slow)
    press(client_of(person), proposal)

    receipt = Receipt.objects.get()
    assert receipt.arrived_at == arrival
    assert receipt.revision.frozen_at > proposal.call.closes_at + GRACE


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_the_clock_zone_of_the_machine_does_not_matter(evening, at, client_of, monkeypatch, zone):
    proposal, person = evening
    client = client_of(person)
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        at("2025-01-06 23:59:59")
        page = client.get(url("review", proposal.code)).content.decode()
        press(client, proposal)
        receipt = client.get(url("receipt", proposal.code)).content.decode()
    finally:
        monkeypatch.undo()
        time.tzset()

    assert "6 ม.ค. 2568 23.59 น." in page.replace("\u00a0", " ")
    assert "6 ม.ค. 2568 23.59 น." in receipt.replace("\u00a0", " ")


def test_one_person_on_phone_and_computer_is_asked_and_loses_nothing(evening, client_of):
    """Two sign-ins of the same person: whoever is second sees both texts."""
    proposal, person = evening
    computer, phone = Tab(client_of(person), proposal, 6), Tab(client_of(person), proposal, 6)

    first = computer.save(impact="ที่สำนักงาน").json()
    second = phone.save(impact="บนโทรศัพท์").json()

    assert (first["state"], list(second["clashes"])) == ("saved", ["impact"])
    assert Proposal.objects.get().answered()["impact"] == "ที่สำนักงาน"
    assert KeptText.objects.get().value == "บนโทรศัพท์"


@pytest.mark.parametrize("way", ["by script", "by the button"])
def test_a_paste_from_word_with_a_table_keeps_every_word(evening, client_of, way):
    proposal, person = evening
    tab = Tab(client_of(person), proposal, 6)

    if way == "by script":
        tab.save(impact=WORD)
    else:
        tab.go_on(impact=WORD)

    assert Proposal.objects.get().answered()["impact"] == MENDED
    page = client_of(person).get(url("text", proposal.code)).content.decode()
    assert "• สำนักงานเขต น้ำท่วม" in page


def test_with_five_percent_of_the_disk_left_one_writes_and_submits_but_sends_no_file(
    evening, client_of, monkeypatch
):
    proposal, person = evening
    client = client_of(person)
    usage = namedtuple("Usage", "total used free")(1000, 951, 49)
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda place: usage)
    file = SimpleUploadedFile("a.pdf", pdf())

    refused = client.post(url("attach", proposal.code), {"kind": "attachments", "file": file})
    saved = Tab(client, proposal, 6).save(impact="ยังเขียนได้").json()
    answer = press(client, proposal)

    assert "ไม่มีพื้นที่เก็บไฟล์" in refused.content.decode()
    assert saved["state"] == "saved"
    assert answer.url == url("receipt", proposal.code)


def test_who_lost_the_right_an_hour_ago_endorses_nothing_though_the_page_is_open(
    evening, at, client_of
):
    proposal, person = evening
    proposal.endorsement.delete()
    proposal.attachments.all().delete()
    head = submitter(proposal, can_edit=False, can_submit=False, can_endorse=True)
    asked = ask(proposal, person, head=head)
    client = client_of(head)
    page = client.get(asked.get_absolute_url())
    Membership.objects.filter(user=head).update(ended_at=at("2025-01-06 21:30"))
    at("2025-01-06 22:30")

    again = client_of(type(head).objects.get(pk=head.pk))
    answer = again.post(asked.get_absolute_url(), {"seen": page.context["seen"]})

    assert proposal.title_th not in answer.content.decode()
    assert EndorsementAsk.objects.get().is_open
    assert not Proposal.objects.get().answered().get("endorsement_online")


def test_five_presses_and_the_pages_behind_them_leave_one_receipt(evening, client_of):
    """Double click, reload, back and again: the same form and older ones."""
    proposal, person = evening
    again = partial(press, client_of(person), proposal)

    answers = [again() for _press in range(5)] + [again(key="page before")]

    assert [one.url for one in answers[:5]] == [url("receipt", proposal.code)] * 5
    assert Receipt.objects.count() == 1
