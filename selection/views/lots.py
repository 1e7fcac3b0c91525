"""The lot: drawing the order, and everything that is needed to draw it again."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from selection import permissions, services
from selection.forms import DrawForm
from selection.models import PitchSession
from selection.services import drawing
from selection.views.acting import ask, seen
from selection.views.plans import places


def drawn_for(request, uid):
    """(session, plan) for those who may see them."""
    sessions = PitchSession.objects.select_related("plan__call", "plan__committee")
    found = get_object_or_404(sessions, uid=uid)
    return found, seen(found.plan, request.user)


@require_http_methods(["GET", "POST"])
def draw(request, uid):
    """Draw the order from the number told beforehand and one of the public."""
    found, plan = drawn_for(request, uid)
    require(permissions.can_manage(plan, request.user))
    return ask(
        request,
        DrawForm(request.POST or None, is_again=found.order_draws > 0),
        lambda form: services.draw_order(found, by=request.user, **form.cleaned_data),
        done=_("The order is drawn; what it was drawn from is printed with it."),
        back=found,
        title=_("Draw the order by lot"),
        text=_(
            "The office told its own number %(salt)s when the session was planned. Together with "
            "a number of the public it gives the order; anyone can draw it again from the two."
        )
        % {"salt": found.order_salt or "–"},
        verb=_("Draw the order"),
    )


@require_GET
def lot(request, uid):
    """What each proposal drew, and how to draw it again; none that is closed to this person."""
    found, plan = drawn_for(request, uid)
    known = found.slots.filter(proposal__in=plan.call.proposals.visible_to(request.user))
    codes = set(known.values_list("proposal__code", flat=True))
    rows = [one for one in drawing.lots_of(found) if one.code in codes]
    wrong = drawing.verify_order(found) if found.order_input else []
    context = {"session": found, "lots": rows, "wrong": wrong, "current": "pitch"}
    return render(request, "selection/lot.html", context | places(plan, request.user))
