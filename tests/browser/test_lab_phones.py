"""The lab on phones: what a coordinator and an area operator do between two meetings."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import checkin, services
from cohorts.models import Attendance, Evaluation, FollowUpRound, Measurement, SelfRating
from cohorts.states import GateState, TierKey
from cohorts.training import Attended, Half
from proposals.models import Proposal
from proposals.states import State
from tests.browser.conftest import PHONE
from tests.browser.steps_intake import signed_letter
from tests.browser.visitor import be, spoken
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import (
    PilotTestFactory,
    RoundFactory,
    SeatFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.factories.workshops import GOOD, RATED, WorkshopFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# --- Tier 2
def test_a_coordinator_leads_a_team_from_a_phone(visitor, at):
    at("2025-03-10 09:00")
    agency = AgencyFactory()
    team = full_team(State.IN_LAB, responsible_agency=agency)
    coordinator = person_in(team, TierKey.COORDINATOR)
    MembershipFactory(user=coordinator, agency=agency, can_edit=True, can_submit=True)
    seat = SeatFactory(team=team, key=TierKey.PUBLIC_INNOVATOR, agency=agency, requested=True)
    phone = visitor(coordinator, PHONE)

    name_somebody(phone, seat)
    bring_a_phase_to_its_gate(phone, team)
    report(phone, team, at)


def name_somebody(phone, seat):
    """From the task on the home page to the letter; the rule answers at once."""
    named = UserFactory()
    phone.go("home").open_link(spoken("Name a participant for %(tier)s") % {"tier": seat.tier})
    phone.follow("Name a participant").fill(email=named.email, is_officer=True)
    phone.fill(**{part: getattr(named, part) for part in ("title_th", "given_th", "family_th")})
    phone.fill(position_th="ผู้เชี่ยวชาญ", level_code="K3", is_civil_servant=True)
    phone.fill(letter_no="ที่ กษ 101/2568", letter_date=be("2025-03-10"), works_on_issue=True)
    phone.press("Name this person").sees("Passes")
    seat.refresh_from_db()
    assert (seat.person, seat.letter_no) == (named, "ที่ กษ 101/2568")


def bring_a_phase_to_its_gate(phone, team):
    """The team's page says at each turn what is next."""
    phase, code = team.phases.get(phase="ORIENTATION"), {"code": "L0"}
    phone.go("cohorts:mine").open_link(str(team))
    phone.open_link(spoken("Begin the phase %(phase)s") % {"phase": phase})
    phone.press("Begin this phase").go("cohorts:team", team.proposal.code)
    phone.open_link(spoken("Hand in deliverable %(code)s") % code)
    phone.fill(summary="ทุกคนรู้หน้าที่ของตน", file=signed_letter()).press("Hand in")
    phone.open_link(spoken("Approve deliverable %(code)s or send it back") % code).press("Approve")
    phone.open_link(spoken("Request gate %(code)s") % {"code": phase.phase_enum.code})
    phone.press("Request the gate")
    phase.refresh_from_db()
    assert phase.state == GateState.GATE_REQUESTED
    assert phase.requested_by == phone.person


def report(phone, team, at):
    """Half a year after the presentation: the report, from the task on the home page."""
    at("2026-02-20 09:00")
    Proposal.objects.filter(pk=team.proposal_id).update(state=State.FOLLOW_UP)
    round_ = RoundFactory(team=team)
    words = spoken("Report after %(months)d months, about 5 minutes") % {"months": 6}
    phone.go("home").open_link(words)
    phone.fill(overall="YELLOW", spending_baht=80000, obstacles=["PERSONNEL"])
    phone.fill(obstacle_th="เจ้าหน้าที่ย้าย", story_th="ป้าสมใจรู้ผลในสองสัปดาห์")
    phone.press("Send the report")
    filed = FollowUpRound.objects.get(pk=round_.pk).filed
    assert (filed.overall, filed.spending_baht, filed.submitted_by) == (
        "YELLOW",
        80000,
        phone.person,
    )


# --- Tier 3
def test_an_area_operator_takes_part_with_a_phone(visitor, live_server, at):
    at("2025-04-01 09:00")
    team = TeamFactory(proposal__state=State.IN_LAB)
    seat = SeatFactory(team=team, nominated=True)
    session = WorkshopFactory(cohort=team.cohort)
    phone = visitor(seat.person, PHONE)

    take_the_seat(phone, seat)
    rate_oneself(phone, seat)
    address = check_in(phone, session, live_server.url, at)
    come_back_a_day_later(phone, session, address, at)
    evaluate(phone, session)
    enter_a_value(phone, team)


def take_the_seat(phone, seat):
    """The notice has to be read; then the office confirms."""
    phone.go("home").open_link(
        spoken("Say whether you take the seat %(tier)s") % {"tier": seat.tier}
    )
    phone.press("I take the seat").sees("Please read the privacy notice first.")
    phone.fill(privacy_seen=True).press("I take the seat")
    phone.sees("Thank you. The office confirms your seat next.")
    services.confirm(seat, by=UserFactory(staff=True))


def rate_oneself(phone, seat):
    phone.go("cohorts:my_training").follow("My competence before the lab")
    phone.fill(**RATED).press("Save").sees("Your rating is saved.")
    assert SelfRating.objects.get(seat=seat).scores == RATED


def check_in(phone, session, site, at):
    """The phone opens what the screen shows; looking changes nothing, pressing does."""
    at("2025-04-10 08:50")
    address = site + reverse("cohorts:check_in", args=[session.uid, checkin.token(session)])
    phone.page.goto(address)
    phone.arrived()
    assert not Attendance.objects.exists()
    words = {"half": Half.MORNING.label, "status": Attended.PRESENT.label}
    phone.press("Check in").sees("You are checked in. %(half)s: %(status)s", **words)
    phone.sees_not("I cannot come")
    assert Attendance.objects.get().morning == "PRESENT"
    return address


def come_back_a_day_later(phone, session, address, at):
    """The same code is of no use any more."""
    at("2025-04-11 08:50")
    phone.page.goto(address)
    phone.sees(
        "This code is of a workshop that is over. If you were there, please tell the office."
    )
    phone.follow("Back to the workshop")
    assert Attendance.objects.get().afternoon == ""


def evaluate(phone, session):
    phone.go("home").open_link(
        spoken("Answer the evaluation of workshop %(n)d") % {"n": session.number}
    )
    phone.fill(**GOOD, text="อยากให้มีเวลาลงพื้นที่มากกว่านี้").press("Send the answers")
    phone.sees("Thank you. Your answers are kept without your name.")
    assert Evaluation.objects.get().scores == GOOD


def enter_a_value(phone, team):
    """A value of a figure, with Thai digits, from the register."""
    test = PilotTestFactory(team=team, decision="", started_on=date(2025, 4, 1))
    test.metrics.create(indicator_th="เวลารอ", unit_th="วัน", baseline=46, target=15)
    phone.go("cohorts:work", team.proposal.code).open_link(test.area_th)
    phone.follow("Enter a measured value")
    phone.fill(value="๑๘", measured_on=be("2025-04-11"), source_th="ทะเบียนคำขอ").press(
        "Save the value"
    )
    phone.sees("The value is saved.")
    value = Measurement.objects.get()
    assert (value.value, value.measured_on, value.source_th) == (18, be("2025-04-11"), "ทะเบียนคำขอ")
