"""Small notes in the data folder that say from which sources a thing was made.

A step whose sources have not changed since need not be done again.
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ["static/**/*", "requirements.txt", "pyp_portal/fonts.py"]
TABLES = ["*/migrations/*.py", "pyp_portal/*/migrations/*.py"]
SOURCES = {
    "static": STATIC,
    "ready": [*STATIC, *TABLES, "pyp_portal/locale/**/*"],
    "demo": [*TABLES, "pyp_portal/demo/**/*"],
}


def is_current(name, folder):
    """True when the thing in ``folder`` was made from the very sources that are here now."""
    note = note_of(name, folder)
    return note.exists() and note.read_text() == fingerprint(name)


def renew(name, folder):
    note_of(name, folder).write_text(fingerprint(name))


def note_of(name, folder):
    return folder / f"{name}.stamp"


def fingerprint(name):
    """One hash over the names and contents of all the sources."""
    total = hashlib.sha256()
    for pattern in SOURCES[name]:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(ROOT)}\n".encode())
                total.update(path.read_bytes())
    return total.hexdigest()
