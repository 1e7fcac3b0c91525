"""The settings of one year for another: everything that can be set, and never its people."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Tier
from cohorts.services.setting_up import open_cohort
from cohorts.services.training import plan_workshop
from proposals.services.setting_up import settings_of
from pyp_portal import thai
from pyp_portal.history.services import record

# What belongs to one year alone; every other column of a cohort is a setting.
OWN = {
    "id", "call", "opened_at", "lab_starts_on", "lab_ends_on", "presentation_from",
    "presentation_to", "follow_up_starts_on",
}  # fmt: skip
# What a day of training has in any year: no place, no link, no people.
OF_A_WORKSHOP = (
    "title_th", "about_th", "phase", "competences", "morning_from", "morning_to",
    "afternoon_from", "afternoon_to", "mode", "capacity", "invites_partners",
)  # fmt: skip


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


def moved(days, day_of):
    """{day there: day here}: days that follow on each other there never fall on one day here."""
    found, last = {}, None
    for day in sorted(set(days)):
        here = day_of(day)
        if last and here <= last:
            here = thai.next_working_day(last + timedelta(days=1))
        found[day] = last = here
    return found


@transaction.atomic
def copy_timetable(source, cohort, *, day_of, by):
    """Plan the training days of another year on days of this one; how many were planned.

    ``day_of`` answers with the day of this year for a day of the other. Whoever is invited by
    tier there is invited by the tier of the same key here; place and link are still to be said.
    """
    tiers = {tier.key: tier for tier in cohort.tiers.all()}
    days = list(source.workshops.standing().prefetch_related("invited"))
    held_on = moved([one.held_on for one in days], day_of)
    for one in days:
        facts = {name: getattr(one, name) for name in OF_A_WORKSHOP}
        invited = [tiers[tier.key] for tier in one.invited.all() if tier.key in tiers]
        plan_workshop(cohort, by=by, invited=invited, held_on=held_on[one.held_on], **facts)
    return len(days)
