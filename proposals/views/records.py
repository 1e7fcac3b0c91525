"""The page of one proposal, in tabs, and its one-page preview."""

from dataclasses import dataclass, replace

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals import bundles, documents, permissions, reading
from proposals.actions import actions
from proposals.lifecycle.conditions import when_endorsed
from proposals.models import Proposal
from proposals.partnership import partnerships
from proposals.services.copying import COPYABLE, last_time
from proposals.services.moving import why_closed
from proposals.services.submitting import valid_receipt
from proposals.standing import mergers_of
from proposals.states import State
from proposals.timeline import lines
from proposals.todo_office import screening_due
from proposals.views.finding import find
from pyp_portal.history.services import whole_timeline

ASKED = 3  # the latest questions about it, beside the summary


@dataclass(frozen=True)
class Tab:
    """One tab: a link with its own address."""

    name: str
    label: str
    icon: str
    url: str


def frame(request, code, tab):
    """What stands around every tab: state, title, actions, tabs."""
    proposal = find(request, code)
    inside = permissions.sees_internal_state(proposal, request.user)
    return proposal, {
        "proposal": proposal,
        "inside": inside,
        "public": not inside,
        "may_compare": permissions.reads_all(request.user),
        "sees_edits": permissions.sees_edits(proposal, request.user),
        "actions": actions(proposal, request.user),
        "receipt": valid_receipt(proposal),
        "tabs": tabs(proposal, inside, request.user),
        "tab": tab,
        "screening_due": screening_due(proposal) if inside else None,
        "earlier": last_time(proposal, request.user),
    }


def tabs(proposal, inside, user):
    """The tabs that this person has; what changed is one where there is anything to compare."""
    hidden = set() if inside else {"screening"}
    talks = permissions.can_talk(proposal, user)
    if not talks:
        hidden.add("comments")
    if not proposal.return_count and proposal.revisions.count() < 2:
        hidden.add("changes")
    labels = [
        ("detail", _("Summary"), "file"),
        ("text", _("Full text"), "list"),
        ("changes", _("What was changed"), "edit"),
        ("comments", comments_label(proposal) if talks else "", "message"),
        ("screening", _("Screening"), "check-circle"),
        ("similar", _("Alike"), "search"),
        ("files", _("Files"), "files"),
        ("history", _("History"), "history"),
    ]
    return [
        Tab(name, label, icon, reverse(f"proposals:{name}", args=[proposal.code]))
        for name, label, icon in labels
        if name not in hidden
    ]


def comments_label(proposal):
    """The tab says how many comments wait for somebody."""
    count = proposal.comments.unresolved().count()
    return _("Comments (%(count)d)") % {"count": count} if count else _("Comments")


def detail(request, code):
    """Summary, facts and what happened lately."""
    proposal, context = frame(request, code, "detail")
    events = told(proposal, context, request.user)
    answers = proposal.answered()
    return render(
        request,
        "proposals/detail.html",
        {
            **context,
            "answers": answers,
            "partnerships": partnerships(proposal, answers),
            "events": events[::-1][:6],
            "too_late": too_late(proposal),
            "later": later_of(proposal, request.user),
            "endorsement_due": when_endorsed(proposal),
            "mergers": mergers_of(proposal, request.user, only_open=True),
            "enquiries": proposal.enquiries.visible_to(request.user)[:ASKED],
        },
    )


def told(proposal, context, user):
    """What happened to a proposal, as this person may read it."""
    return lines(whole_timeline(proposal), context["inside"], permissions.reads_all(user))


def later_of(proposal, user):
    """Where an issue that has ended was proposed again, as far as the person sees it."""
    if proposal.state not in COPYABLE:
        return []
    return Proposal.objects.visible_to(user).filter(earlier=proposal).order_by("code")


def too_late(proposal):
    """Why an answer can no longer be written, while the portal has not moved the proposal on."""
    is_begun = proposal.state in (State.DRAFT, State.RETURNED)
    return why_closed(proposal) if is_begun and not proposal.takes_answers else ""


def text(request, code):
    """Everything that was written; after a revision what has changed is marked."""
    proposal, context = frame(request, code, "text")
    first = proposal.revisions.order_by("number").first()
    before = first.content["answers"] if first else None
    steps = reading.steps(proposal.answered(), proposal.form, before)
    may_talk = permissions.can_talk(proposal, request.user)
    counts = proposal.comments.counts() if may_talk else {}
    return render(
        request,
        "proposals/text.html",
        {
            **context,
            "steps": [
                (number, title, [with_comments(one, counts) for one in readings])
                for number, title, readings in steps
            ],
        },
    )


def with_comments(read, counts):
    """An answer in words, with how many comments on it wait for somebody."""
    return replace(read, comments=counts.get(read.question.name, 0))


def files(request, code):
    """Attachments and official papers."""
    proposal, context = frame(request, code, "files")
    return render(
        request,
        "proposals/files.html",
        {
            **context,
            "attachments": proposal.attachments.current().select_related("file"),
            "papers": documents.papers_of(proposal).filter(kind__in=bundles.OWN_KINDS),
        },
    )


def history(request, code):
    """What happened, newest first."""
    proposal, context = frame(request, code, "history")
    events = told(proposal, context, request.user)[::-1]
    return render(request, "proposals/history.html", {**context, "events": events})


def preview(request, code):
    """The one-page summary as it stands."""
    proposal = find(request, code)
    return render(
        request, "proposals/preview.html", {"proposal": proposal, "answers": proposal.answered()}
    )
