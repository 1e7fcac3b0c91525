"""One setting of a year as the page lists it: what stands, where it is changed, what it lacks."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from proposals.stamps import digest


class Standing(Enum):
    """How far a setting is: tone, icon and word of its badge."""

    MISSING = ("stop", "alert", _("Missing"))
    LOOK = ("wait", "eye", _("To be looked at"))
    INHERITED = ("work", "files", _("Taken over, not looked at"))
    SET = ("good", "check", _("Set"))

    @property
    def badge(self):
        return self.value


@dataclass(frozen=True)
class Line:
    """One setting; ``basis`` are its plain values: a look at it counts until they change.

    ``is_inherited``: it stands as the other year had it. ``lacks`` says what is missing, and
    ``doubts`` what somebody should look at. Without ``url`` this person does not open its page.
    """

    key: str
    label: str
    said: str = ""
    basis: object = None
    is_inherited: bool = False
    lacks: str = ""
    doubts: tuple = ()
    url: str = ""
    looked: object = None  # the event by which somebody noted that it stands so

    @property
    def mark(self):
        """Changes whenever the setting does."""
        return digest([self.basis, len(self.doubts), self.is_inherited])

    @property
    def is_looked_at(self):
        return self.looked is not None and self.looked.data["mark"] == self.mark

    @property
    def standing(self):
        if self.lacks:
            return Standing.MISSING
        if self.is_looked_at:
            return Standing.SET
        if self.doubts:
            return Standing.LOOK
        return Standing.INHERITED if self.is_inherited else Standing.SET

    @property
    def is_done(self):
        return self.standing == Standing.SET

    @property
    def may_be_noted(self):
        """Whether a person's look is enough: what is missing has to be made."""
        return self.standing in (Standing.LOOK, Standing.INHERITED)


@dataclass(frozen=True)
class Group:
    """Settings that belong together on the page."""

    key: str
    label: str
    lines: list
