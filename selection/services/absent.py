"""Why members did not come: as minutes and records name it (office rules, form 11)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import LONGEST_REASON
from selection.models import SessionAbsence
from selection.services.holding import hold


def fitting(seat, reason):
    """The reason for an absence; refused where it does not fit on the lists."""
    if len(reason) > LONGEST_REASON:
        raise MoveRefused(
            _("The reason why %(name)s did not come is too long: at most %(most)d letters.")
            % {"name": seat, "most": LONGEST_REASON}
        )
    return reason


def of_session(session):
    """[(seat, reason or "")] of who scores and did not sit in a session, by seat."""
    day = clock.localdate(session.starts_at)
    seats = session.plan.committee.seats.filled_on(day).scoring()
    away = seats.exclude(pk__in=session.attendances.values("seat")).select_related("user")
    reasons = dict(session.absences.values_list("seat", "reason_th"))
    return [(seat, reasons.get(seat.pk, "")) for seat in away.order_by("seat_no")]


@transaction.atomic
def note_absences(session, reasons, *, by=None):
    """Note why members did not come to a session that is over.

    ``reasons`` is {seat: words}; no words take a reason away. Nothing is counted by it.
    """
    session = hold(session, "plan__committee")
    if session.ended_at is None:
        raise MoveRefused(_("Until the session is closed, who sits is noted with who does not."))
    keep(session, reasons)
    record(session, "absences noted", by=by, seats=sorted(seat.seat_no for seat in reasons))
    return session


def keep(session, reasons):
    """Put down these reasons; who sits in the session has none."""
    for seat, words in reasons.items():
        if reason := fitting(seat, words.strip()):
            known = {"defaults": {"reason_th": reason}}
            SessionAbsence.objects.update_or_create(session=session, seat=seat, **known)
        else:
            session.absences.filter(seat=seat).delete()
    session.absences.filter(seat__in=session.attendances.values("seat")).delete()
