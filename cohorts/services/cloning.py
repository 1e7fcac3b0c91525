"""The settings of one year for another: everything that can be set, and never its people."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Tier
from cohorts.services.setting_up import open_cohort
from pyp_portal.history.services import record

# What belongs to one year alone; every other column of a cohort is a setting.
OWN = {
    "id", "call", "opened_at", "lab_starts_on", "lab_ends_on", "presentation_from",
    "presentation_to", "follow_up_starts_on",
}  # fmt: skip


def settings_of(row, own):
    """The columns of a row that are not its own."""
    fields = (field for field in row._meta.concrete_fields if field.name not in own)
    return {field.name: getattr(row, field.name) for field in fields}


@transaction.atomic
def clone_cohort(cohort, call, *, by=None, **dates):
    """Open the cohort of a call with the settings and tiers of another year."""
    fresh = open_cohort(call, by=by, **dates)
    return copy_settings(cohort, fresh, by=by)


@transaction.atomic
def copy_settings(source, cohort, *, by):
    """Take the settings and tiers of ``source`` over into ``cohort``.

    Raises ValidationError once a seat has been asked for: what was promised to people stays.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.participants.exists():
        raise ValidationError(
            _("Seats have been asked for in this cohort. Change its settings one by one.")
        )
    for name, value in settings_of(source, OWN).items():
        setattr(cohort, name, value)
    cohort.save()
    cohort.tiers.all().delete()
    Tier.objects.bulk_create(
        Tier(cohort=cohort, **settings_of(tier, {"id", "cohort"})) for tier in source.tiers.all()
    )
    record(cohort, "settings_copied", by=by, year=source.call.fiscal_year)
    return cohort
