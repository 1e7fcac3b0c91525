"""The database of the tests: tables made from the models at once, then what migrations add.

Going through every migration costs some twenty seconds of a processor for each test process,
nearly all of it for drawing up the models of the past. That the migrations lead to the same
database has a test of its own, ``tests/serving/test_serve.py``.
"""

import sqlite3

from django.apps import apps
from django.db import transaction
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor


class Untouched:
    """What a database holds before any test, to be put back after one that commits."""

    def __init__(self, connection):
        self.copies = {table: copied(connection, table) for table in filled(connection)}

    def put_back(self, connection):
        """Make the rows what they were; the history, which refuses that, is not asked."""
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in filled(connection):
                cursor.execute(f'DELETE FROM "{table}"')
            for table, rows in self.copies.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)


class UntouchedFile:
    """The same for SQLite, which takes its whole file back."""

    def __init__(self, connection):
        connection.ensure_connection()
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.copy)

    def put_back(self, connection):
        connection.ensure_connection()
        self.copy.backup(connection.connection)


def untouched(connection):
    """The content of this database, to be put back later."""
    return (UntouchedFile if connection.vendor == "sqlite" else Untouched)(connection)


def filled(connection):
    """The tables that have rows."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


def copied(connection, table):
    """All rows of a table, as PostgreSQL writes them out."""
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


def is_ours(migration):
    """True for a migration of this project, not of a package."""
    return "site-packages" not in apps.get_app_config(migration.app_label).path


def finish(connection):
    """Rows and triggers that migrations write by hand; then none is left to be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for migration, _backwards in plan:
            for operation in migration.operations:
                if is_ours(migration) and isinstance(operation, RunPython):
                    operation.code(apps, editor)
            executor.recorder.record_applied(migration.app_label, migration.name)
