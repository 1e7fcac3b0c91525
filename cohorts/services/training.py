"""Planning the sessions of the training: plan, move, call off; places in the room."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts import workshop_emails as emails
from cohorts import workshop_rules as rules
from cohorts.models import Cohort, WorkshopPlace, WorkshopSession
from cohorts.services.moving import need_reason, refuse_unless
from cohorts.states import Channel
from cohorts.training import Half
from pyp_portal import clock
from pyp_portal.history.services import record

# What makes a calendar entry another one, and has to be told.
TOLD = ("held_on", "place_th", "link", "mode")
TOLD += ("morning_from", "morning_to", "afternoon_from", "afternoon_to")


@transaction.atomic
def plan_workshop(cohort, *, by, invited=None, number=None, **facts):
    """A session of the training; without a word all tiers are invited.

    The number follows on the last one of the cohort, whose row is held meanwhile.
    """
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    last = cohort.workshops.aggregate(last=Max("number"))["last"] or 0
    now = clock.now()
    session = WorkshopSession(
        cohort=cohort, number=number or last + 1, planned_at=now, changed_at=now, **facts
    )
    keep(session)
    session.invited.set(cohort.tiers.all() if invited is None else invited)
    record(session, "planned", by=by)
    return session


def keep(session):
    """Save a session with the minutes of its halves; refused where its times make none."""
    for half in Half:
        setattr(session, f"{half}_minutes", minutes_of(session, half))
    refuse_unless(session.minutes, _("Give the times of the morning, of the afternoon or of both."))
    is_in_order = len(session.halves) < 2 or session.morning_to <= session.afternoon_from
    refuse_unless(is_in_order, _("The afternoon begins before the morning has ended."))
    session.full_clean(exclude=["cohort"])
    session.save()
    return session


def minutes_of(session, half):
    """How long a half lasts; none where it has no times."""
    first, last = (getattr(session, f"{half}_{end}") for end in ("from", "to"))
    refuse_unless(bool(first) == bool(last), _("A half has a beginning and an end."))
    if not first:
        return 0
    day = session.held_on
    minutes = int((datetime.combine(day, last) - datetime.combine(day, first)).total_seconds() / 60)
    refuse_unless(minutes > 0, _("The end lies before the beginning."))
    return minutes


@transaction.atomic
def change_workshop(session, *, by, invited, seen=None, **facts):
    """Other facts of a session; those invited are told when it moves.

    Day and halves stand still once somebody's attendance is recorded: it would be at
    another time than it was. ``seen`` is how often it had been changed on the page.
    """
    session = hold(session)
    refuse_unless(
        seen in (None, str(session.sequence)),
        _("It has been changed since you opened the page. Please look at it again."),
    )
    refuse_unless(not session.is_cancelled, _("This session was called off."))
    before = {name: getattr(session, name) for name in TOLD}
    for name, value in facts.items():
        setattr(session, name, value)
    moved = [name for name, was in before.items() if was != getattr(session, name)]
    timed = set(moved) - {"place_th", "link", "mode"}
    refuse_unless(
        not (timed and session.attendance.exists()),
        _("Attendance is recorded already: the day and its times stay as they are."),
    )
    session.sequence, session.changed_at = session.sequence + 1, clock.now()
    keep(session)
    session.invited.set(invited)
    record(session, "changed", by=by, moved=moved)
    if moved and not session.is_over:
        emails.moved(session)
    return session


def hold(session):
    """The session with its row locked."""
    return WorkshopSession.objects.select_for_update(no_key=True).get(pk=session.pk)


@transaction.atomic
def cancel_workshop(session, *, by, reason):
    """Call a session off, with the reason; nobody has to make up for its hours."""
    session = hold(session)
    refuse_unless(not session.is_cancelled, _("This session was called off."))
    refuse_unless(
        not session.attendance.exists(), _("Attendance is recorded: it cannot be called off.")
    )
    session.cancelled_reason = need_reason(reason)
    session.cancelled_at = session.changed_at = clock.now()
    session.sequence += 1
    session.save()
    record(session, "cancelled", by=by, reason=reason)
    emails.cancelled(session)
    return session


# --- Places -------------------------------------------------------------------
@transaction.atomic
def take_place(session, *, person, is_online=False):
    """Somebody invited says that they come; the room takes as many as it holds.

    The row of the session is held while the places are counted: the last one goes once.
    """
    session = hold(session)
    refuse_unless(rules.is_invited(session, person), _("You are not invited to this session."))
    may_change = not (session.is_cancelled or session.has_begun)
    refuse_unless(may_change, _("Places can no longer be changed for this session."))
    is_online = online(session, is_online)
    others = session.places.filter(is_online=False).exclude(person=person).count()
    is_full = session.capacity is not None and others >= session.capacity
    refuse_unless(is_online or not is_full, full(session))
    facts = {"is_online": is_online, "taken_at": clock.now()}
    return WorkshopPlace.objects.update_or_create(session=session, person=person, defaults=facts)[0]


def online(session, wanted):
    """How somebody comes: as they wish where the session is held both ways."""
    return session.mode == Channel.ONLINE or (wanted and session.mode == Channel.HYBRID)


def full(session):
    """The sentence of a room without a free place."""
    if session.mode == Channel.HYBRID:
        return _("The room is full. You can still take part online.")
    return _("The room is full. Please tell the office if you have to be there.")


@transaction.atomic
def give_up_place(session, *, person):
    """Somebody does not come after all; the place is free again."""
    session = hold(session)
    refuse_unless(not session.has_begun, _("Places can no longer be changed for this session."))
    session.places.filter(person=person).delete()


def first_time(make):
    """True when a row was made that may exist once; the one who comes second gets False."""
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return False
    return True
