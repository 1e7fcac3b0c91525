"""Reminding agencies of their pitch (R6): five days, one day and an hour before, each once."""

from datetime import timedelta

from pyp_portal import clock, thai
from selection import emails
from selection.models import PitchSlot

SLIDES, DAY, HOUR = "slides", "day", "hour"
SLIDES_BEFORE = timedelta(days=5)
HOUR_BEFORE = timedelta(hours=1)


def stages_of(slot, now):
    """Which reminders are due for a slot: those that may wait go out in office hours only."""
    if now >= slot.starts_at:
        return []
    found = [HOUR] if now >= slot.starts_at - HOUR_BEFORE else []
    today, day = clock.localdate(now), clock.localdate(slot.starts_at)
    if today >= day or not thai.is_office_hour(now):
        return found
    if today >= thai.add_working_days(day, -1):
        found.append(DAY)
    elif today >= day - SLIDES_BEFORE and slot.takes_slides and not slot.has_slides:
        found.append(SLIDES)
    return found


def remind_pitches():
    """Letters to the agencies whose pitch comes; how many were due."""
    now, sent = clock.now(), 0
    for slot in _coming(now):
        for stage in stages_of(slot, now):
            emails.pitch_reminder(slot, stage)
            sent += 1
    return sent


def _coming(now):
    """Slots of published sessions that begin within the days in which something is said."""
    slots = PitchSlot.objects.filter(
        session__published_at__isnull=False,
        presented_at=None,
        missed_at=None,
        starts_at__gt=now,
        starts_at__lte=now + SLIDES_BEFORE + timedelta(days=1),
    )
    slots = list(slots.select_related("session", "proposal__owner", "proposal__lead_agency"))
    sent = set(PitchSlot.objects.filter(decks__isnull=False).values_list("pk", flat=True))
    for slot in slots:
        slot.has_slides = slot.pk in sent
    return slots
