"""People whose account is closed: nothing is mailed to them but what the law has us tell them.

They no longer act for the office or an agency, and what was on its way may be nobody's but theirs.
"""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import rooms
from pyp_portal.outbox.models import Message, MessageState


def is_left_out(message):
    """True for a letter that no longer goes to its receiver."""
    person = message.recipient
    return bool(person and not person.is_active and not is_owed(message.template))


def is_owed(template):
    """A letter that also reaches who has no account any more."""
    return template.startswith(tuple(rooms.OWED_TO_ANYBODY))


def why(message):
    """What the log says of a letter that was left out, in its own language."""
    with translation.override(message.language):
        return _("The account of the receiver is closed, so it was not sent.")


def drop(person):
    """Take back what has not left for this person yet; how many letters.

    They stay in the inbox of the portal, and in the queue with the reason.
    """
    owed = reduce(or_, (Q(template__startswith=start) for start in rooms.OWED_TO_ANYBODY))
    theirs = Message.objects.filter(recipient=person).exclude(owed)
    theirs.filter(state=MessageState.COLLECTED).update(state=MessageState.KEPT)
    waiting = theirs.filter(state=MessageState.WAITING)
    first = waiting.first()
    return waiting.update(state=MessageState.HELD, trouble=why(first)) if first else 0
