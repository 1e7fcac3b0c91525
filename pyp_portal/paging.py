"""Pages of a list behind the key of a row: as quick at the end as at the beginning."""

from dataclasses import dataclass
from functools import reduce
from uuid import UUID

from django.db.models import F, Q

PAGE = 25
LONGEST_KEY = 19  # digits that no key of the database reaches


@dataclass(frozen=True)
class Page:
    """The rows of a page, the key it begins behind, and the key of the next page."""

    rows: list
    after: str = ""
    next_key: str = ""

    @property
    def is_all(self):
        """True when nothing stands before or behind this page."""
        return not (self.after or self.next_key)


def uid_in(values, name):
    """A uid that the address names; empty where it is none that could exist."""
    try:
        return str(UUID(values.get(name, "")))
    except ValueError:
        return ""


def key_in(values, name):
    """A key of the database that is named; empty where it is none that could exist."""
    given = values.get(name, "")
    return given if given.isdecimal() and len(given) < LONGEST_KEY else ""


def one_page(rows, order, after="", key="uid", size=PAGE, among=None):
    """The rows behind the one with the ``key`` ``after``, sorted by the fields of ``order``.

    The last field must tell any two rows apart. A row that has left the list meanwhile still
    says where the page begins, looked for ``among`` those that may be named (default: all);
    one that does not exist gives the first page.
    """
    last = after and _last(rows.model.objects if among is None else among, order, key, after)
    found = rows.order_by(*(_term(rows.model, name) for name in order))
    found = list((found.filter(_behind(order, last)) if last else found)[: size + 1])
    next_key = _key_of(found[size - 1], key) if len(found) > size else ""
    return Page(found[:size], after if last else "", next_key)


def _last(rows, order, key, after):
    """By what the row is sorted from which a page begins, or None; its key may be all of it."""
    if list(order) == [key]:
        return (after,)
    fields = [name.lstrip("-") for name in order]
    return rows.filter(**{key: after}).values_list(*fields).first()


def _key_of(row, key):
    """The key as the address names it; it may be that of another record."""
    return str(reduce(getattr, key.split("__"), row))


def _term(model, name):
    """A field to sort by; what has no value comes first on both databases."""
    empty = {field.name for field in model._meta.fields if field.null}
    return F(name).asc(nulls_first=True) if name in empty else name


def _behind(order, last):
    """Later in the first field, or equal in it and later in the second, and so on."""
    found = Q(pk__in=[])
    for name, value in reversed(list(zip(order, last, strict=True))):
        field = name.lstrip("-")
        if value is None:
            later, same = Q(**{f"{field}__isnull": False}), Q(**{f"{field}__isnull": True})
        else:
            later, same = Q(**{f"{field}__{_way(name)}": value}), Q(**{field: value})
        found = later | (same & found)
    return found


def _way(name):
    return "lt" if name.startswith("-") else "gt"
