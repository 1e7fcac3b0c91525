"""Policies suggested on the step that asks for them, and one that is added with one click."""

from proposals.questions import POLICY_KEYS
from proposals.suggesting import suggest
from pyp_portal.evening import standing

READ = ("title_th", "summary", "problem_statement", "approach")  # what suggestions are made from


def suggestions(form):
    """The open questions about policies, each with what the text written so far speaks of.

    None on the last evening, when whatever only looks things up rests.
    """
    if standing.is_on():
        return []
    asked = [question for question in form.asked() if question.key in POLICY_KEYS]
    if not asked:
        return []
    text = "\n".join(filter(None, (form.answers.get(key) for key in READ)))
    pairs = ((question, suggested(form, question, text)) for question in asked)
    return [(question, found) for question, found in pairs if found]


def suggested(form, question, text):
    """What fits and is not chosen yet; nothing where no more may be chosen."""
    chosen = form.answers.get(question.key) or []
    room = (question.most or len(chosen) + 1) - len(chosen)
    return suggest(text, form.choices(question.source), chosen) if room > 0 else []
