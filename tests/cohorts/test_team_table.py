"""The table of teams: signs, seats, attendance, red flags, deadlines, and the table as a file."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cohorts import cockpit, deadlines, drawn, exports, hours, presence, teamtable
from cohorts.completing import pct_of
from cohorts.models import Deliverable, TeamPhase
from cohorts.states import GateState, Phase
from cohorts.training import Attended
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SeatFactory, SessionFactory, TeamFactory
from tests.factories.papers import ExportFactory
from tests.factories.workshops import AttendanceFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team():
    team = TeamFactory(proposal__state=State.IN_LAB)
    Deliverable.objects.update(due_on=clock.today() + timedelta(days=60))
    return team


def seat_in(team, key="AREA_OPERATOR", **more):
    return SeatFactory(team=team, key=key, confirmed_at=clock.now() - timedelta(days=30), **more)


def row_of(team, user):
    shown = cockpit.of(team.cohort, user, {})
    return next(row for row in shown["teams"] if row.team == team), shown


def phase_of(team, code):
    return team.phases.filter(order=int(code[1:]))


# --- Gates and deliverables -------------------------------------------------
def test_a_row_shows_each_gate_and_what_is_late(team, staff):
    phase_of(team, "L1").update(state=GateState.PASSED)
    phase_of(team, "L2").update(state=GateState.WAIVED)
    late = team.deliverables.filter(code__in=["L1", "L2", "L3"])
    late.update(due_on=clock.today() - timedelta(days=1))
    team.deliverables.filter(code="L1").update(approved_at=clock.now())

    row, _shown = row_of(team, staff)

    assert [one.phase for one in row.work] == list(Phase)
    assert [one.code for one in row.work if one.is_late] == ["L3"]
    assert (row.approved, row.late) == (1, 1)
    assert row.work[2].gate == GateState.WAIVED


def test_a_cell_leads_to_its_gate_and_says_in_words_what_its_sign_means():
    late = teamtable.Work("L4", GateState.ACTIVE, False, True)
    with translation.override("th"):
        cell = drawn.gates("/cohorts/teams/P68-0001/", [late])

    assert 'href="/cohorts/teams/P68-0001/phases/PROTOTYPE/"' in cell
    assert 'class="gate gate-late"' in cell
    assert "L4 สร้างต้นแบบ: ล่าช้า" in cell


def test_a_kept_sign_speaks_the_language_of_the_page():
    said = []
    for language in ("en", "th"):
        with translation.override(language):
            said.append(drawn.sign(Phase.TEST, GateState.PASSED, False, language)[1])

    assert "Gate passed" in said[0] and "Gate passed" not in said[1]


def test_a_name_with_a_script_in_it_is_only_text(team, staff):
    team.cohort.tiers.update(role_th="<script>x</script>")

    row, _shown = row_of(team, staff)

    assert "&lt;script&gt;" in row.seat_items and "<script>" not in row.seat_items


# --- Seats and attendance ---------------------------------------------------
@pytest.fixture
def attended(team):
    """Two days of six hours for tier 3, of which one of its two people missed one."""
    tier = team.cohort.tiers.get(key="AREA_OPERATOR")
    seats = [seat_in(team), seat_in(team)]
    for number, day in enumerate((3, 7), start=1):
        session = WorkshopFactory(
            cohort=team.cohort, number=number, held_on=date(2025, 4, day), invited=[tier]
        )
        for seat in seats[: 3 - number]:
            AttendanceFactory(
                session=session, seat=seat, morning=Attended.PRESENT, afternoon=Attended.PRESENT
            )
    WorkshopFactory(cohort=team.cohort, number=3, held_on=date(2025, 4, 17), invited=[tier])
    return seats


def of_each_seat(team):
    """Per cent of the hours of a team, from those of each of its people."""
    seats = list(team.participants.confirmed().select_related("tier"))
    found = hours.of_seats(team.cohort, seats).values()
    return pct_of(sum(one.attended for one in found), sum(one.required for one in found))


def test_attendance_is_told_by_the_rule_of_the_hours(team, staff, attended):
    other = TeamFactory(proposal__state=State.IN_LAB, proposal__call=team.cohort.call)
    seat_in(other)

    row, shown = row_of(team, staff)
    empty, _shown = row_of(other, staff)

    by_rule = [of_each_seat(one) for one in (team, other)]
    assert [row.percent, empty.percent] == by_rule == [75, 0]
    assert shown["stats"][1].value == "50"  # of six seats-days of all, three
    assert (row.is_low, empty.is_low) == (True, True)


def test_who_sits_since_yesterday_owes_no_hours_of_last_week(team, staff, attended):
    SeatFactory(team=team, key="AREA_OPERATOR", confirmed_at=clock.now() - timedelta(days=1))

    assert row_of(team, staff)[0].percent == 75


def test_before_the_first_session_there_is_no_figure(team, staff):
    seat_in(team)
    row, shown = row_of(team, staff)

    assert row.percent is None and not row.is_low
    assert shown["stats"][1].value == "–"
    assert presence.average({}, {}) is None


def test_red_flags_are_said_in_words(team, staff, attended):
    team.deliverables.filter(code="L0").update(due_on=clock.today() - timedelta(days=2))

    row, _shown = row_of(team, staff)
    waiting, _shown = row_of(
        TeamFactory(proposal__state=State.SELECTED, proposal__call=team.cohort.call), staff
    )

    assert len(row.flags) == 3
    assert waiting.flags == []


def test_the_figures_do_not_know_who_left_or_is_called_off(team, staff, attended):
    team.participants.filter(pk=attended[1].pk).update(withdrawn_at=clock.now())
    team.cohort.workshops.filter(number=2).update(cancelled_at=clock.now())

    assert row_of(team, staff)[0].percent == 100


# --- What is due ------------------------------------------------------------
def test_what_is_due_stands_in_the_order_of_its_days(team, staff):
    today = clock.today()
    other = TeamFactory(proposal__state=State.IN_LAB, proposal__call=team.cohort.call)
    other.deliverables.update(due_on=today + timedelta(days=60))
    Deliverable.objects.filter(code="L2").update(due_on=today + timedelta(days=10))
    team.deliverables.filter(code="L1").update(due_on=today - timedelta(days=5))
    phase_of(other, "L0").update(
        state=GateState.GATE_REQUESTED, requested_at=clock.now() - timedelta(days=4)
    )
    WorkshopFactory(cohort=team.cohort, number=1, held_on=today + timedelta(days=3))
    meeting = SessionFactory(cohort=team.cohort, held_on=today + timedelta(days=20))
    SessionFactory(cohort=team.cohort, held_on=today - timedelta(days=20))

    shown = cockpit.of(team.cohort, staff, {}, list(team.cohort.sessions.all()))
    dues = shown["dues"]

    assert [(due.day - today).days for due in dues] == [-5, -4, 3, 10, 20]
    assert [due.tone for due in dues] == ["stop", "wait", "wait", "still", "still"]
    assert dues[0].days_late == 5 and team.proposal.code in dues[0].url
    assert dues[3].url == "" and "2" in dues[3].whose
    assert dues[4].url == meeting.get_absolute_url()
    assert shown["stats"][3].value == "1" and "4" in shown["stats"][3].extra


def test_a_gate_asked_for_long_ago_without_a_date_waits_since_its_plan(team):
    phase_of(team, "L1").update(state=GateState.GATE_REQUESTED, requested_at=None)
    phase = TeamPhase.objects.select_related("team__proposal").get(team=team, order=1)

    assert deadlines.gate(phase).day == phase.planned_end


# --- As a file, and what it costs -------------------------------------------
def test_the_table_can_be_had_as_a_file(team, staff, attended):
    waiting = TeamFactory(proposal__state=State.SELECTED, proposal__call=team.cohort.call)
    Deliverable.objects.filter(team=waiting).delete()
    asked = ExportFactory(
        kind=exports.KIND,
        asked_by=staff,
        parameters={"of": "cockpit", "year": team.cohort.call.fiscal_year},
    )

    table = exports.table(asked)
    rows = list(table.rows)

    assert {len(row) for row in rows} == {len(table.headers)}
    assert [row[0] for row in rows] == sorted([team.proposal.code, waiting.proposal.code])
    assert 75 in rows[0]


def test_the_page_of_many_costs_no_more_than_the_budget(team, staff, client_of, attended):
    client, url = client_of(staff), team.cohort.get_absolute_url()
    for _ in range(2):
        seat_in(TeamFactory(proposal__state=State.IN_LAB, proposal__call=team.cohort.call))
    client.get(url)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200

    assert len(asked) <= 20
