"""What has ended is changed no more, and what has changed is not decided unseen."""

from datetime import date, timedelta

import pytest

from cohorts import cockpit, services
from cohorts.services.moving import NotReady
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Sector
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    RoundFactory,
    SeatFactory,
    SessionFactory,
    SiteFactory,
    TeamFactory,
    full_team,
    person_in,
)

pytestmark = pytest.mark.django_db
REASON = "เหตุผลที่ยาวพอสำหรับการทดสอบ"
TEAM_ACTS = {
    "commitment": lambda team, by: services.set_commitment(
        team, by=by, letter_no="ที่ ตย 1/2568", letter_date=date(2025, 3, 3)
    ),
    "gap": lambda team, by: services.waive_gap(team, by=by, reason=REASON),
    "responsible": lambda team, by: services.name_responsible(team, AgencyFactory(), by=by),
    "link": lambda team, by: services.link_agency(team, AgencyFactory(), by=by, reason=REASON),
    "partner": lambda team, by: services.add_partner(
        team, by=by, sector=Sector.CIVIL_SOCIETY, name_th="ผู้แทนชุมชน"
    ),
    "site": lambda team, by: services.add_site(
        team, by=by, province_id=40, agency_th="เทศบาล", mode="SCALE_OUT"
    ),
}


@pytest.fixture
def staff():
    return UserFactory(staff=True)


# --- What has ended -----------------------------------------------------------
@pytest.mark.parametrize("name", TEAM_ACTS)
@pytest.mark.parametrize("state", [State.FOLLOW_UP, State.CLOSED, State.DISCONTINUED])
def test_the_team_of_an_issue_that_has_ended_is_changed_no_more(staff, state, name):
    team = TeamFactory(proposal__state=state)

    if state == State.FOLLOW_UP:
        assert TEAM_ACTS[name](team, staff)
    else:
        with pytest.raises(NotReady):
            TEAM_ACTS[name](team, staff)


def test_a_site_of_a_closed_issue_stays_as_it_is(staff):
    site = SiteFactory(team=TeamFactory(proposal__state=State.CLOSED))

    with pytest.raises(NotReady):
        services.update_site(site, by=staff, status="sustained")


@pytest.mark.parametrize("act", ["nominate", "exception", "accept"])
def test_nobody_joins_a_team_whose_lab_is_over(staff, act):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    seat = SeatFactory(team=team, nominated=True)
    doubtful = SeatFactory(team=team, key=TierKey.COORDINATOR, doubtful=True)
    acts = {
        "nominate": lambda: services.nominate(
            seat, UserFactory(), by=staff, letter_no="1", letter_date=date(2025, 3, 3)
        ),
        "exception": lambda: services.approve_exception(doubtful, by=staff, reason=REASON),
        "accept": lambda: services.accept(seat, by=seat.person, privacy_seen=True),
    }

    with pytest.raises(NotReady):
        acts[act]()


def test_a_refused_nomination_leaves_no_account(staff):
    seat = SeatFactory(team=TeamFactory(proposal__state=State.CLOSED), requested=True)
    names = {"title_th": "นาย", "given_th": "ใหม่", "family_th": "มาแรง"}

    with pytest.raises(NotReady):
        services.nominate_by_letter(
            seat, "new@example.org", names, by=staff, letter_no="1", letter_date=date(2025, 3, 3)
        )

    assert not User.objects.filter(email="new@example.org").exists()


def test_days_left_over_belong_to_the_last_week(at):
    cohort = TeamFactory().cohort
    last = cohort.lab_starts_on + timedelta(weeks=26)
    type(cohort).objects.filter(pk=cohort.pk).update(lab_ends_on=last)
    cohort.refresh_from_db()

    at(f"{last} 09:00")
    assert cockpit.week_of(cohort) == 26
    at(f"{last + timedelta(days=1)} 09:00")
    assert cockpit.week_of(cohort) is None


# --- Seen and decided -----------------------------------------------------------
def test_a_version_that_came_after_the_page_is_not_approved_unseen():
    team = full_team(State.IN_LAB)
    coordinator = person_in(team, TierKey.COORDINATOR)
    paper = team.deliverables.get(code="L1")
    paper = services.submit_deliverable(paper, by=coordinator)
    services.submit_deliverable(paper, by=coordinator, summary="ฉบับใหม่")

    with pytest.raises(NotReady):
        services.approve_deliverable(paper, by=coordinator, seen="1")

    assert services.approve_deliverable(paper, by=coordinator, seen="2").approved_at


def test_a_plan_written_anew_is_not_approved_unseen(at):
    team = full_team(State.IN_LAB)
    coordinator = person_in(team, TierKey.COORDINATOR)
    facts = {"core_th": "ก", "adaptable_th": "ข", "conditions_th": "ค"}
    at("2025-08-01 09:00")
    seen = services.write_plan(team, by=coordinator, **facts).written_at.isoformat()
    at("2025-08-01 09:05")
    plan = services.write_plan(team, by=coordinator, **facts)

    with pytest.raises(NotReady):
        services.approve_plan(plan, by=coordinator, seen=seen)

    fresh = type(plan).objects.get(pk=plan.pk).written_at.isoformat()
    assert services.approve_plan(plan, by=coordinator, seen=fresh).approved_at


def test_a_report_sent_anew_is_not_accepted_unseen(staff, at):
    round_ = RoundFactory(due_on=date(2025, 8, 29))
    at("2025-08-01 09:00")
    report = services.file_report(round_, by=staff, overall="GREEN")
    seen = report.submitted_at.isoformat()
    services.return_report(report, by=staff, note=REASON)
    at("2025-08-01 09:05")
    services.file_report(round_, by=staff, overall="RED")

    with pytest.raises(NotReady):
        services.accept_report(report, by=staff, seen=seen)

    assert services.accept_report(report, by=staff).accepted_at


def test_the_outcome_is_that_of_the_last_session_held(at):
    at("2025-08-28 09:00")
    team = TeamFactory(proposal__state=State.LAB_COMPLETED)
    days = {"postponed": date(2025, 8, 20), "held": date(2025, 8, 27), "next": date(2025, 9, 9)}
    items = {
        name: ItemFactory(team=team, order=9 - n, session=SessionFactory(held_on=day))
        for n, (name, day) in enumerate(days.items())
    }

    assert team.item_to_record == items["held"]
    at("2025-08-01 09:00")
    assert team.item_to_record == items["postponed"]


def test_an_issue_without_an_outcome_does_not_stop_the_others(at):
    at("2025-09-02 09:00")
    TeamFactory(proposal__state=State.PRESENTED)
    item = ItemFactory(team=TeamFactory(proposal__state=State.PRESENTED), recorded_at=clock.now())

    assert services.start_due_follow_ups() == 1

    item.team.proposal.refresh_from_db()
    assert item.team.proposal.state == State.FOLLOW_UP
