"""While words are tried, whatever is issued becomes a draft of the person who tries them."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_rehearsal = ContextVar("rehearsal", default=None)


@dataclass(frozen=True)
class Rehearsal:
    """Who tries, and which words: the parts of one document that differ from the shipped."""

    by: object
    document: str
    parts: dict


@contextmanager
def rehearsed(by, document, parts):
    """Try these words: nothing issued within is official, takes a number or keeps a key."""
    token = _rehearsal.set(Rehearsal(by, document, parts))
    try:
        yield
    finally:
        _rehearsal.reset(token)


def rehearsal():
    """What is tried now, or None."""
    return _rehearsal.get()
