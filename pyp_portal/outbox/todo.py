"""What waits for a person among messages: an address of theirs that came back."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.outbox.models import Announcement, ClosedAddress, Ended, LineLink
from pyp_portal.outbox.permissions import may_announce
from pyp_portal.todo import MOST, Kind, Todo

TOLD_FOR = timedelta(days=14)


def kinds(user):
    """Their own address, where our mails to it come back; their LINE, where it takes nothing
    any more; what a colleague wants to announce.
    """
    found = [Kind(ClosedAddress.objects.of(user.email), to_correct)]
    found.append(Kind(stopped_by_line(user), to_join_again))
    if may_announce(user):
        found += [Kind(Announcement.objects.to_confirm(user), to_confirm)]
    return found


def to_correct(addresses):
    for one in addresses:
        yield Todo(
            title=_("Correct your e-mail address"),
            url=reverse("account_email"),
            detail=_("Our mails to %(address)s come back") % {"address": one.address},
            tone="stop",
            icon="mail",
        )


def stopped_by_line(user):
    """Their LINE that took nothing any more some days ago, unless they have joined one again."""
    lately = clock.now() - TOLD_FOR
    ended = LineLink.objects.filter(user=user, ended_because=Ended.BLOCKED, ended_at__gt=lately)
    again = LineLink.objects.filter(user=user, since__gt=OuterRef("ended_at"))
    return ended.exclude(Exists(again))


def to_join_again(links):
    for _one in links[:1]:
        yield Todo(
            title=_("Our messages to your LINE have stopped"),
            url=reverse("outbox:line"),
            detail=_("Join it again if you still want them"),
            tone="wait",
            icon="message",
        )


def to_confirm(announcements):
    for one in announcements.select_related("asked_by")[:MOST]:
        yield Todo(
            title=_("Look at an announcement and send it: %(subject)s") % {"subject": one},
            url=one.get_absolute_url(),
            detail=str(one.asked_by),
            icon="send",
        )
