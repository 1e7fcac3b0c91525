"""Announcements and the reserve: preview, sign, release, promote."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.emails import people_of_each
from proposals.views.finding import code_in
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers.kinds import Kind
from selection import documents, permissions, services
from selection.forms import AnnouncementForm, ReasonForm, SignForm
from selection.models import Announcement
from selection.services.departing import about_closed
from selection.views.acting import ask, attempt, plan_of, seen
from selection.views.plans import places


def prepares(plan, user):
    """Who drafts announcements and brings them to their release."""
    return permissions.can_manage(plan, user) or permissions.can_decide(plan, user)


def reads_drafts(plan, user):
    """Who prepares them, and the auditor."""
    return prepares(plan, user) or user.is_auditor


def announcements(request, year):
    """Announcements: released ones for all who see the plan, drafts for those who may."""
    plan = plan_of(request, year)
    found = plan.announcements.select_related("meeting", "signed_by")
    if not reads_drafts(plan, request.user):
        found = found.filter(released_at__isnull=False)
    page = one_page(found, ["-drafted_at", "-pk"], uid_in(request.GET, "after"))
    context = {
        "page": page,
        "announcements": page.rows,
        "may_read_enquiries": request.user.is_office,
        "current": "announcements",
    }
    return render(request, "selection/announcements.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def new_announcement(request, year):
    """Draft an announcement from resolutions that are in none yet."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    if plan.standing_committee is None:
        raise Http404
    return ask(
        request,
        AnnouncementForm(request.POST or None, meetings=plan.committee.meetings.all()),
        lambda form: _draft(request, plan, form.cleaned_data),
        done=_("The announcement is drafted."),
        back=reverse("selection:announcements", args=[year]),
        title=_("A new announcement"),
        text=_("It gathers all resolutions that have not been announced yet."),
        verb=_("Draft the announcement"),
    )


def _draft(request, plan, choices):
    slots = services.missed_slots(plan)
    services.draft_announcement(plan, slots=slots, by=request.user, **choices)


def announcement_of(request, uid):
    """(announcement, plan); a draft does not exist for those who may not read it."""
    found = get_object_or_404(
        Announcement.objects.select_related("plan__call", "plan__committee", "signed_by"), uid=uid
    )
    plan = seen(found.plan, request.user)
    if not (found.released_at or reads_drafts(plan, request.user)):
        raise Http404
    return found, plan


def announcement(request, uid):
    """Who gets what: every proposal, its result, the letter and its recipients."""
    found, plan = announcement_of(request, uid)
    is_preparing = prepares(plan, request.user)
    context = {
        "announcement": found,
        "page": _items(found, plan, request),
        "obstacles": _obstacles(found, request.user) if is_preparing else [],
        "stopped": _stopped(found, request.user),
        "papers": _papers(found, reads_drafts(plan, request.user)),
        "has_memorandum": is_preparing and services.standing_memorandum(found) is not None,
        "prepares": is_preparing,
        "is_open": not (found.released_at or found.is_held),
        "beyond": services.beyond_limits(found) if is_preparing else [],
        "current": "announcements",
    }
    return render(request, "selection/announcement.html", context | places(plan, request.user))


def _obstacles(found, user):
    return [] if found.released_at else services.obstacles(found, user)


def _stopped(found, user):
    """What stopped the last release; numbers of proposals for those to whom none is closed."""
    if not found.stopped_because or permissions.may_read_summary(found.plan, user):
        return found.stopped_because.splitlines()
    return [about_closed()]


def _papers(found, reads_all):
    """Its papers; the memorandum is for those who read drafts."""
    papers = documents.papers_about(found)
    return papers if reads_all else papers.exclude(kind=Kind.MEMORANDUM)


def _items(found, plan, request):
    """A page of the items of proposals this person may read, each with who is written to."""
    visible = plan.call.proposals.visible_to(request.user)
    items = found.items.filter(proposal__in=visible).select_related(
        "proposal__lead_agency",
        "proposal__owner",
        "proposal__answers",
        "resolution",
        "slot",
        "letter",
    )
    after, key = code_in(request.GET, "after"), "proposal__code"
    page = one_page(items, ["pk"], after, key, among=found.items)
    if prepares(plan, request.user):
        people = people_of_each([item.proposal for item in page.rows])
        for item, recipients in zip(page.rows, people, strict=True):
            item.recipients = recipients
    return page


@require_http_methods(["GET", "POST"])
def sign(request, uid):
    """Record number, date and signatory."""
    found, plan = announcement_of(request, uid)
    require(prepares(plan, request.user))
    said = {name: getattr(found, name) for name in ("number", "portfolio_reason")}
    said["date"] = found.date or clock.today()
    beyond = services.beyond_limits(found)
    return ask(
        request,
        SignForm(request.POST or None, initial=said, beyond=beyond),
        lambda form: services.sign(found, by=request.user, **form.cleaned_data),
        done=_("The announcement is signed. It is still known to nobody."),
        back=found,
        title=_("Who signed, when, under which number?"),
        text=_("From here on resolutions and score sheets change no more."),
        verb=_("Record the signature"),
    )


@require_POST
def discard(request, uid):
    """Throw a draft away."""
    found, plan = announcement_of(request, uid)
    require(permissions.can_manage(plan, request.user))
    back = reverse("selection:announcements", args=[plan.year])
    return attempt(
        request,
        lambda: services.discard(found, by=request.user),
        _("The draft is thrown away."),
        back,
    )


@require_http_methods(["GET", "POST"])
def drop(request, uid, code):
    """Take one proposal out before the release."""
    found, plan = announcement_of(request, uid)
    require(permissions.can_manage(plan, request.user))
    visible = plan.call.proposals.visible_to(request.user)
    item = get_object_or_404(found.items.filter(proposal__in=visible), proposal__code=code)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.drop(item, reason=form.cleaned_data["reason"], by=request.user),
        done=_("The proposal is taken out."),
        back=found,
        title=_("Take %(code)s out of the announcement?") % {"code": code},
        text=_("Its resolution stands and may be announced later."),
        verb=_("Take it out"),
    )


def reserve(request, year):
    """The reserve in its order, and who has left."""
    plan = plan_of(request, year)
    context = {
        "reserve": services.in_reserve(plan, request.user),
        "departed": services.departed(plan).visible_to(request.user).for_list(),
        "current": "announcements",
    }
    return render(request, "selection/reserve.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def promote(request, year, code):
    """The next of the reserve moves up, by an announcement of its own (T21)."""
    plan = plan_of(request, year)
    proposal = get_object_or_404(services.reserve_list(plan).visible_to(request.user), code=code)
    require(permissions.can_decide(plan, request.user))
    beyond = services.over_limits(plan, [proposal.pk])
    return ask(
        request,
        SignForm(request.POST or None, initial={"date": clock.today()}, beyond=beyond),
        lambda form: services.promote_reserve(proposal, by=request.user, **form.cleaned_data),
        done=_moved_up(plan, code),
        back=reverse("selection:reserve", args=[year]),
        title=_("Move %(code)s up?") % {"code": code},
        text=_("The announcement is signed and pressed in one step."),
        verb=_("Move up"),
    )


def _moved_up(plan, code):
    if plan.release_hold:
        return _("%(code)s moves up when the hold is over; until then it can be cancelled.") % {
            "code": code
        }
    return _("%(code)s has moved up; its letter is on its way.") % {"code": code}
