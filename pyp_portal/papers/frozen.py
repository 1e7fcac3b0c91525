"""What the database refuses: to change what an official paper says once it is issued.

Two moments freeze a paper. Issued, it keeps every column but those named here; made, it keeps
its file too. What comes later has columns of its own: the number of the office's register, and
that a correction took its place, which is said once. A migration that gives papers another
column has to ``renew`` the triggers: the column is frozen then, unless it is named here.

What a paper says and its file may go, whole, once their time is over: only where the row that
says so stands beside it (``Emptied``), which is itself never changed.
"""

from django.apps import apps as installed

TABLE = "papers_paper"
MESSAGE = "an issued paper is frozen"
OFFICIAL = "NOT OLD.is_draft"
MADE = ("state", "file", "sha256", "pages", "made_at", "signer")
GOES = ("html", "file")
LATER = ("official_number", "official_date", "numbered_by_id", "numbered_at", "replaced_at", "key")
WORK = ("claim", "claimed_at", "attempts", "error", "is_on_demand")
EMPTIED = "papers_emptied"
UNWRITTEN = "NOT EXISTS (SELECT 1 FROM papers_emptied WHERE paper_id = OLD.id)"

_REFUSE = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';"
_FUNCTION = f"""
CREATE FUNCTION papers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {_REFUSE} END $$;
"""
_UNLESS_WRITTEN = f"""
CREATE OR REPLACE FUNCTION papers_refuse_unwritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {UNWRITTEN} THEN {_REFUSE} END IF; RETURN NEW; END $$;
"""
FIRST = {  # before papers could be emptied
    "papers_frozen": TABLE,
    "papers_file_frozen": TABLE,
    "papers_replaced_once": TABLE,
    "papers_kept": TABLE,
}
NAMES = FIRST | {
    "papers_words_kept": TABLE,
    "papers_words_go": TABLE,
    "papers_made_kept": TABLE,
    "papers_made_goes": TABLE,
    "papers_emptied_frozen": EMPTIED,
    "papers_emptied_kept": EMPTIED,
}


def _rules(columns, names):
    """(what it stands before, when) of every trigger, in the order of their names."""
    goes = GOES if names is NAMES else ()
    said = sorted(set(columns) - {*MADE, *LATER, *WORK, *goes})
    made = [one for one in MADE if one not in goes]
    was_made = f"{OFFICIAL} AND OLD.state = 'made'"
    return [
        (f"UPDATE OF {', '.join(said)}", OFFICIAL),
        (f"UPDATE OF {', '.join(made)}", was_made),
        ("UPDATE OF replaced_at", "OLD.replaced_at IS NOT NULL"),
        ("DELETE", OFFICIAL),
        ("UPDATE OF html", f"{OFFICIAL} AND NEW.html <> ''"),
        ("UPDATE OF html", f"{OFFICIAL} AND NEW.html = ''"),
        ("UPDATE OF file", f"{was_made} AND NEW.file <> ''"),
        ("UPDATE OF file", f"{was_made} AND NEW.file = ''"),
        ("UPDATE", ""),
        ("DELETE", ""),
    ][: len(names)]


def _trigger(vendor, name, table, act, condition):
    """One trigger; those that let words and file go look whether it is written down."""
    head, goes = f"CREATE TRIGGER {name} BEFORE {act} ON {table}", name.endswith(("_go", "_goes"))
    if vendor == "postgresql":
        when = f" WHEN ({condition})" if condition else ""
        function = "papers_refuse_unwritten" if goes else "papers_refuse"
        return f"{head} FOR EACH ROW{when} EXECUTE FUNCTION {function}()"
    asked = " AND ".join([*filter(None, [condition]), *([UNWRITTEN] if goes else [])])
    when = f" WHEN {asked}" if asked else ""
    return f"{head}{when} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def making(vendor, columns=None, names=NAMES):
    """Every trigger, in the words of one database; for the columns of today without others."""
    columns = columns or [f.column for f in installed.get_model("papers", "Paper")._meta.fields]
    for (name, table), rule in zip(names.items(), _rules(columns, names), strict=True):
        yield _trigger(vendor, name, table, *rule)
    if vendor == "postgresql":
        yield (
            f"CREATE TRIGGER papers_not_emptied BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION papers_refuse()"
        )


def dropping(vendor, names=NAMES):
    """The same triggers, taken away; a table that SQLite wrote anew has lost them already."""
    is_postgres = vendor == "postgresql"
    more = {"papers_not_emptied": TABLE} if is_postgres else {}
    for name, table in {**names, **more}.items():
        yield f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if is_postgres else "")


def columns_of(connection):
    """The columns that the table of papers has now."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, TABLE)
    return [column.name for column in found]


def install(apps, schema_editor):
    """Put the first triggers in place."""
    connection = schema_editor.connection
    first = [_FUNCTION] if connection.vendor == "postgresql" else []
    for statement in [*first, *making(connection.vendor, columns_of(connection), FIRST)]:
        schema_editor.execute(statement, params=None)


def renew(apps, schema_editor):
    """Put all triggers of today in place of those that are there, after a table has changed."""
    connection = schema_editor.connection
    first = [_UNLESS_WRITTEN] if connection.vendor == "postgresql" else []
    new = making(connection.vendor, columns_of(connection))
    for statement in [*first, *dropping(connection.vendor), *new]:
        schema_editor.execute(statement, params=None)


def restore_first(apps, schema_editor):
    """Put the first triggers back: only for undoing the migration that lets papers be emptied."""
    connection = schema_editor.connection
    old = making(connection.vendor, columns_of(connection), FIRST)
    for statement in [*dropping(connection.vendor), *old]:
        schema_editor.execute(statement, params=None)
    if connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION papers_refuse_unwritten()", params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    vendor = schema_editor.connection.vendor
    last = ["DROP FUNCTION papers_refuse"] if vendor == "postgresql" else []
    for statement in [*dropping(vendor, FIRST), *last]:
        schema_editor.execute(statement, params=None)
