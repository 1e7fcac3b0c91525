"""Opening the cohort of a call, with its tiers."""

from django.db import transaction

from cohorts.models import Cohort, Tier
from cohorts.services.moving import as_seen
from cohorts.services.rounds import lay_out_again
from cohorts.states import TierKey
from pyp_portal import clock
from pyp_portal.history.services import record

# Tier "4" of some papers is tier 5 (C-01); all of it is data of the cohort from here on.
TIERS = (
    (TierKey.ADVISOR, "1", [], "ป.ย.ป. 1", "ผู้ให้คำปรึกษา (Project Advisor)", "", 1, 3),
    (TierKey.COORDINATOR, "2", [], "ป.ย.ป. 2", "ผู้ประสานงาน", "", 1, 3),
    (TierKey.AREA_OPERATOR, "3", [], "ป.ย.ป. 3", "ผู้ขับเคลื่อนในพื้นที่", "", 3, 10),
    (
        TierKey.PUBLIC_INNOVATOR,
        "5",
        ["4"],
        "ป.ย.ป. 5",
        "ผู้สร้างสรรค์นวัตกรรมภาครัฐ (Public Innovator)",
        "เอกสารบางฉบับเรียก ป.ย.ป. 4",
        2,
        6,
    ),
)
FIELDS = ("key", "display_no", "aliases", "name_th", "role_th", "note_th", "seats", "most")


@transaction.atomic
def open_cohort(call, *, by=None, lab_starts_on=None, lab_ends_on=None, **settings):
    """The cohort of a call with the four tiers; opening it again returns the first one."""
    cohort, is_new = Cohort.objects.get_or_create(
        call=call,
        defaults={
            "lab_starts_on": lab_starts_on or call.lab_starts_on,
            "lab_ends_on": lab_ends_on or call.lab_ends_on,
            "opened_at": clock.now(),
            **settings,
        },
    )
    if is_new:
        Tier.objects.bulk_create(
            Tier(cohort=cohort, **dict(zip(FIELDS, values, strict=True))) for values in TIERS
        )
        record(cohort, "opened", by=by)
    return cohort


@transaction.atomic
def keep_settings(cohort, *, by, seen=None):
    """Save changed settings of a cohort; its follow-up rounds are laid out by them.

    ``seen`` is what the page showed of them: what a colleague has set since is not undone.
    """
    as_seen(seen, Cohort.objects.select_for_update().get(pk=cohort.pk).token)
    cohort.save()
    lay_out_again(cohort)
    record(cohort, "settings_changed", by=by)
    return cohort
