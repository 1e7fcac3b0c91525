"""What refers to an agency, and how it goes over to the one that is kept (duplicate entries).

Each room lists its own in ``settings.AGENCY_PARTS``; a test walks every reference to an agency
and fails where one stands in no list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Moving:
    """One entry that is joined to another: which, to which, by whom, why.

    ``rights`` are the pairs (uid of a membership, right) that were ticked by name.
    """

    duplicate: object
    kept: object
    by: object = None
    reason: str = ""
    rights: frozenset = field(default_factory=frozenset)


def nothing(moving):
    return []


def put_over(part, moving):
    """Let every row point to the agency that is kept."""
    part.rows(moving.duplicate).update(**{part.field: moving.kept})


@dataclass(frozen=True)
class Part:
    """The rows of a model whose ``field`` names an agency.

    ``stops`` answers with the sentences that forbid the act, ``notes`` with what should be
    known before; ``named`` lists some as (words, address) for who may see them. ``hold`` locks
    what the verbs of the room lock, before anything is moved. ``is_grave``: many of these need a
    second person.
    """

    model: str
    field: str
    words: str
    move: Callable = put_over
    stops: Callable = nothing
    notes: Callable = nothing
    named: Callable = nothing
    hold: Callable = nothing
    is_grave: bool = False

    @property
    def label(self):
        """By which the part is known: the model and its field."""
        return f"{self.model}.{self.field}"

    def rows(self, agency):
        """Those of this agency, whatever a manager hides."""
        return apps.get_model(self.model)._base_manager.filter(**{self.field: agency})


def unless_there(*keys):
    """A move for rows of which one agency has at most one with the same ``keys``.

    What the kept agency has already is not entered twice.
    """

    def move(part, moving):
        held = set(part.rows(moving.kept).values_list(*keys))
        for row in part.rows(moving.duplicate):
            if tuple(getattr(row, row._meta.get_field(key).attname) for key in keys) in held:
                row.delete()
        put_over(part, moving)

    return move


@lru_cache(maxsize=1)
def parts():
    """All parts of the foundations and the rooms, in the order of the lists."""
    return tuple(part for name in settings.AGENCY_PARTS for part in import_string(name))
