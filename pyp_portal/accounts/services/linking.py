"""Cut the link between an account and an identity that is proven elsewhere."""

from django.db import transaction

from pyp_portal import clock
from pyp_portal.accounts import emails
from pyp_portal.history.services import record


@transaction.atomic
def unlink_identity(linked):
    """From now on the account opens with e-mail and password alone; its owner is told."""
    person = linked.user
    linked.delete()
    event = record(person, "identity unlinked", by=person)
    emails.account(person, "disconnected", event, timestamp=clock.now())
