"""Several files in one: names that are safe everywhere, bytes copied piece by piece.

The same files give the same bytes: no entry bears the moment at which it was packed.
"""

import re
from shutil import copyfileobj
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PIECE = 1024 * 1024
LONGEST = 150  # bytes of a name without its ending
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # Windows
MADE = (2025, 1, 1, 0, 0, 0)
NAMELESS = "ไฟล์"


def safe_name(name):
    """A name without folders, control letters or tricks of direction, short enough to unpack."""
    visible = (c for c in normalize("NFC", str(name)) if category(c)[0] != "C")
    text = FORBIDDEN.sub("-", "".join(visible)).strip(" .'")
    stem, dot, ending = text.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = text, "", ""
    while len(stem.encode()) > LONGEST:
        stem = stem[:-1]
    whole = f"{stem.rstrip(' .') or NAMELESS}{dot}{ending}"
    return f"_{whole}" if RESERVED.fullmatch(whole) else whole


class Names:
    """Gives each file of an archive a name of its own; case makes no difference (Windows)."""

    def __init__(self):
        self.taken = set()

    def take(self, *parts):
        """The path of an entry: its folders and its name, each safe; a second one is numbered."""
        *folders, name = map(safe_name, parts)
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if stem else (name, "")
        number, path = 1, "/".join([*folders, name])
        while path.casefold() in self.taken:
            number += 1
            path = "/".join([*folders, f"{stem} ({number}){ending}"])
        self.taken.add(path.casefold())
        return path


def pack(file, entries):
    """Write a ZIP; yields after each entry. ``entries``: (parts of the path, how to open it)."""
    names = Names()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for parts, opened in entries:
            path = names.take(*parts)
            with opened() as source, archive.open(entry(path), "w", force_zip64=True) as place:
                copyfileobj(source, place, PIECE)
            yield path


def entry(path):
    """How an entry stands in an archive, always the same."""
    info = ZipInfo(path, MADE)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
