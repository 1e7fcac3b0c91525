"""Save answers all or none; nothing but limits and formats is asked of a draft."""

from django.core.exceptions import ValidationError
from django.db import transaction

from proposals.grounds import StaleVersion
from proposals.questions import of_step
from proposals.services.autosaving import NotAsked, keep, open_codes
from proposals.services.moving import already
from proposals.services.writing import title_key
from proposals.stamps import Sight

__all__ = ["NotAsked", "open_codes", "save_answers", "save_step", "title_key"]


def save_step(proposal, step, cleaned, by, version=None, *, at=None):
    """Keep the answers of one step: ``cleaned`` maps keys of its questions to their answers.

    ``at`` is the arrival of the request, by which the deadline is judged.
    """
    keys = {question.key.split(".")[0] for question in of_step(step)}
    answers = {key: value for key, value in cleaned.items() if key in keys}
    return save_answers(proposal, answers, by, version=version, step=step, at=at)


@transaction.atomic
def save_answers(proposal, answers, by, version=None, step=None, *, at=None):
    """Keep any answers of the form until the deadline (V-12), all or none; the fresh proposal.

    Raises ``StaleVersion`` where somebody has changed one of them after ``version``, another
    ``MoveRefused`` where the proposal takes no answers now, ``ValidationError`` by V-08.
    """
    outcome = keep(proposal, answers, by, Sight(base=version), step=step, at=at)
    if outcome.refusal:
        raise outcome.refusal
    if outcome.clashes:
        raise StaleVersion(already(outcome.proposal, by))
    if outcome.errors:
        raise ValidationError(outcome.errors)
    return outcome.proposal
