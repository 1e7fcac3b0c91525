"""The words of the result letters: merged, written, checked, approved by a second person."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from proposals.views.finding import code_in
from pyp_portal.access import require
from pyp_portal.paging import one_page
from pyp_portal.papers import lists
from selection.forms.letters import LABELS, ApproveForm, sent_texts
from selection.lists import KIND, LISTINGS
from selection.services import letters as service
from selection.views import texts
from selection.views.acting import attempt
from selection.views.announcements import announcement_of, prepares
from selection.views.plans import places


def letters(request, uid):
    """Every letter of an announcement: not begun, to be approved, approved; and what was found."""
    found, plan = _readable(request, uid)
    people, items = service.judges_of(plan), _items(found, plan, request.user)
    behind = code_in(request.GET, "after")
    page = one_page(items, ["pk"], behind, "proposal__code", among=found.items)
    for item in page.rows:
        item.words = getattr(item, "letter", None)
        item.found = service.findings_of(item.words, people) if item.words else []
    context = {
        "announcement": found,
        "page": page,
        "waiting": items.filter(letter__approved_at=None).count(),
        "may_write": _may_write(found, plan, request.user),
        "current": "announcements",
    }
    return render(request, "selection/letters.html", context | places(plan, request.user))


def _readable(request, uid):
    """(announcement, plan) for those who prepare it, and for the auditor."""
    found, plan = announcement_of(request, uid)
    require(prepares(plan, request.user) or request.user.is_auditor)
    return found, plan


def _writable(request, uid):
    found, plan = announcement_of(request, uid)
    require(prepares(plan, request.user))
    return found, plan


def _may_write(found, plan, user):
    return prepares(plan, user) and not (found.released_at or found.is_held)


def _items(found, plan, user):
    """The letters about proposals that this person may read."""
    visible = plan.call.proposals.visible_to(user)
    return service.of_announcement(found).filter(proposal__in=visible)


@require_POST
def export(request, uid):
    """Ask for the letters as a file."""
    found, plan = _readable(request, uid)
    return _ordered(request, found, plan, "letters", f"{found.get_absolute_url()}letters/")


@require_POST
def results_export(request, uid):
    """Ask for the results of an announcement as a file."""
    found, plan = announcement_of(request, uid)
    return _ordered(request, found, plan, "results", found.get_absolute_url())


def _ordered(request, found, plan, of, back):
    about = {"announcement": str(found.uid), "year": plan.year}
    return lists.order(request, KIND, LISTINGS, of, back=back, **about)


@require_POST
def merge(request, uid):
    """Begin the letters that nobody has begun, from the members' comments."""
    found, _plan = _writable(request, uid)
    back = f"{found.get_absolute_url()}letters/"
    done = _("The comments are merged. Read every letter before it is approved.")
    return attempt(request, lambda: service.merge(found, by=request.user), done, back)


@require_POST
def approve_clean(request, uid):
    """Approve what holds no finding and was written by another."""
    found, plan = _writable(request, uid)
    visible = plan.call.proposals.visible_to(request.user)
    try:
        done, left = service.approve_clean(found, by=request.user, visible=visible)
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
    else:
        said = _("%(done)d letters are approved, %(left)d wait to be read one by one.")
        messages.success(request, said % {"done": done, "left": left})
    return redirect("selection:letters", uid)


def _letter(found, plan, user, code):
    """The letter about one proposal; 404 before it is begun."""
    item = get_object_or_404(_items(found, plan, user), proposal__code=code)
    if not hasattr(item, "letter"):
        raise Http404
    return item, item.letter


@require_http_methods(["GET", "POST"])
def letter(request, uid, code):
    """One letter: its words, what the check finds, the comments they come from."""
    found, plan = _readable(request, uid)
    item, words = _letter(found, plan, request.user, code)
    sent = texts.Sent()
    if request.method == "POST":
        require(prepares(plan, request.user))
        sent = _put(request, words)
        if sent.is_whole:
            messages.success(request, _("The letter is kept. A second person approves it."))
            return redirect("selection:letter", uid, code)
    context = _beside(found, plan, request.user, item)
    context |= {"blocks": _blocks(words, sent), "refusals": sent.refusals, "tab": uuid.uuid4()}
    return render(request, "selection/letter.html", context | places(plan, request.user))


@require_POST
def save_letter(request, uid, code):
    """Save the texts that the page sends while one writes (409 where something clashed)."""
    found, plan = _writable(request, uid)
    _item, words = _letter(found, plan, request.user, code)
    if refusal := texts.other_person(request):
        return refusal
    sent = _put(request, words)
    return texts.told(sent, _blocks(words, texts.Sent()))


def _put(request, words):
    """What became of the texts that were posted; ``words`` say what stands now."""
    names = request.POST.getlist("_q") or list(LABELS)
    verb = partial(service.keep_texts, words, by=request.user)
    sent = texts.put(request.POST, names, sent_texts, verb)
    words.refresh_from_db()
    return sent


def _blocks(words, sent):
    stands = {name: getattr(words, column) for name, column in service.COLUMNS.items()}
    return texts.blocks(LABELS, stands, sent)


def _beside(found, plan, user, item):
    words = item.letter
    strengths, advice = service.comments_of([item.proposal_id]).get(item.proposal_id, ((), ()))
    return {
        "announcement": found,
        "item": item,
        "letter": words,
        "found": service.findings_of(words, service.judges_of(plan)),
        "strengths": strengths,
        "advice": advice,
        "may_write": _may_write(found, plan, user),
        "may_approve": not words.is_approved and words.written_by_id != user.pk,
        "approve_form": ApproveForm(initial={"version": words.version}),
        "current": "announcements",
    }


@require_POST
def approve(request, uid, code):
    """A second person lets the letter go as it stands."""
    found, plan = _writable(request, uid)
    _item, words = _letter(found, plan, request.user, code)
    form = ApproveForm(request.POST)
    chosen = form.cleaned_data if form.is_valid() else {"version": -1}
    letters = f"{found.get_absolute_url()}letters/"
    return attempt(
        request,
        lambda: service.approve(words, by=request.user, **chosen),
        _("The letter is approved."),
        letters,
        refused=f"{letters}{code}/",
    )
