"""What a booklet is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyp_portal.papers.yearly import Office


@dataclass(frozen=True)
class Leaf:
    """One document in a booklet: words of ours to be set, or a PDF that was made elsewhere.

    ``under`` puts it under the one before it; one that is not ``listed`` has a bookmark only.
    """

    title: str
    html: str = ""
    opened: Callable | None = None  # gives the file of a PDF, open
    label: str = ""  # before the title in the contents
    note: str = ""  # below it there
    under: bool = False
    listed: bool = True


@dataclass(frozen=True)
class Cover:
    """What stands on the first page, and on what the others are told by.

    ``number`` and ``running`` stand at the foot and head of the pages of contents.
    """

    title: str
    lines: tuple = ()
    label_head: str = "ลำดับ"
    title_head: str = "เรื่อง"


@dataclass(frozen=True)
class Booklet:
    """A cover and its leaves, found one by one as they are made; ``total`` of them.

    ``watermark`` lies on all pages of ours, ``mark`` is a page of words laid upon every page.
    ``issuer`` is the office as it calls itself; without one, as it is shipped.
    """

    cover: Cover
    leaves: Iterable
    total: int
    watermark: tuple = ()
    mark: str = ""
    issuer: Office = field(default_factory=Office)


@dataclass
class Bound:
    """A leaf that was made: where its file is, and how many pages it has."""

    leaf: Leaf = field(repr=False)
    path: str
    pages: int
    is_ours: bool
