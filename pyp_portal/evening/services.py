"""What is done on the last evening: turn the switch, write on every page."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.evening import standing
from pyp_portal.evening.models import Banner, Switch
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_datetime

ON_AGAIN = standing.LASTS + 2  # seconds until every process knows that the switch is off
WAITED = "papers.make_all"  # the jobs that waited, by the name of the task that rings for them
COPIES = "serving.copy_pages"


def switch():
    """The switch as it stands in the database; off where nobody has ever turned it."""
    return Switch.objects.select_related("turned_by").first() or Switch(pk=1)


@transaction.atomic
def turn(is_on, *, by, reason):
    """Turn the switch on or off; every process knows within seconds.

    Raises ValidationError with a sentence when somebody turned it so before.
    """
    Switch.objects.get_or_create(pk=1)
    held = Switch.objects.select_for_update().get(pk=1)
    if held.is_on == is_on:
        raise ValidationError(_already(held))
    held.is_on, held.turned_at, held.turned_by, held.reason = is_on, clock.now(), by, reason
    held.save()
    record(held, "turned on" if is_on else "turned off", by=by, reason=reason)
    transaction.on_commit(standing.forget)
    if is_on:
        renew_copies()
    else:
        doorbell.ring_by_name(WAITED, after=ON_AGAIN)
    return held


def _already(held):
    """Who was first, and when."""
    if held.turned_by is None:
        return _("The switch is off. Nothing was changed.")
    words = {"who": held.turned_by, "when": thai_datetime(held.turned_at)}
    if held.is_on:
        return _("%(who)s turned it on at %(when)s. Nothing was changed.") % words
    return _("%(who)s turned it off at %(when)s. Nothing was changed.") % words


@transaction.atomic
def write_banner(banner, *, by, version=None, **words):
    """Put a new banner on every page, or change one.

    Raises ValidationError with a sentence when somebody changed it meanwhile.
    """
    if banner.pk:
        banner = held_banner(banner, version)
        banner.version += 1
    for name, value in words.items():
        setattr(banner, name, value)
    banner.save()
    record(banner, "written", by=by, **words)
    transaction.on_commit(standing.forget)
    renew_copies()
    return banner


@transaction.atomic
def end_banner(banner, *, by):
    """Take a banner off every page now; False where it had ended before."""
    held = Banner.objects.select_for_update().get(pk=banner.pk)
    if held.is_over:
        return False
    held.ends_at = clock.now()
    held.starts_at = min(held.starts_at, held.ends_at)
    held.version += 1
    held.save()
    record(held, "ended", by=by)
    transaction.on_commit(standing.forget)
    renew_copies()
    return True


def held_banner(banner, version):
    """The locked banner, if it is still the one that its writer saw."""
    held = Banner.objects.select_for_update().get(pk=banner.pk)
    if version is not None and held.version != version:
        raise ValidationError(
            _("Somebody changed this banner while you wrote. It now says: %(text)s")
            % {"text": held.text_th}
        )
    return held


def renew_copies():
    """Have the static copies of the call pages written again after commit."""
    doorbell.ring_by_name(COPIES)
