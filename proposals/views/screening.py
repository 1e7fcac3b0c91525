"""The officers' pages: checklist, return, decisions of two, merger, correction."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals import permissions, services
from proposals.beside import facts
from proposals.forms.merging import MergeForm
from proposals.forms.papers import ReasonForm
from proposals.forms.screening import (
    ChecksForm,
    CorrectionForm,
    DecisionForm,
    DefectFormSet,
    ExtensionForm,
)
from proposals.hints import hints
from proposals.models import Check
from proposals.neighbourhood import near
from proposals.services.correcting import CORRECTION
from proposals.services.screening import INELIGIBLE
from proposals.standing import mergers_of
from proposals.states import State
from proposals.views.finding import answer, attempt, find, version_of
from proposals.views.records import frame
from pyp_portal.access import require
from pyp_portal.accounts.models import Approval


def case(request, code):
    """The proposal, for somebody who may screen it."""
    proposal = find(request, code)
    require(permissions.can_screen(proposal, request.user))
    return proposal


@require_POST
def take(request, code):
    """Become the owner of the case; from the queue one stays there."""
    proposal = case(request, code)
    act = partial(services.take_case, proposal, request.user, request.user)
    attempt(request, proposal, partial(act, version=version_of(request)), _("The case is yours."))
    return redirect("proposals:queue" if request.POST.get("back") == "queue" else proposal)


@require_POST
def start(request, code):
    """T05."""
    proposal = case(request, code)
    attempt(
        request,
        proposal,
        lambda: services.start_screening(proposal, request.user, version=version_of(request)),
        _("Screening has begun."),
    )
    return redirect("proposals:screening", code)


@require_http_methods(["GET", "POST"])
def screening(request, code):
    """The checklist E1 to E8 with the machine's hints, and what waits for a second person."""
    proposal, context = frame(request, code, "screening")
    require(context["inside"])
    form = ChecksForm(request.POST or None, form=proposal.form, checks=proposal.checks.all())
    if request.method == "POST":
        require(permissions.can_screen(proposal, request.user))
        if form.is_valid() and answered(request, proposal, form):
            return redirect("proposals:screening", code)
    context |= {"form": form, **checklist(proposal, form, request.user)}
    return render(request, "proposals/screening.html", context)


def checklist(proposal, form, user):
    """The lines with their hints and tally, the decisions of two, the letters sent."""
    answers, neighbours = proposal.answered(), near(proposal, user)
    found = hints(proposal, answers, user, neighbours)
    known = facts(proposal, answers, neighbours)
    waiting = Approval.objects.of(proposal).filter(kind__in=[INELIGIBLE, CORRECTION])
    return {
        "lines": [
            (*line, found[line[0].name], known.get(line[0].name, ())) for line in form.lines()
        ],
        "tally": tally(proposal),
        "may_check": proposal.state == State.SCREENING and permissions.can_screen(proposal, user),
        "approvals": [(one, may_decide(one, proposal, user), leads_to(one)) for one in waiting],
        "mergers": mergers_of(proposal, user),
        "letters": proposal.returns.exclude(sent_at=None).prefetch_related("items"),
    }


def may_decide(approval, proposal, user):
    """The director or an administrator, and never who proposed it."""
    rule = permissions.is_director if approval.kind == INELIGIBLE else permissions.is_admin
    return approval.asked_by_id != user.pk and rule(proposal, user)


def leads_to(approval):
    """The words for the state to which a correction leads."""
    return State(approval.payload["to"]).label if approval.kind == CORRECTION else ""


def answered(request, proposal, form):
    return attempt(
        request,
        proposal,
        lambda: services.save_checks(
            proposal, form.answers(), request.user, version=version_of(request)
        ),
        _("The checklist is saved."),
    )


def tally(proposal):
    """How many lines pass, are to be revised, fail, or are open."""
    results = [check.result for check in proposal.checks.all()]
    counts = {result: results.count(result) for result in Check.Result.values}
    return counts | {"open": 8 - len(results)}


@require_http_methods(["GET", "POST"])
def send_back(request, code):
    """T06: all defects in one letter, each with its field."""
    proposal = case(request, code)
    initial = letter_begun(proposal) if request.method == "GET" else []
    formset = DefectFormSet(
        request.POST or None,
        initial=initial,
        prefix="defects",
        form_kwargs={"form": proposal.form},
    )
    if request.method == "POST" and formset.is_valid():
        act = partial(post_letter, request, proposal, formset)
        if attempt(request, proposal, act, words(request)):
            return redirect("proposals:screening", code)
    return render(
        request,
        "proposals/return.html",
        {"proposal": proposal, "form": formset, "formset": formset},
    )


# Where an agency mends what a line of the checklist found.
FIELD_OF = {"E3": "F55", "E5": "F34", "E6": "F35", "E7": "F22"}


def letter_begun(proposal):
    """The letter as it was kept, or else what the checklist says is to be revised."""
    letter = proposal.returns.filter(sent_at=None).first()
    if letter:
        return list(letter.items.values("question", "defect_th", "request_th"))
    return [
        {"question": FIELD_OF.get(check.item, ""), "defect_th": check.reason}
        for check in proposal.checks.filter(result=Check.Result.FIX)
    ]


def words(request):
    return _("The letter is sent.") if "send" in request.POST else _("The letter is kept.")


def post_letter(request, proposal, formset):
    """Write the letter; send it where the officer says so."""
    kept = [form.cleaned_data for form in formset.forms if form not in formset.deleted_forms]
    items = [{k: v for k, v in item.items() if k != "DELETE"} for item in kept if item]
    letter = services.write_return(proposal, items, request.user, version=version_of(request))
    if "send" in request.POST:
        services.return_for_revision(
            proposal, request.user, at=request.arrived_at, version=letter.proposal.version
        )


@require_POST
def mark_eligible(request, code):
    """T09."""
    proposal = case(request, code)
    return answer(
        request,
        proposal,
        lambda: services.mark_eligible(proposal, request.user, version=version_of(request)),
        _("Eligible. It goes on to the committee."),
    )


def asked(request, proposal, form, title, verb, done, note=""):
    """A page that asks for a few words first, then acts; refused, it keeps what was typed."""
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt(request, proposal, lambda: verb(form.cleaned_data), done):
        return redirect("proposals:screening", proposal.code)
    context = {"proposal": proposal, "form": form, "title": title, "note": note}
    return render(request, "proposals/act.html", context)


@require_http_methods(["GET", "POST"])
def propose_ineligible(request, code):
    """T10, first half: an officer proposes."""
    proposal = case(request, code)
    return asked(
        request,
        proposal,
        ReasonForm(request.POST or None),
        _("Propose as ineligible"),
        lambda data: services.propose_ineligible(
            proposal, request.user, data["reason"], version=version_of(request)
        ),
        _("Proposed. The director decides."),
        _("The director decides; the agency is told by letter only then."),
    )


@require_http_methods(["GET", "POST"])
def extend(request, code):
    """Give more time for a revision, once."""
    proposal = case(request, code)
    return asked(
        request,
        proposal,
        ExtensionForm(request.POST or None),
        _("Give more time"),
        lambda data: services.extend(
            proposal, data["last_day"], request.user, data["reason"], version=version_of(request)
        ),
        _("The day is moved and the agency is told."),
        _("The day can be moved once only, and to a later one."),
    )


@require_http_methods(["GET", "POST"])
def merge(request, code):
    """T11."""
    proposal = case(request, code)
    form = MergeForm(
        request.POST or None, request.FILES or None, user=request.user, proposal=proposal
    )
    return asked(
        request,
        proposal,
        form,
        _("Merge with another proposal"),
        lambda data: services.merge_into(
            proposal, data["other"], request.user, form.letters(), version=version_of(request)
        ),
        _("Merged. Both agencies are told."),
        _("The work goes on in the other proposal, which takes over the partners."),
    )


@require_http_methods(["GET", "POST"])
def correct(request, code):
    """T33, first half: an administrator proposes."""
    proposal = find(request, code)
    require(permissions.is_admin(proposal, request.user))
    return asked(
        request,
        proposal,
        CorrectionForm(request.POST or None),
        _("Correct the state"),
        lambda data: services.propose_correction(
            proposal, data["to"], request.user, data["reason"]
        ),
        _("Proposed. A second administrator decides."),
        _("The state is now “%(state)s”. It changes when a second administrator confirms.")
        % {"state": State(proposal.state).label},
    )


DECIDE = {
    INELIGIBLE: (services.confirm_ineligible, services.refuse_ineligible),
    CORRECTION: (services.confirm_correction, services.refuse_correction),
}


@require_POST
def decide(request, code, uid):
    """A second person confirms or refuses."""
    proposal = find(request, code)
    approval = get_object_or_404(Approval.objects.of(proposal), uid=uid, kind__in=DECIDE)
    confirm, refuse = DECIDE[approval.kind]
    form = DecisionForm(request.POST)
    if form.is_valid():
        verb = confirm if form.cleaned_data["agrees"] else refuse
        act = partial(verb, approval, request.user, form.cleaned_data["answer"])
        if attempt(request, proposal, act, _("Decided.")):
            return redirect("proposals:screening", code)
    return undecided(request, code, uid, form)


def undecided(request, code, uid, decision):
    """The page of the checklist again, with the answer that was typed and could not be kept."""
    proposal, context = frame(request, code, "screening")
    require(context["inside"])
    form = ChecksForm(form=proposal.form, checks=proposal.checks.all())
    context |= {"form": form, "decided": uid, "decision": decision}
    context |= checklist(proposal, form, request.user)
    return render(request, "proposals/screening.html", context)
