"""What a backup holds, how it is written, and how it is laid out again beside the living portal.

One tar: what was erased so far, the database, the files of people and of papers, and a list of
contents with hashes. What was erased stands beside it too, for the older archives there.
The keys go into a file apart, so that who finds the archive cannot sign in with it.
A restore in earnest is told in `restoring`.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from pyp_portal.privacy import ledger
from pyp_portal.serving import erasures

LITE, POSTGRES = "database.sqlite3", "database.dump"
FILES, CONTENTS = "files", "contents.json"
KEYS = {"SECRET_KEY": "secret-key", "IDENTITY_KEY": "identity-key"}  # setting and its file


class NotWhole(Exception):
    """An archive that cannot be trusted; the message says why."""


class Hashed:
    """A file as it is read once: what goes into the archive, and the hash of just that."""

    def __init__(self, file):
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size=-1):
        content = self.file.read(size)
        self.hash.update(content)
        return content


def write(target, made_at):
    """Write the archive ``target`` (a path ending in .tar) and its keys beside it."""
    unfinished = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(prefix="pyp-backup-", dir=target.parent) as folder:
            contents = pack(unfinished, Path(folder), made_at)
        ledger.write(ledger.read(ledger.path()), target.parent / ledger.NAME)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    keys = keys_of(target)
    keys.touch(0o600)
    keys.write_text("".join(f"{name}={getattr(settings, name)}\n" for name in KEYS))
    return contents


def pack(target, folder, made_at):
    """The database first, then the files: what a row names is there unless it has gone since."""
    database = dump_database(folder)
    contents = {"made_at": made_at.isoformat(), "database": database.name, "hashes": {}}
    ledger.keep()
    listed = [(ledger.NAME, ledger.path()), (database.name, database)]
    target.touch(0o600)
    with tarfile.open(target, "w") as archive:
        for name, path in [*listed, *stored_files()]:
            with suppress(FileNotFoundError):  # exports and loose uploads go while it is written
                contents["hashes"][name] = add(archive, name, path)
        listing = folder / CONTENTS
        listing.write_text(json.dumps(contents, indent=1))
        archive.add(listing, arcname=CONTENTS)
    return contents


def add(archive, name, path):
    """Put one file into the archive; answers with the hash of what went in."""
    with path.open("rb") as file:
        source = Hashed(file)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), source)
    return source.hash.hexdigest()


def keys_of(archive):
    """Where the keys of an archive are written, to be carried to another place."""
    return archive.with_suffix(".keys")


def read_keys(path):
    """The keys of an archive, by the name of their setting."""
    pairs = (line.partition("=") for line in path.read_text().splitlines())
    return {name: value for name, _equals, value in pairs if name in KEYS}


def lay_keys(keys, folder):
    """Put the keys where the portal of this data folder finds them, for its owner alone."""
    for name, value in keys.items():
        path = folder / KEYS[name]
        path.touch(0o600)
        path.write_text(value)


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
    postgres_tool("pg_dump", "--format=custom", f"--file={dump}", address(PASSWORD=""))
    return dump


@contextmanager
def lite(path):
    database = connection.Database.connect(path)
    try:
        yield database
    finally:
        database.close()


def postgres_tool(name, *arguments):
    """Run one of PostgreSQL's programs, from ``PG_BIN`` or from where the system has them.

    The password goes by the environment: everybody on the machine sees the arguments.
    """
    program = shutil.which(name, path=os.environ.get("PG_BIN") or None)
    if program is None:
        raise NotWhole(f"{name} is not here: install postgresql-client, or set PG_BIN.")
    env = {**os.environ, "PGPASSWORD": settings.DATABASES["default"]["PASSWORD"] or ""}
    try:
        subprocess.run([program, *arguments], check=True, capture_output=True, text=True, env=env)
    except subprocess.CalledProcessError as error:
        raise NotWhole(f"{name}: {error.stderr.strip()}") from None


def address(**other):
    """The connection string of the database, or of what it becomes with ``other`` parts."""
    known = {**settings.DATABASES["default"], **other}
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    parts = {name: str(known[key]) for key, name in names.items() if known[key]}
    return psycopg.conninfo.make_conninfo(dbname=known["NAME"], **parts)


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
    with tempfile.TemporaryDirectory(prefix="restored-", dir=settings.VAR_DIR) as place:
        folder = Path(place)
        contents = unpack(archive, folder)
        if keys_of(archive).exists():
            lay_keys(read_keys(keys_of(archive)), folder)
        ledger.write(erasures.known(archive), folder / ledger.NAME)
        with database_beside(folder / contents["database"]) as url:
            own = {"VAR_DIR": place, "DATABASE_URL": url}
            yield {**os.environ, **own, **dict.fromkeys(KEYS, "")}


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
            fill(dump, name)
            yield url_of(name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(dump, name=None):
    """Fill an empty database on the server from the dump, wholly or not at all."""
    whole = ["--no-owner", "--no-comments", "--single-transaction", "--exit-on-error"]
    target = address(PASSWORD="", NAME=name or settings.DATABASES["default"]["NAME"])
    postgres_tool("pg_restore", *whole, f"--dbname={target}", str(dump))


def url_of(name):
    """The address of another database on the same server, as `DATABASE_URL` writes it."""
    known = settings.DATABASES["default"]
    person = ":".join(quote(known[part], safe="") for part in ("USER", "PASSWORD") if known[part])
    return f"postgres://{person}@{known['HOST']}:{known['PORT'] or 5432}/{name}"
