"""Whether a paper is ours: by its number and a hash, or by the file itself.

What is answered about a paper that was found is on the paper: its kind, number and day. Who
has the hash has the paper; a number alone answers nothing.
"""

import hashlib
import re

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.db.models import Q

from pyp_portal.papers.models import Paper

SHORTEST_HASH = 16  # hexadecimal digits of a hash that are enough to verify a paper
LARGEST_FILE = 64 * 2**20
CUT_OFF = 4 * LARGEST_FILE
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙–—", "0123456789--")


def find(number, digest):
    """The official paper with this number and this hash (of its content or its file), or None.

    The hash may be shortened to its first 16 digits, as a person types it from paper.
    """
    digest = re.sub(r"[^0-9a-f]", "", digest.translate(ARABIC).lower())
    if len(digest) < SHORTEST_HASH:
        return None
    is_its_hash = Q(content_sha256__startswith=digest) | Q(sha256__startswith=digest)
    return _known().filter(is_its_hash, number=tidy_number(number)).first()


def find_file(digest):
    """The official paper whose file has just this hash, or None."""
    return _known().filter(sha256=digest).first()


def _known():
    """What may be said of papers; what they are about is not among it."""
    return (
        Paper.objects.official()
        .select_related("corrects", "correction")
        .defer("html", "corrects__html", "correction__html")
    )


def tidy_number(text):
    """A document number as we write it, from one typed with spaces, Thai digits or a long dash."""
    return re.sub(r"\s", "", text).translate(ARABIC).upper()


class Hashed:
    """What stays of a file that came in: its name for the form, its size, its hash."""

    def __init__(self, name, size, digest):
        self.name, self.size, self.digest = name, size, digest

    def close(self):
        """Nothing is open."""


class HashOnly(FileUploadHandler):
    """Takes in a file and keeps nothing of it but its hash, neither in memory nor on disk.

    What is larger than any paper is read and not hashed, for the form to say so; what goes on
    without an end is cut off.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.digest, self.came = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data, start):
        self.came += len(raw_data)
        if self.came > CUT_OFF:
            raise StopUpload(connection_reset=True)
        if self.came <= LARGEST_FILE:
            self.digest.update(raw_data)

    def file_complete(self, file_size):
        return Hashed(self.file_name, file_size, self.digest.hexdigest())
