"""A thing that waits for a person, as their home shows it."""

from dataclasses import dataclass
from datetime import datetime


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


def by_date(todos):
    """Nearest date first; what has no date comes last."""
    return sorted(todos, key=lambda todo: (todo.due is None, todo.due or 0, todo.title))
