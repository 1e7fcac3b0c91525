"""What the database refuses: to change or delete a seal, a version of a sheet, or sealed points.

Words alone may go, whole, and only of a sheet of which it is written down that its time was
over (``Emptied``); nothing else of such a sheet changes, and what is written down stays.
"""

from dataclasses import dataclass

MESSAGE = "a sealed score table is frozen"
# What may not change of a row that is sealed before and after.
OF_SHEET = ("total", "submitted_at", "seat_id", "proposal_id", "stage", "confidence")
OF_SCORE = ("points", "sheet_id", "criterion_id")
OF_VERSION = (
    "sheet_id", "number", "total", "submitted_at", "submitted_by_id", "round", "reason",
)  # fmt: skip
WORDS = ("strength_th", "advice_th")
WRITTEN = {  # by the column that names the sheet
    "id": "EXISTS (SELECT 1 FROM selection_emptied WHERE sheet_id = OLD.id)",
    "sheet_id": "EXISTS (SELECT 1 FROM selection_emptied WHERE sheet_id = OLD.sheet_id)",
}
REFUSE = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';"
# How a kept version looks without its words: points, how sure, and the hash of the words.
EMPTY_VERSION = {
    "postgresql": (
        "OLD.content->'words' IS NULL AND length(NEW.content->>'words') = 64 "
        "AND NEW.content - 'words' = jsonb_build_object("
        "'scores', OLD.content->'scores', 'confidence', OLD.content->'confidence')"
    ),
    "sqlite": (
        "json_extract(OLD.content, '$.words') IS NULL "
        "AND length(json_extract(NEW.content, '$.words')) = 64 "
        "AND json_extract(NEW.content, '$.scores') IS json_extract(OLD.content, '$.scores') "
        "AND json_extract(NEW.content, '$.confidence') "
        "IS json_extract(OLD.content, '$.confidence') "
        "AND (SELECT count(*) FROM json_each(NEW.content)) = 3"
    ),
}


@dataclass(frozen=True)
class Guard:
    """One trigger: what it stands before, and in which case it refuses.

    ``first`` needs no look into another table; only where it holds the condition is asked.
    """

    table: str
    act: str
    first: str = ""
    condition: str = ""

    @property
    def name(self):
        return f"{self.table}_no_{self.act}"


def _differs(columns, differs):
    return "(" + " OR ".join(f"OLD.{one} {differs} NEW.{one}" for one in columns) + ")"


def _first_guards(differs):
    """Those before sheets could be emptied."""
    sheet = "OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS NOT NULL"
    score = "OLD.is_sealed AND NEW.is_sealed"
    return [
        Guard("selection_seal", "UPDATE"),
        Guard("selection_seal", "DELETE"),
        Guard("selection_sheetversion", "UPDATE"),
        Guard("selection_scoresheet", "UPDATE", f"{sheet} AND {_differs(OF_SHEET[:-1], differs)}"),
        Guard(
            "selection_score", "UPDATE", f"{score} AND {_differs((*OF_SCORE, 'comment'), differs)}"
        ),
    ]


def _guards(vendor):
    """Those of today."""
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    own = _differs(OF_VERSION, differs)
    return [
        *_first_guards(differs)[:2],
        Guard(
            "selection_sheetversion",
            "UPDATE",
            condition=f"{own} OR NOT ({WRITTEN['sheet_id']} AND {EMPTY_VERSION[vendor]})",
        ),
        _of_words(
            "selection_scoresheet",
            key="id",
            is_sealed="{row}.sealed_at IS NOT NULL",
            figures=_differs(OF_SHEET, differs),
            words=WORDS,
            differs=differs,
        ),
        _of_words(
            "selection_score",
            key="sheet_id",
            is_sealed="{row}.is_sealed",
            figures=_differs(OF_SCORE, differs),
            words=("comment",),
            differs=differs,
        ),
        Guard("selection_emptied", "UPDATE"),
        Guard("selection_emptied", "DELETE"),
    ]


def _of_words(table, *, key, is_sealed, figures, words, differs):
    """Figures stay where they are sealed or emptied; words go whole, once that is written down."""
    before, after = is_sealed.format(row="OLD"), is_sealed.format(row="NEW")
    both, opened = f"({before} AND {after})", f"({before} AND NOT ({after}))"
    said, written = _differs(words, differs), WRITTEN[key]
    empty = " AND ".join(f"NEW.{one} = ''" for one in words)
    return Guard(
        table,
        "UPDATE",
        first=f"({figures} OR {said} OR {opened})",
        condition=(
            f"({written} AND ({figures} OR {opened} OR ({said} AND NOT ({empty})))) "
            f"OR ({both} AND ({figures} OR ({said} AND NOT {written})))"
        ),
    )


def _sqlite(guard):
    asked = " AND ".join(f"({one})" for one in (guard.first, guard.condition) if one)
    when = f"WHEN {asked} " if asked else ""
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgres(guard):
    when, function = f"WHEN ({guard.first}) " if guard.first else "", "selection_refuse"
    if guard.condition:  # asks another table: a WHEN may not
        function = f"{guard.table}_refuse"
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {guard.condition} THEN {REFUSE} END IF; RETURN NEW; END $$"
        )
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION {function}()"
    )


def _making(vendor, guards):
    make = _postgres if vendor == "postgresql" else _sqlite
    return [statement for guard in guards for statement in make(guard)]


def _dropping(vendor, guards):
    on = vendor == "postgresql"
    return [f"DROP TRIGGER {guard.name}" + (f" ON {guard.table}" if on else "") for guard in guards]


def making(vendor):
    """The triggers of today, in the words of one database."""
    return _making(vendor, _guards(vendor))


def dropping(vendor):
    """The same triggers, taken away."""
    return _dropping(vendor, _guards(vendor))


def _first(vendor):
    return _first_guards("IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT")


def _execute(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    """Put the first triggers in place."""
    vendor = schema_editor.connection.vendor
    function = (
        "CREATE FUNCTION selection_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {REFUSE} END $$"
    )
    first = [function] if vendor == "postgresql" else []
    _execute(schema_editor, [*first, *_making(vendor, _first(vendor))])


def remove(apps, schema_editor):
    """Take the first triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    last = ["DROP FUNCTION selection_refuse()"] if vendor == "postgresql" else []
    _execute(schema_editor, [*_dropping(vendor, _first(vendor)), *last])


def renew(apps, schema_editor):
    """Put those of today in place of the first."""
    vendor = schema_editor.connection.vendor
    _execute(schema_editor, [*_dropping(vendor, _first(vendor)), *making(vendor)])


def restore_first(apps, schema_editor):
    """Put the first ones back: only for undoing the migration that lets sheets be emptied."""
    vendor = schema_editor.connection.vendor
    is_postgres = vendor == "postgresql"
    functions = [f"{one.table}_refuse" for one in _guards(vendor) if one.condition]
    last = [f"DROP FUNCTION {one}()" for one in functions] if is_postgres else []
    _execute(schema_editor, [*dropping(vendor), *_making(vendor, _first(vendor)), *last])
