"""The minutes: drafted from the record, written, sent round for comments, certified (K11, K14)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import emails, minutes_papers
from selection.models import AgendaItem, Minutes, MinutesComment
from selection.services import texts, wording
from selection.services.holding import hold_in_place, hold_uncertified

SECTIONS = ("opening_th", "previous_th", "followup_th", "info_th", "closing_th", "recording_th")


@transaction.atomic
def write_minutes(meeting, *, by, **texts):
    """Write sections of the minutes, again as often as needed until they are certified."""
    minutes = _begun(hold_uncertified(meeting), by)
    for name in texts.keys() & set(SECTIONS):
        setattr(minutes, name, texts[name])
    return _written(meeting, minutes, by)


def _begun(meeting, by):
    """The minutes of a meeting; where there are none yet, drafted from the record."""
    found = Minutes.objects.filter(meeting=meeting).first()
    if found:
        return found
    items = list(meeting.items.select_related("proposal__lead_agency").filter(text_th=""))
    for pk, text in wording.of_items(meeting, items).items():
        AgendaItem.objects.filter(pk=pk).update(text_th=text)
    drafted = wording.of_meeting(meeting)
    return Minutes(meeting=meeting, written_at=clock.now(), written_by=by, **drafted)


def _written(meeting, minutes, by):
    minutes.written_at, minutes.written_by = clock.now(), by
    minutes.save()
    meeting.minutes = minutes
    record(meeting, "minutes written", by=by)
    return minutes


@dataclass
class Kept(texts.Kept):
    """What became of the texts of a page, and the minutes they belong to."""

    minutes: Minutes | None = None


@transaction.atomic
def keep_texts(meeting, texts, *, was, chosen=(), items=(), by):
    """Save sections and items, each only over the text that the page had shown.

    ``texts`` and ``was`` (digests of what was shown) are by field: a section, or the uid of
    one of ``items``. A text that somebody else changed meanwhile is not overwritten: it comes
    back as a clash, and is replaced only by a page that has ``chosen`` so (field: digest of
    the text given up), which history keeps.
    """
    minutes = _begun(hold_uncertified(meeting), by)
    chosen, kept = dict(chosen), Kept(minutes=minutes)
    fresh = AgendaItem.objects.in_bulk([item.pk for item in items])
    places = {str(item.uid): (item, "text_th") for item in fresh.values()}
    places |= {name: (minutes, name) for name in SECTIONS}
    for name in texts.keys() & places.keys():
        record_, attribute = places[name]
        _place(meeting, kept, name, record_, attribute, texts[name], was, chosen, by)
    if kept.saved or minutes.pk is None:
        _written(meeting, minutes, by)
    return kept


def _place(meeting, kept, name, holder, attribute, text, was, chosen, by):
    """One text into its place, or into the clashes."""
    stands = getattr(holder, attribute)
    if not kept.takes(name, text, stands=stands, was=was, chosen=chosen):
        return
    if name in chosen and stands != text:
        record(meeting, "text replaced", by=by, reason=stands, field=attribute)
    setattr(holder, attribute, text)
    if isinstance(holder, AgendaItem):
        holder.save(update_fields=[attribute])


@transaction.atomic
def circulate(meeting, until, *, by):
    """Send the minutes round: members read them and comment until a day."""
    minutes = _written_minutes(hold_uncertified(meeting))
    if until < clock.today():
        raise MoveRefused(_("The last day for comments is over already: choose a later one."))
    minutes.circulated_at, minutes.comments_until = clock.now(), until
    minutes.save(update_fields=["circulated_at", "comments_until"])
    record(meeting, "minutes sent round", by=by, until=until)
    for seat in meeting.committee.seats.filled_on(meeting.day).deciding().select_related("user"):
        emails.minutes_round(minutes, seat)
    return minutes


@transaction.atomic
def comment(meeting, seat, text, *, item=None):
    """A member says what should read otherwise."""
    minutes = _written_minutes(hold_uncertified(meeting))
    if not minutes.takes_comments:
        raise MoveRefused(_("The time for comments on these minutes is over."))
    made = MinutesComment.objects.create(
        minutes=minutes, seat=seat, item=item, text_th=text, made_at=clock.now()
    )
    record(meeting, "minutes commented", by=seat.user, seat_no=seat.seat_no)
    return made


@transaction.atomic
def answer_comment(made, answer, *, by):
    """The secretary says what became of a comment."""
    meeting = hold_uncertified(made.minutes.meeting)
    made.answer_th, made.answered_at, made.answered_by = answer, clock.now(), by
    made.save(update_fields=["answer_th", "answered_at", "answered_by"])
    record(meeting, "comment answered", by=by, seat_no=made.seat.seat_no)
    return made


def _written_minutes(meeting):
    """The minutes as they stand; refused while the meeting goes on or nothing is written."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or not meeting.ended_at:
        raise MoveRefused(_("Close the meeting and write its minutes first."))
    return minutes


@transaction.atomic
def certify_minutes(meeting, *, by):
    """The minutes stand; the paper is frozen (K11, K14)."""
    minutes = _written_minutes(hold_in_place(meeting))
    if minutes.certified_at:
        raise MoveRefused(_("The minutes have been certified already."))
    if obstacle := _in_the_way(meeting, minutes):
        raise MoveRefused(obstacle)
    minutes.certified_at, minutes.certified_by = clock.now(), by
    minutes.save(update_fields=["certified_at", "certified_by"])
    meeting.minutes = minutes
    record(meeting, "minutes certified", by=by)
    minutes_papers.minutes(meeting, by=by)
    return minutes


def _in_the_way(meeting, minutes):
    """Why the minutes cannot be certified yet: comments that are due, unanswered; K12."""
    if minutes.takes_comments:
        return _("Members may comment until the last day that was given: certify after it.")
    if minutes.comments.filter(answered_at=None).exists():
        return _("Answer every comment of the members first.")
    if meeting.attendances.filter(is_online=True).exists() and not minutes.recording_th:
        return _("Somebody joined online: write where the recording and the log are kept.")
    return None
