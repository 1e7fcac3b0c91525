"""Put a text that was not chosen back in its place."""

from django.db import transaction

from proposals.questions import QUESTIONS
from proposals.services.autosaving import keep
from proposals.stamps import Sight

BY_NAME = {question.name: question for question in QUESTIONS}


@transaction.atomic
def restore(text, by, at=None):
    """Make a kept text the answer again; the one that stood is kept in its stead.

    Raises a ``MoveRefused`` where the proposal takes no answers now.
    """
    question = BY_NAME[text.question]
    outer, _dot, inner = question.key.partition(".")
    answers = {outer: {inner: text.value} if inner else text.value}
    sight = Sight(chosen=frozenset({text.question}))
    outcome = keep(text.proposal, answers, by, sight, at=at)
    if outcome.refusal:
        raise outcome.refusal
    text.delete()
    return outcome.proposal
