"""Begin a draft and write it, step by step."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals import partnership, permissions, services
from proposals.forms.mending import was_mended
from proposals.forms.steps import StepForm
from proposals.models import Call, Proposal
from proposals.questions import STEPS
from proposals.services.copying import last_time
from proposals.services.keeping import kept_texts
from proposals.services.presence import others
from proposals.views.adding import with_added
from proposals.views.finding import REFUSALS, code_in, find, sentence_of
from proposals.views.papers_in import papers_in
from proposals.views.progress import editor
from proposals.views.saving import keep_sent, tab_of, whole
from proposals.views.suggesting import suggestions
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency
from pyp_portal.search.services import matching

FINDERS = {"agencies": "q-partners", "places": "q-target_areas"}  # long lists and their questions


@require_http_methods(["GET", "POST"])
def new(request):
    """Choose the agency for which to begin a draft; officers find any agency."""
    call = Call.objects.current()
    require(call is not None)
    if request.method == "POST":
        return begin(request, call)
    query = request.GET.get("q", "")
    return render(
        request,
        "proposals/new.html",
        {"call": call, "agencies": agencies_for(request.user, query), "q": query},
    )


def agencies_for(user, query):
    """Own agencies in which the person may write; for officers those that were searched for."""
    own = [member.agency for member in user.active_memberships if member.can_edit]
    if user.is_sto_staff and query:
        return [*own, *matching(Agency.objects.existing(), query)[:30]]
    return own


def begin(request, call):
    """T01 for the chosen agency."""
    agency = get_object_or_404(Agency, code=code_in(request.POST, "agency"))
    require(permissions.can_start(agency, request.user))
    is_own = request.user.rights_at(agency.pk) is not None
    origin = Proposal.Origin.AREA if is_own else Proposal.Origin.CENTRE
    try:
        proposal = services.start(call, agency, request.user, origin=origin)
    except REFUSALS as refused:
        messages.error(request, sentence_of(refused, None, request.user))
        return redirect("proposals:new")
    return redirect("proposals:step", proposal.code, 1)


@require_http_methods(["GET", "POST"])
def step(request, code, number):
    """One of the seven steps; saving goes on to the next page, or says what is wrong."""
    if number not in STEPS:
        raise Http404
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    if request.method == "POST":
        return save(request, proposal, number)
    if not permissions.can_edit(proposal, request.user):
        return redirect(proposal)
    form = StepForm(
        proposal,
        number,
        open_codes=services.open_codes(proposal),
        queries=request.GET,
    )
    return show(request, proposal, number, form)


def save(request, proposal, number):
    """Keep what can be kept of what was typed; the rest is shown again with the reason.

    Also when it was handed in or closed meanwhile: nothing typed is lost.
    """
    is_open = permissions.can_edit(proposal, request.user)
    codes = services.open_codes(proposal) if is_open else None
    form = StepForm(proposal, number, with_added(request.POST), open_codes=codes)
    outcome = keep_sent(request, proposal, form)
    if outcome.refusal:
        messages.error(request, sentence_of(outcome.refusal, proposal, request.user))
    elif outcome.is_whole:
        return go_on(request, proposal, number)
    for name, texts in outcome.errors.items():
        if name not in form.form.errors and name not in form.formsets:
            form.add_error(name, texts)
    return show(request, find(request, proposal.code), number, form)


def go_on(request, proposal, number):
    """To the next step, to the review after the last, or back with agencies that were found."""
    messages.success(request, _("Saved."))
    if was_mended(request.POST):
        messages.info(request, _("The portal has put the letters of your text in order."))
    if request.POST.get("find") in FINDERS:
        return redirect(found_page(proposal, number, request.POST))
    if "stay" in request.POST or "add" in request.POST:
        return redirect("proposals:step", proposal.code, number)
    if number == STEPS[-1]:
        return redirect("proposals:review", proposal.code)
    return redirect("proposals:step", proposal.code, number + 1)


def found_page(proposal, number, post):
    """The step again with what was found in a long list, at the question that asked for it."""
    source = post["find"]
    return reverse(
        "proposals:step",
        args=[proposal.code, number],
        query={source: post.get(f"{source}_query", "")},
        fragment=FINDERS[source],
    )


def show(request, proposal, number, form):
    title, note = proposal.form.step_words(number)
    found = partners_beside(proposal, form)
    form.comments = comments_of(proposal, request.user)
    return render(
        request,
        "proposals/step.html",
        {
            **editor(proposal, number),
            "form": form,
            "found": {s: form.choices.found(s) for s in FINDERS if s in request.GET},
            "suggestions": suggestions(form),
            "advice": advice(proposal, form, found),
            "title": title,
            "note": note,
            "number": number,
            "queries": {s: request.GET.get(s, request.POST.get(f"{s}_query", "")) for s in FINDERS},
            "base": request.POST.get("version") or proposal.version,
            "tab": tab_of(request.POST) or uuid4().hex,
            "turn": whole(request.POST.get("_turn", "")),
            "earlier": last_time(proposal, request.user),
            "open_comments": how_many(form.comments),
            "others": others(proposal, request.user, tab_of(request.POST)),
            "partnerships": found,
            "has_kept": kept_texts(proposal).exists(),
            **(papers_in(proposal, request.user) if number == STEPS[-1] else {}),
        },
    )


def partners_beside(proposal, form):
    """How far each partner stands by its part, beside the question that names them (F35)."""
    if proposal.form.of_key("partners").step != form.step:
        return []
    return partnership.partnerships(proposal, form.answers)


def comments_of(proposal, user):
    """How many comments wait on each field; None for who may not read them."""
    return proposal.comments.counts() if permissions.can_talk(proposal, user) else None


def how_many(counts):
    return None if counts is None else sum(counts.values())


def advice(proposal, form, found):
    """What would make the answers of this step better, told beside them (V-02 to V-06)."""
    told = partnership.warnings(proposal, form.answers, found)
    return [one for one in told if one.step == form.step]


def review(request, code, *, endorsement_form=None, attach_form=None):
    """What is still missing, in words, each with a link to its field; then hand in."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    if not permissions.can_edit(proposal, request.user):
        return redirect(proposal)
    context = editor(proposal, None)
    answers = context["answers"]
    return render(
        request,
        "proposals/review.html",
        {
            **context,
            "warnings": partnership.warnings(proposal, answers),
            **papers_in(
                proposal,
                request.user,
                endorsement_form=endorsement_form,
                attach_form=attach_form,
            ),
            "form": endorsement_form,
            "earlier": last_time(proposal, request.user),
            "open_comments": how_many(comments_of(proposal, request.user)),
            "may_submit": permissions.can_submit(proposal, request.user),
            "key": uuid4().hex,
        },
    )
