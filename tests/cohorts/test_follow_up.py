"""Reports, scale-out and endings: T28 to T30 and T32."""

from datetime import date, timedelta

import pytest

from cohorts import figures, guards, services
from cohorts.models import FollowUpRound, Team
from cohorts.states import RoundState
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    PilotTestFactory,
    RoundFactory,
    SiteFactory,
    TeamFactory,
    full_team,
)
from tests.factories.proposals import ProposalFactory

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


# --- Reports ---------------------------------------------------------------------
FIGURES = [{"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15, "value": 16}]
REPORT = {"overall": "GREEN", "help_needed_th": "ขอให้ช่วยประสาน", "spending_baht": 890000}


@pytest.fixture
def round_():
    return RoundFactory()


def filed(round_, by, **facts):
    return services.file_report(round_, by=by, indicators=FIGURES, **REPORT | facts)


def test_a_report_is_filed_and_accepted(round_, staff):
    report = filed(round_, staff)
    assert round_.__class__.objects.get(pk=round_.pk).state == RoundState.SUBMITTED

    services.accept_report(report, by=staff)

    assert FollowUpRound.objects.get(pk=round_.pk).state == RoundState.ACCEPTED
    with pytest.raises(MoveRefused):
        services.return_report(report, by=staff, note=REASON)


def test_a_returned_report_is_filed_again_in_the_same_place(round_, staff):
    report = filed(round_, staff)
    with pytest.raises(MoveRefused):
        filed(round_, staff)

    services.return_report(report, by=staff, note="ตัวเลขเดือนมกราคมยังไม่ผ่านการสอบเทียบ")
    assert FollowUpRound.objects.get(pk=round_.pk).state == RoundState.RETURNED
    again = filed(round_, staff, overall="YELLOW")

    assert (again.pk, again.state, again.indicators.count()) == (report.pk, RoundState.SUBMITTED, 1)


def test_a_report_is_prefilled_from_the_last_one_else_from_the_pilot(round_, staff):
    test = PilotTestFactory(team=round_.team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    assert [row["previous"] for row in services.prefill(round_)] == [17]

    filed(round_, staff)
    later = RoundFactory(team=round_.team, months=12)

    assert [(row["indicator_th"], row["previous"]) for row in services.prefill(later)] == [
        ("วันรอ", 16)
    ]


def test_an_indicator_tested_twice_is_asked_for_once_by_its_last_test(round_, staff):
    """Improved and tested again: the second test says how far the first figure has come."""
    team = round_.team
    first, again = PilotTestFactory(team=team), PilotTestFactory(team=team, started_on="2025-07-01")
    known = {"unit_th": "วัน", "baseline": 46, "target": 15}
    first.metrics.create(indicator_th="วันรอ", result=25, **known)
    first.metrics.create(indicator_th="คำขอค้าง", result=9, **known)
    again.metrics.create(indicator_th="วันรอ", result=17, **known)
    again.metrics.create(indicator_th="คำขอค้าง", result=None, **known)

    asked = [(row["indicator_th"], row["value"]) for row in services.prefill(round_)]
    told = [(row["name"], row["value"]) for row in figures.indicators(Team.objects.get(pk=team.pk))]

    assert asked == [("คำขอค้าง", 9), ("วันรอ", 17)]
    assert told == [("คำขอค้าง", "9"), ("วันรอ", "17")]


def test_no_report_is_expected_before_follow_up_or_after_a_waiver(round_, staff):
    early = RoundFactory(team=TeamFactory(proposal__state=State.PRESENTED))
    with pytest.raises(MoveRefused):
        filed(early, staff)

    services.waive_round(round_, by=staff, reason=REASON)

    with pytest.raises(MoveRefused):
        filed(round_, staff)
    with pytest.raises(MoveRefused):
        services.waive_round(round_, by=staff, reason=REASON)


@pytest.mark.parametrize(
    ("days", "state"),
    [(31, "scheduled"), (30, "open"), (0, "open"), (-1, "overdue")],
)
def test_a_round_opens_a_month_before_it_is_due(days, state):
    round_ = RoundFactory(due_on=date(2025, 8, 29) + timedelta(days=days))

    assert round_.state == state


# --- T28, T29 --------------------------------------------------------------------
def test_scaled_needs_a_working_site_with_evidence(staff):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    site = SiteFactory(team=team, status="agreed", evidence_th="")
    with pytest.raises(MoveRefused) as refused:
        services.mark_scaled(team, by=staff)
    assert guards.sites_ok(team) in refused.value.sentence

    services.update_site(site, by=staff, status="implementing")
    with pytest.raises(MoveRefused) as refused:
        services.mark_scaled(team, by=staff)
    assert refused.value.sentence == guards.evidence(team)

    services.update_site(site, by=staff, evidence_th="หนังสือตกลงและรายงานผล")
    assert services.mark_scaled(team, by=staff).proposal.state == State.SCALED

    team = services.resume_follow_up(team, by=staff, reason="พื้นที่เดียวที่ดำเนินการหยุดลง")
    assert team.proposal.state == State.FOLLOW_UP


def test_a_cohort_may_ask_for_more_sites(staff):
    site = SiteFactory()
    site.team.cohort.min_scaled_sites = 2
    site.team.cohort.save()

    with pytest.raises(MoveRefused):
        services.mark_scaled(site.team, by=staff)


@pytest.mark.parametrize("status", ["paused", "dropped"])
def test_pausing_or_dropping_a_site_needs_a_note(staff, status):
    site = SiteFactory()
    with pytest.raises(MoveRefused):
        services.update_site(site, by=staff, status=status)

    site = services.update_site(site, by=staff, status=status, note_th="เปลี่ยนผู้บริหาร")

    assert site.status == status


# --- T30, T32 --------------------------------------------------------------------
def test_closing_needs_the_last_round_and_a_summary(director):
    round_ = RoundFactory()
    team = round_.team
    with pytest.raises(MoveRefused) as refused:
        services.close(team, by=director, **SUMMARY)
    assert refused.value.sentence == guards.final_round_done(team)
    filed(round_, director)
    with pytest.raises(MoveRefused) as refused:
        services.close(team, by=director)
    assert refused.value.sentence == guards.closing_summary(team)

    team = services.close(team, by=director, **SUMMARY)

    assert team.proposal.state == State.CLOSED
    assert [paper.kind for paper in Paper.objects.of(team)] == ["PD-20"]


def test_only_the_last_round_counts_for_closing(director, staff):
    team = TeamFactory(proposal__state=State.SCALED)
    earlier = RoundFactory(team=team, months=12, due_on=date(2025, 8, 22))
    last = RoundFactory(team=team, months=18, due_on=date(2026, 2, 23))

    services.waive_round(last, by=staff, reason=REASON)

    assert services.close(team, by=director, **SUMMARY).proposal.state == State.CLOSED
    earlier.refresh_from_db()
    assert earlier.waived_reason == "ปิดเรื่องแล้ว"


def test_discontinuing_needs_a_reason_and_a_lesson_and_drops_open_rounds(director):
    team = full_team(State.FOLLOW_UP)
    settled, still_open = RoundFactory(team=team), RoundFactory(team=team, months=12)
    filed(settled, director)
    with pytest.raises(MoveRefused):
        services.discontinue(team, by=director, reason=REASON)
    with pytest.raises(ReasonNeeded):
        services.discontinue(team, by=director, reason="หยุด", lesson_th="ระเบียบไม่รองรับ")
    Message.objects.all().delete()

    team = services.discontinue(team, by=director, reason=REASON, lesson_th="ระเบียบไม่รองรับ")

    assert team.proposal.state == State.DISCONTINUED
    assert [r.state for r in team.rounds.all()] == [RoundState.SUBMITTED, RoundState.WAIVED]
    assert Message.objects.filter(template="cohorts/emails/discontinued.txt").count() == 4
    still_open.refresh_from_db()
    assert still_open.waived_by == director


def test_discontinuing_offers_the_next_reserve_to_the_director(director, at):
    at("2025-06-15 10:00")
    team = TeamFactory(proposal__state=State.IN_LAB)
    ProposalFactory(reserve=True, call=team.proposal.call, reserve_rank=2)
    first = ProposalFactory(reserve=True, call=team.proposal.call, reserve_rank=1)

    services.discontinue(team, by=director, reason=REASON, lesson_th="ระเบียบไม่รองรับ")

    offered = Message.objects.get(template="cohorts/emails/reserve_offered.txt")
    assert (offered.address, first.code in offered.body) == (director.email, True)


def test_a_reserve_list_that_has_run_out_is_not_offered(director):
    team = TeamFactory(proposal__state=State.IN_LAB)
    ProposalFactory(reserve=True, call=team.proposal.call)  # until 30 June

    services.discontinue(team, by=director, reason=REASON, lesson_th="ระเบียบไม่รองรับ")

    assert not Message.objects.filter(template="cohorts/emails/reserve_offered.txt").exists()
