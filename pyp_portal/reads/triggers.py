"""What the database refuses: to change a row of the access log, or to remove a young one."""

TABLE = "reads_read"
MESSAGE = "the access log is append-only"
KEPT_DAYS = 90  # as long as traffic data must be kept by law

_FUNCTION = f"""
CREATE FUNCTION reads_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
"""
_YOUNG = {
    "sqlite": f"WHEN julianday(OLD.at) > julianday('now') - {KEPT_DAYS}",
    "postgresql": f"WHEN (OLD.at > now() - interval '{KEPT_DAYS} days')",
}


def making(vendor):
    """The triggers, in the words of one database."""
    if vendor == "postgresql":
        how = "FOR EACH ROW {condition} EXECUTE FUNCTION reads_refuse()"
    else:
        how = "{condition} BEGIN SELECT RAISE(ABORT, '" + MESSAGE + "'); END"
    for act, condition in (("UPDATE", ""), ("DELETE", _YOUNG[vendor])):
        yield f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act} ON {TABLE} " + how.format(
            condition=condition
        )


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
    for statement in dropping(vendor):
        schema_editor.execute(statement, params=None)
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION reads_refuse()", params=None)
