"""What a timeline tells, and to whom; and the doors that later rooms open and close."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import selection.services
from proposals import permissions, services
from proposals.grounds import Grounds
from proposals.models import Access, Proposal
from proposals.services import extending
from proposals.services.moving import move
from proposals.states import State
from proposals.timeline import VERBS, lines
from pyp_portal.accounts import approvals
from pyp_portal.history.services import record, timeline
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal, pass_all, submitter

pytestmark = pytest.mark.django_db
# Modules in which what is held afresh is no proposal.
OF_OTHER_RECORDS = {"enquiring", "explaining", "inviting", "practising", "printing", "wording"}


@pytest.fixture
def told(at):
    """A proposal that came as far as the readers, and its officer."""
    at("2024-12-20 10:00")
    proposal, officer = complete_proposal(), UserFactory(staff=True)
    person = submitter(proposal)
    record(proposal, "create", by=person, after=State.DRAFT)
    services.save_answers(proposal, {"impact": "ดีขึ้น"}, person)
    services.submit(proposal, person)
    services.take_case(proposal, officer, officer)
    services.start_screening(proposal, officer)
    pass_all(proposal, officer)
    services.check(proposal, "E1", "PASS", "", officer)
    services.mark_eligible(proposal, officer)
    shown = frozenset({"reviewers_assigned", "coi_all_declared"})
    move(proposal, "open_review", Grounds(by=officer, passed=shown))
    return Proposal.objects.get(), officer


def test_applicants_read_public_labels_once(told):
    proposal, _officer = told

    sentences = [line.sentence for line in lines(timeline(proposal), inside=False)]

    assert sentences == [
        "เริ่มร่าง",
        str(State.SUBMITTED.public_label),
        str(State.SCREENING.public_label),
        str(State.ELIGIBLE.public_label),
    ]


def test_what_is_no_move_is_told_inside_only(told):
    proposal, officer = told
    before = lines(timeline(proposal), inside=False)

    record(proposal, "interest weighed", by=officer, after="dismissed")

    assert lines(timeline(proposal), inside=False) == before
    found = lines(timeline(proposal), inside=True)[-1]
    assert found.sentence == f"{VERBS['interest weighed']}: {officer}"


def test_every_verb_that_is_written_about_a_proposal_has_words():
    own, later = (Path(room.__file__).parent for room in (services, selection.services))
    about = {
        own: "(?:proposal|fresh|moved)",
        own.parent: "proposal",
        later: r"(?:\w+\.)?proposal",
    }
    verbs = {
        verb
        for folder, held in about.items()
        for path in folder.glob("*.py")
        if path.stem not in OF_OTHER_RECORDS
        for verb in re.findall(rf'record\(\s*{held}, "([\w ]+)"', path.read_text())
    }

    assert len(verbs) > 30
    assert verbs - VERBS.keys() == set()


def test_the_office_reads_everything_and_who(told):
    proposal, officer = told

    found = lines(timeline(proposal), inside=True)

    assert len(found) == timeline(proposal).count() == 8
    assert found[-1].sentence == f"{State.REVIEWING.label}: {officer}"
    assert found[-2].sentence == f"ผ่านคุณสมบัติ: {officer}"


def test_reasons_and_corrections_stand_out_inside_only(told):
    proposal, officer = told
    reason = "แก้สถานะที่บันทึกผิดเรื่อง"
    shown = frozenset({"second_person"})
    move(
        proposal, "admin_correct", Grounds(by=officer, reason=reason, passed=shown), to="screening"
    )

    inside = lines(timeline(proposal), inside=True)[-1]
    outside = lines(timeline(proposal), inside=False)[-1]

    assert (inside.reason, inside.is_alarm) == (reason, True)
    assert (outside.reason, outside.sentence) == ("", str(State.SCREENING.public_label))


# --- Access -----------------------------------------------------------------------------


def test_a_door_opens_once_and_closes_again():
    proposal, user = ProposalFactory(), UserFactory()

    services.grant(proposal, user, Access.Kind.READ, "assignment 1")
    services.grant(proposal, user, Access.Kind.READ, "assignment 1")
    assert Access.objects.count() == 1
    assert permissions.can_view(Proposal.objects.get(), user)

    services.revoke(proposal, user, Access.Kind.READ, "assignment 1")
    assert not permissions.can_view(Proposal.objects.get(), user)


def test_another_reason_keeps_a_door_open():
    proposal, user = ProposalFactory(), UserFactory()
    services.grant(proposal, user, Access.Kind.READ, "assignment 1")
    services.grant(proposal, user, Access.Kind.TEAM, "team 1")

    services.revoke(proposal, user, Access.Kind.READ, "assignment 1")

    assert permissions.can_view(Proposal.objects.get(), user)


def test_closed_beats_every_role():
    proposal, officer = ProposalFactory(), UserFactory(staff=True)

    services.close(proposal, officer, "conflict")

    assert not permissions.can_view(Proposal.objects.get(), officer)
    assert not permissions.can_screen(Proposal.objects.get(), officer)


def test_many_doors_open_at_once_and_again_is_harmless():
    proposals = [ProposalFactory() for _each in range(2)]
    users = [UserFactory() for _each in range(3)]

    for _each in range(2):
        services.grant_many(proposals, users, Access.Kind.READ, "committee")

    assert Access.objects.count() == 6


def test_an_expired_draft_that_gets_more_time_is_no_correction(at):
    at("2025-01-07 10:00")
    draft, people = complete_proposal(), [UserFactory(staff=True) for _each in range(2)]
    services.expire_drafts()
    reason = "ระบบขัดข้องในคืนสุดท้าย"
    end = draft.call.closes_at + timedelta(days=3)
    extension = extending.propose(draft.call, people[0], "all", end, reason)
    extending.confirm(approvals.open_for(extension, extending.EXTENSION), people[1])

    again = [line for line in lines(timeline(draft), inside=True) if "เปิดร่าง" in line.sentence]

    assert Proposal.objects.get().state == State.DRAFT
    assert [(line.is_alarm, line.reason) for line in again] == [(False, reason)]
