"""What the task list and the calendar keep of a person."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.desk.models import Feed, Mark
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.parting import deleted

HOLDINGS = (
    Holding(
        "put_off",
        _("Tasks I put off or handed on"),
        lambda person: Mark.objects.filter(owner=person),
        (
            ("made_at", _("When")),
            ("until", _("until")),
            ("note", _("note")),
            ("ended_at", _("Ended on")),
        ),
        deleted(),
    ),
    Holding(
        "handed_to_me",
        _("Tasks handed to me"),
        lambda person: Mark.objects.filter(taker=person),
        (("made_at", _("When")), ("ended_at", _("Ended on"))),
        deleted(),
    ),
    Holding(
        "calendar",
        _("Address of my calendar"),
        lambda person: Feed.objects.filter(user=person),
        (("made_at", _("Since")),),
        deleted(),
    ),
)
