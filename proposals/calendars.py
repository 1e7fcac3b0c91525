"""The dates of a call as entries of a calendar."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from pyp_portal.ical import Entry

HALF_AN_HOUR = timedelta(minutes=30)
ONE_DAY = timedelta(days=1)


def entries(call):
    """Every date of a call: its briefings, its end, the letter of the head, results and lab."""
    found = [entry_of_briefing(event) for event in call.briefings.select_related("call")]
    if call.briefing_at and not found:
        found.append(moment(call, "briefing", _("Briefing"), call.briefing_at, ONE_DAY / 12))
    found += [moment(call, "opens", _("The call opens"), call.opens_at, HALF_AN_HOUR), end(call)]
    if call.endorsement_due:
        label, last = _("Endorsement by the head, at the latest"), call.endorsement_due
        found.append(moment(call, "endorsement", label, last - HALF_AN_HOUR, HALF_AN_HOUR))
    for key, label, day in [
        ("results", _("Results by"), call.selection_due),
        ("lab-begins", _("The lab begins"), call.lab_starts_on),
        ("lab-ends", _("The lab ends"), call.lab_ends_on),
    ]:
        if day:
            found.append(of_call(call, key, label, starts=day, ends=day + ONE_DAY))
    return found


def end(call):
    """The last half hour of a call; more time for everybody moves it, and its sequence grows."""
    longer = list(call.extensions.given().filter(mode="all").order_by("ends_at"))
    last = max([call.closes_at, *(more.ends_at for more in longer)])
    changed = max([call.opens_at, *(more.confirmed_at for more in longer)])
    entry = moment(call, "closes", _("The call closes"), last - HALF_AN_HOUR, HALF_AN_HOUR)
    return replace(entry, sequence=len(longer), changed_at=changed)


def moment(call, key, label, at, length):
    """An entry at a moment."""
    return of_call(call, key, label, starts=at, ends=at + length)


def of_call(call, key, label, **when):
    """An entry that the call itself bears; its dates stand since it was announced."""
    return Entry(
        key=f"call-{call.fiscal_year}-{key}",
        title=f"{label}: {call}",
        changed_at=call.opens_at,
        url=settings.SITE_URL + call.get_absolute_url(),
        **when,
    )


def entry_of_briefing(event):
    """A briefing with where it is held; the key stays whatever changes."""
    text = [event.note_th, event.online_url, event.cancel_reason]
    return Entry(
        key=f"briefing-{event.uid}",
        title=event.title,
        starts=event.starts_at,
        ends=event.ends_at,
        changed_at=event.changed_at,
        place=event.place_th or event.online_url,
        text="\n".join(filter(None, text)),
        url=settings.SITE_URL + event.get_absolute_url(),
        sequence=event.sequence,
        is_cancelled=event.cancelled_at is not None,
    )
