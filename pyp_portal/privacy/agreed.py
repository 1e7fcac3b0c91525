"""What a person agreed to and which notices they were shown, as their copy tells it."""

from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.models import ConsentRecord, Sight
from pyp_portal.privacy.parting import PROOF, Goes, Stays


def take_back(rows, _erasing):
    """Nothing is published of a person without a name; that they agreed once stays on record."""
    rows.in_force().update(withdrawn_at=clock.now())


HOLDINGS = (
    Holding(
        "consents",
        _("What I agreed to"),
        lambda person: ConsentRecord.objects.of(person),
        (
            ("get_purpose_display", _("What for")),
            ("notice_id", _("Version of the notice")),
            ("given_at", _("Given on")),
            ("withdrawn_at", _("Taken back on")),
        ),
        Goes(_("Taken back; that it was given once stays on record"), take_back),
    ),
    Holding(
        "notices_seen",
        _("Which privacy notices I was shown"),
        lambda person: Sight.objects.filter(person=person),
        (
            ("notice_id", _("Version of the notice")),
            ("shown_at", _("Shown on")),
            ("read_at", _("Read on")),
        ),
        Stays(PROOF),
    ),
)
