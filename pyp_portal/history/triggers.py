"""What the database refuses: to change, to delete or to empty the history.

The one change allowed is to blank an event's personal detail, once: name, address and salt
wholly, the reason wholly or not at all (a decision keeps its reason, whose hash the record of
the erasure holds).
"""

TABLES = ("history_event", "history_anchor", "history_anchoredhead")
DETAIL = "history_eventdetail"
MESSAGE = "history is append-only"

_BLANKED = (
    "NEW.event_id = OLD.event_id AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL "
    "AND NEW.salt = '' AND NEW.name = '' AND NEW.address = '' "
    "AND NEW.reason IN ('', OLD.reason)"
)

_POSTGRES_FUNCTIONS = """
CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'restrict_violation'; END $$;

CREATE FUNCTION history_head(of_type text, of_id text) RETURNS TABLE (seq integer, hash varchar)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(of_type || ' ' || of_id, 0));
  RETURN QUERY SELECT e.seq, e.hash FROM history_event e
    WHERE e.record_type = of_type AND e.record_id = of_id
    ORDER BY e.seq DESC LIMIT 1;
END $$;
"""


def _sqlite(table, act, condition=""):
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgres(table, act, condition=""):
    level = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
        f"FOR EACH {level} {condition} EXECUTE FUNCTION history_refuse()"
    )


def _acts(vendor):
    return ["UPDATE", "DELETE", *(["TRUNCATE"] if vendor == "postgresql" else [])]


def making(vendor):
    """Every trigger, in the words of one database."""
    make = _postgres if vendor == "postgresql" else _sqlite
    yield from (make(table, act) for table in TABLES for act in _acts(vendor))
    yield from (make(DETAIL, act) for act in _acts(vendor)[1:])
    yield make(DETAIL, "UPDATE", f"WHEN (NOT ({_BLANKED}))")


def dropping(vendor):
    """The same triggers, taken away."""
    for table in (*TABLES, DETAIL):
        on_table = f" ON {table}" if vendor == "postgresql" else ""
        yield from (f"DROP TRIGGER {table}_no_{act}{on_table}" for act in _acts(vendor))


def install(apps, schema_editor):
    """Put the triggers in place."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(_POSTGRES_FUNCTIONS, params=None)
    for statement in making(vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    for statement in dropping(vendor):
        schema_editor.execute(statement, params=None)
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION history_refuse(); DROP FUNCTION history_head;")
