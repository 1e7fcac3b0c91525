"""Announce: write, look twice, let go, tell each receiver once, stop, go on."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.evening import standing
from pyp_portal.history.origin import coming_from
from pyp_portal.history.services import record
from pyp_portal.outbox.audiences import news_readers, receivers_of
from pyp_portal.outbox.models import Announcement, Carrier, MessageState, Receiver, Stage
from pyp_portal.outbox.services import post
from pyp_portal.outbox.tasks import deliver

TEMPLATE = "outbox/emails/announcement.txt"
AT_ONCE = 50
TELL = "outbox.announce"  # the job, by name, since it calls this module


def held(announcement, version, *stages):
    """The locked announcement, where it stands as its page showed it; ValidationError if not."""
    found = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if found.version != version or found.stage not in stages:
        raise ValidationError(
            _("Somebody else worked on this announcement meanwhile. Look at it once more.")
        )
    return found


def _moved(found, stage, verb, by, reason="", **data):
    """Save a step of an announcement, with its line in the history."""
    before, found.stage = found.stage, stage
    found.version += 1
    found.save()
    record(found, verb, by=by, before=before, after=stage, reason=reason, **data)
    return found


@transaction.atomic
def write(announcement, *, by, version=0, **words):
    """Keep a draft; what had been asked of a second person has to be asked anew.

    Raises ValidationError where somebody changed it meanwhile, or it is on its way.
    """
    if announcement.pk:
        announcement = held(announcement, version, Stage.DRAFT, Stage.ASKED)
    for name, value in words.items():
        setattr(announcement, name, value)
    announcement.written_by, announcement.written_at = by, clock.now()
    announcement.asked_by = None
    return _moved(announcement, Stage.DRAFT, "written", by)


@transaction.atomic
def let_go(announcement, *, by, version, typed):
    """The second look: whoever types how many it reaches lets it go.

    More than ``ANNOUNCE_ALONE`` receivers need a second person (S40): the first one asks, and
    nothing is sent until another has looked and typed the number too. Raises ValidationError
    with a sentence; the number is counted anew, so that nobody joins the list unseen.
    """
    found = held(announcement, version, Stage.DRAFT, Stage.ASKED)
    receivers = receivers_of(found.audience, by, found.is_news)
    if not receivers:
        raise ValidationError(_("Nobody is in this group now, so nothing can be sent."))
    if typed != len(receivers):
        raise ValidationError(
            _("It reaches %(count)d addresses now, and you typed %(typed)d. Nothing was sent.")
            % {"count": len(receivers), "typed": typed}
        )
    if found.stage == Stage.DRAFT and len(receivers) > settings.ANNOUNCE_ALONE:
        found.asked_by = by
        return _moved(found, Stage.ASKED, "proposed", by, count=len(receivers))
    if found.asked_by == by:
        raise ValidationError(_("You asked for a second person. Somebody else has to send it."))
    return _begin(found, receivers, by)


def _begin(found, receivers, by):
    """Fix who is told, and have the worker tell them."""
    rows = [
        Receiver(announcement=found, address=address, user=user)
        for address, user in receivers.items()
    ]
    Receiver.objects.bulk_create(rows, batch_size=500)
    found.sent_by, found.sent_at, found.count = by, clock.now(), len(rows)
    _moved(found, Stage.SENDING, "let go", by, count=len(rows))
    doorbell.ring_by_name(TELL, found.pk)
    return found


@transaction.atomic
def refuse(announcement, *, by, version, reason):
    """The second person does not send it; it goes back to be written."""
    found = held(announcement, version, Stage.ASKED)
    found.asked_by = None
    return _moved(found, Stage.DRAFT, "refused", by, reason)


@transaction.atomic
def stop(announcement, *, by):
    """Tell nobody more, and hold back what has not left; False where nothing is on its way."""
    found = Announcement.objects.select_for_update().get(pk=announcement.pk)
    waiting = found.messages.filter(state=MessageState.WAITING)
    is_over = found.stage != Stage.SENDING and not waiting.exists()
    if found.stage not in (Stage.SENDING, Stage.DONE) or is_over:
        return False
    kept = waiting.update(state=MessageState.HELD)
    _moved(found, Stage.STOPPED, "stopped", by, held=kept)
    return True


@transaction.atomic
def go_on(announcement, *, by):
    """Go on with one that was stopped; False where it is not."""
    found = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if found.stage != Stage.STOPPED:
        return False
    kept = found.messages.filter(state=MessageState.HELD)
    ids = list(kept.values_list("pk", flat=True))
    kept.update(state=MessageState.WAITING, due_at=clock.now())
    _moved(found, Stage.SENDING, "gone on", by)
    doorbell.ring_by_name(TELL, found.pk)
    for message_id in ids[:AT_ONCE]:
        doorbell.ring(deliver, message_id)
    return True


def tell(announcement_id):
    """Write the mails of an announcement, some at a time, until all are told or it is stopped."""
    while not standing.is_on() and _tell_some(announcement_id):
        pass


@transaction.atomic
def _tell_some(announcement_id):
    """The next receivers; True while there may be more. The lock keeps workers from each other."""
    found = Announcement.objects.sending().select_for_update().filter(pk=announcement_id).first()
    if found is None:
        return False
    rows = list(found.receivers.filter(posted_at=None).select_related("user")[:AT_ONCE])
    with coming_from("", found.sent_by):
        for row in still_reading(found, rows):
            post(TEMPLATE, to=row.user or row.address, occasion=found.occasion, announcement=found)
    found.receivers.filter(pk__in=[row.pk for row in rows]).update(posted_at=clock.now())
    if len(rows) < AT_ONCE:
        _moved(found, Stage.DONE, "told", None)
    return len(rows) == AT_ONCE


def still_reading(found, rows):
    """Those who did not take back that they agreed to news since it was let go."""
    if not found.is_news:
        return rows
    readers = news_readers([row.user for row in rows])
    return [row for row in rows if row.user_id is None or row.user_id in readers]


def tell_all():
    """Go on with every announcement whose worker died, or that rested."""
    for announcement_id in Announcement.objects.sending().values_list("pk", flat=True):
        tell(announcement_id)


def progress(announcement):
    """How many of its receivers are told, and how many mails are in which state."""
    mails = announcement.messages.filter(carrier=Carrier.MAIL).order_by()
    counted = mails.values("state").annotate(n=Count("pk"))
    states = {row["state"]: row["n"] for row in counted}
    left = {MessageState(state).label: n for state, n in states.items()}
    return {"told": sum(states.values()), "sent": states.get(MessageState.SENT, 0), "states": left}
