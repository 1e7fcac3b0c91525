"""Answers on their way into a locked proposal: each judged, written or kept apart."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.questions import QUESTIONS, Kind
from proposals.services.keeping import let_go, put_by
from proposals.services.moving import touch
from proposals.services.writing import stored, title_key, write
from proposals.stamps import Stamp, Verdict, canonical, verdict
from proposals.states import State
from pyp_portal import clock

GONE = (State.WITHDRAWN, State.EXPIRED, State.MERGED)
SEARCHED = {"theme", "partners", "target_areas", "summary"}
UNSENT = (Kind.FILES, Kind.SHOWN)


@dataclass(frozen=True)
class Clash:
    """Two answers to one question: the one that was sent, and the one that stands."""

    question: object
    mine: object
    theirs: object
    stamp: Stamp


@dataclass
class Outcome:
    """What became of the answers that were sent; names are those of the form's fields."""

    proposal: object
    values: dict = field(default_factory=dict)  # name to the value that stands now, as sent
    theirs: list = field(default_factory=list)  # never changed here, changed by somebody else
    clashes: list = field(default_factory=list)
    errors: dict = field(default_factory=dict)
    refusal: MoveRefused | None = None

    @property
    def is_whole(self):
        """True when everything that was sent stands."""
        return not (self.clashes or self.errors or self.refusal)


class Sending:
    """Answers on their way into a locked proposal."""

    def __init__(self, proposal, row, answers, by, sight):
        self.proposal, self.row, self.answers = proposal, row, answers
        self.by, self.sight = by, sight
        self.before = stored(proposal, row, answers)
        self.questions = [q for q in QUESTIONS if q.kind not in UNSENT and is_in(q, answers)]
        self.stamps = {q.name: Stamp.of(row.stamps.get(q.name)) for q in self.questions}
        self.verdicts = {q.name: self.verdict(q) for q in self.questions}
        self.answers_to_write = {}

    def verdict(self, question):
        name, value = question.name, question.answer(self.answers)
        stands, stamp = question.answer(self.before), self.stamps[name]
        found = verdict(name, value, stands, stamp, self.sight, self.by)
        is_given_up = found == Verdict.WRITE and name in self.sight.yielded
        return Verdict.CLASH if is_given_up else found

    def refused(self, refusal):
        """Put by everything that differs from what stands."""
        for question in self.questions:
            if self.verdicts[question.name] in (Verdict.WRITE, Verdict.CLASH):
                self.put_by(question, against=self.proposal.version)
        return Outcome(self.proposal, refusal=refusal)

    def put_by(self, question, against):
        value = question.answer(self.answers)
        put_by(
            self.proposal,
            question.name,
            value,
            by_id=self.by.pk,
            tab=self.sight.tab,
            against=against,
        )

    def judged(self):
        """Sort the answers by their verdicts, and choose what to write."""
        outcome = Outcome(self.proposal)
        doubled = self.title_that_is_doubled()
        for question in self.questions:
            name, found = question.name, self.verdicts[question.name]
            if found == Verdict.CLASH:
                self.put_by(question, against=self.stamps[name].version)
                if name not in self.sight.yielded:
                    outcome.clashes.append(self.clash(question))
            elif found == Verdict.THEIRS:
                outcome.theirs.append(name)
            elif name == doubled:
                self.verdicts[name] = Verdict.WRONG
                text = _("Your agency has already begun a proposal with this title in this call.")
                outcome.errors[name] = [text]
            elif found != Verdict.LATE:
                outcome.values[name] = question.answer(self.answers)
        self.answers_to_write = self.to_write()
        return outcome

    def clash(self, question):
        mine, theirs = question.answer(self.answers), question.answer(self.before)
        return Clash(question, mine, theirs, self.stamps[question.name])

    def title_that_is_doubled(self):
        """V-08: one title once per agency and call."""
        key = title_key(self.answers.get("title_th", ""))
        if not key or self.verdicts["title_th"] != Verdict.WRITE:
            return None
        same = Proposal.everything.filter(
            call=self.proposal.call_id, lead_agency=self.proposal.lead_agency_id, title_key=key
        )
        others = same.exclude(pk=self.proposal.pk).exclude(state__in=GONE)
        return "title_th" if others.exists() else None

    def to_write(self):
        """The answers without those that must not be written or need not be."""
        unwritten = [q for q in self.questions if self.verdicts[q.name] != Verdict.WRITE]
        chosen = without(self.answers, unwritten)
        return {
            key: value
            for key, value in chosen.items()
            if any(is_in(q, {key: value}) for q in self.questions) or self.is_news(key, value)
        }

    def is_news(self, key, value):
        """True for what no question asks and that does not stand yet."""
        old = self.before.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            return {**old, **value} != old
        return value != old

    def changes(self):
        """Before and after of each answer that is to be written, by name."""
        return {
            q.name: (q.answer(self.before), q.answer(self.answers))
            for q in self.questions
            if self.verdicts[q.name] == Verdict.WRITE
        }

    def write(self, *, is_index_due):
        """Write the answers, move the version on and stamp them."""
        write(self.proposal, self.row, self.answers_to_write)
        touch(self.proposal)
        for name, (before, _after) in self.changes().items():
            self.choose(name, before)
            self.row.stamps[name] = self.stamp().kept()
        is_searched = self.row.is_index_due or bool(SEARCHED & set(self.answers_to_write))
        self.row.is_index_due = is_index_due and is_searched
        self.row.save()
        self.proposal.answers = self.row

    def choose(self, name, before):
        """Where a reader of both chose this text: the one that stood is kept instead."""
        old, tab = self.stamps[name], self.sight.tab
        if name not in self.sight.chosen or old.is_from(self.by, tab) or canonical(before) is None:
            return
        put_by(
            self.proposal,
            name,
            before,
            by_id=old.by or self.by.pk,
            tab=old.tab,
            against=self.proposal.version,
        )
        if tab:
            let_go(self.proposal, name, self.by, tab)

    def stamp(self):
        sight = self.sight
        now = clock.now().isoformat()
        return Stamp(self.proposal.version, self.by.pk, sight.tab, sight.turn, now)


def is_in(question, answers):
    """True when these answers hold one to the question, be it an empty one."""
    outer, _dot, inner = question.key.partition(".")
    if outer not in answers:
        return False
    return not inner or (isinstance(answers[outer], dict) and inner in answers[outer])


def without(answers, questions):
    """The answers but those to these questions; values inside values one by one."""
    left = {key: {**part} if isinstance(part, dict) else part for key, part in answers.items()}
    for question in questions:
        outer, _dot, inner = question.key.partition(".")
        if inner:
            left[outer].pop(inner)
        else:
            left.pop(outer)
    return {key: value for key, value in left.items() if value != {} or answers[key] == {}}
