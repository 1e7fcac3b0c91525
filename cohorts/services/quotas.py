"""Tiers of a cohort as data, and the seats of one team where they differ."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import SeatQuota
from cohorts.services.moving import hold_running, need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def keep_tiers(cohort, tiers, *, by, widest_sharing=None):
    """Numbers, other numbers, names and seats of the tiers of a year (C-01)."""
    numbers = [tier.display_no for tier in tiers]
    refuse_unless(len(set(numbers)) == len(numbers), _("Two tiers bear the same number."))
    stored = {tier.pk: tier for tier in cohort.tiers.select_for_update()}
    for tier in tiers:  # a number may move to another tier: set them aside first
        type(tier).objects.filter(pk=stored[tier.pk].pk).update(display_no=f"#{tier.pk % 1000}")
    for tier in tiers:
        tier.full_clean()
        tier.save()
    if widest_sharing:
        cohort.widest_sharing = widest_sharing
        cohort.save()
    record(cohort, "tiers_changed", by=by, numbers=numbers)
    return cohort


@transaction.atomic
def set_quota(team, tier, *, by, seats, most=None, reason):
    """This team has its own number of seats of a tier, with the reason."""
    team = hold_running(team)
    refuse_unless(
        most is None or most >= seats,
        _("The most seats of a team must not be fewer than those wanted."),
    )
    taken = team.participants.standing().filter(tier=tier).count()
    refuse_unless(
        most is None or taken <= most,
        _("%(count)d seats of this tier are taken or asked for already.") % {"count": taken},
    )
    quota, _is_new = SeatQuota.objects.update_or_create(
        team=team,
        tier=tier,
        defaults={
            "seats": seats,
            "most": most,
            "reason_th": need_reason(reason),
            "set_by": by,
            "set_at": clock.now(),
        },
    )
    record(team, "quota_set", by=by, reason=reason, tier=tier.key, seats=seats, most=most)
    return quota
