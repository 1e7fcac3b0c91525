"""The words of papers that an administrator may change for a year, and how fields merge in.

A room declares each document beside its builder: the parts of its text as they are shipped,
and the fields that each part may name. A text is plain: ``{ชื่อ}`` stands for a value of the
record, a blank line begins a paragraph, and nothing else in it means anything.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.html import conditional_escape, format_html, mark_safe
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal.papers.rehearsing import rehearsal
from pyp_portal.papers.templatetags.paper import td
from pyp_portal.papers.yearly import Wording

FIELD = re.compile(r"\{([^{}\n]*)\}")
LONGEST, LONGEST_LINE = 3000, 250


@dataclass(frozen=True)
class Field:
    """Something of the record that a text may name: what it is, and how it looks."""

    name: str
    label: str
    example: str

    @property
    def token(self):
        return f"{{{self.name}}}"


@dataclass(frozen=True)
class Part:
    """One piece of the text of a document: a line, or paragraphs apart by a blank line.

    ``needs`` names fields without which the document would not say what it must say.
    """

    key: str
    label: str
    shipped: str
    fields: tuple = ()
    needs: tuple = ()
    is_line: bool = False

    @property
    def longest(self):
        return LONGEST_LINE if self.is_line else LONGEST

    def faults(self, text):
        """Why a text may not stand here, in sentences; none when it may."""
        return [*self.unknown(text), *self.loose(text), *self.missing(text)]

    def unknown(self, text):
        """A sentence for each field that does not exist here."""
        known = [one.name for one in self.fields]
        tokens = ", ".join(one.token for one in self.fields) or _("none")
        for name in dict.fromkeys(FIELD.findall(text)):
            if name.strip() not in known:
                yield _("There is no field {%(name)s} here. The fields are: %(known)s.") % {
                    "name": name.strip(),
                    "known": tokens,
                }

    def loose(self, text):
        """A sentence where a brace is no part of a field."""
        if {"{", "}"} & set(FIELD.sub("", text)):
            yield _("A brace stands alone. A field has a brace on both sides.")

    def missing(self, text):
        """A sentence for each field that must be named and is not."""
        named = {name.strip() for name in FIELD.findall(text)}
        for name in self.needs:
            if name not in named:
                yield _("The field {%(name)s} must stand in this text.") % {"name": name}


@dataclass(frozen=True)
class Document:
    """One kind of paper whose words may be changed."""

    key: str
    kind: str
    label: str
    parts: tuple

    @cached_property
    def fields(self):
        """All fields of its parts, once each."""
        found = [one for part in self.parts for one in part.fields]
        return tuple(dict.fromkeys(found))

    def part(self, key):
        return next(part for part in self.parts if part.key == key)

    def worded(self, changed):
        """The text of each part: as it was changed, else as it is shipped.

        Also as it is shipped where a field that was named has gone with a later release: a
        letter that stands is better than one that cannot be made.
        """
        texts = {part.key: changed.get(part.key, part.shipped) for part in self.parts}
        gone = {p.key: p.shipped for p in self.parts if any(p.unknown(texts[p.key]))}
        return texts | gone

    def changes(self, texts):
        """Only what differs from what is shipped."""
        return {p.key: texts[p.key] for p in self.parts if texts[p.key] != p.shipped}


@dataclass(frozen=True)
class Entry:
    """A document as the portal lists it: on which records it can be tried, and how.

    ``records()`` gives pairs of code and words, ``build(code, by)`` issues the paper.
    """

    document: Document
    records: object
    build: object


@dataclass(frozen=True)
class Words:
    """The words of one paper: the text of its year, with the values of its record."""

    document: Document
    texts: dict
    values: dict
    version: object = field(default=None)  # the row they come from; None when shipped or tried

    def pieces(self, text):
        """The text as HTML with Thai digits: words escaped, fields replaced."""
        found = FIELD.split(text)
        for place, piece in enumerate(found):
            is_field = place % 2
            yield conditional_escape(self.values[piece.strip()] if is_field else td(piece))

    def line(self, key):
        """A part as one line."""
        return mark_safe("".join(self.pieces(self.texts[key])))  # noqa: S308 (each is escaped)

    def paragraphs(self, key):
        """A part as its paragraphs; an empty text gives none."""
        whole = re.split(r"\n\s*\n", self.texts[key].strip())
        found = [mark_safe("".join(self.pieces(text))) for text in whole if text]  # noqa: S308
        lines = [mark_safe(text.replace("\n", "<br>")) for text in found]  # noqa: S308
        return mark_safe("\n".join(format_html("<p>{}</p>", text) for text in lines))  # noqa: S308


def words(document, year, values):
    """The words of a document for one record: {"wording": …}, as builders give it to templates.

    Raises ``ValueError`` when a value of a declared field is missing, or is not declared.
    """
    if values.keys() != {one.name for one in document.fields}:
        raise ValueError(f"{document.key}: values are not those that are declared")
    tried = rehearsal()
    if tried is not None and tried.document == document.key:
        return {"wording": Words(document, document.worded(tried.parts), values)}
    row = Wording.objects.standing(year, document.key)
    return {"wording": Words(document, document.worded(row.parts if row else {}), values, row)}


def entries():
    """All documents whose words may be changed, by key, in the order of their kinds.

    ``settings.PAPER_WORDINGS`` names the lists, so that this foundation knows no room.
    """
    found = [entry for name in settings.PAPER_WORDINGS for entry in import_string(name)]
    return {e.document.key: e for e in sorted(found, key=lambda e: str(e.document.kind))}
