"""Hand in, take back, withdraw, and the receipt."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals import documents, permissions, services
from proposals.forms.papers import WithdrawalForm
from proposals.services import attempting
from proposals.services.submitting import receipts
from proposals.states import State
from proposals.views.finding import REFUSALS, answer, attempt, find, sentence_of, version_of
from pyp_portal.access import require
from pyp_portal.history.services import record
from pyp_portal.papers.kinds import Kind


@require_POST
def submit(request, code):
    """T02 or T07, counted by the arrival of the request; what fails is noted as evidence."""
    proposal = find(request, code)
    if not permissions.can_submit(proposal, request.user):
        attempting.note_no_right(proposal, request.user, request_id=request.id)
        raise PermissionDenied
    try:
        receipt = hand_in(request, proposal)
    except REFUSALS as refused:
        return refuse(request, proposal, refused)
    except Exception:
        attempting.note_error(proposal, request.user, request_id=request.id)
        raise
    messages.success(request, _("Submitted. Receipt %(number)s.") % {"number": receipt.number})
    return redirect("proposals:receipt", proposal.code)


def hand_in(request, proposal):
    """Call the verb of the state in which the proposal is."""
    verb = services.resubmit if proposal.state == State.RETURNED else services.submit
    return verb(
        proposal,
        request.user,
        at=request.arrived_at,
        version=version_of(request),
        key=request.POST.get("key", "")[:64],
    )


def refuse(request, proposal, refused):
    """Say why, and keep a trace: who tried and failed may matter once the call is over."""
    sentence = sentence_of(refused, proposal, request.user)
    record(proposal, "submit_refused", by=request.user, reason=sentence)
    code = attempting.code_of(refused, proposal)
    attempting.note(proposal, request.user, code, sentence=sentence, request_id=request.id)
    messages.error(request, sentence)
    return redirect("proposals:review", proposal.code)


@require_POST
def recall(request, code):
    """T03."""
    proposal = find(request, code)
    require(permissions.can_submit(proposal, request.user))
    return answer(
        request,
        proposal,
        lambda: services.recall(
            proposal, request.user, at=request.arrived_at, version=version_of(request)
        ),
        _("Recalled. It is a draft again and has to be submitted anew."),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request, code):
    """T31: with a reason and the letter of the head of the agency."""
    proposal = find(request, code)
    require(permissions.can_withdraw(proposal, request.user))
    form = WithdrawalForm(
        request.POST or None,
        request.FILES or None,
        needs_letter=proposal.state != State.SELECTED,
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and leave(request, proposal, form.cleaned_data):
        return redirect(proposal)
    return render(request, "proposals/withdraw.html", {"proposal": proposal, "form": form})


def leave(request, proposal, data):
    """Withdraw with what was filled in; True when it is done."""
    return attempt(
        request,
        proposal,
        lambda: services.withdraw(
            proposal,
            request.user,
            data["reason"],
            letter=data["letter"],
            at=request.arrived_at,
            version=version_of(request),
        ),
        _("Withdrawn."),
    )


def receipt(request, code):
    """Number, moment and hash of what was handed in, and earlier ones."""
    proposal = find(request, code)
    papers = documents.papers_of(proposal).filter(kind__in=[Kind.RECEIPT, Kind.PROPOSAL])
    return render(
        request,
        "proposals/receipt.html",
        {
            "proposal": proposal,
            "receipts": receipts(proposal),
            "papers": papers,
            "waits": proposal.state in (State.SUBMITTED, State.SCREENING),
        },
    )
