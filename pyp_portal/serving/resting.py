"""What rests while the switch of the last evening is on: said in a sentence, with a way to go on.

Reading, saving and submitting never rest, nor does anything that is not named here.
"""

from dataclasses import dataclass

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pyp_portal.evening import standing
from pyp_portal.serving.middleware import asks_for_json

WAIT = 30 * 60  # seconds after which a machine may ask again
PAGING = {"after"}  # reading on is no search


@dataclass(frozen=True)
class Rest:
    """A kind of work that rests: what is said of it, and where to go instead."""

    sentence: str
    url_name: str
    action: str


SEARCH = Rest(
    _("Search and filters rest for now. The list itself can be read page by page."),
    "proposals:list",
    _("To the list of proposals"),
)
ANSWERS = Rest(
    _("Search and filters rest for now. The questions and answers can be read page by page."),
    "proposals:answers",
    _("To the questions and answers"),
)
OVERVIEW = Rest(
    _("Overviews and comparisons rest for now. What waits for you stands in your tasks."),
    "home",
    _("To my tasks"),
)
FIGURES = Rest(
    _("Statistics and open data rest for now. The call and its dates can be read."),
    "call",
    _("To the call"),
)
PAPER = Rest(
    _(
        "No new documents are made for now. What you wrote is saved, and the page of a proposal "
        "shows its receipt with number, time and hash. The head of an agency can endorse by link."
    ),
    "home",
    _("To my tasks"),
)
EXPORT = Rest(
    _("No new files are made for now. Those that are ready can be fetched."),
    "papers:exports",
    _("To my exports"),
)

SEARCHES = {
    "proposals:list",
    "proposals:answers",
    "accounts:agencies",
    "accounts:people",
    "outbox:list",
    "papers:list",
    "selection:assignments",
    "selection:declarations",
}  # they rest only when something is asked of them
RESTS = {
    "proposals:similar": OVERVIEW,
    "selection:overview": OVERVIEW,
    "selection:board": OVERVIEW,
    "cohorts:cohort": OVERVIEW,
    "public:statistics": FIGURES,
    "public:dataset": FIGURES,
    "proposals:make_paper": PAPER,
    "proposals:print_questions": PAPER,
    "proposals:announce_call": PAPER,
    "proposals:invite_to_call": PAPER,
    "selection:board_paper": PAPER,
    "selection:declaration_paper": PAPER,
    "selection:sheet_paper": PAPER,
    "selection:schedule_paper": PAPER,
    "cohorts:roster": PAPER,
    "cohorts:minister_report": PAPER,
    "cohorts:report_preview": PAPER,
    "cohorts:report_sign": PAPER,
    "cohorts:issue_paper": PAPER,
    "cohorts:session_record": PAPER,
    "cohorts:brief_paper": PAPER,
    "proposals:export": EXPORT,
    "selection:board_export": EXPORT,
    "cohorts:roster_export": EXPORT,
    "cohorts:reports_export": EXPORT,
    "cohorts:emenscr_export": EXPORT,
    "cohorts:cockpit_export": EXPORT,
    "cohorts:issues_export": EXPORT,
    "cohorts:people_export": EXPORT,
    "cohorts:years": OVERVIEW,
    "cohorts:directives_export": EXPORT,
    "cohorts:report_export": EXPORT,
    "cohorts:session_book": EXPORT,
    "papers:again": EXPORT,
    "proposals:list_export": EXPORT,
    "proposals:all_files": EXPORT,
    "selection:list_export": EXPORT,
    "cohorts:list_export": EXPORT,
    "reads:export": EXPORT,
}


class Resting:
    """Middleware: answers for the pages that rest, before they do any work."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        rest = rest_of(request) if standing.is_on() else None
        return rested(request, rest) if rest else None


def rest_of(request):
    """Why this request rests, or None."""
    name = request.resolver_match.view_name
    if name in SEARCHES and any(v for k, v in request.GET.items() if k not in PAGING):
        return ANSWERS if name == ANSWERS.url_name else SEARCH
    return RESTS.get(name)


def rested(request, rest):
    """503 with the sentence; a script of ours gets it as JSON."""
    if asks_for_json(request):
        answer = JsonResponse({"state": "resting", "message": str(rest.sentence)}, status=503)
    else:
        context = {"rest": rest, "since": standing.standing().since}
        answer = render(request, "evening/resting.html", context, status=503)
    answer["Retry-After"] = WAIT
    answer._has_been_logged = True  # meant to be so: no error for the log
    return answer
