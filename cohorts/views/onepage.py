"""The one page about a cohort for the director, on screen and as a paper."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cohorts import onepage, onepage_papers, permissions, year_papers
from cohorts.views.cohort import cohort_of
from pyp_portal import clock
from pyp_portal.access import require


@require_safe
def page(request, year):
    """Where the year stands, what waits, and what comes next."""
    cohort = cohort_of(request, year)
    context = onepage.of(cohort, request.user)
    is_whole = permissions.can_view_all_teams(cohort, request.user)
    context |= {
        "today": clock.today(),
        "is_whole": is_whole,
        "may_issue": may_issue(cohort, request.user),
        "papers": onepage_papers.papers_of(cohort)[:3] if is_whole else (),
    }
    return render(request, "cohorts/onepage.html", context)


@require_POST
def paper(request, year):
    """Issue the page as it is today (PD-26)."""
    cohort = cohort_of(request, year)
    require(may_issue(cohort, request.user))
    made = onepage_papers.summary(cohort, by=request.user)
    return redirect("cohorts:cohort_paper", year, made.uid)


@require_POST
def report(request, year):
    """Issue the report of the whole year, from the call to what came of each issue (PD-26)."""
    cohort = cohort_of(request, year)
    require(may_issue(cohort, request.user))
    made = year_papers.year_report(cohort, by=request.user)
    return redirect("cohorts:cohort_paper", year, made.uid)


def may_issue(cohort, user):
    """The office, as far as no issue is closed to them: the paper names every one of them."""
    return permissions.can_open_cohort(user) and permissions.can_view_all_teams(cohort, user)
