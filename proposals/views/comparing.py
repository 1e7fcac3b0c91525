"""What has changed since a revision, word by word."""

from django.shortcuts import render

from proposals import comparing
from proposals.models import ReturnItem
from proposals.states import State
from proposals.views.records import frame


def changes(request, code):
    """What stands now beside an earlier revision; by default the one before, and changes only."""
    proposal, context = frame(request, code, "changes")
    revisions = list(proposal.revisions.select_related("frozen_by").order_by("number"))
    base = base_of(request, proposal, revisions)
    everything = request.GET.get("all") == "1"
    found = compared(proposal, revisions, base, everything) if base else []
    asked = asked_since(proposal, base) if base else {}
    return render(
        request,
        "proposals/changes.html",
        context
        | {
            "base": base,
            "bases": bases(proposal, revisions),
            "steps": with_asked(found, asked),
            "unanswered": unanswered(proposal, found, asked),
            "everything": everything,
        },
    )


def bases(proposal, revisions):
    """The revisions with which what stands can be compared: all before it."""
    return revisions if proposal.state == State.RETURNED else revisions[:-1]


def base_of(request, proposal, revisions):
    """The revision that was asked for, or the newest that differs from what stands."""
    choices = bases(proposal, revisions)
    given = request.GET.get("from", "")
    chosen = [revision for revision in choices if str(revision.number) == given]
    return (chosen or choices[-1:] or [None])[0]


def compared(proposal, revisions, base, everything):
    """The changes from ``base`` to what stands: a revision under way, or the newest frozen one."""
    is_open = proposal.state == State.RETURNED
    after = proposal.answered() if is_open else revisions[-1].content["answers"]
    before = base.content["answers"]
    return comparing.steps(before, after, proposal.form, everything=everything)


def asked_since(proposal, base):
    """What letters sent after ``base`` was frozen asked for, by F-number."""
    items = ReturnItem.objects.filter(
        letter__proposal=proposal, letter__sent_at__gte=base.frozen_at
    )
    found = {}
    for item in items.select_related("letter"):
        found.setdefault(item.question, []).append(item)
    return found


def with_asked(steps, asked):
    """The changes with what was asked for each."""
    return [
        (number, title, [(change, asked.get(change.question.code, ())) for change in found])
        for number, title, found in steps
    ]


def unanswered(proposal, steps, asked):
    """Questions that a letter named and nobody changed."""
    changed = {c.question.code for _n, _t, found in steps for c in found if c.is_changed}
    return [proposal.form.of_code(code) for code in asked if code not in changed]
