"""What the database refuses: to change or delete a version of the form once it is published.

Saving it again with the same words changes nothing, and is let through.
"""

MESSAGE = "a published version of the form is frozen"
TABLE = "proposals_formversion"
COLUMNS = ("number", "words", "based_on_id", "begun_at", "published_at")
PUBLISHED = "OLD.published_at IS NOT NULL"

_FUNCTION = f"""
CREATE FUNCTION proposals_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
"""


def _changed(differs):
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in COLUMNS)


def _sqlite(act, condition):
    return (
        f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act} ON {TABLE} WHEN ({condition}) "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgres(act, condition):
    return (
        f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act} ON {TABLE} "
        f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION proposals_refuse()"
    )


def making(vendor):
    """The triggers, in the words of one database."""
    is_postgres = vendor == "postgresql"
    make = _postgres if is_postgres else _sqlite
    changed = _changed("IS DISTINCT FROM" if is_postgres else "IS NOT")
    return [make("UPDATE", f"{PUBLISHED} AND ({changed})"), make("DELETE", PUBLISHED)]


def dropping(vendor):
    """The same triggers, taken away."""
    on_table = f" ON {TABLE}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER {TABLE}_no_{act}{on_table}" for act in ("UPDATE", "DELETE")]


def install(apps, schema_editor):
    """Put the triggers in place."""
    vendor = schema_editor.connection.vendor
    first = [_FUNCTION] if vendor == "postgresql" else []
    for statement in [*first, *making(vendor)]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    last = ["DROP FUNCTION proposals_refuse()"] if vendor == "postgresql" else []
    for statement in [*dropping(vendor), *last]:
        schema_editor.execute(statement, params=None)
