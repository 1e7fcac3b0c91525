"""Pages that show several rooms at once: home by role, a proposal's whole journey."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cohorts.actions import actions as cohorts_actions
from cohorts.permissions import can_view_team
from proposals import permissions
from proposals.heard import heard
from proposals.models import Access, Call, Proposal, either
from proposals.services.copying import earlier_of, may_be_copied
from proposals.states import PUBLIC, TERMINAL, Stage, State
from proposals.timeline import lines
from proposals.views.calls import facts as call_page
from proposals.views.calls import found_call
from pyp_portal import clock
from pyp_portal.actions import Action
from pyp_portal.desk import badge
from pyp_portal.desk.lists import desk_of, todos_of
from pyp_portal.explained.permissions import can_explain
from pyp_portal.history.services import whole_timeline
from pyp_portal.public.statistics import CHOSEN
from selection.actions import actions as selection_actions
from selection.models import Criterion, SelectionPlan
from selection.services.feedback import for_applicant

OWN_ROWS = 20
RUNNING = [state for state in State if state not in TERMINAL]


@login_not_required
def home(request):
    """What waits for me, until when; visitors see the call and the latest issues."""
    if not request.user.is_authenticated:
        return render(request, "pages/public_home.html", public_facts())
    user = request.user
    proposals = list(work_of(user).order_by("-updated_at")[:OWN_ROWS])
    facts, desk = call_facts(), desk_of(user, is_settled=bool(proposals))
    return render(
        request,
        "pages/home.html",
        {
            # Who works in a team needs no agency to begin.
            "todos": todos_of(badge.keep(user, desk, is_settled=bool(proposals))),
            "elsewhere": len(desk.later) + len(desk.given),
            "proposals": proposals,
            "inside": permissions.reads_all(user),
            "again": to_propose_again(proposals, user, facts["call"]),
        }
        | facts,
    )


def to_propose_again(proposals, user, call):
    """The codes of those that this person may propose again in the call of today."""
    agencies = {one.agency_id for one in user.active_memberships if one.can_edit}
    if call is None or not agencies or not call.takes_drafts:
        return set()
    own = [one for one in proposals if one.lead_agency_id in agencies and may_be_copied(one, call)]
    begun = set(call.proposals.filter(earlier__in=own).values_list("earlier", flat=True))
    return {one.code for one in own if one.pk not in begun}


def work_of(user):
    """Proposals of the person's agencies, cases and teams."""
    agencies = [membership.agency_id for membership in user.active_memberships]
    teams = Access.objects.filter(user=user, kind=Access.Kind.TEAM).values("proposal")
    cases = either(teams, case_owner__in=user.case_owner_ids, state__in=RUNNING)
    own = either(cases, lead_agency__in=agencies) if agencies else cases
    return Proposal.objects.visible_to(user).for_list().filter(pk__in=own)


def call_facts():
    """The call that people mean today, and whether it is open."""
    call = Call.objects.current()
    facts = {"call": call, "is_open": call is not None and call.is_open, "now": clock.now()}
    if call:
        facts["last_day"] = clock.localdate(call.closes_at - timedelta(minutes=1))
    return facts


def public_facts():
    """What a visitor learns: the call, the figures and issues of the latest decided year.

    Selected is what was selected, whatever became of it, as in the statistics.
    """
    issues = Proposal.objects.filter(state__in=PUBLIC).for_list()
    latest = issues.order_by("-call__fiscal_year").values_list("call", flat=True).first()
    issues = issues.filter(call=latest)
    return call_facts() | {
        "issues": issues.order_by("code"),
        "figures": [
            Proposal.objects.filter(call=latest).exclude(submitted_at=None).count(),
            Proposal.objects.filter(call=latest, state__in=CHOSEN).count(),
            Proposal.objects.filter(state=State.SCALED).count(),
        ],
    }


@login_not_required
@require_safe
def call(request, fiscal_year=None):
    """What is called for, who may propose, until when, how it is judged, what others asked."""
    shown = found_call(fiscal_year)
    facts, criteria = call_page(shown, request.user), criteria_shown(shown)
    plan = criteria[0].rubric.plan if criteria else None
    return render(request, "pages/call.html", facts | {"plan": plan, "criteria": criteria})


def criteria_shown(call):
    """What this call is judged by, or before there is a plan, what the year before was judged by.

    One statement: nothing is asked as often as this page on the last evening.
    """
    known = SelectionPlan.objects.filter(call__fiscal_year__lte=call.fiscal_year)
    newest = Subquery(known.order_by("-call__fiscal_year").values("pk")[:1])
    asked = Criterion.objects.filter(rubric__plan=newest).select_related("rubric__plan__call")
    return list(asked.order_by("rubric", "position"))


def journey(request, code):
    """One proposal from its first draft to today, on one page."""
    visible = Proposal.everything.visible_to(request.user).for_list()
    proposal = get_object_or_404(visible, code=code)
    inside = permissions.sees_internal_state(proposal, request.user)
    events = list(whole_timeline(proposal))
    return render(
        request,
        "pages/journey.html",
        {
            "proposal": proposal,
            "events": lines(events, inside, permissions.reads_all(request.user)),
            "stages": list(stages(proposal, events)),
            "inside": inside,
            "actions": next_acts(proposal, request.user),
        },
    )


def earlier(request, code):
    """What the check and the committee said of the proposals on which this one builds.

    Beside the form it is fetched without the page around it.
    """
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    told = [said_of(one) for one in earlier_of(proposal, request.user)]
    if not told:
        raise Http404
    template = "pages/_told.html" if request.htmx else "pages/earlier.html"
    return render(request, template, {"proposal": proposal, "told": told})


def said_of(proposal):
    """What its agency has been told: by the office, and by the committee once it is released."""
    said, result = heard(proposal), for_applicant(proposal)
    is_nothing = said.is_nothing and result is None
    return {"earlier": proposal, "heard": said, "result": result, "is_nothing": is_nothing}


def next_acts(proposal, user):
    """To the proposal, and what the later rooms offer, which its own pages cannot know."""
    acts = [Action(_("Open the proposal"), proposal.get_absolute_url(), "get")]
    acts += [*selection_actions(proposal, user), *cohorts_actions(proposal, user)]
    team = getattr(proposal, "team", None)
    if team is not None and can_view_team(team, user):
        acts.append(Action(_("To the team"), team.get_absolute_url(), "get"))
    if can_explain(user):
        url = reverse("explained:record", args=["proposal", proposal.code])
        acts.append(Action(_("Who may do what"), url, "get", "quiet"))
    return acts


def stages(proposal, events):
    """The five stages of the year: which lie behind, which is now, when each was reached."""
    reached = {}
    for event in events:
        if event.after:
            reached.setdefault(State(event.after).stage, event.at)
    present, order = proposal.state_enum.stage, list(Stage)
    now = order.index(present) if present else None
    for place, stage in enumerate(order):
        is_done = stage in reached if now is None else place < now
        yield {
            "stage": stage,
            "at": reached.get(stage) if is_done or place == now else None,
            "is_done": is_done,
            "is_now": place == now,
        }
