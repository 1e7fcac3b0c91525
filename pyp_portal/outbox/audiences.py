"""To whom an announcement may go: groups that the rooms name, asked for without importing any."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from pyp_portal import rooms

BETWEEN = ":"  # the group, then which of it: "drafts:2568"


@dataclass(frozen=True)
class Reached:
    """Persons, and official mailboxes of agencies where the rule of the group copies them."""

    people: Iterable = ()
    mailboxes: Iterable = ()

    def by_address(self):
        """The person behind each address, or None for a mailbox; each address once."""
        found = {one.email.strip().lower(): one for one in self.people if one.is_active}
        for mailbox in self.mailboxes:
            found.setdefault(mailbox.strip().lower(), None)
        return found


@dataclass(frozen=True)
class Audience:
    """A group: its name, which ones there are for an officer, and who belongs to one."""

    label: str
    choices: Callable  # of the officer: pairs of which and words
    reached: Callable  # of the officer and which: Reached


def audiences():
    """The groups of all rooms by their keys."""
    found = {}
    for name in settings.AUDIENCES:
        found |= import_string(name)
    return found


def choices(user):
    """All that an officer may choose: pairs of what is kept and its words."""
    for key, audience in audiences().items():
        for which, words in audience.choices(user):
            yield f"{key}{BETWEEN}{which}", f"{audience.label}: {words}"


def words_of(chosen, user):
    """What was chosen, in words; the bare key where it is no more."""
    return dict(choices(user)).get(chosen, chosen)


def receivers_of(chosen, user, is_news=False):
    """The person (or None) behind each address that this choice reaches, in one order.

    News go to those alone who agreed to them, and to official mailboxes, which are nobody's own.
    """
    key, _between, which = chosen.partition(BETWEEN)
    audience = audiences().get(key)
    reached = audience.reached(user, which).by_address() if audience else {}
    if is_news:
        readers = news_readers(reached.values())
        reached = {to: one for to, one in reached.items() if one is None or one.pk in readers}
    return dict(sorted(reached.items()))


def news_readers(people):
    """The keys of those who agreed to news, at this moment."""
    return import_string(rooms.NEWS_READERS)([one for one in people if one])
