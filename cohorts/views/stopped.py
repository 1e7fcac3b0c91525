"""The plain page in place of an issue that was discontinued: its posters hang for years."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from cohorts.issue_page import stopped_issue

MOST_SHOWN = 2000  # letters of what somebody has typed meanwhile


def says_that_it_stopped(view):
    """Where an issue is gone because it was discontinued, its addresses say so (T32)."""

    @wraps(view)
    def told(request, code, **rest):
        try:
            return view(request, code, **rest)
        except Http404:
            issue = stopped_issue(code)
            if issue is None:
                raise
            return page(request, issue)

    return told


def page(request, issue):
    """When it stopped, and what was learned where that may be published; nothing else of it."""
    ending = getattr(getattr(issue, "team", None), "ending", None)
    context = {
        "issue": issue,
        "lesson": ending.lesson_th if ending and ending.is_public else "",
        "typed": request.POST.get("words", "")[:MOST_SHOWN],
    }
    return render(request, "issues/stopped.html", context, status=410)
