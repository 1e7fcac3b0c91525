"""Who changed what: one ``Edit`` for a person's sitting at an answer, one event for a step."""

from datetime import timedelta

from proposals.models import Edit
from proposals.questions import QUESTIONS
from pyp_portal import clock
from pyp_portal.history.services import record

SITTING = timedelta(minutes=30)  # without a save for so long, the next one begins another
STEP_OF = {question.name: question.step for question in QUESTIONS}


def trace(proposal, changes, stamps, by, step=None):
    """Note the changes: ``changes`` maps names to (before, after), ``stamps`` are the old ones.

    The history gets one event for each person, step and sitting; without a step one a call.
    """
    recent = Edit.objects.filter(proposal=proposal, by=by, saved_at__gt=clock.now() - SITTING)
    recent = list(recent)
    note(proposal, changes, stamps, by, {edit.question: edit for edit in recent})
    if step is None or step not in {STEP_OF.get(edit.question) for edit in recent}:
        record(proposal, "saved", by=by, **({"step": step} if step else {}))


def note(proposal, changes, stamps, by, latest):
    """One edit for each changed answer, or the last one grown where it is the same person's."""
    now, new = clock.now(), []
    for name, (before, after) in changes.items():
        edit = latest.get(name)
        if edit is not None and stamps[name].by == by.pk:
            edit.after, edit.saved_at = after, now
            edit.save(update_fields=["after", "saved_at"])
        else:
            new.append(Edit(proposal=proposal, question=name, by=by, before=before, after=after))
    for edit in new:
        edit.started_at = edit.saved_at = now
    Edit.objects.bulk_create(new)
