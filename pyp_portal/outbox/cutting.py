"""A letter as it is shipped, cut into texts that may be changed and slots that may not.

The shipped text of a letter is a template of the code. Here it is taken apart: each run of
words is plain text, each value of the record is a field in braces, and what stands only
sometimes, or for each of several, is a field too whose words are a part of their own. Changed
words are put between the same nodes, so what an administrator writes is never a template.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.template import Template
from django.template.base import NodeList, TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode, LoadNode, URLNode

from pyp_portal import thai
from pyp_portal.papers.wordings import FIELD, Field, Part

SUBJECT, BODY = "subject", "body"
SITE = "site_url"


@dataclass
class Slot:
    """Something between the words: the nodes that write it, and the parts that hang on it."""

    name: str
    nodes: list
    label: str = ""
    example: str = ""
    must_stand: bool = False
    repeats: bool = False
    branches: list = field(default_factory=list)

    @property
    def is_value(self):
        return not is_block(self.nodes[0]) and not self.must_stand

    def as_field(self):
        return Field(self.name, self.label or self.name, self.example)


@dataclass
class Cut:
    """One part: its place in the template, and the words and slots that it is made of."""

    key: str
    label: str
    nodes: NodeList
    pieces: list
    around: tuple = ("", "")
    lent: list = field(default_factory=list)  # values of the parts around it

    @property
    def own(self):
        return [piece for piece in self.pieces if isinstance(piece, Slot)]

    @property
    def slots(self):
        """What its words may name, by name: its own first, then what is known around it."""
        known = {slot.name: slot for slot in self.own}
        for slot in self.lent:
            known.setdefault(slot.name, slot)
        return known

    @property
    def text(self):
        """Its words as they are shipped, with fields in braces."""
        told = [f"{{{p.name}}}" if isinstance(p, Slot) else p for p in self.pieces]
        return "".join(told)

    def as_part(self):
        fields = tuple(slot.as_field() for slot in self.slots.values())
        needs = tuple(slot.name for slot in self.own if not slot.is_value)
        text = thai.normalise(self.text)  # as it comes back from the page when nothing is changed
        return Part(self.key, self.label, text, fields, needs, is_line=self.key == SUBJECT)

    def reword(self, text):
        """Put other words between its slots."""
        before, after = self.around
        slots = self.slots
        made = []
        for place, piece in enumerate(FIELD.split(text)):
            made.extend(slots[piece.strip()].nodes if place % 2 else [TextNode(piece)])
        self.nodes[:] = [TextNode(before), *made, TextNode(after)] if text else []

    def nested(self):
        """This part and all that hang on it, as they come."""
        yield self
        for slot in self.own:
            for branch in slot.branches:
                yield from branch.nested()


class Anatomy:
    """A shipped letter taken apart; once reworded it writes the other words."""

    def __init__(self, template, naming):
        self.template = template
        self.naming = naming
        first, rest = at_first_line(template.nodelist)
        subject = self.cut(first, SUBJECT, naming.word("subject"), [])
        body = self.cut(rest, BODY, naming.word("body"), [])
        lend(subject, body)
        lend(body, subject)
        self.roots = [subject, body]

    @property
    def cuts(self):
        return [cut for root in self.roots for cut in root.nested()]

    def reworded(self, texts):
        """This letter with other words in the parts that are named."""
        for cut in self.cuts:
            if cut.key in texts:
                cut.reword(texts[cut.key])
        subject, body = self.roots
        self.template.nodelist = NodeList([*subject.nodes, TextNode("\n\n"), *body.nodes])
        return self.template

    def cut(self, nodes, key, label, lent):
        """One part made of these nodes."""
        made = Cut(key, label, nodes, [], lent=lent)
        self.slots_of(made)
        made.around = trim(made.pieces)
        values = [slot for slot in made.own if slot.is_value]
        for slot in made.own:
            self.branch(slot, key, [*values, *lent])
        return made

    def slots_of(self, made):
        """Fill a part with its words and slots; a link is one slot with the address of the site."""
        nodes = [node for node in made.nodes if not isinstance(node, LoadNode)]
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, TextNode):
                made.pieces.append(node.s)
            elif is_site(node) and nodes and isinstance(nodes[0], VariableNode | URLNode):
                made.pieces.append(self.link([node, nodes.pop(0)], made))
            else:
                made.pieces.append(self.slot(node, made))

    def link(self, nodes, made):
        name, label = self.naming.link(nodes[1].token.contents)
        example = f"{settings.SITE_URL}/…/"
        return Slot(free(name, nodes, made), nodes, label, example, must_stand=True)

    def slot(self, node, made):
        told = node.token.contents
        name, example = self.naming.of(told)
        must_stand = told.endswith("_url") or told == SITE
        return Slot(free(name, [node], made), [node], example=example, must_stand=must_stand)

    def branch(self, slot, key, lent):
        """The parts that hang on a condition or on a loop."""
        node = slot.nodes[0]
        if isinstance(node, IfNode):
            lists = [nodes for _condition, nodes in node.conditions_nodelists]
        elif isinstance(node, ForNode):
            lists, slot.repeats = [node.nodelist_loop], True
        else:
            return
        labels = self.naming.branches(node.token.contents, slot.name)
        for place, nodes in enumerate(lists):
            name = f"{key}/{slot.name}/{place}"
            slot.branches.append(self.cut(nodes, name, next(labels), lent))


def is_site(node):
    return isinstance(node, VariableNode) and node.token.contents == SITE


def free(name, nodes, made):
    """A name that nothing else in this part bears; the same value keeps its name."""
    told = [node.token.contents for node in nodes]
    name, number = str(name), 1
    taken = {slot.name: [node.token.contents for node in slot.nodes] for slot in made.own}
    tried = name
    while taken.get(tried, told) != told or (tried in taken and is_block(nodes[0])):
        number += 1
        tried = f"{name} {number}"
    return tried


def is_block(node):
    return isinstance(node, IfNode | ForNode)


def trim(pieces):
    """Take the space around a part out of its words; it is put back when they change."""
    before = after = ""
    if pieces and isinstance(pieces[0], str):
        text = pieces[0].lstrip()
        before, pieces[0] = pieces[0][: len(pieces[0]) - len(text)], text
    if pieces and isinstance(pieces[-1], str):
        text = pieces[-1].rstrip()
        after, pieces[-1] = pieces[-1][len(text) :], text
    pieces[:] = [piece for piece in pieces if piece != ""]
    return before, after


def lend(giver, taker):
    """Values that one part knows may stand in the other too."""
    taker.lent = [*taker.lent, *(slot for slot in giver.own if slot.is_value)]


def at_first_line(nodes):
    """The nodes of the first line and those behind it."""
    first, rest = NodeList(), NodeList()
    for place, node in enumerate(nodes):
        if isinstance(node, TextNode) and "\n" in node.s:
            head, _line, tail = node.s.partition("\n")
            first.append(TextNode(head))
            rest.append(TextNode(tail))
            rest.extend(nodes[place + 1 :])
            break
        first.append(node)
    return first, rest


def fresh(template, naming):
    """A letter of its own, cut from the source of a template that others may be using."""
    made = Template(template.source, template.origin, template.name, template.engine)
    return Anatomy(made, naming)
