"""What sending a file would do, question by question: nothing is written here."""

from dataclasses import dataclass, field
from functools import cached_property

from proposals.forms.blocks import wrong
from proposals.forms.steps import StepForm
from proposals.models import Answers
from proposals.questions import STEPS
from proposals.services.sending import Clash, Sending
from proposals.services.writing import settled
from proposals.stamps import Verdict


@dataclass(frozen=True)
class Judged:
    """One question of the file: what it says, what stands, and what becomes of it."""

    question: object
    mine: object = None
    theirs: object = None
    is_new: bool = False
    clash: Clash | None = None
    errors: tuple = ()


@dataclass
class File:
    """A file that was sent for a proposal: its fields, and what its maker had seen."""

    proposal: object
    data: object
    names: frozenset
    by: object
    sight: object
    open_codes: frozenset
    forms: list = field(default_factory=list)

    def __post_init__(self):
        self.forms = [self.form(step) for step in STEPS]

    def form(self, step):
        """The page of a step as if the file had been typed into it."""
        codes, names = self.open_codes, self.names
        return StepForm(self.proposal, step, self.data, open_codes=codes, names=names)

    @cached_property
    def judged(self):
        """Every question that the file answers and that may be changed now."""
        return [one for form in self.forms for one in self.of_step(form)]

    def of_step(self, form):
        faults = wrong(form)
        sending = self.sending(form)
        for question in form.questions:
            if question.name in faults:
                texts = tuple(text for _control, text in faults[question.name])
                yield Judged(question, errors=texts)
            elif question.name in sending.verdicts:
                yield self.verdict(sending, question)

    def sending(self, form):
        """The answers of a step on their way, judged by what stands now."""
        row = getattr(self.proposal, "answers", None) or Answers(proposal=self.proposal)
        answers = settled(self.proposal, form.cleaned())
        return Sending(self.proposal, row, answers, self.by, self.sight)

    def verdict(self, sending, question):
        found = sending.verdicts[question.name]
        own = question.answer(sending.answers)
        stands = question.answer(sending.before)
        clash = sending.clash(question) if found == Verdict.CLASH else None
        return Judged(question, own, stands, found == Verdict.WRITE, clash)
