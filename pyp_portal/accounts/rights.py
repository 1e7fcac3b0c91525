"""What a member may do for an agency."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rights:
    """The three rights beside looking, which every member may."""

    can_edit: bool = True
    can_submit: bool = False
    can_endorse: bool = False
