"""When a report to the Prime Minister is due: every some months, and after each presentation."""

from datetime import date

import pytest

from cohorts import reporting_days, services
from cohorts.models import MinisterReport
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SessionFactory, TeamFactory

pytestmark = pytest.mark.django_db


def signed(cohort):
    """A report with the figures of today, as if it had been signed at once."""
    made = services.minister_report(cohort, by=UserFactory(staff=True))
    MinisterReport.objects.filter(pk=made.pk).update(signed_at=made.made_at)


@pytest.mark.parametrize(
    ("reported_on", "due"),
    [
        ("2025-07-01", date(2025, 9, 29)),  # in the lab: what was presented is still to be told
        ("2025-03-10", date(2025, 9, 10)),  # half a year ago: that one comes first
        ("2025-08-28", date(2026, 3, 2)),  # after the presentation: half a year later
    ],
)
def test_a_report_from_before_the_presentation_does_not_put_off_the_one_after(at, reported_on, due):
    cohort = TeamFactory(proposal__state=State.PRESENTED).cohort
    SessionFactory(cohort=cohort, held_on=date(2025, 8, 27))
    at(f"{reported_on} 10:00")
    signed(cohort)
    at("2025-09-01 10:00")

    assert reporting_days.next_due(cohort) == due


def test_a_report_without_any_presentation_is_followed_by_the_next(at):
    cohort = TeamFactory(proposal__state=State.IN_LAB).cohort
    at("2025-07-01 10:00")

    before = reporting_days.next_due(cohort)
    signed(cohort)

    assert (before, reporting_days.next_due(cohort)) == (
        None,
        date(2026, 1, 5),
    )  # after the holidays
