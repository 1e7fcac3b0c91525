"""The figures for the minister: counted once, frozen, printed as often as needed (section 6.9)."""

from django.db import transaction

from cohorts import documents
from cohorts.figures import figures
from cohorts.models import MinisterReport
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def minister_report(cohort, *, by):
    """The snapshot of today, with its paper; a second one on the same day is the first."""
    snapshot, is_new = MinisterReport.objects.get_or_create(
        cohort=cohort,
        as_of=clock.today(),
        defaults={"figures": figures(cohort), "made_at": clock.now(), "made_by": by},
    )
    if is_new:
        record(snapshot, "made", by=by)
        documents.minister_report(snapshot, by=by)
    return snapshot
