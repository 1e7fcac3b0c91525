"""How a booklet is bound for who asked for it: parts made or fetched, then joined.

Only the tasks import this. What was made lies there for the next attempt and the next booklet,
so a worker that dies costs what it was at and nothing else.
"""

import logging
from concurrent.futures import as_completed
from dataclasses import replace
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

import pikepdf
from django.template.loader import render_to_string
from django.utils import translation

from pyp_portal import clock
from pyp_portal.papers.booklets import parts
from pyp_portal.papers.booklets.crew import Crew, Failed, Hand
from pyp_portal.papers.booklets.leaves import Bound
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.yearly import Office

logger = logging.getLogger(__name__)
STEP = 50  # leaves looked at together
MOST_TAGGED = 400  # pages: the structure of more takes too much memory
FRONT, MISSING = "papers/documents/booklet.html", "papers/documents/booklet_missing.html"
ROWS = 30  # of contents on a page, as a first guess
JOINING = 900  # seconds


def bound(booklet, standing):
    """The booklet as a ``Book`` for ``exporting.bind``: a step for each leaf, one for the whole."""
    named = replace(booklet, issuer=Office.objects.standing())
    return Book(lambda file: write(file, named), booklet.total + 1, standing)


def write(file, booklet):
    """Bind a booklet; yields each leaf that is there, and last how many pages the whole has."""
    with TemporaryDirectory() as folder, Crew() as crew:
        binder = Binder(Path(folder), crew, booklet)
        yield from binder.gather()
        yield binder.join(file)


class Binder:
    """One booklet on its way: its parts in their order, in a folder of its own."""

    def __init__(self, folder, crew, booklet):
        self.folder, self.crew, self.booklet = folder, crew, booklet
        self.bound = []

    def gather(self):
        """Have all parts in the folder; yields one after the other as they come."""
        leaves = iter(self.booklet.leaves)
        while some := list(islice(leaves, STEP)):
            begun = len(self.bound)
            self.bound += [None] * len(some)
            places = list(enumerate(some, start=begun))
            yield from self._set([(place, leaf) for place, leaf in places if leaf.html])
            for place, leaf in places:
                if not leaf.html:
                    self.bound[place] = self._taken(leaf, self._path(place))
                    yield leaf

    def _set(self, places):
        """The leaves that are words of ours: those that lie there, then those that are made."""
        watermark = self.booklet.watermark
        keys = {place: parts.key_of(leaf.html, watermark) for place, leaf in places}
        there, asked = parts.known(keys.values()), {}
        for place, leaf in places:
            path = self._path(place)
            if keys[place] in there:
                parts.fetch(keys[place], path)
                self.bound[place] = Bound(leaf, str(path), there[keys[place]], True)
                yield leaf
            else:
                asked[self._ask(leaf.html, path)] = place, leaf
        for made in as_completed(asked):
            place, leaf = asked[made]
            self.bound[place] = self._made(made, keys[place], leaf, self._path(place))
            yield leaf

    def _ask(self, html, path):
        watermark = list(self.booklet.watermark)
        return self.crew.soon("part", html=html, watermark=watermark, to=str(path))

    def _made(self, answer, key, leaf, path):
        """A part that was made, kept for the next booklet; or a page that says it was not."""
        try:
            pages = answer.result()["pages"]
        except Failed as why:
            logger.warning("left out of a booklet: %s (%s)", leaf.title, why)
            return self._missing(leaf, path)
        parts.keep(key, path, pages)
        return Bound(leaf, str(path), pages, True)

    def _missing(self, leaf, path):
        """A page in place of what could not be made, so that nobody takes the whole for whole."""
        answer = self._ask(thai(MISSING, {"leaf": leaf}), path)
        return Bound(leaf, str(path), answer.result()["pages"], True)

    def _taken(self, leaf, path):
        """A PDF that was made elsewhere, as it is."""
        try:
            with leaf.opened() as file, path.open("wb") as copy:
                copyfileobj(file, copy)
            with pikepdf.open(path) as found:
                return Bound(leaf, str(path), len(found.pages), False)
        except (pikepdf.PdfError, OSError) as why:
            logger.warning("not bound into a booklet: %s (%s)", leaf.title, why)
            return self._missing(leaf, path)

    def _path(self, place):
        return self.folder / f"{place}.part"

    def join(self, file):
        """Cover and contents with the true numbers of the pages, then the whole; its pages."""
        front, mark = self.folder / "front.pdf", self._mark()
        made = self._front(front, mark)
        whole = self.folder / "whole.pdf"
        facts = self._facts(front, made["letters"]) | ({"mark": mark[0]} if mark else {})
        joiner = Hand("joiner")
        try:
            pages = joiner.ask("join", JOINING, **facts, to=str(whole))["pages"]
        finally:
            joiner.stop()
        with whole.open("rb") as joined:
            copyfileobj(joined, file)
        return pages

    def _facts(self, front, letters):
        facts = {"front": str(front), "letters": letters, "most_tagged": MOST_TAGGED}
        facts["parts"] = [
            {
                "path": one.path,
                "title": f"{one.leaf.label} {one.leaf.title}".strip(),
                "under": one.leaf.under,
                "is_ours": one.is_ours,
                "pages": one.pages,
            }
            for one in self.bound
        ]
        return facts

    def _mark(self):
        """[where the page lies that is laid upon every page], or nothing; it is not kept."""
        if not self.booklet.mark:
            return []
        path = self.folder / "mark.part"
        self._ask(self.booklet.mark, path).result()
        return [str(path)]

    def _front(self, path, further):
        """Set cover and contents until they have as many pages as the numbers in them say."""
        ours = [one.path for one in self.bound if one.is_ours] + further
        watermark = list(self.booklet.watermark)
        pages, made = 1 + -(-len(self.bound) // ROWS), None
        while made is None or made["pages"] != pages:
            pages = made["pages"] if made else pages
            html = thai(FRONT, self._contents(pages))
            made = self.crew.ask("front", html=html, watermark=watermark, parts=ours, to=str(path))
        return made

    def _contents(self, page):
        """What the contents say, where they themselves have so many pages."""
        rows = []
        for place, one in enumerate(self.bound):
            if one.leaf.listed:
                rows.append({"leaf": one.leaf, "place": place, "page": page + 1})
            page += one.pages
        said = {"cover": self.booklet.cover, "issuer": self.booklet.issuer, "rows": rows}
        return said | {"pages": page, "day": clock.today()}


def thai(template, context):
    """The words of one of our pages, in Thai whatever language was asked in."""
    with translation.override("th"):
        return render_to_string(template, context)
