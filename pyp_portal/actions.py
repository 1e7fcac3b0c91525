"""A thing that a page offers to do, or says why it cannot be done now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One button: its words, where it leads, and the reason beside it when it is refused.

    ``method`` is "post" for an act and "get" for a page that asks more first;
    ``tone`` is primary, secondary, quiet or danger.
    """

    label: str
    url: str
    method: str = "post"
    tone: str = "secondary"
    refusal: str = ""
    version: int | None = None  # of the record as the page shows it
    confirm: str = ""  # asked once before an act that cannot be undone
