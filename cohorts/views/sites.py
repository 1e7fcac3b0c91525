"""Sites: the registry of a year, the page of one, and what it reports."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import kit_papers, permissions, site_exports, spread
from cohorts.forms.rounds import PhotoForm
from cohorts.forms.scaling import (
    SiteFigureFormSet,
    SiteForm,
    SiteReportForm,
    SitesFilter,
    figures_of,
    known_answers,
)
from cohorts.models import AdoptionRequest, ScaleOutSite
from cohorts.services import sites
from cohorts.services.photos import MOST_PHOTOS
from cohorts.spread_states import ADOPTABLE
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.cohort import cohort_of
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting


def spreading(team, user):
    """What the page of a team says of scaling out."""
    reads = permissions.can_read_requests(team, user)
    asked = AdoptionRequest.objects.filter(team=team).confirmed().for_list()
    rows = list(team.sites.for_list())
    return {
        "sites": rows,
        "branches": spread.flat(spread.tree(rows)),
        "may_update_sites": permissions.can_update_sites(team, user),
        "requests": asked if reads else None,
        "kit": kit_papers.kit_of(team),
        "may_issue_kit": permissions.can_coordinate(team, user),
        "is_adoptable": team.proposal.state in ADOPTABLE,
    }


# --- One site -----------------------------------------------------------------
def back_to(team):
    return f"{team.get_absolute_url()}follow-up/"


def site_new(request, code):
    """Another area takes an interest."""
    team = team_of(request, code)
    require(permissions.can_update_sites(team, request.user))
    form = SiteForm(posted(request)[0], sources=team.sites.select_related("province"))
    return ask(
        request,
        form,
        lambda: sites.add_site(team, by=request.user, **form.facts),
        title=_("Add a site"),
        label=_("Add the site"),
        done=_("The site is added."),
        back=back_to(team),
        about=team.proposal,
    )


def site(request, code, uid):
    """How far a site is."""
    team = team_of(request, code)
    site = get_object_or_404(ScaleOutSite, team=team, uid=uid)
    require(permissions.can_update_sites(team, request.user))
    others = team.sites.exclude(pk=site.pk).select_related("province")
    form = SiteForm(posted(request)[0], sources=others, initial=known_answers(SiteForm, site))
    seen = request.POST.get("seen")
    return ask(
        request,
        form,
        lambda: sites.update_site(site, by=request.user, seen=seen, **form.facts),
        title=site.agency_th,
        label=_("Save the site"),
        done=_("The site is brought up to date."),
        back=site.get_absolute_url(),
        about=team.proposal,
        seen=seen or site.version,
    )


def site_of(request, uid):
    """A site that this person may see; else 404."""
    found = ScaleOutSite.objects.visible_to(request.user).select_related(
        "province", "team__proposal__lead_agency", "copied_from__province"
    )
    return get_object_or_404(found, uid=uid)


def site_page(request, uid):
    """Where a site stands, how it came there, and what it has reported."""
    site = site_of(request, uid)
    team, user = site.team, request.user
    context = {
        "site": site,
        "team": team,
        "reports": list(site.reports.prefetch_related("figures").select_related("reported_by")),
        "copies": site.copies.select_related("province"),
        "events": [told(event) for event in timeline(site)],
        "sees_team": permissions.can_view_team(team, user),
        "may_change": permissions.can_update_sites(team, user) and not team.is_over,
        "may_report": permissions.can_report_site(site, user) and not team.is_over,
        "may_take_back": permissions.can_report_site(site, user),
        "photos": list(site.photos.select_related("file")),
        "photo_form": PhotoForm(),
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "cohorts/site.html", context)


def told(event):
    """One event of a site: when, what became of it, who, and why."""
    words = {
        "site_added": _("Added to the registry"),
        "site_updated": _("Brought up to date"),
        "site_reported": _("Figures reported"),
        "photo_added": _("A picture was added"),
        "photo_removed": _("A picture was taken out"),
        "photo_shown": _("A picture is shown to everybody"),
        "consent_given": _("Those in a picture agree that it is published"),
        "consent_withdrawn": _("Those in a picture do not agree any more"),
    }
    return {
        "at": event.at,
        "words": words.get(event.verb, event.verb),
        "status": spread.status_named(event.after) if event.before != event.after else None,
        "who": event.who,
        "reason": event.detail.reason,
    }


def report(request, uid):
    """The figures of a site, prefilled from its last report."""
    site = site_of(request, uid)
    require(permissions.can_report_site(site, request.user))
    data, initial = posted(request)[0], {"as_of": clock.today(), "population": site.population}
    rows = SiteFigureFormSet(data, prefix="figures", initial=sites.figures_asked(site))
    form = SiteReportForm(data, initial=initial)
    return ask(
        request,
        form,
        lambda: sites.report_site(
            site, by=request.user, figures=figures_of(rows), **form.cleaned_data
        ),
        rows=rows,
        template="cohorts/site_report.html",
        title=_("Report of the site"),
        label=_("Send the figures"),
        done=_("Thank you. The figures are kept."),
        back=site.get_absolute_url(),
        about=site,
        site=site,
    )


# --- The registry ---------------------------------------------------------------
def registry(request, year):
    """All sites of a year with the map, narrowed by what was chosen.

    Figures and map leave out what was dropped, unless it is asked for.
    """
    cohort = cohort_of(request, year)
    form = SitesFilter(request.GET)
    found = site_exports.sites_of(request.user, year, form.chosen())
    after = uid_in(request.GET, "after")
    tally = (found if "status" in form.chosen() else found.standing()).tally()
    places = spread.places(tally)
    context = {
        "cohort": cohort,
        "form": form,
        "page": one_page(found.for_list(), ["pk"], after),
        "figures": spread.counts(tally),
        "levels": spread.levels(places),
        "notes": spread.notes(places),
        "places": places,
    }
    return render(request, "cohorts/sites.html", context)


@require_POST
def export(request, year):
    """Ask for the registry as a file, as it is narrowed."""
    cohort, form = cohort_of(request, year), SitesFilter(request.GET)
    return exporting.order(
        request,
        site_exports.SITES,
        title=f"{_('Registry of sites')} {cohort.call.fiscal_year}",
        note=form.words(),
        chosen=form.kept(),
        back=redirect("cohorts:sites", year).url,
        format=request.POST.get("format"),
        year=year,
    )
