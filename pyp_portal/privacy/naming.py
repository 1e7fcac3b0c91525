"""By which words a person is named in free texts, and taking just those words out.

The whole name, an address and a telephone number are mostly of one person alone, so they go by
themselves. A person looks first where one is of somebody else too (a namesake, the number of a
whole section, a name within a longer one), and at a given name or a family name, which may be a
word of every day.
"""

import json
import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import JSONField, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from pyp_portal.accounts.models import User

NO_NAME = "(ลบชื่อแล้ว)"
SHORTEST = 3  # letters below which a word is of no use for finding anybody


@dataclass(frozen=True)
class Names:
    """``sure`` names nobody else; ``maybe`` are words that may mean something else."""

    sure: tuple
    maybe: tuple


def names_of(person):
    """What names a person who is not anonymous yet, the longest first."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    parts = [one for one in (person.given_th, person.family_th) if one]
    whole = [" ".join(parts), person.name_th] if len(parts) > 1 else []
    own = _useful([*whole, person.phone, person.email, *others])
    shared = _shared(own, person)
    return Names(tuple(one for one in own if one not in shared), _useful([*parts, *shared]))


def _shared(words, person):
    """Those of these words that stand in what somebody else, or the office, is known by."""
    name, end = ("title_th", "given_th", Value(" "), "family_th"), Value("\n")
    others = User.objects.exclude(pk=person.pk)
    others = others.annotate(
        known=Concat(*name, end, "phone", end, "email", output_field=TextField())
    )
    found = others.filter(reduce(or_, [Q(known__icontains=word) for word in words], Q(pk=None)))
    known = "\n".join([settings.OFFICE_PHONE, *found.values_list("known", flat=True)]).lower()
    return {word for word in words if word.lower() in known}


def _useful(words):
    return tuple(sorted({word for word in words if len(word) >= SHORTEST}, key=len, reverse=True))


def holding(rows, columns, words):
    """Those of these rows in which one of the columns holds one of the words."""
    if not words:
        return rows.none()
    model = rows.model
    texts = {
        f"{name}_text": Cast(name, TextField())
        for name in columns
        if isinstance(model._meta.get_field(name), JSONField)
    }
    asked = [one for name in columns for one in _asked(name, f"{name}_text" in texts, words)]
    return rows.annotate(**texts).filter(reduce(or_, asked))


def _asked(name, is_json, words):
    """A database may keep JSON with its letters as they are, or as their numbers."""
    for word in words:
        if not is_json:
            yield Q(**{f"{name}__icontains": word})
            continue
        for written in {word, json.dumps(word)[1:-1]}:
            yield Q(**{f"{name}_text__icontains": written})


def strike(value, words):
    """The same text, list or table without these words."""
    if not words:
        return value
    if isinstance(value, str):
        return re.sub("|".join(map(re.escape, words)), NO_NAME, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [strike(one, words) for one in value]
    if isinstance(value, dict):
        return {key: strike(one, words) for key, one in value.items()}
    return value


def said_in(value):
    """The words in a text, a list or a table, without the names of its columns."""
    if value and isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from said_in(one)


def excerpt(text, words, around=60):
    """The first place in a text where one of the words stands, with what is around it."""
    place = re.search("|".join(map(re.escape, words)), text, flags=re.IGNORECASE)
    if place is None:
        return ""
    start, end = max(place.start() - around, 0), place.end() + around
    return f"{'…' * (start > 0)}{text[start:end].strip()}{'…' * (end < len(text))}"


def strike_rows(rows, columns, words):
    """Take the words out of these columns of all rows that hold them; how many rows."""
    found = list(holding(rows, columns, words).select_for_update(of=("self",)))
    for row in found:
        struck = {name: _fitting(row, name, strike(getattr(row, name), words)) for name in columns}
        rows.model._base_manager.filter(pk=row.pk).update(**struck)
    return len(found)


def _fitting(row, name, value):
    most = row._meta.get_field(name).max_length
    return value[:most] if most else value
