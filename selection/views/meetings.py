"""Meetings: agenda, notice, attendance, items, minutes."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from selection import meeting_papers, permissions, quorums, services
from selection.forms import ItemForm, MeetingForm, NoticeForm
from selection.kinds import ABSENCES_TH, Block, Presence
from selection.models import Attendance, Dissent, Meeting, Recusal, Vote
from selection.views.acting import ask, found_by, plan_of, press, refusal_of, seen
from selection.views.papers import may_read
from selection.views.plans import places
from selection.views.searching import found_page


def meetings(request, year):
    """The meetings of the year's committee."""
    plan = plan_of(request, year)
    committee = plan.standing_committee
    found = committee.meetings if committee else Meeting.objects.none()
    after = uid_in(request.GET, "after")
    page = one_page(found.select_related("minutes"), ["-year", "-number", "-pk"], after)
    context = {"page": page, "meetings": page.rows, "current": "meetings"}
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


def open_items(found, plan, user):
    """The items that this person may know of: none about a proposal closed to them."""
    items = found.items.select_related("proposal__lead_agency", "resolution").prefetch_related(
        Prefetch("recusals", Recusal.objects.select_related("seat__user")),
        Prefetch("dissents", Dissent.objects.select_related("seat__user")),
        Prefetch("resolution__votes", Vote.objects.select_related("seat__user")),
    )
    closed = user.accesses.filter(kind="closed").values("proposal")
    return items.exclude(proposal__in=closed)


def meeting(request, uid):
    """One meeting: who came, whether it may decide, what was decided."""
    return _page(request, *meeting_of(request, uid))


def _page(request, found, plan, **typed):
    """The page of a meeting; ``typed`` is what a refused act brings back."""
    seats = seats_of(found)
    gathering = quorums.Gathering(found, [seat.pk for seat in seats if seat.vote])
    room, items = gathering.whole(), _items(found, plan, request.user, gathering)
    shut = meeting_papers.shut_of(found, request.user)
    papers, book = meeting_papers.beside(found, items, request.user, shut)
    context = {
        "meeting": found,
        "groups": _grouped(items),
        "quorum": room.quorum,
        "quorum_sentence": quorums.sentence(room.quorum),
        "chair": services.presiding_of(found, seats, room.there) if found.started_at else None,
        "attendances": attendance_rows(seats, gathering.noted),
        "usual_absences": ABSENCES_TH,
        "papers": papers if not shut or may_read(found.items, request.user) else [],
        "book": book,
        "may_certify": permissions.can_certify(plan, request.user),
        "may_have_book": permissions.can_have_book(plan, request.user),
        "may_read_minutes": _may_read_minutes(found, plan, request.user),
        "item_form": ItemForm(),
        "current": "meetings",
    }
    if permissions.can_manage(plan, request.user):
        context |= found_page(request, addable(found, plan, request.user))
    context |= places(plan, request.user) | typed
    return render(request, "selection/meeting.html", context)


def _may_read_minutes(found, plan, user):
    written = getattr(found, "minutes", None)
    return written is not None and permissions.can_read_minutes(written, plan, user)


def _items(found, plan, user, gathering):
    """The items this person may know of, each with its quorum."""
    items = list(open_items(found, plan, user))
    decided = [item.resolution for item in items if hasattr(item, "resolution")]
    found_quorums = quorums.of_items(found, items, gathering, decided)
    for item in items:
        item.quorum = found_quorums[item.pk]
        item.quorum_sentence = quorums.sentence(item.quorum)
    return items


def _grouped(items):
    """(block, its items, whether one waits for its decision): blocks first, then one by one."""
    groups = [(block, [i for i in items if i.block == block]) for block in (*Block.values, "")]
    return [
        (block and Block(block), some, any(not hasattr(i, "resolution") for i in some))
        for block, some in groups
        if some
    ]


def addable(found, plan, user):
    """Proposals that may come on the agenda and are not yet on it."""
    known = found.items.exclude(proposal=None).values("proposal")
    judged = plan.call.proposals.filter(state__in=["reviewing", "pitched", "shortlisted"])
    return judged.exclude(pk__in=known).visible_to(user)


def seats_of(found):
    """The seats filled that day, without the experts who only read and score."""
    seats = found.committee.seats.filled_on(found.day).deciding()
    return list(seats.select_related("user", "order"))


def attendance_rows(seats, noted):
    """Every seat of that day, with what is noted about it and what may be noted."""
    return [_attendance_row(seat, noted.get(seat.pk)) for seat in seats]


def _attendance_row(seat, noted):
    """A seat with what may be noted about it: a delegate only where the order allows one (K13)."""
    delegates = services.may_delegate(seat)
    presences = [(p.value, p.label) for p in Presence if p != Presence.DELEGATE or delegates]
    stays = list(noted.stays.all()) if noted else []
    return {
        "seat": seat,
        "noted": noted,
        "presences": presences,
        "may_delegate": delegates,
        "stays": stays,
    }


def typed_attendance(rows, data):
    """The rows with what was typed about them."""
    for row in rows:
        number = row["seat"].seat_no
        row["noted"] = Attendance(
            seat=row["seat"],
            status=data.get(f"seat-{number}", ""),
            is_online=f"online-{number}" in data,
            delegate_th=thai.normalise(data.get(f"delegate-{number}", ""))[:200],
            absence_th=thai.normalise(data.get(f"absence-{number}", "")).strip(),
        )
    return rows


def _noted(row):
    """A row as the verb takes it."""
    names = ("seat", "status", "is_online", "delegate_th", "absence_th")
    return {name: getattr(row["noted"], name) for name in names}


@require_POST
def agenda(request, uid):
    """Put chosen proposals, or another point, on the agenda."""
    found, plan = found_by(meeting_of, request, uid)
    codes = request.POST.getlist("proposals")
    chosen = addable(found, plan, request.user).filter(code__in=codes)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            services.add_to_agenda(found, list(chosen), by=request.user, **form.cleaned_data)
        except services.REFUSALS as refused:
            messages.error(request, " ".join(refusal_of(refused)))
        else:
            messages.success(request, _("The agenda is kept."))
            return redirect(found)
    return _page(request, found, plan, item_form=form, chosen=codes)


@require_http_methods(["GET", "POST"])
def notice(request, uid):
    """Send the notice with the agenda."""
    found, _plan = found_by(meeting_of, request, uid)
    return ask(
        request,
        NoticeForm(request.POST or None, meeting=found),
        lambda form: services.send_notice(found, by=request.user, **form.cleaned_data),
        done=_("The notice is on its way to every member."),
        back=found,
        title=_("Send the notice of meeting %(label)s?") % {"label": found.label},
        text=_("At least %(days)d days before; a shorter notice needs a reason.")
        % {"days": found.committee.plan.notice_days},
        verb=_("Send the notice"),
    )


start = press(meeting_of, services.start_meeting, gettext_lazy("The meeting is open."))
end = press(meeting_of, services.end_meeting, gettext_lazy("The meeting is closed."))


@require_POST
def attendance(request, uid):
    """Note who came."""
    found, plan = found_by(meeting_of, request, uid)
    noted = {row.seat_id: row for row in found.attendances.prefetch_related("stays")}
    typed = typed_attendance(attendance_rows(seats_of(found), noted), request.POST)
    marks = [_noted(row) for row in typed if row["noted"].status in Presence.values]
    try:
        services.mark_attendance(found, marks, by=request.user)
    except services.REFUSALS as refused:
        messages.error(request, " ".join(refusal_of(refused)))
        return _page(request, found, plan, attendances=typed)
    messages.success(request, _("Attendance is noted."))
    return redirect(found)
