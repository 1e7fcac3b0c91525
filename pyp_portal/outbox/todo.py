"""What waits for a person among messages: an address of theirs that came back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.outbox.models import ClosedAddress
from pyp_portal.todo import Kind, Todo


def kinds(user):
    """Their own address, where our mails to it come back."""
    return [Kind(ClosedAddress.objects.of(user.email), to_correct)]


def to_correct(addresses):
    for one in addresses:
        yield Todo(
            title=_("Correct your e-mail address"),
            url=reverse("account_email"),
            detail=_("Our mails to %(address)s come back") % {"address": one.address},
            tone="stop",
            icon="mail",
        )
