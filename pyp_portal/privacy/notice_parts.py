"""What a notice says, part by part (section 23): once for all, and for each place of collection."""

import json
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("th", "en")
REFERENCE = Path(__file__).resolve().parent / "reference" / "notice.json"


class Place(models.TextChoices):
    """Where data are asked for; each place has its own short words."""

    ACCOUNT = "account", _("People of agencies who sign up")
    PROPOSAL = "proposal", _("Contact people and teams of a proposal")
    PARTICIPANT = "participant", _("Participants of the programme")
    COMMITTEE = "committee", _("Members of committees")
    CITIZEN = "citizen", _("Citizens who say their opinion or join an activity")


BEFORE = {"who": _("Who is responsible")}
OF_A_PLACE = {
    "short": _("In short, where the data are asked for"),
    "data": _("Which data"),
    "purpose": _("What for"),
    "basis": _("Lawful basis"),
    "recipients": _("Who else receives the data"),
    "retention": _("How long"),
}
AFTER = {
    "visitors": _("Everybody who visits"),
    "never": _("What is never asked"),
    "rights": _("Your rights"),
    "contact": _("Whom to ask"),
}
SHORT = "short"


def keys_of(place):
    """(key, what the part is called) of a place of collection, in their order."""
    return [(f"{place.value}.{part}", label) for part, label in OF_A_PLACE.items()]


def groups():
    """(heading, [(key, label)]) of the whole notice, in its order."""
    places = [(place.label, keys_of(place)) for place in Place]
    return [(_("For all"), [*BEFORE.items(), *AFTER.items()]), *places]


def keys():
    """The keys of all parts."""
    return [key for _heading, parts in groups() for key, _label in parts]


@cache
def shipped():
    """The words with which the portal comes: {key: {language: text}}."""
    return json.loads(REFERENCE.read_text(encoding="utf-8"))
