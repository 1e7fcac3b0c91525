"""Taking over the list of an online meeting: shown first, then taken as it was shown."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import hours, meeting_list
from cohorts.checkin import status_at
from cohorts.models import AttendanceImport
from cohorts.services.attending import keep, known, lay_out, set_half, whose
from cohorts.services.moving import refuse_unless
from cohorts.services.training import hold
from cohorts.training import Attended, Half, Source
from pyp_portal import clock
from pyp_portal.history.services import record

SHARE = 2  # at least one part in so many of a half counts as having been there
UNKNOWN, SHARED, OTHER_DAY = "unknown", "shared", "other_day"
TOO_SHORT, RECORDED = "too_short", "recorded"
WHY = {  # a line is not taken over
    UNKNOWN: gettext_lazy("Nobody invited has this name or e-mail."),
    SHARED: gettext_lazy("Several lines or people bear this name."),
    OTHER_DAY: gettext_lazy("The times are of another day."),
    TOO_SHORT: gettext_lazy("Was there for less than half of each half-day."),
    RECORDED: gettext_lazy("Attendance is recorded already and stays."),
}


@transaction.atomic
def preview(session, uploaded, *, by):
    """Read a list and match it; nothing of the attendance is changed.

    One list at a time: an undecided one of the same session is forgotten.
    """
    refuse_unless(not session.is_cancelled, _("This session was called off."))
    refuse_unless(session.emptied_at is None, session.emptied_sentence)
    refuse_unless(session.has_begun, _("The workshop has not begun yet."))
    lines = meeting_list.read(uploaded, session)
    session.imports.filter(taken_at=None).delete()
    return AttendanceImport.objects.create(
        session=session,
        name=thai_name(uploaded),
        rows=matched(session, lines, by),
        read_at=clock.now(),
        read_by=by,
    )


def thai_name(uploaded):
    return meeting_list.text_of(uploaded.name)[:200]


def matched(session, lines, by):
    """Each line of the list with whom it is, how that is known, and what would be noted."""
    people = [*hours.seats_of(session, by), *hours.partners_of(session, by)]
    index = meeting_list.index_of(people)
    recorded = known(session)
    rows = [row_of(session, line, index, recorded) for line in lines]
    once = {}
    for row in rows:  # one person under two names of the meeting
        if row["pk"]:
            once.setdefault((row["whose"], row["pk"]), []).append(row)
    for same in once.values():
        for row in same[1:]:
            row["halves"], row["why"] = {}, SHARED
    return rows


def row_of(session, line, index, recorded):
    """One line, ready to be shown and kept."""
    one, how, why = find(line, *index)
    row = {"name": line.name, "email": line.email, "how": how, "why": why, "halves": {}}
    row |= {"whose": whose(one) if one else "", "pk": one.pk if one else None}
    row |= {"who": str(one.person or one) if one else ""}
    if one is None:
        return row
    halves, row["why"] = attended(session, line)
    stands = recorded.get((row["whose"], one.pk))
    fresh = {half: status for half, status in halves.items() if not (stands and stands.of(half))}
    row["halves"] = fresh
    if halves and not fresh:
        row["why"] = RECORDED
    return row


def find(line, emails, names):
    """(seat or partner, how it was matched, why not): by e-mail first, then by name."""
    for how, found in (
        ("email", emails.get(line.email, [])),
        ("name", names.get(meeting_list.name_key(line.name), [])),
    ):
        if len(found) == 1:
            return found[0], how, ""
        if found:
            return None, "", SHARED
    return None, "", UNKNOWN


def attended(session, line):
    """({half: status}, why there is none): who stayed for half of a half was there."""
    if not line.stays:
        if line.other_days:
            return {}, OTHER_DAY
        return {half.value: Attended.PRESENT.value for half in session.halves}, ""
    found = {}
    for half in session.halves:
        stays = [cut(session, half, stay) for stay in line.stays]
        stays = [(first, last) for first, last in stays if first < last]
        minutes = sum((last - first).total_seconds() for first, last in stays) / 60
        if minutes * SHARE >= session.minutes_of(half):
            first = min(joined for joined, _left in stays)
            found[half.value] = status_at(session, half, first).value
    return found, "" if found else TOO_SHORT


def cut(session, half, stay):
    """A stay as far as it lies within a half; one without an end lasts as long as the half."""
    joined, left = stay
    begins, ends = session.begins(half), session.ends(half)
    return max(joined or begins, begins), min(left or ends, ends)


@transaction.atomic
def take(list_, *, by):
    """Note what the list was shown to say; what has been recorded meanwhile stays.

    The names in it are forgotten: some belong to nobody who is invited.
    """
    list_ = AttendanceImport.objects.select_for_update().get(pk=list_.pk)
    refuse_unless(list_.taken_at is None, _("This list has been taken over already."))
    session = hold(list_.session)
    refuse_unless(not session.is_cancelled, _("This session was called off."))
    refuse_unless(session.emptied_at is None, session.emptied_sentence)
    people = visible(session, by)
    said = [row for row in list_.rows if row["halves"] and (row["whose"], row["pk"]) in people]
    rows = lay_out(session, [people[row["whose"], row["pk"]] for row in said])
    changes = []
    for one in said:
        row = rows[one["whose"], one["pk"]]
        fresh = {Half(h): status for h, status in one["halves"].items() if not row.of(h)}
        if fresh:
            changes.append(set_half(row, fresh))
    keep(session, changes, source=Source.LIST, by=by)
    list_.taken, list_.left_out = len(changes), len(list_.rows) - len(changes)
    list_.rows, list_.taken_at = [], clock.now()
    list_.save()
    record(session, "list_taken", by=by, taken=list_.taken, left_out=list_.left_out)
    return list_


def visible(session, by):
    """{(column, pk): seat or partner} of everybody expected whom this person may see."""
    people = [*hours.seats_of(session, by), *hours.partners_of(session, by)]
    return {(whose(one), one.pk): one for one in people}
