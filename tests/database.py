"""The database of the tests: tables made from the models at once, then what migrations add.

Going through every migration costs some twenty seconds of a processor for each test process,
nearly all of it for drawing up the models of the past. That the migrations lead to the same
database has a test of its own, ``tests/serving/test_serve.py``.
"""

from django.apps import apps
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor


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
