"""The retention schedule: one rule a line of section 8.1, named by the room that owns the data.

A rule either runs by itself, as a job of the timetable, or finds what is due; then a report is
written, and nothing happens before two people have said yes to just that report.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class Then(models.TextChoices):
    """What happens once the time is over."""

    DELETE = "delete", _("Delete the data")
    CLOSE = "close", _("Close the account")
    ANONYMISE = "anonymise", _("Make anonymous")
    OFFER = "offer", _("Offer to the National Archives")


@dataclass(frozen=True)
class Rule:
    """Which data, how long from when, and then what.

    ``due(moment)`` finds the records whose time was over then; ``since(record)`` says since
    when it runs. ``act(record, by)`` does what the rule says with one record, in the caller's
    transaction, and answers with counts ({what: how many}). Of a rule that runs by itself
    ``job`` is the line of the timetable, and nothing else is needed. ``once``: nothing in the
    record shows that it was done, so that the record of the removal has to. ``nameless``: that
    record must not say whose it was. ``page`` is the page of
    the room on which it goes on.
    """

    code: str
    title: Promise
    kept: Promise
    then: str
    due: Callable | None = None
    since: Callable | None = None
    act: Callable | None = None
    job: str = ""
    once: bool = False
    nameless: bool = False
    page: str = ""

    @property
    def is_reported(self):
        """True where nothing goes by itself, and a report says what is over its time."""
        return self.due is not None

    @property
    def model(self):
        """Of what kind the records are; None where the rule runs by itself."""
        return self.due(clock.now()).model if self.due else None

    @property
    def removes(self):
        """True where two people agree that something goes, and it is not to come back."""
        return self.is_reported and self.then in (Then.DELETE, Then.ANONYMISE)


def all_rules():
    """{code: rule} of the foundations and of all rooms, in their order."""
    found = [rule for name in settings.RETENTION for rule in import_string(name)]
    return {rule.code: rule for rule in found}


WHAT = {
    "records": _("records"),
    "proposals": _("proposals"),
    "files": _("files"),
    "accounts": _("accounts"),
    "requests": _("requests"),
    "certificates": _("certificates"),
    "attendance": _("lines of attendance"),
    "consents": _("consents"),
    "sheets": _("score sheets"),
    "remarks": _("remarks and opinions"),
}


def counted(counts):
    """What went, in words."""
    return ", ".join(
        f"{WHAT.get(what, what)} {number}" for what, number in counts.items() if number
    )


def last_runs():
    """{line of the timetable: when it last ended well}."""
    return import_string(settings.LAST_RUNS)()
