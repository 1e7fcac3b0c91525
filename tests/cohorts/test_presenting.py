"""Presentation and the beginning of the follow-up: T26, T27."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import guards, services
from cohorts.models import Team
from cohorts.services.presenting import due_after
from proposals.grounds import MoveRefused
from proposals.services.moving import OutOfTurn
from proposals.states import State
from pyp_portal import thai
from pyp_portal.outbox.models import Message
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    SessionFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
REASON = "ได้รับรายงานครบทุกรอบแล้วตามแผน"
SUMMARY = {"summary_th": "ตลาดกลางดำเนินการต่อโดยสหกรณ์"}


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture(autouse=True)
def _after_the_session(at):
    at("2025-08-29 15:00")


# --- T26 -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("presented", "dues"),
    [
        (date(2025, 8, 27), [date(2026, 2, 27), date(2026, 8, 27), date(2027, 3, 1)]),
        (date(2025, 8, 29), [date(2026, 3, 2), date(2026, 8, 31), date(2027, 3, 1)]),
        (date(2024, 8, 22), [date(2025, 2, 24), date(2025, 8, 22), date(2026, 2, 23)]),
    ],
)
def test_rounds_fall_on_working_days_as_in_the_demo_year(presented, dues):
    found = [due_after(presented, months) for months in (6, 12, 18)]

    assert found == dues
    assert all(thai.is_working_day(day) for day in found)


def test_a_round_at_the_end_of_a_month_stays_within_the_month_it_names():
    assert due_after(date(2025, 8, 31), 6) == date(2026, 3, 2)  # 28 February is a Saturday


def test_recording_the_presentation_moves_the_issue_and_lays_out_rounds(staff):
    item, agency = ItemFactory(), AgencyFactory()
    head = MembershipFactory(agency=agency, can_endorse=True).user
    order = {"text_th": "ให้ศึกษาค่าโดยสาร", "responsible_agency": agency, "due_on": date(2026, 2, 25)}

    services.record_presentation(item, by=staff, outcome="DIRECTIVE", directives=[order])

    team = Team.objects.get(pk=item.team_id)
    assert team.proposal.state == State.PRESENTED
    assert [r.months for r in team.rounds.all()] == [6, 12, 18]
    assert [d.responsible_agency for d in team.directives.all()] == [agency]
    assert [m.address for m in Message.objects.all()] == [head.email]


def test_a_session_that_has_not_been_held_has_no_outcome(staff):
    item = ItemFactory(session=SessionFactory(held_on=date(2025, 8, 30)))

    with pytest.raises(MoveRefused):
        services.record_presentation(item, by=staff, outcome="ACKNOWLEDGED")

    item.refresh_from_db()
    assert item.recorded_at is None


def test_an_outcome_that_is_a_directive_needs_one(staff):
    item = ItemFactory()

    with pytest.raises(MoveRefused, match="ระบุข้อสั่งการ"):
        services.record_presentation(item, by=staff, outcome="DIRECTIVE")

    item.refresh_from_db()
    assert (item.outcome, item.recorded_at) == ("", None)


def test_an_outcome_is_recorded_once(staff):
    item = ItemFactory()
    services.record_presentation(item, by=staff, outcome="ACKNOWLEDGED")

    with pytest.raises(OutOfTurn):
        services.record_presentation(item, by=staff, outcome="APPROVED_SCALE")

    item.refresh_from_db()
    assert item.outcome == "ACKNOWLEDGED"


def test_issues_take_places_in_order_and_only_once(staff):
    session = SessionFactory()
    teams = [TeamFactory(proposal__state=State.LAB_COMPLETED) for _n in range(2)]

    items = [services.schedule(session, team, by=staff) for team in [*teams, teams[0]]]

    assert [item.order for item in items] == [1, 2, 1]


def test_an_issue_has_a_place_in_one_session_at_a_time(staff, client_of):
    team, other = TeamFactory(proposal__state=State.LAB_COMPLETED), SessionFactory()
    services.schedule(SessionFactory(cohort=team.cohort), team, by=staff)
    second = SessionFactory(cohort=team.cohort)

    with pytest.raises(MoveRefused):
        services.schedule(other, team, by=staff)

    page = client_of(staff).get(reverse("cohorts:session_add", args=[second.uid]))
    assert (list(page.context["form"].fields["team"].queryset), other.items.count()) == ([], 0)


def test_an_issue_outside_of_the_lab_gets_no_place(staff):
    with pytest.raises(MoveRefused):
        services.schedule(SessionFactory(), TeamFactory(), by=staff)


def test_a_directive_is_done_only_with_evidence(staff):
    item = ItemFactory()
    directive = services.add_directive(
        item, by=staff, text_th="ให้ศึกษา", responsible_agency=AgencyFactory(),
        due_on=date(2026, 2, 25),
    )  # fmt: skip
    with pytest.raises(MoveRefused):
        services.update_directive(directive, by=staff, status="done")

    directive = services.update_directive(
        directive, by=staff, status="done", evidence_th="หนังสือแจ้งผล"
    )

    assert directive.status == "done"


# --- T27 -----------------------------------------------------------------------
def presented(**kwargs):
    team = TeamFactory(proposal__state=State.PRESENTED, **kwargs)
    ItemFactory(
        team=team, session=SessionFactory(), recorded_at=team.formed_at, outcome="DIRECTIVE"
    )
    return team


def test_follow_up_needs_an_agency_that_answers(staff):
    team = presented()
    Team.objects.filter(pk=team.pk).update(responsible_agency=None)
    with pytest.raises(MoveRefused) as refused:
        services.start_follow_up(team, by=staff)
    team.refresh_from_db()
    assert refused.value.sentence == guards.responsible_agency_named(team)

    services.name_responsible(team, team.proposal.lead_agency, by=staff)

    assert services.start_follow_up(team, by=staff).proposal.state == State.FOLLOW_UP


def test_follow_up_begins_by_itself_the_day_after_and_once(at):
    team = presented()  # presented on 27 August
    at("2025-08-27 23:00")
    assert services.start_due_follow_ups() == 0

    at("2025-08-28 00:30")
    assert [services.start_due_follow_ups(), services.start_due_follow_ups()] == [1, 0]

    team.proposal.refresh_from_db()
    assert team.proposal.state == State.FOLLOW_UP


def test_follow_up_waits_for_the_day_the_cohort_names(at):
    team = presented()
    team.cohort.follow_up_starts_on = date(2025, 9, 1)
    team.cohort.save()
    at("2025-08-31 23:00")
    assert services.start_due_follow_ups() == 0

    at("2025-09-01 00:30")
    assert services.start_due_follow_ups() == 1
