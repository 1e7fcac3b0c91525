"""The cases of a letter: what stands only sometimes, and the letter written in each of them."""

from dataclasses import dataclass

from django.template.defaulttags import IfNode
from django.utils.translation import gettext as _

from pyp_portal.outbox.sampling import Sample, condition_of


@dataclass(frozen=True)
class Case:
    """One condition of a letter: its field on the page, and what each outcome is called."""

    name: str
    condition: tuple
    label: str
    labels: tuple

    @property
    def options(self):
        """The outcomes without the name of the condition, which stands above them."""
        return [label.removeprefix(f"{self.label}: ") for label in self.labels]

    def outcome(self, asked):
        """The number of the outcome that was asked for, or None."""
        is_one = asked.isdecimal() and int(asked) < len(self.labels)
        return int(asked) if is_one else None


@dataclass(frozen=True)
class Example:
    """The letter in one combination of cases; ``case`` says what sets it apart from the first."""

    case: str
    subject: str
    body: str


def cases_of(shipped):
    """The conditions of a letter, as they come; one that stands twice is one."""
    found = {}
    for slot in (slot for cut in shipped.cut().cuts for slot in cut.own):
        if isinstance(slot.nodes[0], IfNode):
            condition, labels = condition_of(slot.nodes[0]), labels_of(slot)
            if condition not in found or len(labels) > len(found[condition][1]):
                found[condition] = (slot.name, labels)
    return [Case(f"case-{n}", key, *told) for n, (key, told) in enumerate(found.items())]


def labels_of(slot):
    """What the outcomes of a condition are called; without "otherwise" nothing may stand."""
    labels = tuple(branch.label for branch in slot.branches)
    last, _nodes = slot.nodes[0].conditions_nodelists[-1]
    return (
        labels if last is None else (*labels, _("%(case)s: nothing stands") % {"case": slot.name})
    )


def examples(shipped, texts, facts=(), chosen=()):
    """The letter in each case that can be: ``Example``s, one at least.

    ``facts`` are those of a record (``sampling.facts_of``): they stand in place of examples and
    decide the conditions that are about it. ``chosen`` are outcomes by condition that hold
    throughout. The first example is as the record says, or in the first case of everything; in
    each other one condition has come out otherwise.
    """
    labels = {case.condition: case.labels for case in cases_of(shipped)}
    letter, found, varied = shipped.cut(), {}, set(dict(chosen))
    waiting = [("", dict(chosen))]
    while waiting:
        case, outcomes = waiting.pop(0)
        sample = Sample(texts, outcomes, dict(facts))
        subject, body = (sample.of(root) for root in letter.roots)
        pair = (" ".join(subject.split()), body.strip() + "\n")
        found.setdefault(pair, Example(case, *pair))
        for condition, place in sample.met.items():
            others = enumerate(labels[condition]) if condition not in varied else ()
            waiting += [(name, outcomes | {condition: n}) for n, name in others if n != place]
            varied.add(condition)
    return list(found.values())
