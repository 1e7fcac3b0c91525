"""A letter as HTML that reads well on a phone, made of its plain text and of nothing else.

The text stays what was said. Its shape is found by the line: ``- `` begins an item, an address
of the portal becomes the button, the last paragraph is the foot. All is escaped, and only
addresses of the portal become links.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal.topics import TOPIC_OF

ITEM = re.compile(r"- |\d+\. ")
WHERE = re.compile(r" ?(ได้)?ที่$|,? (here|at)$")
SENTENCE = re.compile(
    r"(.*(?:[\u0e01-\u0e5b]|\.)) ((?!หรือ|และ)[^\d ]*[\u0e01-\u0e5b][^\d ]*|[A-Z][^.\d]*)"
)
SHORTEST_LABEL, LONGEST_LABEL = 3, 45


@dataclass(frozen=True)
class Block:
    """One piece of a letter: ``text`` and ``items`` have lines, a ``link`` its address.

    An ``entry`` is an item that has an address of its own.
    """

    kind: str
    lines: tuple = ()
    url: str = ""

    @property
    def label(self):
        return self.lines[0]


@dataclass(frozen=True)
class Letter:
    """A letter in blocks: what comes first, the button, and the foot."""

    subject: str
    body: str

    @cached_property
    def paragraphs(self):
        found = re.split(r"\n\s*\n", self.body.strip())
        return [paragraph.strip("\n").split("\n") for paragraph in found if paragraph.strip()]

    @cached_property
    def foot(self):
        """The last paragraph, which signs; none where it asks for something."""
        last = self.paragraphs[-1] if self.paragraphs else []
        asks = len(self.paragraphs) < 2 or any(address_in(line) for line in last)
        return [] if asks else last

    @cached_property
    def blocks(self):
        told = self.paragraphs[:-1] if self.foot else self.paragraphs
        found = [block for lines in told for block in blocks_of(lines)]
        return list(labelled(found))

    @property
    def button(self):
        """What the letter asks for: its first link."""
        return next((block for block in self.blocks if block.kind == "link"), None)

    @property
    def preview(self):
        """What a list of mails shows beside the subject: the first words after the salutation."""
        lines = [line for block in self.blocks if block.kind != "link" for line in block.lines]
        return " ".join(lines[1:3])[:160]


def address_in(line):
    """An address of the portal at the end of a line, or None."""
    return re.search(re.escape(settings.SITE_URL) + r"/\S*$", line)


def blocks_of(lines):
    """The blocks of one paragraph: text, items with what follows them, each address by itself."""
    run, kind = [], "text"
    for line in lines:
        found = address_in(line)
        begins = bool(ITEM.match(line)) and kind == "text"
        if run and (found or begins):
            yield Block(kind, tuple(run))
            run = []
        if not found:
            kind = "items" if begins else kind
            run.append(line)
            continue
        kind = "text"
        if before := line[: found.start()].strip():
            yield Block("text", (before,))
        yield Block("link", url=found[0])
    if run:
        yield Block(kind, tuple(run))


def labelled(blocks):
    """The same blocks; a short line before an address is what its link says."""
    before = None
    for block in blocks:
        if block.kind == "link" and before and before.kind == "items":
            *rest, last = before.lines
            if rest:
                yield Block("items", tuple(rest))
            before = Block("entry", (ITEM.sub("", last, count=1),), block.url)
            continue
        if block.kind == "link":
            before, label = split_label(before)
            if before:
                yield before
            before = Block("link", (label or _("Open in the portal"),), block.url)
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def split_label(block):
    """A block without its last line, and that line where it can be a label.

    Of a line that says where ("… report here") only what one does there is the label.
    """
    if block is None or block.kind != "text":
        return block, ""
    line = block.lines[-1].strip().rstrip(":").strip()
    rest, label = block.lines[:-1], WHERE.sub("", line)
    if label != line and (found := SENTENCE.fullmatch(label)):
        rest, label = (*rest, found[1]), found[2]
    if not SHORTEST_LABEL <= len(label) <= LONGEST_LABEL:
        return block, ""
    return (Block("text", rest) if rest else None), label


def html_of(message):
    """The HTML of a message, in its language."""
    return as_html(message.subject, message.body, message.language, choices=choices_of(message))


def choices_of(message):
    """Where the receiver may choose how they get such a message; "" where it is mandatory."""
    may_choose = message.recipient_id and message.template in TOPIC_OF
    return f"{settings.SITE_URL}{reverse('preferences:mine')}" if may_choose else ""


def as_html(subject, body, language, *, choices="", template="outbox/mail.html"):
    """A subject and a plain text as HTML for mail programs."""
    with translation.override(language):
        context = {
            "letter": Letter(subject, body),
            "language": language,
            "site_url": settings.SITE_URL,
            "choices": choices,
        }
        return render_to_string(template, context)


def as_sheet(subject, body, language):
    """The same without its page, to be shown on one of the portal's own."""
    return as_html(subject, body, language, template="outbox/_mail_sheet.html")
