"""One page for who answers for personal data: what waits, until when, and where the rest is."""

from django.conf import settings
from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pyp_portal.access import require
from pyp_portal.privacy import permissions
from pyp_portal.privacy.models import (
    Breach,
    ConsentRecord,
    Notice,
    Processing,
    Purpose,
    RightsRequest,
)
from pyp_portal.reads.permissions import can_read_log

SHOWN = 8  # the nearest of each; the rest stands on its own page


@require_GET
def overview(request):
    """Requests by their days, breaches by their hours, notices, consents and the record."""
    require(permissions.can_see_requests(request.user))
    waiting = RightsRequest.objects.waiting()
    context = {
        "officer": settings.DATA_PROTECTION_EMAIL,
        "may_read_log": can_read_log(request.user),
        "asked": waiting.count(),
        "requests": waiting.for_list().order_by("due_on", "pk")[:SHOWN],
        "breaches": Breach.objects.filter(closed_at=None).order_by("found_at")[:SHOWN],
        "notices": Notice.objects.for_list()[:2],
        "consents": counted(),
        "record": Processing.objects.going_on().aggregate(
            n=Count("pk"), lacking=Count("pk", filter=lacks_something())
        ),
    }
    return render(request, "privacy/office.html", context)


def counted():
    """(purpose, how many agree now, how many took it back) of every purpose."""
    taken_back = Count("pk", filter=Q(withdrawn_at__isnull=False))
    rows = ConsentRecord.objects.order_by().values("purpose")
    found = {row["purpose"]: row for row in rows.annotate(n=Count("pk"), back=taken_back)}
    none = {"n": 0, "back": 0}
    return [
        (purpose, row["n"] - row["back"], row["back"])
        for purpose, row in ((one, found.get(one, none)) for one in Purpose)
    ]


def lacks_something():
    """The condition that an activity does not say all that the law asks for."""
    return Q(*(Q(**{name: ""}) for name in Processing.WORDS), _connector=Q.OR)
