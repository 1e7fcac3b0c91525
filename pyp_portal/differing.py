"""What has changed between two texts, word by word: pure comparisons, with no database."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from pyp_portal.thaiwords import words

MOST_PAIRS = 9_000_000  # beyond so many pairs of words, frequent words no longer anchor


class Kind(StrEnum):
    """Whether a piece stands in both texts, or in the old or the new one only."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A run of words. SAME and OLD pieces joined give the old text, SAME and NEW the new one."""

    kind: Kind
    text: str

    @property
    def is_old(self):
        return self.kind == Kind.OLD

    @property
    def is_new(self):
        return self.kind == Kind.NEW


def diff(old, new):
    """The pieces of two texts in order; of a change the old words come before the new ones."""
    if old == new:
        return pieces(Kind.SAME, [old])
    before, after = words(old), words(new)
    head, tail = ends(before, after)
    found = pieces(Kind.SAME, before[:head])
    inner = before[head : len(before) - tail], after[head : len(after) - tail]
    for is_same, gone, come in runs(*inner):
        if is_same:
            found += pieces(Kind.SAME, gone)
        else:
            found += pieces(Kind.OLD, gone) + pieces(Kind.NEW, come)
    return found + pieces(Kind.SAME, before[len(before) - tail :])


def pieces(kind, run):
    """The words as one piece, or nothing where there are none."""
    text = "".join(run)
    return [Piece(kind, text)] if text else []


def ends(before, after):
    """How many words two lists have in common at their beginning and at their end."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return head, tail


def runs(before, after):
    """Runs of (is the same, old words, new words); a space between two changes belongs to them."""
    frequent = len(before) * len(after) > MOST_PAIRS
    matcher = SequenceMatcher(None, before, after, autojunk=frequent)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        run = [tag == "equal", before[a:b], after[c:d]]
        is_space = run[0] and bool(found) and not "".join(run[1]).strip(" ")
        if is_space and b < len(before) and d < len(after):
            run[0] = False
        if found and found[-1][0] == run[0]:
            found[-1][1] += run[1]
            found[-1][2] += run[2]
        else:
            found.append(run)
    return found


# --- Rows and lists ------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row of a table: SAME (some of its cells may have changed), OLD or NEW as a whole."""

    kind: Kind
    cells: tuple

    @property
    def is_old(self):
        return self.kind == Kind.OLD

    @property
    def is_new(self):
        return self.kind == Kind.NEW


def diff_rows(old, new):
    """Rows of cells side by side: what was changed in a row is shown in its cells."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for _tag, a, b, c, d in matcher.get_opcodes():
        for before, after in paired(old[a:b], new[c:d]):
            found += of_pair(before, after)
    return found


def paired(gone, come):
    """Rows of a changed run, each beside the one that is most like it or beside nothing."""
    if len(gone) == len(come):
        return list(zip(gone, come, strict=True))
    left = list(come)
    pairs = []
    for row in gone:
        best = max(left, key=lambda other: in_common(row, other), default=None)
        if best is not None and in_common(row, best):
            left.remove(best)
            pairs.append((row, best))
        else:
            pairs.append((row, None))
    return pairs + [(None, row) for row in left]


def in_common(row, other):
    """In how many filled cells two rows agree."""
    return sum(bool(a) and a == b for a, b in zip_longest(row, other))


def of_pair(before, after):
    if before is None:
        return [Row(Kind.NEW, tuple(pieces(Kind.NEW, [cell]) for cell in after))]
    if after is None:
        return [Row(Kind.OLD, tuple(pieces(Kind.OLD, [cell]) for cell in before))]
    cells = tuple(diff(a, b) for a, b in zip(before, after, strict=True))
    return [Row(Kind.SAME, cells)]


def diff_items(old, new):
    """The entries of a list as pieces: what was taken away stands where it stood."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += [Piece(Kind.SAME, item) for item in old[a:b]]
        else:
            found += [Piece(Kind.OLD, item) for item in old[a:b]]
            found += [Piece(Kind.NEW, item) for item in new[c:d]]
    return found
