"""What goes into a backup while people work, and which old backups go; no database is asked."""

import io
import tarfile

import pytest
from django.core.management import call_command

from pyp_portal import clock
from pyp_portal.serving import archives


@pytest.fixture
def database(monkeypatch, settings, tmp_path):
    """A dump of a database, made at once, and nobody to list who was erased."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(archives.ledger, "keep", lambda: None)
    dump = tmp_path / archives.LITE
    dump.write_bytes(b"dump")
    monkeypatch.setattr(archives, "dump_database", lambda folder: dump)
    return dump


def test_a_file_that_goes_while_it_is_written_is_left_out(database, tmp_path, monkeypatch):
    (tmp_path / "stays").write_text("ก")
    files = [("files/gone", tmp_path / "gone"), ("files/stays", tmp_path / "stays")]
    monkeypatch.setattr(archives, "stored_files", lambda: files)

    contents = archives.pack(tmp_path / "portal.tar", tmp_path, clock.now())

    with tarfile.open(tmp_path / "portal.tar") as tar:
        assert tar.getnames() == [archives.LITE, "files/stays", archives.CONTENTS]
    assert list(contents["hashes"]) == [archives.LITE, "files/stays"]


def test_what_went_in_is_hashed_though_the_file_grows(database, tmp_path, monkeypatch):
    growing = tmp_path / "part"
    growing.write_bytes(b"a" * 10)
    monkeypatch.setattr(archives, "stored_files", lambda: [("files/part", growing)])
    told = tarfile.TarFile.gettarinfo

    def grow(tar, *args, **options):
        found = told(tar, *args, **options)
        if found.name == "files/part":
            growing.write_bytes(b"a" * 10 + b"b" * 10)
        return found

    monkeypatch.setattr(tarfile.TarFile, "gettarinfo", grow)
    archives.pack(tmp_path / "portal.tar", tmp_path, clock.now())

    (tmp_path / "out").mkdir()
    archives.unpack(tmp_path / "portal.tar", tmp_path / "out")
    assert (tmp_path / "out/files/part").read_bytes() == b"a" * 10


def test_older_ones_go_but_for_the_first_of_each_month(database, settings, tmp_path, at):
    at("2025-03-20 10:00")
    settings.MEDIA_ROOT = tmp_path / "none"
    home = tmp_path / "backups"
    home.mkdir()
    names = ["0105-0410", "0106-0410", "0202-0410", "0305-0410", "0306-0410", "0310-0410"]
    for name in names:
        for ending in ("tar", "keys"):
            (home / f"portal-2025{name}00.{ending}").touch()
    for theirs in ("portal-2024.tar", "letters.tar"):
        (home / theirs).touch()

    call_command("backup", to=home, keep_days=14, keep_months=2, stdout=io.StringIO())

    left = sorted(path.name.removeprefix("portal-2025") for path in home.glob("*.tar"))
    kept = ["0202-041000.tar", "0305-041000.tar", "0310-041000.tar"]
    assert left == [*kept, "0320-100000.tar", "letters.tar", "portal-2024.tar"]
    assert len(list(home.glob("*.keys"))) == len(kept) + 1
