"""What reminders know of a person, and what becomes of it when they go."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from pyp_portal.privacy.crumbs import Text
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.parting import Goes
from pyp_portal.reminders.models import Reminder

NAMELESS = "–"


def to(person):
    """The reminders that went to this person, or that will."""
    texts = Reminder.objects.annotate(said_to=Cast("people", TextField()))
    return texts.filter(said_to__icontains=f'"{person.email}"')


def take_out(rows, erasing):
    """That somebody was reminded stays; of this one neither name nor address."""
    gone, none = erasing.person.email.casefold(), [NAMELESS, erasing.address]
    found = list(rows)
    for row in found:
        row.people = [none if one[1].casefold() == gone else one for one in row.people]
    Reminder.objects.bulk_update(found, ["people"], batch_size=200)


TEXTS = (
    Text("named_in_reminders", _("Reminders"), Reminder.objects.all, ("about", "held_because")),
)
RESTS = (
    Holding(
        "reminded",
        _("Reminders to me"),
        to,
        (),
        Goes(_("Name and address taken out of the list of receivers"), take_out),
    ),
    *(one.as_holding() for one in TEXTS),
)
