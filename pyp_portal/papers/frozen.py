"""What the database refuses: to change what an official paper says once it is issued.

Two moments freeze a paper. Issued, it keeps every column but those named here; made, it keeps
its file too. What comes later has columns of its own: the number of the office's register, and
that a correction took its place, which is said once. A migration that gives papers another
column has to ``renew`` the triggers: the column is frozen then, unless it is named here.
"""

from django.apps import apps as installed

TABLE = "papers_paper"
MESSAGE = "an issued paper is frozen"
OFFICIAL = "NOT OLD.is_draft"
MADE = ("state", "file", "sha256", "pages", "made_at", "signer")
LATER = ("official_number", "official_date", "numbered_by_id", "numbered_at", "replaced_at", "key")
WORK = ("claim", "claimed_at", "attempts", "error", "is_on_demand")

_FUNCTION = f"""
CREATE FUNCTION papers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
"""
NAMES = ("papers_frozen", "papers_file_frozen", "papers_replaced_once", "papers_kept")


def _rules(columns):
    """(what it stands before, when) of every trigger, in the order of their names."""
    said = sorted(set(columns) - {*MADE, *LATER, *WORK})
    return [
        (f"UPDATE OF {', '.join(said)}", OFFICIAL),
        (f"UPDATE OF {', '.join(MADE)}", f"{OFFICIAL} AND OLD.state = 'made'"),
        ("UPDATE OF replaced_at", "OLD.replaced_at IS NOT NULL"),
        ("DELETE", OFFICIAL),
    ]


def making(vendor, columns=None):
    """Every trigger, in the words of one database; for the columns of today without others."""
    columns = columns or [f.column for f in installed.get_model("papers", "Paper")._meta.fields]
    is_postgres = vendor == "postgresql"
    for name, (act, condition) in zip(NAMES, _rules(columns), strict=True):
        head = f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE}"
        if is_postgres:
            yield f"{head} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION papers_refuse()"
        else:
            yield f"{head} WHEN ({condition}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    if is_postgres:
        yield (
            f"CREATE TRIGGER papers_not_emptied BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION papers_refuse()"
        )


def dropping(vendor):
    """The same triggers, taken away; a table that SQLite wrote anew has lost them already."""
    is_postgres = vendor == "postgresql"
    on_table = f" ON {TABLE}" if is_postgres else ""
    for name in [*NAMES, *(["papers_not_emptied"] if is_postgres else [])]:
        yield f"DROP TRIGGER IF EXISTS {name}{on_table}"


def columns_of(connection):
    """The columns that the table of papers has now."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, TABLE)
    return [column.name for column in found]


def install(apps, schema_editor):
    """Put all triggers in place."""
    connection = schema_editor.connection
    first = [_FUNCTION] if connection.vendor == "postgresql" else []
    for statement in [*first, *making(connection.vendor, columns_of(connection))]:
        schema_editor.execute(statement, params=None)


def renew(apps, schema_editor):
    """Put all triggers in place of those that are there, after the table has changed."""
    connection = schema_editor.connection
    new = making(connection.vendor, columns_of(connection))
    for statement in [*dropping(connection.vendor), *new]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    last = ["DROP FUNCTION papers_refuse"] if vendor == "postgresql" else []
    for statement in [*dropping(vendor), *last]:
        schema_editor.execute(statement, params=None)
