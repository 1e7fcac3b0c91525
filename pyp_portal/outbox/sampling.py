"""A letter as it would read: with examples for its fields, or with what a record says of them."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.template import Context, engines
from django.urls import NoReverseMatch
from django.utils.module_loading import import_string

from pyp_portal import rooms
from pyp_portal.outbox.cutting import is_block
from pyp_portal.papers.wordings import FIELD


def facts_of(code, user):
    """What the rooms know of a record with this code, for who may see it; empty where none does."""
    found = {}
    for room in rooms.LETTER_RECORDS:
        found |= import_string(room)(code, user) or {}
    return found


@dataclass(frozen=True)
class Sample:
    """Words of a letter to be shown: ``facts`` fill what they know, examples fill the rest.

    Of what stands only sometimes the first case is written, ``otherwise`` the last.
    """

    texts: dict
    otherwise: bool = False
    facts: dict = field(default_factory=dict)

    def of(self, cut):
        """A part in these words."""
        slots = cut.slots
        made = []
        for place, piece in enumerate(FIELD.split(self.texts[cut.key])):
            made.append(self.shown(slots[piece.strip()]) if place % 2 else piece)
        return "".join(made)

    def shown(self, slot):
        """What stands in a slot."""
        if not slot.branches:
            return self.said(slot) or slot.example
        branch = slot.branches[-1 if self.otherwise else 0]
        if self.otherwise and len(slot.branches) == 1 and not slot.repeats:
            return ""
        before, after = branch.around
        text = f"{before}{self.of(branch)}{after}"
        return re.sub(r"^\n\n", "\n", text * 2) if slot.repeats else text

    def said(self, slot):
        """What the record says of a value; empty where it says nothing."""
        if not self.facts or is_block(slot.nodes[0]):
            return ""
        context = Context({"site_url": settings.SITE_URL, **self.facts}, autoescape=False)
        try:
            with context.bind_template(engines["django"].from_string("").template):
                return self.whole("".join(node.render(context) for node in slot.nodes))
        except NoReverseMatch:
            return ""

    @staticmethod
    def whole(text):
        """The address of the portal alone leads nowhere: the page behind it is not known."""
        return "" if text == settings.SITE_URL else text
