"""A letter as it would read: with examples for its fields, or with what a record says of them."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.template import Context, engines
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import ForNode, IfNode
from django.urls import NoReverseMatch
from django.utils.module_loading import import_string

from pyp_portal import rooms
from pyp_portal.outbox.cutting import is_block
from pyp_portal.papers.wordings import FIELD

MOST = 20  # items of a list of the record


def facts_of(code, user):
    """What the rooms know of a record with this code, for who may see it; empty where none does."""
    found = {}
    for room in rooms.LETTER_RECORDS:
        found |= import_string(room)(code, user) or {}
    return found


def condition_of(node):
    """What a condition asks: the same wherever it is asked in a letter."""
    return tuple(repr(condition) for condition, _nodes in node.conditions_nodelists if condition)


def roots_of(condition):
    """The names from which the values of a condition are read."""
    for part in (condition.first, condition.second):
        if part is not None:
            yield from roots_of(part)
    value = getattr(condition, "value", None)
    if isinstance(value, FilterExpression):
        yield from root_of(value)


def root_of(expression):
    """The name from which one value is read; nothing for what is written out."""
    if isinstance(expression.var, Variable) and expression.var.lookups:
        yield expression.var.lookups[0]


@dataclass(frozen=True)
class Sample:
    """Words of a letter to be shown: ``facts`` fill what they know, examples fill the rest.

    Of what stands only sometimes the outcome is written that was ``chosen``, else the one of the
    record, else the first. ``met`` are the conditions that were met, with their outcomes.
    """

    texts: dict
    chosen: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    met: dict = field(default_factory=dict)

    def of(self, cut):
        """A part in these words."""
        slots = cut.slots
        made = []
        for place, piece in enumerate(FIELD.split(self.texts[cut.key])):
            made.append(self.shown(slots[piece.strip()]) if place % 2 else piece)
        return "".join(made)

    def shown(self, slot):
        """What stands in a slot."""
        node = slot.nodes[0]
        if isinstance(node, IfNode):
            return self.in_case(slot, node)
        if isinstance(node, ForNode):
            return self.repeated(slot.branches[0], node)
        return self.said(slot) or slot.example

    def in_case(self, slot, node):
        """The words of one outcome of a condition; none where nothing stands then."""
        condition = condition_of(node)
        place = self.chosen.get(condition, self.decided(node))
        self.met.setdefault(condition, place)
        return self.around(slot.branches[place]) if place < len(slot.branches) else ""

    def around(self, cut):
        """A part with the space around it; nothing where its words were taken away."""
        before, after = cut.around
        text = self.of(cut)
        return f"{before}{text}{after}" if text else ""

    def repeated(self, cut, node):
        """A part for each item of the record's list; twice where it is not known."""
        items = self.items(node)
        samples = [self] * 2 if items is None else [self.about(facts) for facts in items]
        return re.sub(r"^\n\n", "\n", "".join(sample.around(cut) for sample in samples))

    def about(self, facts):
        """The same with the facts of one item of a list."""
        return Sample(self.texts, self.chosen, self.facts | facts, self.met)

    def items(self, node):
        """What is known of each item of a list; None where the record does not know the list."""
        if len(node.loopvars) > 1 or not self.knows(root_of(node.sequence)):
            return None
        found = list(node.sequence.resolve(self.context(), ignore_failures=True) or ())[:MOST]
        return [
            {node.loopvars[0]: item, "forloop": {"counter": number}}
            for number, item in enumerate(found, 1)
        ]

    def decided(self, node):
        """Which outcome of a condition the record brings; the first where it does not know."""
        for place, (condition, _nodes) in enumerate(node.conditions_nodelists):
            if condition is None:
                return place
            if not self.knows(roots_of(condition)):
                return 0
            if condition.eval(self.context()):
                return place
        return len(node.conditions_nodelists)

    def knows(self, roots):
        """Whether the record says something of all of these."""
        roots = list(roots)
        return bool(roots) and all(self.facts.get(root) is not None for root in roots)

    def context(self):
        return Context({"site_url": settings.SITE_URL, **self.facts}, autoescape=False)

    def said(self, slot):
        """What the record says of a value; empty where it says nothing."""
        if not self.facts or is_block(slot.nodes[0]):
            return ""
        context = self.context()
        try:
            with context.bind_template(engines["django"].from_string("").template):
                return self.whole("".join(node.render(context) for node in slot.nodes))
        except NoReverseMatch:
            return ""

    @staticmethod
    def whole(text):
        """The address of the portal alone leads nowhere: the page behind it is not known."""
        return "" if text == settings.SITE_URL else text
