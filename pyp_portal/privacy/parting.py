"""What becomes of a row when its person is made anonymous: it stays, for a reason, or it goes.

Official records are not deleted (section 8.1): they stay, and point to an account that has no
name any more. What only served the person, or only reaches them, goes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import User
from pyp_portal.privacy.naming import names_of, strike

RECORD = _(
    "Official record, kept for its years under the regulation on official correspondence. "
    "It points to an account without a name."
)
LOG = _("A log that the law asks for. It goes by itself when its days are over.")
PROOF = _("Proof of what was asked and what was answered.")


@dataclass(frozen=True)
class Erasing:
    """Who is made anonymous, by whom, why, and which address stands for theirs from then on."""

    person: User
    by: User | None
    reason: str

    @classmethod
    def of(cls, person, *, by, reason):
        """The same; the reason stays in the log, so it must not name who it was."""
        return cls(person, by, strike(reason, names_of(person).sure))

    @property
    def address(self):
        """No mail arrives there, and it is of nobody else."""
        return f"erased-{self.person.uid.hex}@anonymous.invalid"


@dataclass(frozen=True)
class Stays:
    """The rows stay as they are, on this ground."""

    words: Promise
    goes = False


@dataclass(frozen=True)
class Goes:
    """What is done with the rows, in words and as ``act(rows, erasing)``."""

    words: Promise
    act: Callable
    goes = True


def deleted():
    """The rows are of use to nobody else."""
    return Goes(_("Deleted"), lambda rows, _erasing: rows.delete())


def blanked(words, **values):
    """These columns are emptied; the rest of the row stays."""
    return Goes(words, lambda rows, _erasing: rows.update(**values))


def readdressed(words, **values):
    """The address is replaced by one that is of nobody, beside what else is emptied."""

    def act(rows, erasing):
        rows.update(address=erasing.address, **values)

    return Goes(words, act)
