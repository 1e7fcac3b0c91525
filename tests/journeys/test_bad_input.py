"""What people send by mistake, and what they get: a plain sentence, and nothing lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import ParticipationActivity
from cohorts.states import GateState
from proposals.models import Proposal
from proposals.states import State
from pyp_portal.accounts.models import OpenSession
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import full_team
from tests.factories.proposals import ProposalFactory, complete_proposal, pass_all, submitter
from tests.factories.selection import meeting_of, plan_of, reviewed, seat_members
from tests.journeys.walking import day, letter, state_of, walker
from tests.proposals.browsing import fields_of

pytestmark = pytest.mark.django_db
BROKEN, MENDED = "นํ้าท่วม\u200bที่ตํ\u0e32บล เเก้ไขร่วมกัน", "น้ำท่วมที่ตำบล แก้ไขร่วมกัน"
ACTIVITY = {
    "kind": "TEST",
    "level": "INVOLVE",
    "channel": "ONSITE",
    "place_th": "อำเภอรัตภูมิ",
    "people_total": 10,
    "female": 8,
    "male": 7,
    "main_points_th": BROKEN,
    "what_changed_th": "เพิ่มช่องโทรกลับ",
}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


# --- Late -----------------------------------------------------------------------------
def test_a_submission_after_the_end_is_told_the_exact_time_and_keeps_the_draft(at):
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    at("2025-01-07 00:00:00")

    page = applicant.send("proposals:submit", proposal.code)

    said = page.replace("\xa0", " ")
    assert "ปิดรับแล้ว" in said
    assert "6 มกราคม 2568 เวลา 23.59 น." in said
    assert "7 มกราคม 2568 เวลา 00.00 น." in said
    assert state_of(proposal) == State.DRAFT
    assert "ที่ทำการปกครองอำเภอ" in applicant.see("proposals:text", proposal.code)
    assert timeline(proposal).last().verb == "submit_refused"


def test_the_last_second_still_counts(at):
    proposal = complete_proposal()
    at("2025-01-06 23:59:59")

    walker(submitter(proposal)).send("proposals:submit", proposal.code)

    assert state_of(proposal) == State.SUBMITTED


# --- Missing and too long ---------------------------------------------------------------
def test_what_is_missing_comes_back_with_all_that_was_typed(at):
    at("2025-08-02 12:00")
    team = full_team(State.IN_LAB)
    officer = walker(UserFactory(staff=True))
    sent = ACTIVITY | day("held_on", "2025-08-03") | {"people_total": "", "male": "-1"}

    page = officer.send("cohorts:activity", team.proposal.code, **sent)

    for name in ("people_total", "male", "held_on"):
        assert f'href="#id_{name}"' in page
    assert MENDED in page or BROKEN in page
    assert "เพิ่มช่องโทรกลับ" in page
    assert "<title>มีข้อผิดพลาด" in page
    assert not ParticipationActivity.objects.exists()


def test_a_reason_that_is_too_long_comes_back_whole():
    proposal = complete_proposal(state=State.SUBMITTED)
    long = "ถอน " * 300
    applicant = walker(submitter(proposal))

    page = applicant.send("proposals:withdraw", proposal.code, reason=long, letter=letter())

    assert 'href="#id_reason"' in page
    assert long.strip() in page
    assert state_of(proposal) == State.SUBMITTED


# --- Strangers ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["detail", "text", "files", "history", "review", "receipt"])
def test_a_strangers_address_finds_nothing(name):
    proposal = complete_proposal()
    stranger = walker(submitter(ProposalFactory()))

    assert stranger.get(reverse(f"proposals:{name}", args=[proposal.code])).status_code == 404


@pytest.mark.parametrize("name", ["submit", "withdraw", "recall", "endorse", "attach", "take"])
def test_a_strangers_act_finds_nothing_either(name):
    proposal = complete_proposal()
    stranger = walker(submitter(ProposalFactory()))

    stranger.send(f"proposals:{name}", proposal.code, status=404)

    assert state_of(proposal) == State.DRAFT
    assert not proposal.revisions.exists()


def test_the_teams_of_others_are_not_there_either():
    team = full_team(State.IN_LAB)
    stranger = walker(submitter(ProposalFactory()))

    for name in ("team", "work", "follow", "activity"):
        assert (
            stranger.get(reverse(f"cohorts:{name}", args=[team.proposal.code])).status_code == 404
        )


# --- Out of turn, and twice -----------------------------------------------------------------
def test_submitting_twice_gives_one_receipt_and_says_so():
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    applicant.send("proposals:submit", proposal.code, version=1, key="one-press")

    again = applicant.send("proposals:submit", proposal.code, version=1, key="one-press")
    other = applicant.send("proposals:submit", proposal.code, version=1, key="another")

    assert "ปยป-รับ-2568-0001" in again
    assert "ไม่มีอะไรเปลี่ยน" in other
    assert proposal.revisions.count() == 1


def test_an_act_before_its_turn_changes_nothing():
    proposal = complete_proposal(state=State.SUBMITTED)
    officer = walker(UserFactory(staff=True))

    page = officer.send("proposals:mark_eligible", proposal.code)

    assert str(State.SUBMITTED.label) in page
    assert state_of(proposal) == State.SUBMITTED


def test_a_meeting_is_neither_opened_nor_certified_twice():
    plan = plan_of()
    seats = seat_members(plan)
    meeting = meeting_of(plan, seats)
    officer, chair = walker(UserFactory(staff=True)), walker(seats[0].user)

    assert _("The meeting has been opened already.") in officer.send(
        "selection:start_meeting", meeting.uid
    )
    chair.send("selection:certify", meeting.uid)
    meeting.refresh_from_db()
    assert meeting.certified_at is None


def test_a_sheet_that_is_in_changes_no_more():
    plan = plan_of()
    seats = seat_members(plan)
    proposal = reviewed(plan, seats)
    sheet = seats[1].sheets.get(proposal=proposal)
    member = walker(seats[1].user)

    page = member.send("selection:sheet", sheet.uid, D1=1, submit=1)

    total = sheet.total
    sheet.refresh_from_db()
    assert sheet.total == total
    assert "แล้ว" in page


def test_a_phase_begins_once():
    team = full_team(State.IN_LAB)
    officer = walker(UserFactory(staff=True))
    officer.send("cohorts:start_phase", team.proposal.code, "DEFINE")

    page = officer.send("cohorts:start_phase", team.proposal.code, "DEFINE")

    words = _("This phase is already “%(state)s”. Nothing was changed.")
    assert words % {"state": GateState.ACTIVE.label} in page


# --- Two at once ----------------------------------------------------------------------------
def test_the_second_of_two_officers_learns_who_was_first():
    proposal = complete_proposal(state=State.SCREENING, case_owner=UserFactory(staff=True))
    first, second = (walker(UserFactory(staff=True)) for _each in range(2))
    pass_all(proposal, first.person)
    defect = {"defects-0-question": "F22", "defects-0-defect_th": "ไม่มีที่มา"}
    defect |= {"defects-0-request_th": "เพิ่มที่มา", "defects-TOTAL_FORMS": 1}
    defect |= {"defects-INITIAL_FORMS": 0, "send": 1, "version": proposal.version}

    first.send("proposals:mark_eligible", proposal.code, version=proposal.version)
    page = second.send("proposals:return", proposal.code, **defect)

    assert str(first.person) in page
    assert "ไม่มีอะไรเปลี่ยน" in page
    assert state_of(proposal) == State.ELIGIBLE
    assert not proposal.returns.exists()


def test_the_second_to_take_a_case_is_told_who_has_it():
    proposal = complete_proposal(state=State.SUBMITTED)
    first, second = (walker(UserFactory(staff=True)) for _each in range(2))

    first.send("proposals:take", proposal.code, version=proposal.version)
    page = second.send("proposals:take", proposal.code, version=proposal.version)

    assert str(first.person) in page
    assert Proposal.objects.get().case_owner == first.person


# --- Files --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "content"),
    [("letter.pdf", b"MZ\x90\x00 a program"), ("letter.pdf", b""), ("photo.svg", b"<svg/>")],
)
def test_a_wrong_file_is_told_what_is_taken_and_the_rest_stays(name, content):
    proposal = complete_proposal()
    proposal.endorsement.delete()
    proposal.attachments.all().delete()
    applicant = walker(submitter(proposal))
    file = SimpleUploadedFile(name, content, "application/pdf")
    sent = {"letter": file, "letter_no": "ที่ ตย 9/2567"} | day("letter_date", "2024-12-18")

    page = applicant.send("proposals:endorse", proposal.code, **sent)

    assert 'href="#id_letter"' in page
    assert "ที่ ตย 9/2567" in page
    assert not Proposal.objects.filter(endorsement__isnull=False).exists()


def test_a_file_that_is_too_large_is_told_how_large_it_may_be():
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7" + b"0" * (10 * 2**20), "application/pdf")
    sent = {"letter": file, "letter_no": "ที่ ตย 9/2567"} | day("letter_date", "2024-12-18")

    page = applicant.send("proposals:endorse", proposal.code, **sent)

    assert "10" in page[page.index("data-summary") :][:600]
    assert "MB" in page[page.index("data-summary") :][:600]


# --- Broken Thai ----------------------------------------------------------------------------------
def test_broken_thai_is_mended_in_every_room(at):
    at("2025-08-04 12:00")
    team = full_team(State.IN_LAB)
    officer = walker(UserFactory(staff=True))
    sent = ACTIVITY | day("held_on", "2025-08-03") | {"people_total": 15}

    officer.send("cohorts:activity", team.proposal.code, **sent)

    assert ParticipationActivity.objects.get().main_points_th == MENDED


def test_broken_thai_is_found_by_the_words_as_they_are_written():
    proposal = complete_proposal(owner=UserFactory())
    applicant = walker(submitter(proposal))
    page = applicant.get(reverse("proposals:step", args=[proposal.code, 2]))
    applicant.send("proposals:step", proposal.code, 2, **fields_of(page) | {"title_th": BROKEN})

    assert Proposal.objects.get().title_th == MENDED
    assert proposal.code in applicant.see("proposals:list", q="นํ้าท่วมที่ตําบล")


# --- A session that ended ----------------------------------------------------------------------
def test_s21_a_long_step_sent_after_the_session_ended_is_kept_and_saved():
    proposal = complete_proposal()
    applicant = walker(submitter(proposal))
    address = reverse("proposals:step", args=[proposal.code, 3])
    typed = fields_of(applicant.get(address)) | {"past_efforts": "เคยลองทำศูนย์บริการร่วมในปี 2566"}
    OpenSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    asked = applicant.post(address, typed)
    applicant.force_login(applicant.person)
    kept = applicant.get("/again/").context["form"]
    sent = {name: [v for n, v in kept.fields if n == name] for name, _value in kept.fields}
    applicant.post(kept.path, sent)

    assert asked["Location"].startswith(reverse("account_login"))
    assert Proposal.objects.get().answers.data["past_efforts"] == "เคยลองทำศูนย์บริการร่วมในปี 2566"
