"""Scoring a pitch on a phone: the sheet, what a script keeps of it, and the last pass over all."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from proposals.grounds import MoveRefused, StaleVersion
from pyp_portal import clock
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import LastPassForm, SheetForm
from selection.kinds import Stage
from selection.models import Criterion, ScoreSheet
from selection.services import last_pass, passing, reading, running, watching
from selection.views.acting import attempt, plan_about
from selection.views.live import followed, tag_of, tagged
from selection.views.plans import places


def pitch_sheet_of(request, uid):
    """(own sheet of a pitch, plan): nobody else opens this page."""
    sheets = ScoreSheet.objects.visible_to(request.user).for_list()
    found = get_object_or_404(
        sheets.select_related("proposal__call__selection_plan", "seat__committee"),
        uid=uid,
        stage=Stage.PITCH,
        seat__user=request.user,
    )
    return found, plan_about(found.proposal, request.user)


@require_http_methods(["GET", "POST"])
def pitch_sheet(request, uid):
    """The sheet; without script it is sent as a whole, with one each change is kept at once."""
    found, plan = pitch_sheet_of(request, uid)
    form = form_of(request, found, plan)
    if request.method == "POST":
        require(permissions.can_score(found, request.user))
        if form.is_valid() and kept(request, found, form):
            return redirect(request.path)
    return render(request, "selection/pitch_sheet.html", context_of(request, found, plan, form))


def form_of(request, found, plan):
    scores = list(found.scores.select_related("criterion"))
    initial = {score.criterion.code: score.points for score in scores}
    initial |= {f"{score.criterion.code}_comment": score.comment for score in scores}
    initial |= {"strength": found.strength_th, "advice": found.advice_th}
    initial |= {"confidence": found.confidence, "version": found.version}
    criteria = services.criteria_of(found)
    return SheetForm(
        request.POST or None, criteria=criteria, half=plan.half_points, initial=initial
    )


def kept(request, found, form):
    """Save, and hand in where that was asked; False where a sentence stands in the way."""
    try:
        act(request, found, form)
    except MoveRefused as refused:
        found.refresh_from_db()
        form.renew(found.version)
        form.add_error(None, refused.sentence)
        return False
    is_in = "submit" in request.POST
    messages.success(
        request,
        _("Your score sheet is submitted.")
        if is_in
        else _("The draft is saved. Nobody else sees it."),
    )
    return True


def act(request, found, form):
    verdict = form.verdict()
    for code in verdict["comments"]:
        name = f"{code}_comment"  # a reason that this page does not ask for stays as it is
        if name not in request.POST:
            verdict["comments"][code] = form.initial.get(name, "")
    saved = services.save_sheet(found, by=request.user, **verdict)
    return services.submit_sheet(saved, by=request.user) if "submit" in request.POST else saved


def context_of(request, found, plan, form):
    slot = watching.slot_of(found)
    return now_beside(found, slot, request.user) | {
        "plan": plan,
        "form": form,
        "rows": reading.criterion_rows(form, plan.half_points),
        "given": reading.given_weight(found),
        "others": reading.others(found, request.user),
    }


def now_beside(found, slot, user):
    """The head of the sheet: its pitch, its time, and what is open in the room meanwhile."""
    session = slot.session if slot else None
    elsewhere = session.current if session and session.current_id != slot.pk else None
    if elsewhere and watching.closed_to(user, [elsewhere]):
        elsewhere = None
    return {
        "sheet": found,
        "slot": slot,
        "session": session,
        "count": session.slots.count() if session else 0,
        "clock": watching.clock_of(slot, session) if slot else None,
        "elsewhere": watching.own_sheet(elsewhere, user) if elsewhere else None,
        "elsewhere_slot": elsewhere,
        "locked": running.why_locked(found),
        "tag": tag_of(session, found.pk) if session else "",
    }


def closed_meanwhile(user, uid):
    """The year of one's own sheet about a proposal that one may no longer read, or None."""
    own = ScoreSheet.objects.filter(uid=uid, stage=Stage.PITCH, seat__user=user)
    shut = own.exclude(pk__in=ScoreSheet.objects.visible_to(user).values("pk"))
    return shut.values_list("proposal__call__fiscal_year", flat=True).first()


@require_GET
def sheet_now(request, uid):
    """The head of the sheet, asked for every two seconds; 304 while nothing changed.

    A screen that still shows a pitch which has been closed to its member is led away from it.
    """
    if year := closed_meanwhile(request.user, uid):
        return HttpResponseClientRedirect(reverse("selection:tasks", args=[year]))
    found, _plan = pitch_sheet_of(request, uid)
    slot = watching.slot_of(found)
    tag = tag_of(slot.session, found.pk) if slot else '"0"'
    if request.headers.get("If-None-Match") == tag:
        return tagged(HttpResponseNotModified(), tag)
    context = now_beside(found, slot, request.user)
    return tagged(render(request, "selection/_pitch_head.html", context), tag)


@require_POST
def keep(request, uid):
    """One change from the phone's own queue: what became of it (409 where it was not kept)."""
    found, plan = pitch_sheet_of(request, uid)
    require(permissions.can_score(found, request.user))
    form = form_of(request, found, plan)
    if not form.is_valid():
        words = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"state": "invalid", "text": " ".join(words)}, status=400)
    try:
        fresh = act(request, found, form)
    except StaleVersion as stale:
        fresh = ScoreSheet.objects.get(pk=found.pk)
        return JsonResponse(stands(fresh) | {"state": "stale", "text": stale.sentence}, status=409)
    except MoveRefused as refused:
        fresh = ScoreSheet.objects.get(pk=found.pk)
        return JsonResponse(
            stands(fresh) | {"state": "refused", "text": refused.sentence}, status=409
        )
    return JsonResponse(stands(fresh) | {"state": "submitted" if fresh.submitted_at else "saved"})


def stands(sheet):
    """The sheet as the portal has it, in the names of its form."""
    given = sheet.scores.select_related("criterion")
    points = {row.criterion.code: row.points for row in given}
    return {
        "version": sheet.version,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "values": {
            code: "" if value is None else f"{float(value):g}" for code, value in points.items()
        }
        | {"strength": sheet.strength_th, "advice": sheet.advice_th}
        | {"confidence": str(sheet.confidence or "")},
    }


@require_POST
def leave(request, uid):
    """One tap: I must step aside. The room sees it at once, the secretary asks for the words."""
    found, _plan = pitch_sheet_of(request, uid)
    require(permissions.can_score(found, request.user))
    slot = watching.slot_of(found)
    with override("th"):  # what is kept is Thai, whatever the member reads
        reason = _("Stepped aside by their own word while the proposal pitched.")
    services.recuse_late(found.seat, found.proposal, reason=reason, by=request.user)
    if slot is None:
        return redirect("selection:tasks", found.proposal.call.fiscal_year)
    running.leave_room(slot, found.seat, by=request.user)
    messages.success(request, _("You have stepped aside. Please wait outside for this pitch."))
    return redirect("selection:live", slot.session.uid)


@require_POST
def let_pass(request, uid):
    """One tap: I abstain from this pitch, and stay in the room."""
    found, _plan = pitch_sheet_of(request, uid)
    require(permissions.can_score(found, request.user))
    done = _("You have abstained: no points for this pitch.")
    back = reverse("selection:pitch_sheet", args=[uid])
    return attempt(request, lambda: passing.let_pass(found, by=request.user), done, back)


# --- The last pass
@require_http_methods(["GET", "POST"])
def final_pass(request, uid):
    """All of one's pitch points on one page, to be changed until the chair closes them."""
    found, plan = followed(request, uid)
    require(permissions.is_member(plan, request.user))
    sheets = watching.own_sheets(found, request.user)
    criteria = list(Criterion.objects.filter(rubric__plan=plan, rubric__stage=Stage.PITCH))
    make = partial(LastPassForm, request.POST or None, criteria=criteria, half=plan.half_points)
    forms = [make(sheet=sheet) for sheet in sheets if sheet.is_waiting and sheet.was_opened]
    refusal = sent_all(request, forms) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return redirect(request.path)
    by_sheet = {form.sheet.pk: form for form in forms}
    rows = [{"sheet": sheet, "form": by_sheet.get(sheet.pk)} for sheet in sheets]
    context = {"session": found, "rows": rows, "criteria": criteria, "refusal": refusal}
    context |= {"current": "pitch", "is_open": bool(forms)}
    return render(request, "selection/final_pass.html", context | places(plan, request.user))


def sent_all(request, forms):
    """Save all rows, hand in the complete ones where that was asked; the sentence if refused."""
    if not all([form.is_valid() for form in forms]):
        return _("Some points are not from the list.")
    given = [(form.sheet, form.points(), form.cleaned_data["version"]) for form in forms]
    try:
        last_pass.save_all(given, by=request.user)
        whole = [sheet for sheet, points, _version in given if None not in points.values()]
        if "submit" in request.POST:
            last_pass.hand_in_all(whole, by=request.user)
    except MoveRefused as refused:
        return refused.sentence
    tell_all(request, len(whole), len(given))
    return ""


def tell_all(request, whole, all_of_them):
    if "submit" not in request.POST:
        messages.success(request, _("The points are saved. Nobody else sees them."))
        return
    messages.success(
        request,
        _("%(whole)d of %(all)d score sheets are handed in.")
        % {"whole": whole, "all": all_of_them},
    )
