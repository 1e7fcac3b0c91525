"""What waits for a person among messages: an address of theirs that came back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.outbox.models import Announcement, ClosedAddress
from pyp_portal.outbox.permissions import may_announce
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Their own address, where our mails to it come back; what a colleague wants to announce."""
    found = [Kind(ClosedAddress.objects.of(user.email), to_correct)]
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


def to_confirm(announcements):
    for one in announcements.select_related("asked_by")[:MOST]:
        yield Todo(
            title=_("Look at an announcement and send it: %(subject)s") % {"subject": one},
            url=one.get_absolute_url(),
            detail=str(one.asked_by),
            icon="send",
        )
