"""Ways through the selection that are not the usual one, and a lab that stops."""

import pytest
from django.utils.translation import gettext as _

from proposals.states import State
from pyp_portal.outbox.models import Message
from selection.kinds import Outcome, PitchMode
from selection.models import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import full_team, person_in
from tests.factories.proposals import submitter
from tests.factories.selection import (
    certified,
    decided,
    meeting_of,
    plan_of,
    resolved,
    reviewed,
    seat_members,
)
from tests.journeys.walking import day, state_of, walker

pytestmark = pytest.mark.django_db
REASON = "หน่วยงานปรับโครงสร้างและไม่มีผู้รับผิดชอบแล้ว"
ADVICE = "ขอให้หาภาคีร่วมเพิ่มและเสนอใหม่ปีหน้า"
YEAR = 2568


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-17 10:00")


@pytest.fixture
def plan():
    return plan_of(reserve_valid_until="2025-06-30")


@pytest.fixture
def seats(plan):
    return seat_members(plan)


@pytest.fixture
def director():
    return walker(UserFactory(director=True))


def announce(director, kind, number):
    """Draft, sign and release what has been decided, through the pages."""
    director.send("selection:announce", YEAR, kind=kind, title_th="ผลการพิจารณา")
    drafted = Announcement.objects.get(released_at=None)
    sign(director, "selection:sign", drafted.uid, number=number)
    director.send("selection:release", drafted.uid)
    drafted.refresh_from_db()
    return drafted


def sign(director, name, *args, number):
    facts = day("date", "2025-02-20") | {"number": number, "signed_by": director.person.email}
    return director.send(name, *args, **facts)


def test_not_shortlisted_reads_the_advice_and_no_name(plan, seats, director):
    proposal = reviewed(plan, seats, points=2)
    applicant = walker(submitter(proposal))
    meeting = meeting_of(plan, seats)
    item = director.send("selection:agenda", meeting.uid, proposals=[proposal.code])
    item = meeting.items.get()
    facts = {"outcome": "NOT_SHORTLISTED", "votes_for": 5, "votes_against": 0}
    facts |= {"votes_abstain": 0, "text_th": "ไม่ผ่าน"}
    asked = director.send("selection:resolve", item.uid, **facts)
    assert _("Give the advice that goes into the letter.") in asked
    director.send("selection:resolve", item.uid, **facts, reason=ADVICE)
    certified(meeting, director.person)
    assert ADVICE not in applicant.see("proposals:detail", proposal.code)

    announce(director, "SHORTLIST", "ประกาศที่ 2/2568")

    assert state_of(proposal) == State.NOT_SHORTLISTED
    result = applicant.see("selection:result", proposal.code)
    assert ADVICE in result
    assert [str(seat.user) for seat in seats if str(seat.user) in result] == []
    told = Message.objects.filter(address=proposal.owner.email, body__contains=proposal.code)
    assert told.count() == 1


def test_the_reserve_moves_up_when_a_selected_one_withdraws(plan, seats, director):
    outcomes = [Outcome.SELECTED, Outcome.RESERVE, Outcome.RESERVE]
    _meeting, (selected, first, second) = decided(plan, seats, director.person, outcomes)
    announce(director, "RESULT", "ประกาศที่ 3/2568")
    assert [state_of(p) for p in (first, second)] == [State.RESERVE, State.RESERVE]
    early = sign(director, "selection:promote", YEAR, first.code, number="ประกาศที่ 4/2568")
    assert _("No selected proposal has left that is not replaced yet.") in early
    assert (
        walker(submitter(selected)).get(f"/proposals/{selected.code}/withdraw/").status_code == 403
    )

    director.send("proposals:withdraw", selected.code, reason=REASON)
    out_of_order = sign(director, "selection:promote", YEAR, second.code, number="ประกาศที่ 4/2568")
    sign(director, "selection:promote", YEAR, first.code, number="ประกาศที่ 4/2568")

    assert "ไม่ใช่" in out_of_order
    assert state_of(selected) == State.WITHDRAWN
    assert [state_of(p) for p in (first, second)] == [State.SELECTED, State.RESERVE]
    told = walker(submitter(first)).see("proposals:detail", first.code)
    assert str(State.SELECTED.public_label) in told


def test_a_year_without_pitch_selects_on_documents_alone(plan, seats, director):
    shown = walker(UserFactory(staff=True)).get(f"/selection/{YEAR}/plan/").context["form"]
    settings = {name: shown[name].value() for name in shown.fields}
    settings = {name: value for name, value in settings.items() if value not in (None, False, "")}
    settings |= {"release_hold": 0}
    settings.pop("reserve_valid_until")
    director.send("selection:plan", YEAR, **settings | {"pitch_mode": PitchMode.NONE.value})
    plan.refresh_from_db()
    assert plan.pitch_mode == PitchMode.NONE
    proposal = reviewed(plan, seats, points=4)
    meeting = meeting_of(plan, seats)
    resolved(meeting, proposal, Outcome.SELECTED)
    certified(meeting, director.person)

    announce(director, "RESULT", "ประกาศที่ 3/2568")

    assert state_of(proposal) == State.SELECTED
    assert "80.00" in director.see("selection:board", YEAR)


def test_a_lab_is_discontinued_and_everybody_learns_why(director):
    team = full_team(State.IN_LAB)
    proposal = team.proposal
    coordinator = walker(person_in(team, "COORDINATOR"))
    officer = walker(UserFactory(staff=True))
    words = {"reason": REASON, "lesson_th": "ต้องมีผู้รับช่วงตั้งแต่ต้น"}
    assert officer.post(f"/cohorts/teams/{proposal.code}/discontinue/", words).status_code == 403

    without = director.send("cohorts:discontinue", proposal.code, reason=REASON)
    assert 'href="#id_lesson_th"' in without
    director.send("cohorts:discontinue", proposal.code, **words)

    assert state_of(proposal) == State.DISCONTINUED
    told = Message.objects.filter(body__contains=REASON).values_list("address", flat=True)
    assert coordinator.person.email in told
    coordinator.send("cohorts:start_phase", proposal.code, "EMPATHIZE")
    assert team.phases.get(phase="EMPATHIZE").state == "not_started"
    applicant = walker(submitter(proposal))
    assert str(State.DISCONTINUED.public_label) in applicant.see("proposals:detail", proposal.code)
