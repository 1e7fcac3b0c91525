"""The index behind the search: FTS5 trigrams on SQLite, pg_trgm on PostgreSQL."""

_SQLITE = [
    """
    CREATE VIRTUAL TABLE search_trigrams USING fts5(
        text, content='search_searchentry', content_rowid='id', tokenize='trigram'
    )
    """,
    """
    CREATE TRIGGER search_trigrams_insert AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_trigrams(rowid, text) VALUES (NEW.id, NEW.text);
    END
    """,
    """
    CREATE TRIGGER search_trigrams_delete AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_trigrams(search_trigrams, rowid, text)
        VALUES ('delete', OLD.id, OLD.text);
    END
    """,
    """
    CREATE TRIGGER search_trigrams_update AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_trigrams(search_trigrams, rowid, text)
        VALUES ('delete', OLD.id, OLD.text);
        INSERT INTO search_trigrams(rowid, text) VALUES (NEW.id, NEW.text);
    END
    """,
]
_POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_trigrams ON search_searchentry USING gin (text gin_trgm_ops)",
]
_NO_SQLITE = [
    "DROP TRIGGER search_trigrams_insert",
    "DROP TRIGGER search_trigrams_delete",
    "DROP TRIGGER search_trigrams_update",
    "DROP TABLE search_trigrams",
]
_NO_POSTGRES = ["DROP INDEX search_trigrams"]


def _execute(schema_editor, sqlite, postgres):
    statements = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    """Make the index and whatever keeps it in step."""
    _execute(schema_editor, _SQLITE, _POSTGRES)


def remove(apps, schema_editor):
    """Take the index away: only for undoing the migration."""
    _execute(schema_editor, _NO_SQLITE, _NO_POSTGRES)
