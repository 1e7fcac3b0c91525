"""The score table of a round as one text that can be hashed: pure functions, no database.

The text is JSON with sorted keys, no blanks between tokens and letters as they are (UTF-8).
Points have one decimal, totals two, both as texts; moments are UTC with microseconds. So
two people who write down the same table get the same bytes and the same SHA-256.
"""

import hashlib
import json
from datetime import UTC
from decimal import Decimal

SCHEMA = "pyp-seal/1"
TENTH, CENT = Decimal("0.1"), Decimal("0.01")


def canonical(value):
    """The one text of a value made of mappings, lists, texts, whole numbers and nothing."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text):
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def points_of(value):
    """Points with one decimal: 4.0."""
    return str(Decimal(str(value)).quantize(TENTH))


def total_of(value):
    """A total with two decimals: 80.00."""
    return str(Decimal(str(value)).quantize(CENT))


def moment_of(value):
    """A moment in UTC with microseconds: 2025-02-07T03:00:00.000000Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def words_of(content):
    """The hash of the words on a sheet; of a version that was emptied, the one kept in their place.

    How sure the member was is hashed with the words, as it is in every table since the first.
    """
    kept = content.get("words")
    return kept or digest(canonical({k: v for k, v in content.items() if k != "scores"}))


def without_words(content):
    """What a kept version says once its words are gone: points, how sure, the words' hash."""
    kept = {key: content.get(key) for key in ("scores", "confidence")}
    return kept | {"words": words_of(content)}


def is_emptied(content):
    """True for a version from which the words were taken."""
    return "words" in content


def agree(now, kept):
    """True while a sheet says what its kept version says; without words where that has none."""
    if not is_emptied(kept):
        return now == kept
    silent = {"comments": {}, "strength_th": "", "advice_th": ""}
    figures = {key: kept[key] for key in ("scores", "confidence")}
    return now == silent | figures


def line(*, proposal, seat, sheet, version, content, total, submitted_at):
    """One submitted sheet: its points in the open, its words as a hash."""
    return {
        "proposal": proposal,
        "seat": seat,
        "sheet": str(sheet),
        "version": version,
        "scores": {code: points_of(points) for code, points in content["scores"].items()},
        "total": total_of(total),
        "submitted_at": moment_of(submitted_at),
        "words": words_of(content),
    }


def table(*, lines, absent, **head):
    """The whole table: what it is about, the sheets that count, and who is missing and why."""
    order = lambda row: (row["proposal"], row["seat"], row.get("sheet", ""))  # noqa: E731
    return {
        "schema": SCHEMA,
        **head,
        "sheets": sorted(lines, key=order),
        "absent": sorted(absent, key=order),
    }


def lines_of(text):
    """The sheets in the text of a table, by their identity."""
    return {row["sheet"]: row for row in json.loads(text)["sheets"]} if text else {}


def changes(before, after):
    """What differs between two tables' sheets: added, changed or removed, with both totals."""
    found = []
    for sheet in before.keys() | after.keys():
        old, new = before.get(sheet), after.get(sheet)
        if old == new:
            continue
        row = new or old
        found.append(
            {
                "kind": "changed" if old and new else "added" if new else "removed",
                "proposal": row["proposal"],
                "seat": row["seat"],
                "sheet": sheet,
                "before": old["total"] if old else "",
                "after": new["total"] if new else "",
            }
        )
    return sorted(found, key=lambda row: (row["proposal"], row["seat"], row["sheet"]))
