"""Files are shown to the office's scanner after they came; one that fails is closed."""

import pytest
from django.core.exceptions import PermissionDenied

from pyp_portal.uploads import scanning
from pyp_portal.uploads.models import Scan, StoredFile
from pyp_portal.uploads.services import serve
from pyp_portal.uploads.tasks import scan, scan_waiting
from tests.uploads.clamd import VIRUS, clamd
from tests.uploads.conftest import package, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(settings):
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        yield server


def infected(send):
    return send(package("docx", **{f"word/{VIRUS.decode()}": b""}), "a.docx", kinds=("docx",))


def states():
    return list(StoredFile.objects.values_list("scan", "found"))


def test_a_file_is_scanned_by_a_worker_after_it_came(
    send, scanner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False) as asked:
        stored = send(pdf())
    assert stored.scan_state == Scan.WAITING
    assert scanner.seen == []
    assert len(asked) == 1

    scan(str(stored.pk))

    assert states() == [("clean", "")]
    assert scanner.seen == [stored.size]


def test_what_fails_is_closed_to_everybody(send, scanner):
    stored = infected(send)

    scan(str(stored.pk))

    stored.refresh_from_db()
    assert states() == [("failed", "Eicar-Test-Signature")]
    with pytest.raises(PermissionDenied):
        serve(stored)


def test_without_a_scanner_nothing_is_asked_and_the_file_says_so(
    send, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False) as asked:
        stored = send(pdf())
    scan(str(stored.pk))
    scan_waiting()

    assert asked == []
    assert states() == [("off", "")]


def test_what_came_before_there_was_a_scanner_is_scanned_too(send, settings):
    send(pdf())
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        scan_waiting()

    assert states() == [("clean", "")]


def test_a_scanner_that_is_down_leaves_files_waiting_and_is_not_pressed(
    send, scanner, settings, monkeypatch
):
    for _each in range(5):
        send(pdf())
    tried = []
    monkeypatch.setattr(scanning, "scanner", lambda: tried.append(1) or broken())
    scan_waiting()
    assert len(tried) == 3
    assert states() == [("waiting", "")] * 5

    monkeypatch.undo()
    settings.CLAMD_ADDRESS = scanner.address
    scan_waiting()
    assert states() == [("clean", "")] * 5


def broken():
    raise ConnectionRefusedError


@pytest.mark.parametrize("trouble", ["too long", "confused"])
def test_no_verdict_is_not_a_verdict(send, scanner, trouble):
    stored = send(pdf())
    if trouble == "too long":
        scanner.most = 10
    else:
        scanner.verdict = lambda content: b"lstat() failed ERROR"

    with pytest.raises(scanning.NoAnswer):
        scan(str(stored.pk))

    assert states() == [("waiting", "")]


def test_a_verdict_stands(send, scanner):
    stored = send(pdf())
    scan(str(stored.pk))
    scanner.verdict = lambda content: b"Late FOUND"

    scan(str(stored.pk))

    assert states() == [("clean", "")]


def test_a_scanner_behind_a_socket_in_the_file_system(settings):
    settings.CLAMD_ADDRESS = "unix:///run/clamav/clamd.ctl"
    assert scanning.scanner().socket_path == "/run/clamav/clamd.ctl"

    settings.CLAMD_ADDRESS = "tcp://clamav"
    assert (scanning.scanner().host, scanning.scanner().port) == ("clamav", 3310)
