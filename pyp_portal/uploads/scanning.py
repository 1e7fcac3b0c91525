"""Ask the office's ClamAV about files, where ``CLAMD_ADDRESS`` says that it has one.

The row of a file is the truth: a scanner that is down, or a worker that dies, leaves it
waiting, and the timetable asks again. What was taken before there was a scanner is scanned too.
"""

import logging
from urllib.parse import urlsplit

from clamdpy import ClamdNetworkSocket, ClamdUnixSocket
from clamdpy.exceptions import ClamdException
from django.conf import settings
from django.db.models import F

from pyp_portal import clock
from pyp_portal.uploads.models import Scan, StoredFile

logger = logging.getLogger(__name__)

PORT = 3310
PATIENCE = 60  # seconds for each step of the talk with the scanner
CHUNK = 64 * 2**10
AT_ONCE = 50


class NoAnswer(Exception):
    """The scanner could not be asked, or could not say."""


def first_state():
    """The state of a file that has just been taken."""
    return Scan.WAITING if settings.CLAMD_ADDRESS else Scan.OFF


def scanner():
    """The scanner at ``tcp://host:port`` or ``unix:///path``."""
    address = urlsplit(settings.CLAMD_ADDRESS)
    if address.scheme == "unix":
        return ClamdUnixSocket(address.path, timeout=PATIENCE)
    return ClamdNetworkSocket(address.hostname, address.port or PORT, timeout=PATIENCE)


def waiting():
    """Files that the scanner has not judged, those never tried first."""
    found = StoredFile.objects.filter(scan__in=[Scan.OFF, Scan.WAITING]).exclude(file="")
    return found.order_by(F("scanned_at").asc(nulls_first=True), "at")


def scan(file_id):
    """Have one file judged; a file that has been judged stays as it is.

    Raises ``NoAnswer``; the file then waits on.
    """
    file = waiting().filter(pk=file_id).first()
    if file is None or not settings.CLAMD_ADDRESS:
        return
    mine = waiting().filter(pk=file_id).order_by()
    mine.update(scanned_at=clock.now(), scan=Scan.WAITING)
    found = judge(file)
    mine.update(
        scan=Scan.FAILED if found else Scan.CLEAN, scanned_at=clock.now(), found=found[:120]
    )


def judge(file):
    """The name of what the scanner found in a file; empty where it is clean."""
    try:
        with file.file.open("rb") as content:
            result = scanner().instream(content, max_chunk_size=CHUNK)
    except (ClamdException, OSError) as problem:
        raise NoAnswer(f"{type(problem).__name__}: {problem}") from problem
    if result.status == "ERROR":
        raise NoAnswer(result.reason)
    return (result.reason or "unnamed") if result.status == "FOUND" else ""


def scan_waiting():
    """Ask for all that wait, as long as the scanner answers at all."""
    if not settings.CLAMD_ADDRESS:
        return
    failures = 0
    for file_id in waiting().values_list("pk", flat=True)[:AT_ONCE]:
        try:
            scan(file_id)
        except NoAnswer as problem:
            logger.warning("virus scanner: %s", problem)
            failures += 1
            if failures == 3:
                return
