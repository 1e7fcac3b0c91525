"""Meetings: agenda, notice, attendance, items, minutes."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from selection import documents, permissions, quorums, services
from selection.forms import ItemForm, MeetingForm, MinutesForm, NoticeForm
from selection.kinds import Presence
from selection.models import Meeting
from selection.views.acting import ask, attempt, plan_of, seen
from selection.views.plans import places


def meetings(request, year):
    """The meetings of the year's committee."""
    plan = plan_of(request, year)
    committee = plan.standing_committee
    found = committee.meetings.select_related("minutes") if committee else []
    context = {"meetings": found, "current": "meetings"}
    return render(request, "selection/meetings.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def new_meeting(request, year):
    """Plan a meeting."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    if plan.standing_committee is None:
        raise Http404
    return ask(
        request,
        MeetingForm(request.POST or None, meetings=plan.committee.meetings.all()),
        lambda form: services.call_meeting(plan.committee, by=request.user, **form.choices()),
        done=_("The meeting is planned."),
        back=reverse("selection:meetings", args=[year]),
        title=_("A new meeting"),
        text=_("Members are invited when you send the notice."),
        verb=_("Plan the meeting"),
    )


def meeting_of(request, uid):
    """(meeting, plan) for those who may see them."""
    found = get_object_or_404(
        Meeting.objects.select_related("committee__plan__call", "minutes", "second_call_of"),
        uid=uid,
    )
    plan = seen(found.committee.plan, request.user)
    return found, plan


def _managed(request, uid):
    found, plan = meeting_of(request, uid)
    require(permissions.can_manage(plan, request.user))
    return found, plan


def open_items(found, plan, user):
    """The items that this person may know of: none about a proposal closed to them."""
    items = found.items.select_related("proposal__lead_agency", "resolution").prefetch_related(
        "recusals__seat__user", "dissents__seat__user"
    )
    closed = user.accesses.filter(kind="closed").values("proposal")
    return items.exclude(proposal__in=closed)


def meeting(request, uid):
    """One meeting: who came, whether it may decide, what was decided."""
    found, plan = meeting_of(request, uid)
    items = list(open_items(found, plan, request.user))
    found_quorums = quorums.of_items(found, items)
    for item in items:
        item.quorum = found_quorums[item.pk]
        item.quorum_sentence = quorums.sentence(item.quorum)
    whole = quorums.of_meeting(found)
    context = {
        "meeting": found,
        "items": items,
        "quorum": whole,
        "quorum_sentence": quorums.sentence(whole),
        "attendances": attendance_rows(found),
        "presences": Presence.choices,
        "papers": documents.papers_about(found) if may_read(found, request.user) else [],
        "may_certify": permissions.can_certify(plan, request.user),
        "item_form": ItemForm(),
        "current": "meetings",
    }
    if permissions.can_manage(plan, request.user):
        context["addable"] = addable(found, plan, request.user)
    return render(request, "selection/meeting.html", context | places(plan, request.user))


def may_read(found, user):
    """Minutes name every item: only for those to whom none of them is closed."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    return not found.items.filter(proposal__in=closed).exists()


def addable(found, plan, user):
    """Proposals that may come on the agenda and are not yet on it."""
    known = found.items.exclude(proposal=None).values("proposal")
    judged = plan.call.proposals.filter(state__in=["reviewing", "pitched", "shortlisted"])
    return judged.exclude(pk__in=known).visible_to(user)


def attendance_rows(found):
    """Every seat filled that day, with what is noted about it."""
    noted = {row.seat_id: row for row in found.attendances.all()}
    seats = found.committee.seats.filled_on(found.day).select_related("user", "order")
    return [{"seat": seat, "noted": noted.get(seat.pk)} for seat in seats]


@require_POST
def agenda(request, uid):
    """Put chosen proposals, or another point, on the agenda."""
    found, plan = _managed(request, uid)
    chosen = addable(found, plan, request.user).filter(code__in=request.POST.getlist("proposals"))
    form = ItemForm(request.POST)

    def act():
        services.add_proposals(found, list(chosen), by=request.user)
        if form.is_valid():
            services.add_item(found, by=request.user, **form.cleaned_data)

    return attempt(request, act, _("The agenda is kept."), found)


@require_http_methods(["GET", "POST"])
def notice(request, uid):
    """Send the notice with the agenda."""
    found, _plan = _managed(request, uid)
    return ask(
        request,
        NoticeForm(request.POST or None),
        lambda form: services.send_notice(found, by=request.user, **form.cleaned_data),
        done=_("The notice is on its way to every member."),
        back=found,
        title=_("Send the notice of meeting %(label)s?") % {"label": found.label},
        text=_("At least %(days)d days before; a shorter notice needs a reason.")
        % {"days": found.committee.plan.notice_days},
        verb=_("Send the notice"),
    )


@require_POST
def start(request, uid):
    """Open the meeting."""
    found, _plan = _managed(request, uid)
    return attempt(
        request,
        lambda: services.start_meeting(found, by=request.user),
        _("The meeting is open."),
        found,
    )


@require_POST
def attendance(request, uid):
    """Note who came."""
    found, _plan = _managed(request, uid)
    rows = [
        {
            "seat": row["seat"],
            "status": status,
            "is_online": f"online-{row['seat'].seat_no}" in request.POST,
            "delegate_th": request.POST.get(f"delegate-{row['seat'].seat_no}", "")[:200],
        }
        for row in attendance_rows(found)
        if (status := request.POST.get(f"seat-{row['seat'].seat_no}")) in Presence.values
    ]
    return attempt(
        request,
        lambda: services.mark_attendance(found, rows, by=request.user),
        _("Attendance is noted."),
        found,
    )


@require_POST
def end(request, uid):
    """Close the meeting."""
    found, _plan = _managed(request, uid)
    return attempt(
        request,
        lambda: services.end_meeting(found, by=request.user),
        _("The meeting is closed."),
        found,
    )


@require_http_methods(["GET", "POST"])
def minutes(request, uid):
    """Write the minutes."""
    found, _plan = _managed(request, uid)
    written = getattr(found, "minutes", None)
    said = {"opening_th": written.opening_th, "closing_th": written.closing_th} if written else {}
    return ask(
        request,
        MinutesForm(request.POST or None, initial=said),
        lambda form: services.write_minutes(found, by=request.user, **form.cleaned_data),
        done=_("The minutes are kept."),
        back=found,
        title=_("Minutes of meeting %(label)s") % {"label": found.label},
        text=_("Attendance, resolutions, recusals and dissents are added by themselves."),
        verb=_("Keep the minutes"),
    )


@require_POST
def certify(request, uid):
    """Certify the minutes; nothing changes any more."""
    found, plan = meeting_of(request, uid)
    require(permissions.can_certify(plan, request.user))
    return attempt(
        request,
        lambda: services.certify_minutes(found, by=request.user),
        _("The minutes are certified and frozen."),
        found,
    )
