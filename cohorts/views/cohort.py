"""The cohort: its cockpit, settings, roster, reports; and my teams."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import (
    cockpit,
    documents,
    exports,
    lists,
    permissions,
    services,
    teamtable,
    work_lists,
)
from cohorts.fetching import MAY_FETCH
from cohorts.forms.teams import CohortForm
from cohorts.models import Cohort, Participant, ScaleOutSite, Team, Tier
from cohorts.views.answering import ask, posted
from cohorts.views.years import int_in
from proposals.models import Call
from proposals.views.finding import code_in
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting
from pyp_portal.papers import lists as house
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver
from selection.permissions import reads_all_sheets


def index(request):
    """The cockpit of the latest cohort for the office; my teams for everybody else."""
    if not permissions.can_view_cohort(request.user):
        return my_teams(request)
    latest = newest_begun(Cohort.objects.select_related("call"))
    if latest is None:
        calls = Call.objects.filter(cohort=None)
        return render(request, "cohorts/no_cohort.html", {"calls": calls})
    return redirect(latest)


def newest_begun(cohorts):
    """The newest cohort whose call has opened; a year that is only being prepared comes last."""
    return cohorts.filter(call__opens_at__lte=clock.now()).first() or cohorts.first()


def my_teams(request):
    """The teams this person works in or for, and the seats they are asked about."""
    teams = teamtable.for_table(Team.objects.visible_to(request.user))
    tiers = teamtable.tiers_with_quotas(Tier.objects.filter(cohort__in=teams.values("cohort")))
    seats = Participant.objects.visible_to(request.user).standing().filter(confirmed_at=None)
    cohorts = Cohort.objects.filter(teams__in=teams).select_related("call").distinct()
    years = [(one, permissions.can_view_roster(one, request.user)) for one in cohorts]
    sites = ScaleOutSite.objects.filter(agency__in=request.user.agency_ids).for_list()
    context = {**teamtable.table(teams, tiers), "seats": seats.for_list()}
    context |= {"years": years, "sites": sites}
    return render(request, "cohorts/my_teams.html", context)


def cohort_of(request, year):
    """The cohort of a year for those who read everything; else 404."""
    if not permissions.can_view_cohort(request.user):
        raise Http404
    return get_object_or_404(Cohort.objects.select_related("call"), call__fiscal_year=year)


def cohort(request, year):
    """The cockpit: teams with gates, seats, attendance and deliverables, and what is due."""
    cohorts = all_cohorts(request)
    cohort = next((one for one in cohorts if one.call.fiscal_year == year), None)
    if cohort is None:
        raise Http404
    after = uid_in(request.GET, "sessions")
    sessions = one_page(cohort.sessions.all(), ["-held_on", "-pk"], after)
    context = {
        "cohort": cohort,
        "may_manage": permissions.can_open_cohort(request.user),
        **cockpit.of(cohort, request.user, places_in(request.GET), sessions.rows),
        "cohorts": cohorts,
        "sessions": sessions,
        "reports": cohort.minister_reports.for_list(),
        "papers": documents.papers_for(cohort, cohort, request.user),
        "lists": [(of, one.title) for of, one in work_lists.LISTINGS.items()],
        "may_view_roster": True,
        "may_look_back": reads_all_sheets(request.user),
    }
    return render(request, "cohorts/cohort.html", context)


def all_cohorts(request):
    """Every cohort for those who read everything; else 404."""
    if not permissions.can_view_cohort(request.user):
        raise Http404
    return list(Cohort.objects.select_related("call"))


def places_in(query):
    """Behind which row each list of the cockpit begins, as far as the address says so."""
    return {
        "after": code_in(query, "after"),
        "owed": uid_in(query, "owed"),
        "unformed": code_in(query, "unformed"),
    }


@require_POST
def open_cohort(request, year):
    """Open the cohort of a call, with the dates of its lab."""
    require(permissions.can_open_cohort(request.user))
    call = get_object_or_404(Call, fiscal_year=year)
    if not (call.lab_starts_on and call.lab_ends_on):
        messages.error(request, _("The call has no dates of the lab yet."))
        return redirect("cohorts:index")
    like = Cohort.objects.filter(call__fiscal_year=int_in(request.POST, "like")).first()
    if like:
        return redirect(services.clone_cohort(like, call, by=request.user))
    return redirect(services.open_cohort(call, by=request.user))


def settings(request, year):
    """The settings of the year that this room keeps."""
    cohort = cohort_of(request, year)
    require(permissions.can_open_cohort(request.user))
    seen = request.POST.get("seen") or cohort.token  # before the form fills in what was typed
    form = CohortForm(posted(request)[0], instance=cohort)
    return ask(
        request,
        form,
        lambda: services.keep_settings(form.instance, by=request.user, seen=seen),
        title=_("Settings of the cohort"),
        label=_("Save the settings"),
        done=_("The settings are saved."),
        back=cohort.get_absolute_url(),
        seen=seen,
    )


# --- Papers and lists ---------------------------------------------------------
@require_POST
def roster(request, year):
    """Issue the official roster (PD-18)."""
    cohort = cohort_of(request, year)
    require(permissions.can_open_cohort(request.user))
    paper = documents.roster(cohort, by=request.user)
    return redirect("cohorts:cohort_paper", year, paper.uid)


@require_POST
def roster_export(request, year):
    """Ask for the roster as a file."""
    return exporting.order(
        request,
        exports.KIND,
        title=f"{_('Roster of the cohort')} {year}",
        back=cohort_of(request, year).get_absolute_url(),
        format=request.POST.get("format"),
        year=year,
    )


@require_POST
def list_export(request, year, of):
    """Ask for a list of the lab as a file."""
    year = cohort_of(request, year).call.fiscal_year
    back = reverse(lists.PAGES.get(of, "cohorts:cohort"), args=[year])
    return house.order(request, lists.KIND, lists.LISTINGS, of, back=back, year=year)


@require_POST
def export_file(request, uid):
    """Hand out a file of this room that was asked for."""
    export = exporting.find(request.user, uid, *MAY_FETCH)
    is_allowed = MAY_FETCH[export.kind](export, request.user)
    return exporting.hand_out(request, export, is_allowed=is_allowed)


def cohort_paper(request, year, uid):
    """A paper about the cohort; it names every issue, so for who sees them all."""
    cohort = cohort_of(request, year)
    if not permissions.can_view_all_teams(cohort, request.user):
        raise Http404
    return deliver(request, get_object_or_404(Paper.objects.of(cohort), uid=uid))
