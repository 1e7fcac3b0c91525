"""A typo found after the submission: officers correct it in the open, field by field."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals import documents, emails
from proposals.completeness import lacks
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Answers
from proposals.questions import Kind
from proposals.services.comparing import note_due
from proposals.services.finding import reindex
from proposals.services.moving import OutOfTurn, already, lock
from proposals.services.sending import Sending
from proposals.services.submitting import freeze, valid_receipt
from proposals.services.tracing import note
from proposals.services.writing import settled
from proposals.stamps import Sight
from proposals.states import State
from pyp_portal.history.services import record

# Handed in and not decided upon; a returned proposal is in the hands of its agency.
MENDABLE = frozenset({State.SUBMITTED, State.SCREENING, State.ELIGIBLE, State.REVIEWING})
KINDS = frozenset({Kind.TEXT, Kind.AREA, Kind.EMAIL, Kind.PHONE, Kind.URL})


class NotMended(MoveRefused):
    """There is nothing to correct, or not in this way."""


def mendable(form):
    """The questions with one text for an answer."""
    return [question for question in form.questions if question.kind in KINDS]


@transaction.atomic
def mend(proposal, name, text, reason, by, *, version=None):
    """Put ``text`` in place of one answer; answers with the new revision.

    The receipt stays valid: it is for what was handed in. The agency is told by mail of the
    old and the new words and the reason. Raises ``OutOfTurn`` outside of ``MENDABLE``,
    ``NotMended`` for another kind of field or where nothing changes, ``ValidationError``
    where the form would no longer be complete (V-01) or the title be doubled (V-08).
    """
    fresh = lock(proposal, version, by)
    if fresh.state not in MENDABLE:
        raise OutOfTurn(already(fresh, by))
    Grounds(by=by, reason=reason).require_reason()
    question = next((q for q in mendable(fresh.form) if q.name == name), None)
    if question is None:
        raise NotMended(_("Choose a field with a text."))
    before, after = write(fresh, question, text, by)
    revision = freeze(fresh, by)
    record(fresh, "mended", by=by, reason=reason, question=name, revision=revision.number)
    reindex(fresh)
    note_due(fresh)
    documents.full_proposal(revision, fresh, by)
    emails.mended(fresh, question, before, after, reason, revision, valid_receipt(fresh))
    return revision


def write(proposal, question, text, by):
    """Save the one answer as every other save does; answers with the words before and after."""
    row, _is_new = Answers.objects.get_or_create(proposal=proposal)
    outer, _dot, inner = question.key.partition(".")
    given = settled(proposal, {outer: {inner: text} if inner else text})
    draft = Sending(proposal, row, given, by, Sight())
    outcome = draft.judged()
    if outcome.errors:
        raise ValidationError([text for texts in outcome.errors.values() for text in texts])
    lacking = lacks(question, given, proposal.call)
    if lacking:
        raise ValidationError([lack.text for lack in lacking])
    changes = draft.changes()
    if not changes:
        raise NotMended(_("This text stands there already."))
    draft.write(is_index_due=False)
    note(proposal, changes, draft.stamps, by, {})
    [(before, after)] = changes.values()
    return before or "", after or ""
