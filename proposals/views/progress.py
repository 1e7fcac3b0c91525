"""How far a draft is: the steps beside the editor, and what each still lacks."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals import completeness
from proposals.questions import STEPS
from proposals.services.drafting import open_codes
from proposals.states import State


@dataclass(frozen=True)
class StepMark:
    """One step as the navigation shows it."""

    status: str
    url: str
    label: str
    note: str


def editor(proposal, here):
    """What stands around every page of the editor."""
    answers = proposal.answered()
    missing = completeness.missing_in(answers, proposal.form, proposal.call)
    is_returned = proposal.state == State.RETURNED
    return {
        "proposal": proposal,
        "answers": answers,
        "missing": missing,
        "percent": completeness.percent(missing, proposal.form),
        "here": here,
        "steps": marks(proposal, missing, here),
        "lacking": by_step(missing, proposal.form),
        "is_returned": is_returned,
        "due": proposal.revision_due_at if is_returned else proposal.closes_at,
        "defects": defects(proposal) if is_returned else [],
        "files_open": {"F55", "F56", "F57"} & open_codes(proposal),
    }


def by_step(missing, form):
    """What is missing under the name of its step, as the form is written."""
    return [
        (form.step_words(step)[0], list(lacks))
        for step, lacks in groupby(missing, lambda m: m.step)
    ]


def marks(proposal, missing, here):
    """The seven steps: done, now, or to be mended."""
    lacking = {step: [lack for lack in missing if lack.step == step] for step in STEPS}
    return [mark(proposal, step, len(lacking[step]), here) for step in STEPS]


def mark(proposal, step, count, here):
    status = "now" if step == here else "fix" if count else "done"
    note = ngettext("%(count)d point missing", "%(count)d points missing", count)
    return StepMark(
        status=status,
        url=reverse("proposals:step", args=[proposal.code, step]),
        label=proposal.form.step_words(step)[0],
        note=note % {"count": count} if count else _("Complete"),
    )


def defects(proposal):
    """What the letter of return asks for."""
    letter = proposal.returns.exclude(sent_at=None).order_by("-round_no").first()
    return list(letter.items.all()) if letter else []
