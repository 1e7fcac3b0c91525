"""What the database refuses: to change or delete a seal, a version of a sheet, or sealed points."""

MESSAGE = "a sealed score table is frozen"
# What may not change of a row that is sealed before and after.
OF_SHEET = ("total", "submitted_at", "seat_id", "proposal_id", "stage")
OF_SCORE = ("points", "comment", "sheet_id", "criterion_id")

_FUNCTION = f"""
CREATE FUNCTION selection_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
"""


def _differs(columns, differs):
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)


def _rules(vendor):
    """(table, act, condition) of every trigger."""
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    sheet = "OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS NOT NULL"
    score = "OLD.is_sealed AND NEW.is_sealed"
    return [
        ("selection_seal", "UPDATE", ""),
        ("selection_seal", "DELETE", ""),
        ("selection_sheetversion", "UPDATE", ""),
        ("selection_scoresheet", "UPDATE", f"{sheet} AND ({_differs(OF_SHEET, differs)})"),
        ("selection_score", "UPDATE", f"{score} AND ({_differs(OF_SCORE, differs)})"),
    ]


def _sqlite(table, act, condition):
    when = f"WHEN ({condition}) " if condition else ""
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgres(table, act, condition):
    when = f"WHEN ({condition}) " if condition else ""
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION selection_refuse()"
    )


def making(vendor):
    """The triggers, in the words of one database."""
    make = _postgres if vendor == "postgresql" else _sqlite
    return [make(*rule) for rule in _rules(vendor)]


def dropping(vendor):
    """The same triggers, taken away."""
    on = vendor == "postgresql"
    return [
        f"DROP TRIGGER {table}_no_{act}" + (f" ON {table}" if on else "")
        for table, act, _condition in _rules(vendor)
    ]


def install(apps, schema_editor):
    """Put the triggers in place."""
    vendor = schema_editor.connection.vendor
    first = [_FUNCTION] if vendor == "postgresql" else []
    for statement in [*first, *making(vendor)]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    last = ["DROP FUNCTION selection_refuse()"] if vendor == "postgresql" else []
    for statement in [*dropping(vendor), *last]:
        schema_editor.execute(statement, params=None)
