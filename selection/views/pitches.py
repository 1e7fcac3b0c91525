"""Pitch sessions: planning, the run of the day, missed slots."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers.kinds import Kind as PaperKind
from selection import documents, permissions, quorums, services
from selection.forms import ReasonForm, SessionForm, SlotForm
from selection.kinds import ABSENCES_TH, Stage
from selection.models import PitchSession, PitchSlot, ScoreSheet
from selection.services import absent, position, running
from selection.views.acting import ask, attempt, found_by, plan_of, press, refusal_of, seen
from selection.views.papers import may_read
from selection.views.plans import places
from selection.views.searching import found_page


def sessions(request, year):
    """The sessions of the year, the first ones first."""
    plan = plan_of(request, year)
    found = plan.sessions.annotate(count=Count("slots"))
    page = one_page(found, ["starts_at", "pk"], uid_in(request.GET, "after"))
    context = {"page": page, "sessions": page.rows, "current": "pitch"}
    return render(request, "selection/sessions.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def new_session(request, year):
    """Plan a session."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    return ask(
        request,
        SessionForm(request.POST or None),
        lambda form: services.open_session(plan, by=request.user, **form.choices()),
        done=_("The session is planned."),
        back=reverse("selection:sessions", args=[year]),
        title=_("A new pitch session"),
        verb=_("Plan the session"),
    )


def session_of(request, uid):
    """(session, plan) for those who may see them."""
    found = get_object_or_404(
        PitchSession.objects.select_related("plan__call", "plan__committee"), uid=uid
    )
    return found, seen(found.plan, request.user)


def session(request, uid):
    """One session: its slots, who sits, what happened; members find their sheets here."""
    return _page(request, *session_of(request, uid))


def _page(request, found, plan, **typed):
    """The page of a session; ``typed`` is what a refused act brings back."""
    sees = permissions.can_see_board(plan, request.user)
    context = {
        "session": found,
        "slots": _slots(found, plan, request.user),
        "seats": _seats(found, plan),
        "missing": _missing(found, plan),
        "usual_absences": ABSENCES_TH,
        "quorum": quorums.of_session(found) if plan.standing_committee else None,
        "papers": papers_for(found, request.user, sees),
        "seen": running.mark_of(found),
        "may_run": permissions.can_run_pitch(plan, request.user),
        "may_close": permissions.can_certify(plan, request.user),
        "may_open_points": permissions.can_open_points(plan, request.user),
        "effect": effect_for(found, sees),
        "current": "pitch",
    }
    if permissions.can_manage(plan, request.user):
        waiting = services.waiting_for_slot(plan).visible_to(request.user).for_list()
        context |= found_page(request, waiting)
    context |= places(plan, request.user, may_see_board=sees) | typed
    scores = context["seat"] is not None and context["seat"].scores
    is_asked = scores or context["may_manage"] or context["may_close"]
    context["has_points"] = is_asked or found.scoring_closed_at is not None
    return render(request, "selection/session.html", context)


def papers_for(found, user, sees_board):
    """The papers of the session; its record, with the effect of the position, is like a score."""
    if not may_read(found.slots, user):
        return []
    papers = documents.papers_about(found)
    return papers if sees_board else papers.exclude(kind=PaperKind.SCORES)


def effect_for(found, sees_board):
    """The effect of the position, once points are closed, for whoever sees the board."""
    if found.scoring_closed_at is None or not sees_board:
        return None
    return position.position_effect(found)


def _slots(found, plan, user):
    """The slots of proposals that this person may know of, each with their own sheet."""
    mine = ScoreSheet.objects.visible_to(user).filter(seat__user=user, stage=Stage.PITCH)
    mine = mine.filter(proposal__in=found.slots.values("proposal"))
    own = {sheet.proposal_id: sheet for sheet in mine}
    slots = found.slots.select_related("proposal__lead_agency__province", "reslot")
    slots = list(slots.filter(proposal__in=plan.call.proposals.visible_to(user)))
    for slot in slots:
        slot.sheet = own.get(slot.proposal_id)
    return slots


def _seats(found, plan):
    """Seats that score: whether each sits in this session, and what is noted of who does not."""
    committee = plan.standing_committee
    if committee is None:
        return []
    sat = set(found.attendances.values_list("seat_id", flat=True))
    reasons = dict(found.absences.values_list("seat", "reason_th"))
    seats = committee.seats.active().scoring().select_related("user")
    is_new = found.started_at is None
    return [
        {
            "seat": seat,
            "is_there": seat.pk in sat,
            "is_ticked": is_new or seat.pk in sat,
            "reason": reasons.get(seat.pk, ""),
        }
        for seat in seats
    ]


def _missing(found, plan):
    """Who did not come to a session that is over, with the reason as far as it is noted."""
    if found.ended_at is None or plan.standing_committee is None:
        return []
    return [{"seat": seat, "reason": reason} for seat, reason in absent.of_session(found)]


@require_POST
def schedule(request, uid):
    """Give slots to the proposals that were chosen."""
    found, plan = found_by(session_of, request, uid)
    chosen = services.waiting_for_slot(plan).visible_to(request.user)
    chosen = chosen.filter(code__in=map(thai.normalise, request.POST.getlist("proposals")))
    return attempt(
        request,
        lambda: services.schedule(found, list(chosen), by=request.user),
        _("The slots are given."),
        found,
    )


schedule_paper = press(
    session_of,
    services.publish_schedule,
    gettext_lazy("The schedule is issued; every agency is told its slot."),
)
record_paper = press(
    session_of,
    position.issue_record,
    gettext_lazy("The record of the session is issued."),
)
end = press(session_of, services.end_session, gettext_lazy("The session is closed."))


@require_POST
def start(request, uid):
    """Note who sits and open the pitch sheets; refused, the page comes back as it was sent."""
    found, plan = found_by(session_of, request, uid)
    ticked = set(request.POST.getlist("seats"))
    rows = _typed(_seats(found, plan), request.POST)
    for row in rows:
        row["is_ticked"] = row["is_there"] or str(row["seat"].seat_no) in ticked
    came = [row["seat"] for row in rows if row["is_ticked"] and not row["is_there"]]
    away = {row["seat"]: row["reason"] for row in rows if not row["is_ticked"]}
    try:
        services.start_session(found, came, reasons=away, by=request.user)
    except services.REFUSALS as refused:
        messages.error(request, " ".join(refusal_of(refused)))
        return _page(request, found, plan, seats=rows)
    messages.success(request, _("Attendance is noted; the pitch sheets are open."))
    return redirect(found)


def _typed(rows, data):
    """The rows with the reasons that were sent; where none was, with those that stand."""
    for row in rows:
        sent = data.get(f"absence-{row['seat'].seat_no}", row["reason"])
        row["reason"] = thai.normalise(sent).strip()
    return rows


@require_POST
def absences(request, uid):
    """Note why members did not come to a session that is over."""
    found, plan = found_by(session_of, request, uid)
    rows = _typed(_missing(found, plan), request.POST)
    try:
        reasons = {row["seat"]: row["reason"] for row in rows}
        absent.note_absences(found, reasons, by=request.user)
    except services.REFUSALS as refused:
        messages.error(request, " ".join(refusal_of(refused)))
        return _page(request, found, plan, missing=rows)
    messages.success(request, _("The reasons are noted."))
    return redirect(found)


def _slot(request, uid):
    """A slot for those who run the session and may know the proposal."""
    slots = PitchSlot.objects.select_related("session__plan__call", "session__plan__committee")
    found = get_object_or_404(slots.select_related("proposal"), uid=uid)
    plan = seen(found.session.plan, request.user)
    get_object_or_404(plan.call.proposals.visible_to(request.user), pk=found.proposal_id)
    require(permissions.can_manage(plan, request.user))
    return found


@require_http_methods(["GET", "POST"])
def missed(request, uid):
    """Nobody came."""
    slot = _slot(request, uid)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.record_missed(
            slot, reason=form.cleaned_data["reason"], by=request.user
        ),
        done=_("Noted. You may give one more slot."),
        back=slot.session,
        title=_("Nobody came: %(code)s") % {"code": slot.proposal.code},
        text=_("One more slot may be given. Without it, an announcement ends the way."),
        verb=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
def again(request, uid):
    """The one second slot."""
    slot = _slot(request, uid)
    plan = slot.session.plan
    open_sessions = plan.sessions.filter(ended_at=None).exclude(pk=slot.session_id)
    return ask(
        request,
        SlotForm(request.POST or None, sessions=open_sessions),
        lambda form: services.reslot(slot, form.cleaned_data["session"], by=request.user),
        done=_("A second slot is given."),
        back=slot.session,
        title=_("A second slot for %(code)s") % {"code": slot.proposal.code},
        text=_("A second slot is given once only."),
        verb=_("Give the slot"),
    )
