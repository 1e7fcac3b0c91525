"""Which pages and files are noted when they are read: each room lists its own.

``settings.SENSITIVE_READS`` names the lists, so that this foundation knows no room.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Sensitive:
    """An address whose content is guarded.

    ``words`` say what is read. The number it is about stands in the address (``code`` or
    ``year``), or is found at ``field`` of the record of ``model`` with the ``uid``.
    """

    words: str
    model: str = ""
    field: str = ""

    def about(self, values):
        """The number of the proposal or the year, from the values in the address."""
        if self.model:
            return _number_of(self.model, self.field, values.get("uid"))
        return str(values.get("code") or values.get("year") or "")


@lru_cache(maxsize=4096)
def _number_of(model, field, uid):
    """Looked up once: what a record is about never changes."""
    rows = apps.get_model(model).objects.filter(uid=uid)
    return str(rows.values_list(field, flat=True).first() or "")


@lru_cache(maxsize=1)
def table():
    """{name of an address: what is read there} of all rooms."""
    lists = [import_string(name) for name in settings.SENSITIVE_READS]
    return {name: sensitive for rows in lists for name, sensitive in rows.items()}


def words(what):
    """What is read at an address; its name where the list knows it no more."""
    known = table().get(what)
    return known.words if known else what
