"""Over the years: cohorts and issues side by side, people and alumni, settings of another year."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cohorts import alumni, exports, permissions, years
from cohorts.models import Cohort
from cohorts.services import cloning
from cohorts.states import TierKey
from cohorts.views.answering import ask, posted
from proposals.models import Call
from proposals.views.finding import code_in
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting
from pyp_portal.thai import normalise

LONGEST = 100  # of what is searched for


def int_in(values, name):
    """A year that the address names, or None."""
    value = values.get(name, "")
    return int(value) if value.isdecimal() and len(value) == 4 else None


def words_in(values):
    return normalise(values.get("q", ""))[:LONGEST]


def narrowed_issues(values):
    """By what the list of issues is narrowed."""
    return {"year": int_in(values, "year"), "words": words_in(values)}


def narrowed_people(values):
    """By what the list of people is narrowed."""
    tier = values.get("tier", "")
    return {
        "tier": tier if tier in TierKey else "",
        "year": int_in(values, "year"),
        "is_alumni": values.get("alumni") == "1",
    }


def only_readers(request):
    """These pages are for those who read everything; for others they do not exist."""
    if not permissions.can_view_cohort(request.user):
        raise Http404


def overview(request):
    """Each cohort in a line with what became of it, and below it all issues."""
    only_readers(request)
    narrowed = narrowed_issues(request.GET)
    teams = years.issues(request.user, **narrowed)
    after = code_in(request.GET, "after")
    page = one_page(teams, ["-proposal__code"], after, key="proposal__code")
    context = {
        "years": years.every(request.user),
        "without": Call.objects.filter(cohort=None),
        "may_manage": permissions.can_open_cohort(request.user),
        "issues": years.lines(page.rows),
        "page": page,
        "narrowed": narrowed,
    }
    return render(request, "cohorts/years.html", context)


@require_POST
def issues_export(request):
    """Ask for the issues over the years as a file."""
    only_readers(request)
    return exporting.order(
        request,
        exports.KIND,
        title=_("Issues over the years"),
        back="cohorts:years",
        format=request.POST.get("format"),
        of="issues",
        **narrowed_issues(request.POST),
    )


@require_POST
def cockpit_export(request, year):
    """Ask for the table of teams of a year as a file."""
    only_readers(request)
    cohort = get_object_or_404(Cohort.objects.select_related("call"), call__fiscal_year=year)
    return exporting.order(
        request,
        exports.KIND,
        title=f"{_('Teams and gates')} {year}",
        back=cohort.get_absolute_url(),
        format=request.POST.get("format"),
        of="cockpit",
        year=year,
    )


def people(request):
    """Who has taken part in which year and tier; alumni are those whose lab is completed."""
    only_readers(request)
    narrowed, words = narrowed_people(request.GET), words_in(request.GET)
    found = alumni.people(request.user, words, **narrowed)
    context = {
        "page": one_page(found, ["sort_key", "pk"], uid_in(request.GET, "after")),
        "cohorts": Cohort.objects.select_related("call"),
        "tiers": TierKey,
        "narrowed": narrowed,
        "words": words,
    }
    return render(request, "cohorts/people.html", context)


@require_POST
def people_export(request):
    """Ask for the people over the years as a file."""
    only_readers(request)
    return exporting.order(
        request,
        exports.KIND,
        title=_("People over the years"),
        back="cohorts:alumni",
        format=request.POST.get("format"),
        of="people",
        **narrowed_people(request.POST),
    )


class LikeForm(forms.Form):
    """Whose settings are taken over."""

    source = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Year"))

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        others = Cohort.objects.exclude(pk=cohort.pk).select_related("call")
        self.fields["source"].queryset = others


def copy_settings(request, year):
    """Take over the settings and tiers of another year."""
    only_readers(request)
    cohort = get_object_or_404(Cohort.objects.select_related("call"), call__fiscal_year=year)
    require(permissions.can_open_cohort(request.user))
    form = LikeForm(posted(request)[0], cohort=cohort)
    return ask(
        request,
        form,
        lambda: cloning.copy_settings(form.cleaned_data["source"], cohort, by=request.user),
        title=_("Settings of another year"),
        text=_("Rules and tiers are taken over; dates and people are not."),
        label=_("Take them over"),
        done=_("The settings of the other year are taken over."),
        back=cohort.get_absolute_url(),
    )
