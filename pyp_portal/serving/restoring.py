"""Bring the portal back from an archive, in earnest: into an empty database and data folder."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from pyp_portal.serving import archives

TABLES = "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
LITE_TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"


def restore(archive):
    """Put database and files of ``archive`` into their places; answers with its contents.

    Refused with ``NotWhole`` where anything stands there already, where the archive is of the
    other kind of database, or where one file is not what was archived: then nothing is changed.
    """
    refuse_what_is_not_empty()
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=settings.VAR_DIR) as place:
        folder = Path(place)
        contents = archives.unpack(archive, folder)
        put_database(folder / contents["database"])
        put_files(folder / archives.FILES)
    return contents


def refuse_what_is_not_empty():
    """What lives is never written over: not even by whoever means it."""
    if tables():
        raise archives.NotWhole(
            "This database holds a portal already. Name an empty one in DATABASE_URL, "
            "or an empty folder in VAR_DIR."
        )
    if any(archives.stored_files()):
        raise archives.NotWhole(f"There are files in {settings.MEDIA_ROOT} already; move them.")


def tables():
    """How many tables the database holds."""
    if not settings.IS_SQLITE:
        with psycopg.connect(archives.address()) as server:
            return server.execute(TABLES).fetchone()[0]
    with closing(sqlite3.connect(lite_path())) as database:
        return database.execute(LITE_TABLES).fetchone()[0]


def lite_path():
    return Path(settings.DATABASES["default"]["NAME"])


def put_database(dump):
    """The database of the archive becomes the portal's."""
    if (dump.name == archives.LITE) != settings.IS_SQLITE:
        raise archives.NotWhole(
            f"The archive holds {dump.name}, which this kind of database cannot take: "
            "see to DATABASE_URL."
        )
    if settings.IS_SQLITE:
        connection.close()
        shutil.move(dump, lite_path())
    else:
        archives.fill(dump)


def put_files(folder):
    """The files of people and of papers go where the portal keeps them."""
    if folder.exists():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)  # empty folders alone are there
        shutil.move(folder, settings.MEDIA_ROOT)


def strayed(keys):
    """The settings that the environment holds otherwise than the archive: it has the last word."""
    return [name for name, value in keys.items() if os.environ.get(name, value) not in ("", value)]
