"""The pitch day as entries of a calendar: the whole session for members, one slot for an agency."""

from django.conf import settings
from django.utils.translation import gettext as _

from pyp_portal.ical import Entry


def entry_of_session(session, slots):
    """The whole session, until its last slot is over."""
    last = max((slot.starts_at for slot in slots), default=session.starts_at)
    return Entry(
        key=f"pitch-{session.uid}",
        title=_("Pitches: %(plan)s") % {"plan": session.plan},
        starts=session.starts_at,
        ends=last + session.slot_length,
        changed_at=session.changed_at or session.starts_at,
        place=session.place_th,
        url=settings.SITE_URL + session.get_absolute_url(),
        sequence=session.sequence,
    )


def entry_of_slot(slot):
    """One pitch; it stays in the calendar, crossed out, once it was missed."""
    session = slot.session
    return Entry(
        key=f"pitch-slot-{slot.uid}",
        title=_("Pitch %(order)s: %(title)s")
        % {"order": slot.order, "title": slot.proposal.title_th},
        starts=slot.starts_at,
        ends=slot.starts_at + session.slot_length,
        changed_at=session.changed_at or session.starts_at,
        place=session.place_th,
        text=_("Pitch %(pitch)s minutes, questions %(questions)s minutes. Come 15 minutes before.")
        % {"pitch": session.pitch_minutes, "questions": session.question_minutes},
        url=settings.SITE_URL + slot.get_absolute_url(),
        sequence=session.sequence,
        is_cancelled=slot.missed_at is not None,
    )
