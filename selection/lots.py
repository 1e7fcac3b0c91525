"""The order of the pitches by lot, so that anyone can draw it again: no database, no random source.

Each proposal draws the SHA-256 of ``seed:number``; the smallest comes first. With any other
tool: ``printf '%s' 'seed:P68-0001' | sha256sum``. The seed itself is made the same way from
the number that the office told beforehand and a number of the public, so that neither chose it.
"""

from hashlib import sha256

SEED_DIGITS = 16


def digest(text):
    """SHA-256 in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def seed_of(salt, public):
    """The seed from the office's number and the public's."""
    return digest(f"{salt}|{public}")[:SEED_DIGITS]


def lot_of(seed, code):
    """What a proposal draws."""
    return digest(f"{seed}:{code}")


def drawn(codes, seed):
    """The numbers of proposals in the order of their lots."""
    return sorted(codes, key=lambda code: (lot_of(seed, code), code))


def leavings(order, apart):
    """How often members leave the room: once for each run of pitches that is closed to them.

    ``apart`` are the seats that step aside, by number of the proposal.
    """
    before, count = frozenset(), 0
    for code in order:
        now = frozenset(apart.get(code, ()))
        count += len(now - before)
        before = now
    return count


def grouped(order, apart):
    """The same order with pitches from which the same members step aside one after another.

    They stand where the first of them was drawn; of two orders the one by lot alone is kept,
    unless the other spares somebody a way out of the room.
    """
    left, found = list(order), []
    while left:
        chain = [left.pop(0)]
        while (after := _next(chain[-1], left, apart)) is not None:
            left.remove(after)
            chain.append(after)
        found += chain
    return found if leavings(found, apart) < leavings(order, apart) else list(order)


def _next(code, left, apart):
    """Who shares the most absent members with this one, the first by lot among equals."""
    here = set(apart.get(code, ()))
    shared = [(len(here & set(apart.get(other, ()))), other) for other in left]
    most = max((count for count, _other in shared), default=0)
    return next((other for count, other in shared if count == most), None) if most else None
