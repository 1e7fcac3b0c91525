"""A thing that waits for a person, as their home shows it, and how it is asked for."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Exists, QuerySet

MOST = 30  # lines of a kind; the next ones stand there once these are done


@dataclass(frozen=True)
class Todo:
    """One line of the task list: what, about which record, until when (None: no date)."""

    title: str
    url: str
    detail: str = ""
    due: datetime | None = None
    note: str = ""
    tone: str = "work"
    icon: str = "edit"
    kind: str = ""  # of which kind it is; known by its icon where nothing is said
    room: str = ""  # where it comes from

    @property
    def key(self):
        """What it is known by, while words, numbers and days in it change."""
        return hashlib.sha256(f"{self.kind or self.icon}:{self.url}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that may wait: the rows it is about, and the lines that they make."""

    rows: QuerySet
    lines: Callable[[QuerySet], Iterable[Todo]]

    def todos(self):
        """The lines, each marked with its kind and where it comes from."""
        by = getattr(self.lines, "func", self.lines)
        room = by.__module__.removeprefix("pyp_portal.").partition(".")[0]
        return [replace(line, kind=by.__name__, room=room) for line in self.lines(self.rows)]


def told(user, kinds):
    """The lines of these kinds; one statement asks first of which there are any.

    Most kinds wait for nobody on most days, and whoever comes home asks for all of them.
    """
    kinds = list(kinds)
    if not kinds:
        return []
    waiting = [Exists(kind.rows) for kind in kinds]
    there = get_user_model().objects.order_by().values_list(*waiting).get(pk=user.pk)
    found = [kind for kind, is_any in zip(kinds, there, strict=True) if is_any]
    return [line for kind in found for line in kind.todos()]


def by_date(todos):
    """Nearest date first; what has no date comes last."""
    return sorted(todos, key=lambda todo: (todo.due is None, todo.due or 0, todo.title))
