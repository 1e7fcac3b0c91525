"""Files that come part by part: what each is for, and how it gets beside the answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.models import Attachment
from proposals.services.filing import LIMITS, lock_for, room_left, settle, sign
from pyp_portal.uploads import arriving
from pyp_portal.uploads.limits import total
from pyp_portal.uploads.models import Incoming
from pyp_portal.uploads.sweeping import drop

KINDS = tuple(LIMITS)


def place_of(proposal, kind):
    """What a file on its way is for, as the foundation keeps it."""
    return f"{proposal.code}:{kind}"


def kind_of(incoming):
    """The kind of attachment that a file on its way is to become."""
    return Attachment.Kind(incoming.place.rpartition(":")[2])


def on_their_way(proposal, by):
    """The files that this person sends to this proposal, also those that found their use."""
    places = [place_of(proposal, kind) for kind in KINDS]
    return Incoming.objects.filter(place__in=places, by=by).select_related("file", "by")


def unused(proposal, by):
    """Files that were sent, in part or whole, and are not attached."""
    return on_their_way(proposal, by).filter(done_at=None)


def begin_upload(proposal, kind, name, size, changed, by, *, at=None):
    """Announce a file; the same one again goes on where it stopped."""
    with transaction.atomic():
        fresh = lock_for(proposal, kind, by, at)
    place = place_of(fresh, kind)
    beside = Incoming.objects.of(place, by).exclude(name=name, size=size)
    if kind == Attachment.Kind.ENDORSEMENT:  # another letter takes the place of the one begun
        for letter in beside:
            drop(letter)
    most = room_left(fresh, kind, beside.count(), total(beside))
    return arriving.begin(place, name, size, changed, by=by, max_bytes=most)


def receive_part(incoming, offset, content, sha256):
    """Keep one part; see ``arriving.receive``."""
    return arriving.receive(
        incoming, offset, content, sha256, kinds=LIMITS[kind_of(incoming)].kinds
    )


def finished(incoming):
    """The stored file that a file on its way has become; see ``arriving.finish``."""
    limit = LIMITS[kind_of(incoming)]
    return arriving.finish(incoming, kinds=limit.kinds, max_bytes=limit.each)


def attach_sent(proposal, incoming, by, *, at=None):
    """F56, F57: attach what was sent; asked twice, the answer is the same attachment."""
    file = finished(incoming)
    with transaction.atomic():
        lock_for(proposal, kind_of(incoming), by, at)
        if not arriving.use(incoming):
            return Attachment.objects.get(file=file)
        return settle(proposal, file, kind_of(incoming), by, at)


def endorse_sent(proposal, incoming, letter_no, letter_date, by, *, at=None):
    """F55 with a letter that was sent before its number and date were written."""
    file = finished(incoming)
    with transaction.atomic():
        lock_for(proposal, Attachment.Kind.ENDORSEMENT, by, at)
        if not arriving.use(incoming):
            raise ValidationError(_("This letter is attached already."), code="used")
        return sign(proposal, file, letter_no, letter_date, by, at)
