"""A guide read from its file: Markdown without HTML, its headings with anchors to link to.

An anchor stands behind its heading, ``## Submit {#submit}``, so that it stays when the words
of the heading change. A picture that stands alone is a figure with its title under it.

Markdown is read by markdown-it-py, which follows CommonMark, is kept up, and lets no HTML pass.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from markdown_it import MarkdownIt
from PIL import Image

FOLDER = settings.BASE_DIR / "docs" / "guides"
PICTURES = settings.BASE_DIR / "static" / "guides"
ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
PHONE = "-phone"  # the end of the name of a picture that shows a telephone
LEVELS = ("h2", "h3")


@dataclass(frozen=True)
class Section:
    """A heading and the words under it up to the next one."""

    anchor: str
    title: str
    level: str
    text: str


@dataclass(frozen=True, eq=False)
class Guide:
    """One guide in one language."""

    name: str
    language: str
    title: str
    lede: str
    tokens: tuple
    sections: tuple

    @property
    def chapters(self):
        """The headings that stand in its table of contents."""
        return [section for section in self.sections if section.level == "h2"]


@dataclass(frozen=True)
class Picture:
    """A picture of a page with its size, so that a browser keeps its place."""

    name: str
    width: int
    height: int

    @property
    def path(self):
        return PICTURES / self.name

    @property
    def is_phone(self):
        return Path(self.name).stem.endswith(PHONE)


def parser():
    """CommonMark with tables; HTML in it is text like any other."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def guide(name, language):
    """The guide of this name; in English the short one."""
    folder = FOLDER / "en" if language == "en" else FOLDER
    return parsed(name, language, (folder / f"{name}.md").read_text(encoding="utf-8"))


def parsed(name, language, text):
    """A guide from its Markdown: a title, a sentence for whom it is, and its sections."""
    tokens = parser().parse(text)
    title, lede = tokens[1].content, tokens[4].content
    body = tokens[6:]
    return Guide(name, language, title, lede, tuple(body), tuple(sections(body)))


def sections(tokens):
    """The sections of a guide; each heading among the tokens is given its anchor."""
    headings = [place for place, one in enumerate(tokens) if is_heading(one)]
    ends = [*headings[1:], len(tokens)]
    for number, (place, end) in enumerate(zip(headings, ends, strict=True), 1):
        anchor, title = anchored(tokens[place], tokens[place + 1], f"part-{number}")
        words = " ".join(one.content for one in tokens[place + 3 : end] if one.type == "inline")
        yield Section(anchor, title, tokens[place].tag, plain(words))


def is_heading(token):
    return token.type == "heading_open" and token.tag in LEVELS


def anchored(heading, inline, otherwise):
    """Take the anchor out of the words of a heading and set it; (anchor, words)."""
    found = ANCHOR.search(inline.content)
    anchor = found[1] if found else otherwise
    title = ANCHOR.sub("", inline.content)
    last = inline.children[-1]
    last.content = ANCHOR.sub("", last.content)
    heading.attrSet("id", anchor)
    return anchor, title


def plain(words):
    """Words without the marks of Markdown, as a search shows them."""
    words = re.sub(r"!\[([^\]]*)\]\([^)]*\)", "", words)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return re.sub(r"\s+", " ", words.replace("**", "").replace("`", "")).strip()


@cache
def picture(name):
    """The picture of this name, of which the head is read once."""
    with Image.open(PICTURES / name) as image:
        return Picture(name, *image.size)
