"""A file that fails the virus scan: closed, told once, and a defect for E4 (V-07)."""

import pytest

from proposals.completeness import missing
from proposals.emails import people_of
from proposals.hints import hints
from proposals.models import Attachment, CallDocument, Proposal
from proposals.services import submit
from proposals.states import State
from proposals.tasks import tell_rejected
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.outbox.services import address_of
from pyp_portal.uploads.models import Scan
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    StoredFileFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def attached(proposal, scan, **facts):
    """A document beside the answers that the scanner has judged so."""
    made = AttachmentFactory(proposal=proposal, **facts)
    made.file.scan, made.file.found = scan, "Eicar"
    made.file.save()
    return made


def told():
    return sorted(Message.objects.values_list("address", "template"))


def test_agency_sender_and_case_owner_are_told_once():
    proposal = complete_proposal(state=State.SCREENING)
    sender = UserFactory()
    bad = attached(proposal, Scan.FAILED, added_by=sender)
    attached(proposal, Scan.CLEAN)
    attached(proposal, Scan.WAITING)
    attached(proposal, Scan.OFF)

    tell_rejected()
    first = told()
    tell_rejected()

    letters = Message.objects.filter(template="proposals/emails/file_rejected.txt")
    expected = {address_of(one) for one in [*people_of(proposal), sender]}
    assert sorted(one.address for one in letters) == sorted(expected)
    officer = ("proposals/emails/file_rejected_officer.txt", proposal.case_owner.email)
    assert [row for row in first if "officer" in row[1]] == [officer[::-1]]
    assert all(bad.file.name in one.body for one in Message.objects.all())
    assert told() == first
    assert [e.verb for e in timeline(proposal)] == ["file_rejected"]


def test_a_draft_without_case_owner_tells_the_agency_what_to_do():
    proposal = complete_proposal()
    attached(proposal, Scan.FAILED)

    tell_rejected()

    assert {template for _address, template in told()} == {"proposals/emails/file_rejected.txt"}
    assert url("review", proposal.code) in Message.objects.first().body


def test_what_was_taken_away_is_nobodys_business():
    proposal = complete_proposal()
    attached(proposal, Scan.FAILED, removed_at=proposal.created_at)

    tell_rejected()

    assert told() == []


def test_v07_a_rejected_file_stands_in_the_way_of_submission():
    proposal = complete_proposal()
    assert missing(proposal) == []

    bad = attached(proposal, Scan.FAILED)

    assert [(lack.question, bad.file.name in lack.text) for lack in missing(proposal)] == [
        ("F57", True)
    ]


def test_v07_a_rejected_endorsement_letter_does_too():
    proposal = complete_proposal()
    letter = proposal.endorsement.attachment.file
    letter.scan = Scan.FAILED
    letter.save()

    assert [lack.question for lack in missing(proposal)] == ["F55"]


@pytest.mark.parametrize("scan", [Scan.WAITING, Scan.OFF, Scan.CLEAN])
def test_a_proposal_may_be_submitted_while_a_scan_is_pending(scan):
    proposal = complete_proposal()
    attached(proposal, scan)

    submit(proposal, submitter(proposal))

    assert Proposal.objects.get().state == State.SUBMITTED
    revision = proposal.revisions.get().content["answers"]
    assert "is_rejected" not in revision["attachments"][0]


@pytest.mark.parametrize(
    ("scan", "tone", "words"),
    [
        (Scan.FAILED, "wait", "ไม่ผ่านการตรวจไวรัส"),
        (Scan.WAITING, "wait", "กำลังตรวจไวรัสอีก 1 ไฟล์"),
        (Scan.CLEAN, "good", ""),
        (Scan.OFF, "good", ""),
    ],
)
def test_e4_says_what_the_scanner_said(scan, tone, words):
    proposal = complete_proposal(state=State.SCREENING)
    attached(proposal, scan)

    found = hints(proposal, proposal.answered(), UserFactory(staff=True), [])["E4"]

    assert found[0] == tone
    assert words in found[1]


@pytest.mark.parametrize("name", ["files", "review"])
def test_each_file_shows_its_state_and_a_closed_one_no_link(client_of, name):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    files = {scan: attached(proposal, scan) for scan in Scan}

    page = client.get(url(name, proposal.code)).content.decode()

    assert all(str(scan.label) in page for scan in Scan)
    linked = {scan for scan, one in files.items() if f'href="{url("file", one.uid)}"' in page}
    assert linked == set(Scan) - {Scan.FAILED}
    assert client.get(url("file", files[Scan.FAILED].uid)).status_code == 403
    assert Attachment.objects.count() == 5


@pytest.mark.parametrize("kind", [Attachment.Kind.WITHDRAWAL, Attachment.Kind.CONSENT])
def test_the_letter_of_an_act_is_asked_for_anew_and_the_act_stands(kind):
    proposal = complete_proposal(state=State.SCREENING)
    attached(proposal, Scan.FAILED, kind=kind)

    tell_rejected()

    bodies = {one.template.rpartition("/")[2]: one.body for one in Message.objects.all()}
    assert "ส่งหนังสือฉบับใหม่" in bodies["file_rejected.txt"]
    assert "ขอหนังสือฉบับใหม่" in bodies["file_rejected_officer.txt"]
    assert "E4" not in bodies["file_rejected_officer.txt"]


def test_who_put_a_document_on_the_page_of_a_call_is_told_once():
    officer = UserFactory(staff=True)
    good, bad, gone = [
        CallDocument.objects.create(
            call=CallFactory(),
            kind="guide",
            title_th="คู่มือ",
            file=StoredFileFactory(scan=scan, found="Eicar"),
            added_at=clock.now(),
            added_by=officer,
            removed_at=removed,
        )
        for scan, removed in (
            (Scan.CLEAN, None),
            (Scan.FAILED, None),
            (Scan.FAILED, clock.now()),
        )
    ]

    tell_rejected()
    tell_rejected()

    letter = Message.objects.get()
    assert (letter.address, bad.file.name in letter.body) == (officer.email, True)
    assert not {good.file.name, gone.file.name} & set(letter.body.split('"'))
