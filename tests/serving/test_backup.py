"""A backup holds everything, and is proved by being restored beside."""

import io
import tarfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from pyp_portal.history.services import record
from pyp_portal.papers import tasks
from pyp_portal.papers.models import Paper
from pyp_portal.privacy import erasing, ledger
from pyp_portal.serving import archives
from tests.factories.papers import PaperFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def home(settings, tmp_path, tmp_path_factory, monkeypatch):
    """A portal with a person, their history, a file and a paper; backups go beside."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "pyp_portal.settings")
    settings.VAR_DIR = tmp_path_factory.mktemp("var")
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def paper(home, person):
    record(person, "joined", by=person)
    record(person, "left", by=person)
    default_storage.save("letters/a.txt", ContentFile("ก"))
    waiting = PaperFactory()
    tasks.make(waiting.pk)
    return Paper.objects.get(pk=waiting.pk)


def backup(folder):
    call_command("backup", to=folder, stdout=io.StringIO())
    (archive,) = folder.glob("*.tar")
    return archive


def check(archive):
    out = io.StringIO()
    call_command("restore_check", archive, stdout=out)
    return out.getvalue().splitlines()


def test_it_holds_database_and_files_and_not_the_keys(paper, home, settings):
    archive = backup(home)

    with tarfile.open(archive) as tar:
        names = tar.getnames()
    database = archives.LITE if settings.IS_SQLITE else archives.POSTGRES
    files = ["files/letters/a.txt", f"files/{paper.file.name}"]
    assert names == [ledger.NAME, database, *files, "contents.json"]
    assert settings.SECRET_KEY.encode() not in archive.read_bytes()
    assert archives.keys_of(archive).read_text().splitlines() == [
        f"SECRET_KEY={settings.SECRET_KEY}",
        f"IDENTITY_KEY={settings.IDENTITY_KEY}",
    ]
    assert [path.stat().st_mode & 0o777 for path in sorted(home.glob("portal-*"))] == [0o600] * 2


def test_it_is_proved_by_restoring_it_beside(paper, home):
    archive = backup(home)

    said = check(archive)

    assert said == [
        "The history is whole: 2 events of 1 records, 0 anchors.",
        "All 1 files that rows name are there.",
        f"{paper.number} opens: 1 pages.",
        "Erased since: 0 people, 0 records; see `erase_again`.",
        f"{archive.name} is whole.",
    ]


def test_who_was_erased_since_is_counted_from_the_list_beside(paper, home, person):
    archive = backup(home)
    erasing.erase(person, by=None, reason="x")
    ledger.path().rename(home / ledger.NAME)  # of a later backup, in the same folder

    assert "Erased since: 1 people, 0 records; see `erase_again`." in check(archive)


def test_a_changed_file_is_found(paper, home):
    archive = backup(home)
    spoilt = archive.with_name("portal-spoilt.tar")
    with tarfile.open(archive) as old, tarfile.open(spoilt, "w") as new:
        for member in old.getmembers():
            content = old.extractfile(member).read()
            if member.name.endswith("a.txt"):
                content = b"x" * len(content)
            new.addfile(member, io.BytesIO(content))

    with pytest.raises(CommandError, match=r"files/letters/a\.txt is missing or is not what"):
        check(spoilt)


@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped"])
def test_s33_an_archive_writes_nowhere_else(home, name):
    archive = home / "portal-evil.tar"
    with tarfile.open(archive, "w") as tar:
        tar.addfile(tarfile.TarInfo(name))

    with pytest.raises(CommandError, match="escaped has no place in a backup"):
        check(archive)


def test_what_is_no_archive_is_said_so(home):
    archive = home / "portal-nothing.tar"
    archive.write_text("nothing")

    with pytest.raises(CommandError, match=r"portal-nothing\.tar: file could not be opened"):
        check(archive)


def test_without_a_backup_it_says_how_to_make_one(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    with pytest.raises(CommandError, match="make backup"):
        call_command("restore_check")


def test_a_paper_that_is_gone_or_is_not_what_was_issued_is_found(paper, home):
    default_storage.delete(paper.file.name)
    with pytest.raises(CommandError, match=f"1 files that rows name are not.*{paper.file.name}"):
        call_command("check_restored", stdout=io.StringIO())

    default_storage.save(paper.file.name, ContentFile(b"%PDF-1.7 another"))

    with pytest.raises(CommandError, match=f"The file of {paper} is not what was issued"):
        check(backup(home))
    with pytest.raises(CommandError, match=f"The file of {paper} is not what was issued"):
        call_command("check_restored", stdout=io.StringIO())


def test_a_young_portal_has_no_paper_yet(home):
    out = io.StringIO()

    call_command("check_restored", stdout=out)

    assert "No paper has been made yet." in out.getvalue().splitlines()


def test_a_tool_that_is_missing_or_fails_is_named(home, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(home))
    with pytest.raises(archives.NotWhole, match="pg_dump is not here"):
        archives.postgres_tool("pg_dump")

    tool = home / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'server version mismatch' >&2\nexit 1\n")
    tool.chmod(0o755)
    with pytest.raises(archives.NotWhole, match="pg_dump: server version mismatch"):
        archives.postgres_tool("pg_dump")


def test_a_portal_that_was_never_served_has_nothing_to_back_up(home, monkeypatch):
    monkeypatch.setattr(archives.MigrationRecorder, "has_table", lambda recorder: False)

    with pytest.raises(CommandError, match="`make serve` makes it"):
        backup(home)
    assert [path.name for path in home.iterdir()] == []


def test_a_backup_that_fails_says_why_and_leaves_nothing(home, monkeypatch):
    def fail(folder):
        raise archives.NotWhole("pg_dump: server version mismatch")

    monkeypatch.setattr(archives, "dump_database", fail)

    with pytest.raises(CommandError, match="server version mismatch"):
        backup(home)
    assert list(home.glob("portal-*")) == []
