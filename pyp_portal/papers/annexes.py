"""What belongs behind a paper, as the room that issues it says; how it is bound: ``annexing``."""

from typing import NamedTuple


class Annex(NamedTuple):
    """A PDF that belongs behind a paper, and the words of its bookmark."""

    title: str
    file: object  # of a model: ``open`` gives its content
