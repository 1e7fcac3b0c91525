"""What was erased and removed, as far as this place and the archives know it (decision 54)."""

import tarfile
from contextlib import suppress

from pyp_portal.privacy import ledger


def known(archive, named=()):
    """The lists of this portal, of an archive, of those beside it, and of what is named, in one.

    ``named`` are later archives or lists; one that cannot be read raises OSError, ValueError or
    TarError, while an archive beside that is spoilt is passed over.
    """
    found = ledger.read(ledger.path()) | ledger.read(archive.parent / ledger.NAME)
    for other in sorted(archive.parent.glob("portal-*.tar")):
        with suppress(tarfile.TarError, ValueError, OSError):
            found |= said_by(other)
    for source in named:
        found |= (
            said_by(source) if tarfile.is_tarfile(source) else ledger.parsed(source.read_text())
        )
    return found


def said_by(archive):
    """The list that an archive holds; it stands first in it, so little is read."""
    with tarfile.open(archive) as tar:
        first = tar.next()
        if first is None or first.name != ledger.NAME:
            return ledger.Ledger()
        return ledger.parsed(tar.extractfile(first).read().decode())


def reach(found, archive):
    """In words until when erasures are known; a warning where only the archive itself says it."""
    own = said_by(archive).as_of
    if found.as_of and (own is None or found.as_of > own):
        return f"Erasures are known until {found.as_of.isoformat(timespec='minutes')}."
    return (
        "No list of erasures from after this archive is here: who was made anonymous since comes "
        "back with it. Name a later archive, or its erasures.jsonl, with --erasures."
    )
