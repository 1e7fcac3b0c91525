"""What the database refuses: to change a published notice, or what a consent once said."""

MESSAGE = "what people were told and agreed to is not changed"
PUBLISHED = "OLD.published_at IS NOT NULL"
SAID = "person_id, purpose, number, given_at"
TRIGGERS = (
    ("privacy_notice_frozen", "UPDATE", "privacy_notice", PUBLISHED),
    ("privacy_consent_frozen", f"UPDATE OF {SAID}", "privacy_consentrecord", ""),
    ("privacy_withdrawn_once", "UPDATE", "privacy_consentrecord", "OLD.withdrawn_at IS NOT NULL"),
)
_FUNCTION = f"""
CREATE FUNCTION privacy_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$;
"""


def making(vendor):
    """Every trigger, in the words of one database."""
    for name, act, table, condition in TRIGGERS:
        head = f"CREATE TRIGGER {name} BEFORE {act} ON {table}"
        if vendor == "postgresql":
            when = f" WHEN ({condition})" if condition else ""
            yield f"{head} FOR EACH ROW{when} EXECUTE FUNCTION privacy_refuse()"
        else:
            when = f" WHEN {condition}" if condition else ""
            yield f"{head}{when} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def install(apps, schema_editor):
    """Put the triggers in place."""
    vendor = schema_editor.connection.vendor
    first = [_FUNCTION] if vendor == "postgresql" else []
    for statement in [*first, *making(vendor)]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take the triggers away: only for undoing the migration."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name, _act, table, _condition in TRIGGERS:
        on_table = f" ON {table}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on_table}", params=None)
    if is_postgres:
        schema_editor.execute("DROP FUNCTION privacy_refuse()", params=None)
