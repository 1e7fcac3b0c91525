"""Packages that an archive takes in: BagIt 1.0 (RFC 8493), written straight into a ZIP.

Payload first, each file hashed while it is copied; behind it the lists that prove it. Nothing
is laid out on the disk before, so that a package needs no more room than its ZIP.
"""

from contextlib import closing
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pyp_portal.papers.zipping import PIECE, Names, entry

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"


class Bag:
    """One package under one folder; what is added is noted, ``close`` writes the lists."""

    def __init__(self, file, name):
        self.archive = ZipFile(file, "w", ZIP_DEFLATED)
        self.name, self.names = name, Names()
        self.payload, self.tags, self.bytes = {}, {}, 0

    def add(self, parts, opened):
        """Put a file into the payload; (its path, its hash, how many bytes). ``opened()`` opens it.

        No path holds a per cent sign: readers differ in how they take it.
        """
        path = self.names.take("data", *(part.replace("%", "-") for part in parts))
        digest, size = self._copy(path, opened)
        self.payload[path] = digest
        self.bytes += size
        return path, digest, size

    def add_text(self, parts, text):
        """The same for words of ours."""
        return self.add(parts, lambda: BytesIO(text.encode()))

    @property
    def manifest(self):
        """The list of the payload: a hash and a path a line."""
        return _listed(self.payload)

    @property
    def oxum(self):
        """How many bytes and files, as a first test of whether all is there."""
        return f"{self.bytes}.{len(self.payload)}"

    def close(self, info):
        """Write what a reader looks for first, the facts (pairs of label and value), the lists."""
        facts = [*info, ("Payload-Oxum", self.oxum)]
        lines = (f"{label}: {' '.join(str(value).split())}\n" for label, value in facts)
        self._tag("bagit.txt", DECLARATION)
        self._tag("bag-info.txt", "".join(lines))
        self._tag(MANIFEST, self.manifest)
        self._tag(TAG_MANIFEST, _listed(self.tags))
        self.archive.close()

    def _tag(self, path, text):
        self.tags[path], _size = self._copy(path, lambda: BytesIO(text.encode()))

    def _copy(self, path, opened):
        digest, size = sha256(), 0
        place = self.archive.open(entry(f"{self.name}/{path}"), "w", force_zip64=True)
        with closing(opened()) as source, place:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                place.write(piece)
        return digest.hexdigest(), size


def _listed(hashes):
    return "".join(f"{digest}  {path}\n" for path, digest in hashes.items())


def paths_in(manifest):
    """{path: hash} of the lines of a manifest."""
    rows = (line.split("  ", 1) for line in manifest.splitlines() if line)
    return {path: digest for digest, path in rows}
