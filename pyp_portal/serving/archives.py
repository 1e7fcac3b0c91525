"""What a backup holds, how it is written, and how it is laid out again beside the living portal.

One tar: the database, the files of people and of papers, and a list of contents with hashes.
The keys go into a file apart, so that who finds the archive cannot sign in with it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

LITE, POSTGRES = "database.sqlite3", "database.dump"
FILES, CONTENTS, KEY = "files", "contents.json", "secret-key"


class NotWhole(Exception):
    """An archive that cannot be trusted; the message says why."""


def write(target, made_at):
    """Write the archive ``target`` (a path ending in .tar) and its keys beside it."""
    with tempfile.TemporaryDirectory(prefix="pyp-backup-") as folder:
        database = dump_database(Path(folder))
        contents = {"made_at": made_at.isoformat(), "database": database.name, "hashes": {}}
        unfinished = target.with_suffix(".part")
        with tarfile.open(unfinished, "w") as archive:
            for name, path in [(database.name, database), *stored_files()]:
                contents["hashes"][name] = hash_of(path)
                archive.add(path, arcname=name)
            listing = Path(folder) / CONTENTS
            listing.write_text(json.dumps(contents, indent=1))
            archive.add(listing, arcname=CONTENTS)
    unfinished.chmod(0o600)
    unfinished.rename(target)
    keys = keys_of(target)
    keys.touch(0o600)
    keys.write_text(settings.SECRET_KEY)
    return contents


def keys_of(archive):
    """Where the keys of an archive are written, to be carried to another place."""
    return archive.with_suffix(".keys")


def stored_files():
    """Every file of people and of papers, by its name in the archive."""
    for path in sorted(settings.MEDIA_ROOT.rglob("*")):
        if path.is_file():
            yield f"{FILES}/{path.relative_to(settings.MEDIA_ROOT)}", path


def hash_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def dump_database(folder):
    """The database as it stands at one moment, while people go on working."""
    if not MigrationRecorder(connection).has_table():
        raise NotWhole("There is no database yet to back up; `make serve` makes it.")
    if settings.IS_SQLITE:
        copy = folder / LITE
        connection.ensure_connection()
        with lite(copy) as target:
            connection.connection.backup(target)
        return copy
    dump = folder / POSTGRES
    postgres_tool("pg_dump", "--format=custom", f"--file={dump}", address())
    return dump


@contextmanager
def lite(path):
    database = connection.Database.connect(path)
    try:
        yield database
    finally:
        database.close()


def postgres_tool(name, *arguments):
    """Run one of PostgreSQL's programs, from ``PG_BIN`` or from where the system has them."""
    program = shutil.which(name, path=os.environ.get("PG_BIN") or None)
    if program is None:
        raise NotWhole(f"{name} is not here: install postgresql-client, or set PG_BIN.")
    try:
        subprocess.run([program, *arguments], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise NotWhole(f"{name}: {error.stderr.strip()}") from None


def address(name=None):
    """The connection string of the database, or of another one on the same server."""
    known = settings.DATABASES["default"]
    parts = {
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
        "dbname": name or known["NAME"],
    }
    return psycopg.conninfo.make_conninfo(**{k: str(v) for k, v in parts.items() if v})


def unpack(archive, folder):
    """Lay the archive out in ``folder`` and check every file against its hash."""
    with tarfile.open(archive) as tar:
        for member in tar:
            lay_out(tar, member, folder)
    contents = json.loads((folder / CONTENTS).read_text())
    for name, expected in contents["hashes"].items():
        if not (folder / name).is_file() or hash_of(folder / name) != expected:
            raise NotWhole(f"{name} is missing or is not what was archived.")
    return contents


def lay_out(tar, member, folder):
    """Write one file of an archive; whatever is no plain file inside ``folder`` is refused."""
    target = (folder / member.name).resolve()
    if not (member.isfile() and target.is_relative_to(folder.resolve())):
        raise NotWhole(f"{member.name} has no place in a backup.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(tar.extractfile(member), file)


@contextmanager
def restored(archive):
    """The archive laid out beside the living portal; gives the environment that leads to it."""
    with tempfile.TemporaryDirectory(prefix="pyp-restored-") as place:
        folder = Path(place)
        contents = unpack(archive, folder)
        keys = keys_of(archive)
        if keys.exists():
            shutil.copy(keys, folder / KEY)
        with database_beside(folder / contents["database"]) as url:
            yield {**os.environ, "VAR_DIR": place, "DATABASE_URL": url, "SECRET_KEY": ""}


@contextmanager
def database_beside(dump):
    """A database made from the dump; one on a server is dropped again afterwards."""
    if dump.name == LITE:
        yield f"sqlite:///{dump}"
        return
    name = f"restore_check_{os.getpid()}"
    with psycopg.connect(address(), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            options = ["--no-owner", "--exit-on-error", f"--dbname={address(name)}"]
            postgres_tool("pg_restore", *options, str(dump))
            yield url_of(name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def url_of(name):
    """The address of another database on the same server, as `DATABASE_URL` writes it."""
    known = settings.DATABASES["default"]
    person = known["USER"] + (f":{known['PASSWORD']}" if known["PASSWORD"] else "")
    return f"postgres://{person}@{known['HOST']}:{known['PORT'] or 5432}/{name}"
