"""What is next for a team, and the calendar of the year."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.next_steps import steps
from cohorts.states import GateState, Phase, TierKey
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import (
    BaselineFactory,
    ItemFactory,
    RoundFactory,
    SeatFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.factories.workshops import WorkshopFactory

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2025-03-05 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def tier(team, key=TierKey.AREA_OPERATOR):
    return team.cohort.tiers.get(key=key)


# --- What is next -----------------------------------------------------------------
def said(team):
    """(who, until) of each next step."""
    return [(step.who, step.until) for step in steps(type(team).objects.get(pk=team.pk))]


def test_each_seat_says_who_acts_next_and_until_when():
    team = TeamFactory(proposal__state=State.LAB_COMPLETED)
    agency = AgencyFactory()
    soon = date(2025, 3, 12)  # five working days
    wanted = SeatFactory(team=team, requested=True, agency=agency, due_on=date(2025, 3, 4))
    failed = SeatFactory(team=team, nominated=True, agency=agency, rule_result="FAIL")
    named = SeatFactory(team=team, nominated=True)
    SeatFactory(team=team, key=TierKey.COORDINATOR, doubtful=True)
    SeatFactory(team=team, accepted=True)
    office = "สำนักงาน ป.ย.ป."

    found = steps(team)

    assert [(one.who, one.until) for one in found] == [
        (str(agency), wanted.due_on), (office, soon), (str(agency), soon),
        (str(named.person), soon), (office, soon), (office, None),
    ]  # fmt: skip
    assert [one.is_late for one in found] == [True] + [False] * 5
    assert found[2].url == failed.get_absolute_url()


def test_before_the_lab_the_letter_the_tiers_and_the_door_are_next():
    team = TeamFactory()
    begins = team.cohort.lab_starts_on
    assert len(said(team)) == 5  # the letter, and nobody in four tiers

    assert len(said(TeamFactory(committed=True))) == 4  # the tiers alone

    whole = full_team()

    assert said(whole) == [("สำนักงาน ป.ย.ป.", begins)]


def test_in_the_lab_a_phase_says_what_it_waits_for(staff):
    team = full_team(State.IN_LAB)
    phase, paper = team.phase(Phase.ORIENTATION), team.deliverables.get(code="L0")
    coordinator = person_in(team, TierKey.COORDINATOR)
    assert said(team) == [("ผู้ประสานงาน", phase.planned_start)]

    services.start_phase(phase, by=coordinator)
    assert said(team) == [("ทีม", paper.due_on)]
    services.submit_deliverable(paper, by=coordinator, summary="ร่าง")
    assert said(team) == [("ผู้ประสานงาน", date(2025, 3, 12))]
    services.return_deliverable(paper, by=coordinator, comment=REASON)
    assert said(team) == [("ทีม", paper.due_on)]
    services.submit_deliverable(paper, by=coordinator, summary="แก้แล้ว")
    services.approve_deliverable(paper, by=coordinator)
    assert said(team) == [("ผู้ประสานงาน", phase.planned_end)]
    services.request_gate(phase, by=coordinator)
    assert said(team) == [("สำนักงาน ป.ย.ป.", date(2025, 3, 12))]


def test_what_the_gate_lacks_is_next_too():
    team = full_team(State.IN_LAB)
    team.phases.filter(phase=Phase.DEFINE).update(state=GateState.ACTIVE)
    team.deliverables.filter(code="L2").update(approved_at=clock.now())
    end = team.phase(Phase.DEFINE).planned_end
    assert said(team) == [("ทีม", end)]

    BaselineFactory(team=team)

    assert said(team) == [("ผู้ประสานงาน", end)]


def test_after_the_gates_the_session_and_the_reports_are_next():
    team = full_team(State.IN_LAB)
    team.phases.update(state=GateState.PASSED)
    item = ItemFactory()
    round_ = RoundFactory()

    assert said(team) == [("สำนักงาน ป.ย.ป.", None)]
    assert said(item.team) == [("สำนักงาน ป.ย.ป.", item.session.held_on)]
    assert said(TeamFactory(proposal__state=State.PRESENTED)) == [("สำนักงาน ป.ย.ป.", None)]
    assert said(round_.team) == [(str(round_.team.responsible_agency), round_.due_on)]
    assert said(TeamFactory(proposal__state=State.FOLLOW_UP)) == []
    assert said(TeamFactory(proposal__state=State.CLOSED)) == []


# --- Calendar ---------------------------------------------------------------------
def test_the_calendar_shows_phases_deliverables_sessions_and_reports(staff, client_of):
    team = full_team(State.IN_LAB)
    item, round_ = ItemFactory(session__cohort=team.cohort), RoundFactory()
    session = WorkshopFactory(cohort=team.cohort)
    url = to("calendar", team.cohort.call.fiscal_year)

    page = client_of(staff).get(url)
    file = client_of(staff).get(to("calendar_file", team.cohort.call.fiscal_year))

    days = [day for _month, rows in page.context["months"] for day in rows]
    assert {"phase-L0", "deliverable-L0-2025-03-07", f"presentation-{item.session.uid}"} <= {
        day.key for day in days
    }
    assert f"workshop-{session.uid}" in {day.key for day in days}
    assert f"report-6-{round_.due_on}" in {day.key for day in days}
    assert [day.is_now for day in days][:1] == [True]
    text = file.content.decode()
    assert text.count("BEGIN:VEVENT") == len(days)
    assert "DTSTART;VALUE=DATE:20250301" in text
    assert "20250410T090000" in text
    assert "DTEND;VALUE=DATE:20250308" in text


def test_a_team_reads_its_own_deliverables_only(client_of, at):
    team, other = full_team(State.IN_LAB), full_team(State.IN_LAB)
    cohort = team.cohort
    cohort.presentation_from, cohort.presentation_to = date(2025, 8, 20), date(2025, 8, 31)
    cohort.save()
    at("2025-03-10 09:00")
    reader = person_in(team, TierKey.AREA_OPERATOR)
    other.deliverables.update(due_on=date(2025, 4, 1))

    page = client_of(reader).get(to("calendar", cohort.call.fiscal_year))

    ahead = {day.key: day for _month, rows in page.context["months"] for day in rows}
    over = {day.key for _month, rows in page.context["past"] for day in rows}
    assert over == {"phase-L0", "deliverable-L0-2025-03-07"}
    assert "deliverable-L1-2025-04-01" not in ahead
    assert ahead["presentation-window"].last == date(2025, 8, 31)
    assert page.context["may_view_roster"]
    outsider = client_of(UserFactory()).get(to("calendar", cohort.call.fiscal_year))
    assert outsider.status_code == 404


def test_an_agency_of_a_team_reads_the_calendar_and_not_the_roster(client_of):
    team = TeamFactory()
    member = MembershipFactory(agency=team.proposal.lead_agency).user
    year = team.cohort.call.fiscal_year

    assert client_of(member).get(to("calendar", year)).status_code == 200
    assert client_of(member).get(to("participants", year)).status_code == 404
    assert client_of(member).get(to("mine")).context["years"] == [(team.cohort, False)]
