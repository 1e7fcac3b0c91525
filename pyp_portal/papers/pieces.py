"""What was fetched of a long list, kept piece by piece while its file is made.

So a worker that dies loses one piece and not the whole: the next one reads what lies there
and goes on behind it. Each piece is named by what the list is made from (its headers and
what the asker could see); after a change of either nothing lies there, and it starts anew.
"""

import gzip
import json
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

STEP = 500  # rows of a piece, where the list has no pages of its own


def shape_of(table):
    """What the pieces of a table have in common."""
    facts = [[str(header) for header in table.headers], table.standing]
    return sha256(json.dumps(facts).encode()).hexdigest()[:12]


def pages_of(table, mark):
    """(mark, rows) of the pages behind a mark; a list without pages of its own is counted off."""
    if table.pages:
        yield from table.pages(mark or "")
        return
    behind = int(mark or 0)
    rest = islice(table.rows, behind, None)
    while rows := list(islice(rest, STEP)):
        behind += len(rows)
        yield str(behind), rows


def keep(export, shape, rows, mark):
    """Store one piece; answers with what is noted of it."""
    lines = "\n".join(json.dumps([plain(value) for value in row]) for row in rows)
    name = f"{export.folder}/{export.uid}/{shape}-{len(export.pieces):05d}"
    packed = gzip.compress(lines.encode(), compresslevel=1)
    return {"name": default_storage.save(name, ContentFile(packed)), "mark": mark}


def read(piece):
    """The rows of one piece."""
    with default_storage.open(piece["name"]) as file:
        lines = gzip.decompress(file.read()).decode()
    for line in lines.split("\n"):
        yield [typed(value) for value in json.loads(line)]


def usable(export, shape):
    """The pieces that lie there from attempts before, if they are of the same list."""
    is_same = all(shape in piece["name"] for piece in export.pieces)
    return export.pieces if is_same else []


def discard(pieces):
    """Remove the files of these pieces."""
    for piece in pieces:
        default_storage.delete(piece["name"])


def plain(value):
    """A cell as JSON keeps it, with its type."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return str(value)


TYPES = {"n": Decimal, "t": datetime.fromisoformat, "d": date.fromisoformat}


def typed(value):
    """The cell again."""
    return TYPES[value[0]](value[1]) if isinstance(value, list) else value
