"""Save what a page sends, answer by answer: what can stand is kept, and nothing is overwritten.

One rule for autosave, for the plain post of a step and for every other verb that saves: an
answer that somebody else has changed since the page was opened is not written; both texts are
shown to who came second, and the one that is not chosen is kept for thirty days.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Answers
from proposals.questions import QUESTIONS
from proposals.services.finding import reindex
from proposals.services.moving import OutOfTurn, lock, why_closed
from proposals.services.sending import Clash, Outcome, Sending
from proposals.services.tracing import trace
from proposals.services.writing import settled
from proposals.stamps import Sight
from proposals.states import State

__all__ = ["Clash", "NotAsked", "Outcome", "keep", "open_codes"]

FILE_KEYS = ("endorsement_letter", "partner_letters", "attachments")
TITLES = {"title_th", "title_en"}


class NotAsked(MoveRefused):
    """A returned proposal is revised in the fields that were named, and there only."""


@transaction.atomic
def keep(proposal, answers, by, sight=None, step=None, at=None):
    """Save the answers of which nobody else has saved another; says what became of each.

    ``answers`` are keyed by the first part of the keys of ``proposals.questions``. Where the
    proposal takes no answers now (handed in meanwhile, not asked for in the letter of return),
    nothing is saved, ``refusal`` says why, and what was sent is kept for thirty days.
    ``at`` is the arrival of the request, by which the deadline is judged (V-12). What a page
    saves is found by the search within a minute, a title at once.
    """
    sight = sight or Sight()
    fresh = lock(proposal, at=at)
    row, _is_new = Answers.objects.get_or_create(proposal=fresh)
    draft = Sending(fresh, row, settled(fresh, unfiled(answers)), by, sight)
    refusal = why_not(fresh, draft.answers, by)
    if refusal:
        return draft.refused(refusal)
    outcome = draft.judged()
    if draft.answers_to_write:
        is_findable_now = not sight.tab or bool(TITLES & set(draft.answers_to_write))
        draft.write(is_index_due=not is_findable_now)
        trace(fresh, draft.changes(), draft.stamps, by, step)
        if is_findable_now:
            reindex(fresh)
    return outcome


def unfiled(answers):
    """Answers without files, which have verbs of their own."""
    return {key: value for key, value in answers.items() if key not in FILE_KEYS}


def why_not(proposal, answers, by):
    """Why the proposal takes none of these answers now, or None."""
    if not proposal.takes_answers:
        return OutOfTurn(why_closed(proposal, by))
    if proposal.state == State.DRAFT:
        return None
    allowed = open_codes(proposal)
    asked = {q.key.split(".")[0] for q in QUESTIONS if q.code in allowed}
    if set(answers) - asked:
        return NotAsked(_("Only the fields named in the letter can be changed."))
    return None


def open_codes(proposal):
    """The F-numbers that may be changed now: all of a draft, those named of a returned one."""
    if proposal.state == State.DRAFT:
        return frozenset(question.code for question in QUESTIONS)
    letters = proposal.returns.exclude(sent_at=None).order_by("-round_no")
    letter = letters.first() if proposal.state == State.RETURNED else None
    return frozenset(letter.items.values_list("question", flat=True)) if letter else frozenset()
