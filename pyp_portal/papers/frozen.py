"""What the database refuses: to change what an official paper says once it is issued."""

MESSAGE = "an issued paper is frozen"
COLUMNS = "html, content_sha256, number, kind, title, issued_at, is_sample"
OFFICIAL = "(NOT OLD.is_draft)"

_SQLITE = (
    f"CREATE TRIGGER papers_frozen BEFORE UPDATE OF {COLUMNS} ON papers_paper WHEN {OFFICIAL} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
)
_POSTGRES = f"""
CREATE FUNCTION papers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER papers_frozen BEFORE UPDATE OF {COLUMNS} ON papers_paper
FOR EACH ROW WHEN {OFFICIAL} EXECUTE FUNCTION papers_refuse();
"""


def install(apps, schema_editor):
    """Put the trigger in place."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(_POSTGRES if is_postgres else _SQLITE, params=None)


def remove(apps, schema_editor):
    """Take the trigger away: only for undoing the migration."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER papers_frozen ON papers_paper", params=None)
        schema_editor.execute("DROP FUNCTION papers_refuse", params=None)
    else:
        schema_editor.execute("DROP TRIGGER papers_frozen", params=None)
