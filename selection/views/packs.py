"""Reading packs: ask for one proposal or for all that one reads."""

from django.http import Http404
from django.views.decorators.http import require_POST

from pyp_portal.access import require
from selection import packs
from selection.kinds import Stage
from selection.views.acting import plan_of
from selection.views.finding import sheet_of


@require_POST
def one(request, uid):
    """The proposal of one's own sheet with its attachments as one PDF."""
    found, plan = sheet_of(request, uid)
    require(found.seat.user_id == request.user.pk)
    if found.stage != Stage.DOC:
        raise Http404
    return packs.order(request, plan, code=found.proposal.code, back=found)


@require_POST
def everything(request, year):
    """All that one still has to read, as one PDF."""
    plan = plan_of(request, year)
    require(plan.seat_of(request.user) is not None)
    return packs.order(request, plan, back=packs.back_to(plan))
