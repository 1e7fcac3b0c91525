"""An archive brings the portal back into an empty place, wholly, and nowhere else."""

import io
import json
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.privacy import ledger
from pyp_portal.serving import archives, erasures, restoring
from pyp_portal.serving.management.commands.restore import MANAGE

EMPTIED = "restored_in_earnest"


@pytest.fixture
def home(settings, tmp_path):
    """A data folder of its own, with files; backups go beside it."""
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.VAR_DIR / "files"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.VAR_DIR


@pytest.fixture
def asked(monkeypatch):
    """The commands that it would run afterwards, each answered with ``codes``."""
    ran, codes, run = [], {}, subprocess.run

    def answer(command, **options):
        if command[:-1] != MANAGE:
            return run(command, **options)
        ran.append(command[-1])
        return subprocess.CompletedProcess(command, codes.get(command[-1], 0))

    monkeypatch.setattr(subprocess, "run", answer)
    return ran, codes


@pytest.fixture
def elsewhere(settings, home, monkeypatch):
    """A machine with nothing on it: an empty database, an empty folder."""

    def move():
        settings.VAR_DIR = home.with_name("new")
        settings.MEDIA_ROOT = settings.VAR_DIR / "files"
        settings.VAR_DIR.mkdir()
        name = str(settings.VAR_DIR / "portal.sqlite3") if settings.IS_SQLITE else EMPTIED
        monkeypatch.setitem(settings.DATABASES["default"], "NAME", name)

    server = archives.address()
    if not settings.IS_SQLITE:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"CREATE DATABASE {EMPTIED}")
    yield move
    if not settings.IS_SQLITE:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"DROP DATABASE {EMPTIED} WITH (FORCE)")


def people(settings):
    """The addresses in the database that was filled."""
    asked = "SELECT email FROM accounts_user"
    if settings.IS_SQLITE:
        with closing(sqlite3.connect(restoring.lite_path())) as database:
            return [email for (email,) in database.execute(asked)]
    with psycopg.connect(archives.address()) as database:
        return [email for (email,) in database.execute(asked)]


def restore(archive, **options):
    out = io.StringIO()
    call_command("restore", archive, stdout=out, **options)
    return out.getvalue().splitlines()


def archive_of(folder, **files):
    """An archive that lists these files, by name and content."""
    archive = folder / "portal-made.tar"
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    listing = {"made_at": "2025-02-18", "database": next(iter(files)), "hashes": hashes}
    with tarfile.open(archive, "w") as tar:
        for name, content in [*files.items(), (archives.CONTENTS, json.dumps(listing).encode())]:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return archive


def erased_later(folder):
    """One is named by a list from elsewhere, two by a later archive in the same folder."""
    later = clock.now() + timedelta(days=1)
    lists = [
        ledger.Ledger(later, {uid: {"person": uid, "rule": "request", "at": later.isoformat()}})
        for uid in ("one", "two")
    ]
    ledger.write(lists[0], folder / "elsewhere.jsonl")
    archive_of(folder, **{ledger.NAME: ledger.text_of(lists[1]).encode()})
    (folder / "portal-spoilt.tar").write_text("ก")
    return folder / "elsewhere.jsonl"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_everything_comes_back_into_an_empty_place(settings, home, elsewhere, asked):
    User.objects.create_user("a", "a@example.org", "a long enough password")
    default_storage.save("letters/a.txt", ContentFile("ก"))
    call_command("backup", to=home, stdout=io.StringIO())
    (archive,) = home.glob("*.tar")
    later = erased_later(home)
    settings.SECRET_KEY, old = "made by the new machine itself", settings.SECRET_KEY
    elsewhere()

    said = restore(archive, erasures=[later])

    assert set(ledger.read(ledger.path()).people()) == {"one", "two"}
    assert said[1].startswith("Erasures are known until ")
    assert people(settings) == ["a@example.org"]
    assert (settings.MEDIA_ROOT / "letters/a.txt").read_text() == "ก"
    assert (settings.VAR_DIR / "secret-key").read_text() == old
    assert (settings.VAR_DIR / "identity-key").read_text() == settings.IDENTITY_KEY
    assert (settings.VAR_DIR / "secret-key").stat().st_mode & 0o777 == 0o600
    assert asked[0] == ["prepare", "check_restored"]
    assert said[-1] == f"{archive.name} is restored; `manage.py serve` serves it."
    assert list(settings.VAR_DIR.glob("restoring-*")) == []
    with pytest.raises(CommandError, match="This database holds a portal already"):
        restore(archive)


def test_what_the_archive_itself_lists_is_not_from_after_it(home):
    own = ledger.Ledger(clock.now())
    archive = archive_of(home, **{ledger.NAME: ledger.text_of(own).encode()})
    known = erasures.known(archive)

    assert erasures.reach(known, archive).startswith("No list of erasures from after")
    later = known | ledger.Ledger(clock.now() + timedelta(seconds=1))
    assert erasures.reach(later, archive).startswith("Erasures are known until")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"database.other": b""}, "which this kind of database cannot take: see to DATABASE_URL"),
        ({archives.LITE: b"", "files/a": b"a", "files/../../b": b"b"}, "has no place in a backup"),
    ],
)
def test_what_cannot_be_restored_changes_nothing(home, elsewhere, asked, files, why):
    archive = archive_of(home, **files)
    elsewhere()

    with pytest.raises(CommandError, match=why):
        restore(archive)
    assert restoring.tables() == 0
    assert list(archives.stored_files()) == []
    assert asked[0] == []


def test_files_of_others_are_not_buried(settings, home, elsewhere, asked):
    archive = archive_of(home, **{archives.LITE: b""})
    elsewhere()
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "theirs").write_text("ก")

    with pytest.raises(CommandError, match=r"There are files in .*/new/files already; move them"):
        restore(archive)
    assert (settings.MEDIA_ROOT / "theirs").read_text() == "ก"


def test_keys_that_are_missing_or_set_otherwise_are_said(
    settings, home, elsewhere, asked, monkeypatch
):
    database = home / "empty.sqlite3"
    with closing(sqlite3.connect(database)) as made:
        made.execute("CREATE TABLE one (a)")
    archive = archive_of(home, **{archives.LITE: database.read_bytes()})
    elsewhere()
    monkeypatch.setenv("SECRET_KEY", "of the environment")
    keys = home / "portal.keys"
    keys.write_text("SECRET_KEY=of the archive\nIDENTITY_KEY=b\nother=c\n")

    said = restore(archive, keys=keys)
    asked[1]["check_restored"] = 1
    restoring.lite_path().unlink()
    with pytest.raises(CommandError, match=r"`manage\.py check_restored` failed"):
        restore(archive)

    assert said[1].startswith("No list of erasures from after this archive is here")
    assert said[2] == "SECRET_KEY in the environment is not the one of the archive."
    assert len(said) == 4
    assert (settings.VAR_DIR / "identity-key").read_text() == "b"
