"""Where an act came from: the address and the person of the request now being answered."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """An address and a person; both empty for jobs and commands."""

    address: str = ""
    user: object = None

    @property
    def person(self):
        """The signed-in person, or None."""
        return self.user if self.user is not None and self.user.is_authenticated else None


_current = ContextVar("origin", default=None)


def current():
    """The origin of what happens now."""
    return _current.get() or Origin()


@contextmanager
def coming_from(address, user):
    """Everything recorded inside comes from this address and person."""
    token = _current.set(Origin(address, user))
    try:
        yield
    finally:
        _current.reset(token)
