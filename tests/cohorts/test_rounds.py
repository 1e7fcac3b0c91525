"""Rounds by the cohort's setting and on working days; sites in a report; days moved; consent."""

from datetime import date

import pytest

from cohorts import services
from cohorts.models import FollowUpRound, ReportDraft
from cohorts.services.prefilling import blank, first_words
from cohorts.services.presenting import due_after
from cohorts.services.rounds import lay_out_again, move_round, why_closed
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import ItemFactory, RoundFactory, SiteFactory, TeamFactory

pytestmark = pytest.mark.django_db
REASON = "คณะรัฐมนตรีกำหนดวันหยุดพิเศษ"


@pytest.fixture(autouse=True)
def _after_the_session(at):
    at("2025-08-29 15:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def presented():
    """A team in follow-up that presented on 27 August 2025, with the rounds of its cohort."""
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    ItemFactory(team=team, session__held_on=date(2025, 8, 27), recorded_at=clock.now())
    for months in (6, 12):
        RoundFactory(team=team, months=months, due_on=due_after(date(2025, 8, 27), months))
    return team


def months_of(team):
    return list(team.rounds.order_by("months").values_list("months", flat=True))


# --- By the setting of the cohort
def test_a_changed_setting_adds_rounds_and_drops_those_only_planned(presented, staff):
    cohort = presented.cohort
    cohort.follow_up_months = [6, 9, 24]

    services.keep_settings(cohort, by=staff)

    assert months_of(presented) == [6, 9, 24]
    assert presented.rounds.get(months=9).due_on == date(2026, 5, 27)


@pytest.mark.parametrize("kept", ["open", "draft", "report", "waived"])
def test_a_round_that_is_more_than_planned_stays(presented, staff, kept):
    round_ = presented.rounds.get(months=12)
    if kept == "open":
        FollowUpRound.objects.filter(pk=round_.pk).update(due_on=date(2025, 9, 20))
    elif kept == "draft":
        ReportDraft.objects.create(round=round_, saved_at=clock.now(), saved_by=staff)
    elif kept == "report":
        FollowUpRound.objects.filter(pk=round_.pk).update(due_on=date(2025, 9, 20))
        services.file_report(round_, by=staff, overall="GREEN")
    else:
        services.waive_round(round_, by=staff, reason=REASON)
    presented.cohort.follow_up_months = [6]

    lay_out_again(presented.cohort)

    assert months_of(presented) == [6, 12]


def test_teams_that_have_ended_or_not_presented_keep_their_rounds(presented):
    other = RoundFactory(team__cohort=presented.cohort, months=6)
    presented.cohort.follow_up_months = [6, 30]
    ended = RoundFactory(team__cohort=presented.cohort, team__proposal__state=State.CLOSED)

    lay_out_again(presented.cohort)

    assert months_of(presented) == [6, 30]
    assert (months_of(other.team), months_of(ended.team)) == ([6], [6])


def test_a_round_is_due_on_a_working_day():
    assert due_after(date(2025, 8, 31), 6) == date(2026, 3, 2)  # 28 February is a Saturday
    assert due_after(date(2025, 6, 5), 6) == date(2025, 12, 8)  # the King's day, then a weekend


# --- Another day
def test_a_round_is_moved_to_a_working_day_and_the_agency_is_told(staff):
    round_ = RoundFactory()
    writer = MembershipFactory(agency=round_.team.responsible_agency).user

    moved = move_round(round_, date(2025, 9, 15), by=staff, reason=REASON)

    assert FollowUpRound.objects.get(pk=round_.pk).due_on == moved.due_on == date(2025, 9, 15)
    told = Message.objects.get(template="cohorts/emails/round_moved.txt")
    assert (told.address, REASON in told.body) == (writer.email, True)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2025, 9, 13), "15 กันยายน 2568"), (date(2025, 8, 28), "ผ่านมาแล้ว")],
)
def test_a_day_off_or_in_the_past_is_refused_with_words(staff, day, words):
    round_ = RoundFactory()

    with pytest.raises(MoveRefused) as refused:
        move_round(round_, day, by=staff, reason=REASON)

    assert words in refused.value.sentence.replace("\u00a0", " ")
    assert FollowUpRound.objects.get(pk=round_.pk).due_on == round_.due_on


def test_a_settled_round_is_not_moved_and_a_reason_is_needed(staff):
    round_ = RoundFactory()
    with pytest.raises(ReasonNeeded):
        move_round(round_, date(2025, 9, 15), by=staff, reason="สั้น")
    services.waive_round(round_, by=staff, reason=REASON)

    with pytest.raises(MoveRefused):
        move_round(round_, date(2025, 9, 15), by=staff, reason=REASON)


# --- What a report begins with
def test_lasting_words_come_from_the_last_report_light_and_story_do_not(staff):
    first = RoundFactory(due_on=date(2025, 8, 29))
    words = {"obstacles": ["BUDGET"], "spending_baht": 890000, "help_needed_th": "ขอให้ประสาน"}
    services.file_report(first, by=staff, overall="RED", story_th="ป้าสมใจ", **words)
    later = RoundFactory(team=first.team, months=12, due_on=date(2026, 2, 27))

    values = blank(later).values

    assert (values["obstacles"], values["spending_baht"]) == (["BUDGET"], "890000")
    assert (values["help_needed_th"], values["overall"], values["story_th"]) == (
        "ขอให้ประสาน",
        "",
        "",
    )
    assert blank(first).values["story_th"] == "ป้าสมใจ"
    assert first_words(None)["obstacles"] == []


def test_a_round_takes_a_report_from_a_month_before_it_is_due(presented, staff, at):
    round_ = presented.rounds.get(months=6)
    at("2026-01-27 23:59")
    with pytest.raises(MoveRefused, match="28\xa0มกราคม\xa02569"):
        services.file_report(round_, by=staff, overall="GREEN")
    at("2026-01-28 00:00")

    services.file_report(round_, by=staff, overall="GREEN")

    assert why_closed(presented.rounds.get(months=12)) is not None
    assert [r.report.overall for r in presented.rounds.exclude(report=None)] == ["GREEN"]


def test_a_returned_report_begins_with_what_was_sent_beside_the_last_one(staff, at):
    first = RoundFactory(due_on=date(2025, 8, 29))
    figure = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15}
    services.file_report(first, by=staff, overall="GREEN", indicators=[figure | {"value": 20}])
    later = RoundFactory(team=first.team, months=12, due_on=date(2026, 2, 27))
    at("2026-02-20 10:00")
    services.file_report(later, by=staff, overall="GREEN", indicators=[figure | {"value": 16}])

    row = blank(later).figures[0]

    assert (row["previous"], row["value"]) == (20, 16)


# --- Sites
def test_a_report_brings_the_register_of_sites_up_to_date(staff):
    site = SiteFactory(status="agreed", population=None)
    same = SiteFactory(team=site.team, status="implementing", population=30)
    round_ = RoundFactory(team=site.team)
    rows = [
        {"site": site, "status": "implementing", "population": 120},
        {"site": same, "status": "implementing", "population": 30},
    ]

    report = services.file_report(round_, by=staff, overall="GREEN", sites=rows)

    site.refresh_from_db()
    assert (site.status, site.population) == ("implementing", 120)
    kept = report.sites.values_list("site", "status", "population")
    assert list(kept) == [(site.pk, "implementing", 120), (same.pk, "implementing", 30)]


def test_a_site_that_cannot_be_so_leaves_everything_as_it_was(staff):
    site = SiteFactory(status="implementing")
    round_ = RoundFactory(team=site.team)
    rows = [{"site": site, "status": "dropped", "population": 1}]

    with pytest.raises(MoveRefused):
        services.file_report(round_, by=staff, overall="GREEN", sites=rows)

    site.refresh_from_db()
    assert (site.status, FollowUpRound.objects.get(pk=round_.pk).filed) == ("implementing", None)


# --- Closed rounds
def test_each_closed_round_says_why(staff):
    round_ = RoundFactory()
    assert why_closed(round_) is None
    services.file_report(round_, by=staff, overall="GREEN")
    waived = RoundFactory()
    services.waive_round(waived, by=staff, reason=REASON)
    early = RoundFactory(team__proposal__state=State.PRESENTED)

    sentences = [
        why_closed(FollowUpRound.objects.get(pk=one.pk)) for one in (round_, waived, early)
    ]

    assert len(set(sentences)) == 3
    assert None not in sentences


def test_whoever_returns_a_report_has_read_the_one_that_stands(staff):
    report = services.file_report(RoundFactory(), by=staff, overall="GREEN")

    with pytest.raises(MoveRefused):
        services.return_report(report, by=staff, note=REASON, seen="2025-08-01")

    report.refresh_from_db()
    seen = report.submitted_at.isoformat()
    assert services.return_report(report, by=staff, note=REASON, seen=seen).returned_at
