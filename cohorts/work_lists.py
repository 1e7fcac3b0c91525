"""What the teams of a year did, as files: people who took part, values measured, advice given."""

from django.utils.translation import gettext_lazy as _

from cohorts import permissions
from cohorts.models import Measurement, MentoringSession, ParticipationActivity, Team
from cohorts.voices import AgeBand
from pyp_portal.papers.lists import Listing

ISSUE = "team__proposal"


def reads_cohort(user, _asked):
    return permissions.can_view_cohort(user)


def teams_of(user, asked):
    return Team.objects.visible_to(user).filter(cohort__call__fiscal_year=asked["year"])


def activities(user, asked):
    """What people took part in: counts, what they said, what changed; nobody is named."""
    found = ParticipationActivity.objects.filter(team__in=teams_of(user, asked))
    return found.select_related(ISSUE).order_by("team__proposal__code", "held_on", "pk")


def measurements(user, asked):
    """Every value that was measured in a pilot test, with where it comes from."""
    found = Measurement.objects.filter(metric__test__team__in=teams_of(user, asked))
    return found.select_related(f"metric__test__{ISSUE}", "file", "recorded_by").order_by(
        "metric__test__team__proposal__code", "metric", "measured_on", "pk"
    )


def mentoring(user, asked):
    """Advice of tier 1, and what was done with it."""
    found = MentoringSession.objects.filter(team__in=teams_of(user, asked))
    return found.select_related(ISSUE, "advisor").order_by("team__proposal__code", "held_on", "pk")


def in_age(band):
    return lambda row: row.age_bands.get(band.value, 0)


def test_of(row):
    return row.metric.test


NUMBER = (_("Number"), lambda row: row.team.proposal.code)
LISTINGS = {
    "activities": Listing(
        _("Activities with the public"),
        reads_cohort,
        activities,
        (
            NUMBER,
            (_("Date"), lambda row: row.held_on),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("How far their word reaches"), lambda row: row.get_level_display()),
            (_("Channel"), lambda row: row.get_channel_display()),
            (_("Place"), lambda row: row.place_th),
            (_("People in all"), lambda row: row.people_total),
            (_("Women"), lambda row: row.female),
            (_("Men"), lambda row: row.male),
            *((band.label, in_age(band)) for band in AgeBand),
            (_("From vulnerable groups"), lambda row: row.vulnerable),
            (_("main points"), lambda row: row.main_points_th),
            (_("What changed because of it"), lambda row: row.what_changed_th),
            (_("Made public on"), lambda row: row.shown_at),
        ),
    ),
    "measurements": Listing(
        _("Values measured in the pilot tests"),
        reads_cohort,
        measurements,
        (
            (_("Number"), lambda row: test_of(row).team.proposal.code),
            (_("Pilot area"), lambda row: test_of(row).area_th),
            (_("Indicator"), lambda row: row.metric.indicator_th),
            (_("Unit"), lambda row: row.metric.unit_th),
            (_("Figure at the start"), lambda row: row.metric.baseline),
            (_("Target"), lambda row: row.metric.target),
            (_("Measured on"), lambda row: row.measured_on),
            (_("Value"), lambda row: row.value),
            (_("Source"), lambda row: row.source_th),
            (_("File"), lambda row: row.file.name if row.file else ""),
            (_("Verdict of the test"), lambda row: test_of(row).get_decision_display()),
        ),
    ),
    "mentoring": Listing(
        _("Advice of tier 1"),
        reads_cohort,
        mentoring,
        (
            NUMBER,
            (_("Date"), lambda row: row.held_on),
            (_("Phase"), lambda row: row.get_phase_display()),
            (_("Advisor"), lambda row: str(row.advisor)),
            (_("Advice"), lambda row: row.advice_th),
            (_("What follows from it"), lambda row: row.follow_up_th),
            (_("What became of it"), lambda row: row.get_outcome_display()),
            (_("what was done"), lambda row: row.done_th),
            (_("Answered on"), lambda row: row.answered_at),
        ),
    ),
}
