"""The officers' queue: what waits to be screened, whose it is, and handing a case over."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals import permissions, queueing, services
from proposals.forms.handing import HandOverForm
from proposals.views.finding import version_of
from proposals.views.screening import asked, case
from pyp_portal.access import require

PAGE = 25


def queue(request):
    """Own cases first, or what nobody has taken, or all; what is overdue stands on top."""
    user = request.user
    require(permissions.reads_all(user))
    cases = queueing.in_hand(user)
    counts = queueing.counts(cases, user)
    whose = whose_of(request, counts)
    after = request.GET.get("after", "")
    found = queueing.chosen(cases, whose, user).for_list()
    rows = list(queueing.page(found, after, PAGE + 1))
    context = {
        "lines": queueing.lines(rows[:PAGE]),
        "views": views(counts, whose),
        "counts": counts,
        "whose": whose,
        "after": after,
        "next_key": queueing.key_of(rows[PAGE - 1]) if len(rows) > PAGE else "",
        "may_take": user.is_sto_staff,
    }
    return render(request, "proposals/queue.html", context)


def whose_of(request, counts):
    """Whose cases are asked for; without a word the own ones, where there are any."""
    asked_for = request.GET.get("whose")
    if asked_for in (queueing.MINE, queueing.UNOWNED, queueing.ALL):
        return asked_for
    return queueing.MINE if counts["mine"] else queueing.ALL


def views(counts, whose):
    """The three views with their numbers: name, words, how many, which one this is."""
    words = [
        (queueing.MINE, _("Mine")),
        (queueing.UNOWNED, _("Without an owner")),
        (queueing.ALL, _("All")),
    ]
    return [(name, label, counts[name], name == whose) for name, label in words]


@require_http_methods(["GET", "POST"])
def hand_over(request, code):
    """Give the case to another officer, who is told."""
    proposal = case(request, code)
    return asked(
        request,
        proposal,
        HandOverForm(request.POST or None, proposal=proposal),
        _("Hand the case over"),
        lambda data: services.hand_over(
            proposal, data["officer"], request.user, data["note"], version=version_of(request)
        ),
        _("The case is handed over and the new owner is told."),
        _("Case owner now: %(who)s") % {"who": proposal.case_owner or _("nobody")},
    )
