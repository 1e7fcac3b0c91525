"""Return for revision: one letter with all defects, an answer by a day, or none."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals import documents, emails
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Proposal, Return, ReturnItem
from proposals.quoting import quotes
from proposals.services.moving import OutOfTurn, already, lock, move, touch
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record

ONE_DAY = timedelta(days=1)


class NoMoreTime(MoveRefused):
    """The day of a revision is moved once, and to a later day."""


@transaction.atomic
def write_return(proposal, items, by, *, version=None):
    """Write down the defects, each with the answer it is about, in place of an unsent letter.

    ``items`` are dictionaries of question, defect_th and request_th. Raises ``StaleVersion``
    where another officer wrote since ``version``: nobody's letter is lost unseen.
    """
    fresh = lock(proposal, version, by)
    if fresh.state != State.SCREENING:
        raise OutOfTurn(already(fresh, by))
    fresh.returns.filter(sent_at=None).delete()
    letter = Return.objects.create(
        proposal=fresh, round_no=fresh.returns.count() + 1, written_by=by
    )
    said = quotes(fresh, [item["question"] for item in items])
    ReturnItem.objects.bulk_create(
        [ReturnItem(letter=letter, quote_th=said[item["question"]], **item) for item in items]
    )
    touch(fresh)
    record(fresh, "return_written", by=by, items=[item["question"] for item in items])
    return letter


@transaction.atomic
def return_for_revision(proposal, by, *, at=None, version=None):
    """T06: send the letter; the day of the answer is fixed now."""
    fresh = lock(proposal, version, by)
    due_at = due(fresh.call, at or clock.now())
    moved = move(
        fresh,
        "return_for_revision",
        Grounds(by=by, at=at),
        data={"due_at": due_at},
        due_at=due_at,
    )
    letter = moved.returns.get(sent_at=None)
    letter.sent_at, letter.due_at = clock.now(), due_at
    letter.save()
    documents.return_letter(letter, moved, by)
    emails.returned(letter, moved)
    return moved


def due(call, moment):
    """The end of the last day of an answer: some days on, but never before the call closes."""
    after = clock.localdate(moment) + timedelta(days=call.revision_days) + ONE_DAY
    return max(end_of_day_before(after), call.last_moment)


def end_of_day_before(day):
    """The first moment of ``day`` in Bangkok: an exclusive end of the day before."""
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def extend(proposal, last_day, by, reason, *, version=None):
    """Move the day of an answer once, to the end of ``last_day``."""
    fresh = lock(proposal, version, by)
    Grounds(by=by, reason=reason).require_reason()
    if fresh.state != State.RETURNED:
        raise OutOfTurn(already(fresh, by))
    letter = fresh.returns.exclude(sent_at=None).order_by("-round_no").first()
    due_at = end_of_day_before(last_day + ONE_DAY)
    if letter.extended_at or due_at <= max(fresh.revision_due_at, clock.now()):
        raise NoMoreTime(_("The day can be moved once only, and to a later one."))
    letter.extended_at, letter.due_at = clock.now(), due_at
    letter.save()
    fresh.revision_due_at = due_at
    touch(fresh)
    record(fresh, "revision_extended", by=by, reason=reason, due_at=due_at)
    emails.extended(letter, fresh)
    return fresh


def lapse_revisions(now=None):
    """T08 for every return whose day has passed; answers with how many lapsed."""
    now = now or clock.now()
    late = Proposal.objects.filter(state=State.RETURNED, revision_due_at__lte=now)
    return sum(lapse(proposal, now) for proposal in late.order_by("pk"))


def lapse(proposal, now, by=None):
    """T08 for one proposal; False when somebody was faster."""
    try:
        with transaction.atomic():
            emails.lapsed(move(proposal, "lapse_revision", Grounds(by=by, at=now)))
    except MoveRefused:
        return False
    return True
