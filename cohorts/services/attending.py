"""Who was there: check-in by code, by hand, and what people say ahead of a session."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import checkin, hours
from cohorts import workshop_rules as rules
from cohorts.models import Attendance
from cohorts.services.moving import refuse_unless
from cohorts.services.training import hold
from cohorts.training import ANNOUNCED, EARNING, Attended, Half, Source
from pyp_portal import clock
from pyp_portal.history.services import record

NOT_YET = gettext_lazy(
    "The session has not begun: until then only leave and substitutes are noted."
)


@dataclass
class Marked:
    """What came of a sheet: how many rows were changed, and who else had changed some."""

    changed: int = 0
    clashes: list = field(default_factory=list)


@transaction.atomic
def check_in(session, *, person, ticket):
    """The person was at the session now; ``checkin.Refused`` where the ticket is no good.

    Checking in twice changes nothing. Returns (half, status).
    """
    checkin.check_ticket(session, person, ticket)
    session = hold(session)
    half = checkin.half_now(session)
    rows = rows_of(session, person)
    refuse_unless(rows, _("You are not invited to this session."))
    status = checkin.status_at(session, half, clock.now())
    for one in rows:
        row = held(session, one)
        if row.of(half) in EARNING:
            status = Attended(row.of(half))
        else:
            write(row, {half: status}, source=Source.QR, by=person)
    return Half(half), status


def rows_of(session, person):
    """The seats and partnerships with which a person is invited to a session."""
    seats, partners = rules.seats_in(session, person), rules.partnerships_in(session, person)
    return [*seats, *partners]


def whose(one):
    """Which column of the attendance names a seat or a partner."""
    return "partner" if hasattr(one, "sector") else "seat"


def held(session, one):
    """The row of a seat or partner, locked; a new one where there is none."""
    key = {"session": session, whose(one): one}
    facts = {"source": Source.HAND, "recorded_at": clock.now()}
    row, is_new = Attendance.objects.get_or_create(**key, defaults=facts)
    return row if is_new else Attendance.objects.select_for_update().get(pk=row.pk)


def write(row, halves, *, source, by, note=None):
    """Set halves of a row, and note in the history of the seat what they were before."""
    row, before, halves = set_half(row, halves, note)
    row.source, row.recorded_at, row.recorded_by = source, clock.now(), by
    row.save()
    about = row.seat or row.partner
    record(
        about, "attended", by=by, session=row.session.number, source=source,
        before_=before, now=worded(halves),
    )  # fmt: skip
    return row


@transaction.atomic
def mark(session, half, entries, *, by):
    """A sheet filled in by hand: ``entries`` are (seat or partner, seen, status, note).

    ``seen`` is what the page showed: a row that somebody changed meanwhile stays as it
    is and is named in the answer. The cost is the same for one row and for two hundred.
    """
    session = hold(session)
    refuse_unless(not session.is_cancelled, _("This session was called off."))
    refuse_unless(session.emptied_at is None, session.emptied_sentence)
    refuse_unless(half in session.halves, _("This session has no such half."))
    ahead = clock.now() < session.begins(half)
    is_announced = all(entry[2] in ANNOUNCED for entry in entries if entry[2])
    refuse_unless(not ahead or is_announced, NOT_YET)
    touched = changed_ones(known(session), half, entries)
    rows, marked, changes = lay_out(session, [entry[0] for entry in touched]), Marked(), []
    for one, seen, status, note in touched:
        row = rows[whose(one), one.pk]
        if row.of(half) not in (seen, status):
            marked.clashes.append((one, Attended(row.of(half)) if row.of(half) else None))
            continue
        changes.append(set_half(row, {half: status}, note))
        marked.changed += 1
    keep(session, changes, source=Source.HAND, by=by)
    return marked


def changed_ones(found, half, entries):
    """The entries that say something else than what is recorded, and than what was shown."""
    touched = []
    for one, seen, status, note in entries:
        row = found.get((whose(one), one.pk))
        now = (row.of(half), row.note_th) if row else ("", "")
        if (status, note) not in (now, (seen, now[1])):
            touched.append((one, seen, status, note))
    return touched


def known(session):
    """{(column, pk): row} of the attendance of a session."""
    return by_person(session.attendance.all())


def by_person(rows):
    return {("seat" if r.seat_id else "partner", r.seat_id or r.partner_id): r for r in rows}


def lay_out(session, people):
    """{(column, pk): row} of these people, locked; rows that are missing are made, empty."""
    facts = {"session": session, "source": Source.HAND, "recorded_at": clock.now()}
    Attendance.objects.bulk_create(
        [Attendance(**facts, **{whose(one): one}) for one in people], ignore_conflicts=True
    )
    seats = [one.pk for one in people if whose(one) == "seat"]
    partners = [one.pk for one in people if whose(one) == "partner"]
    rows = session.attendance.select_for_update()
    return by_person(rows.filter(Q(seat__in=seats) | Q(partner__in=partners)))


def set_half(row, halves, note=None):
    """Change a row, not yet saved; returns (row, {half: what it was}, halves)."""
    before = {half: row.of(half) for half in halves}
    for half, status in halves.items():
        setattr(row, half, status)
    row.note_th = row.note_th if note is None else note
    return row, before, halves


def keep(session, changes, *, source, by):
    """Save changed rows, and note each of them in the history of the session by its number."""
    for row, _before, _halves in changes:
        row.source, row.recorded_at, row.recorded_by = source, clock.now(), by
    names = ["morning", "afternoon", "note_th", "source", "recorded_at", "recorded_by"]
    Attendance.objects.bulk_update([row for row, _before, _halves in changes], names)
    noted = [
        [
            "seat" if row.seat_id else "partner",
            row.seat_id or row.partner_id,
            before,
            worded(halves),
        ]
        for row, before, halves in changes
        for key in by_person([row])
    ]
    if noted:
        record(session, "marked", by=by, source=source, rows=noted)


def worded(halves):
    return {str(half): str(status) for half, status in halves.items()}


def mark_all(session, half, status, *, by):
    """Everybody visible whose half is not recorded gets this status; returns how many."""
    found = known(session)
    people = [*hours.seats_of(session, by), *hours.partners_of(session, by)]
    left = [one for one in people if not is_recorded(found.get((whose(one), one.pk)), half)]
    note = {key: row.note_th for key, row in found.items()}
    entries = [(one, "", status, note.get((whose(one), one.pk), "")) for one in left]
    return mark(session, half, entries, by=by).changed


def is_recorded(row, half):
    return bool(row and row.of(half))


@transaction.atomic
def announce(session, *, person, status, note):
    """Somebody asks for leave, or says who comes instead; before the session begins.

    Refused for whoever has checked in: they would not have been where they were seen.
    """
    refuse_unless(status in ANNOUNCED, _("Choose leave or a substitute."))
    session = hold(session)
    may_say = not (session.is_cancelled or session.has_begun)
    refuse_unless(may_say, _("The session has begun. Please tell the office."))
    rows = rows_of(session, person)
    refuse_unless(rows, _("You are not invited to this session."))
    halves = dict.fromkeys(session.halves, status)
    for row in [held(session, one) for one in rows]:
        refuse_unless(not row.was_there, _("You have checked in. Please tell the office."))
        write(row, halves, source=Source.SELF, by=person, note=note)
    session.places.filter(person=person).delete()


@transaction.atomic
def take_back(session, *, person):
    """Somebody comes after all: what they had said of themselves is taken back."""
    refuse_unless(not session.has_begun, _("The session has begun. Please tell the office."))
    for one in rows_of(session, person):
        row = held(session, one)
        if row.source == Source.SELF:
            write(row, dict.fromkeys(session.halves, ""), source=Source.SELF, by=person, note="")
