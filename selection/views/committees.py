"""The committee: who sits by which order, new orders, seats that end or pass on."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from selection import documents, permissions, services
from selection.forms import OrderForm, ReasonForm, SeatFormSet, SucceedForm
from selection.models import Seat
from selection.views.acting import ask, plan_of, refusal_of, seen
from selection.views.plans import places

SEAT_FACTS = ("user", "seat_no", "role", "vote", "scores", "basis", "who_th", "substitute_th")


def committee(request, year):
    """Who sits on the committee, by which order, and who has accepted the terms."""
    found = plan_of(request, year)
    body = found.standing_committee
    seats = body.seats.select_related("user__profile", "order") if body else []
    orders = list(body.orders.select_related("signed_by", "amends")) if body else []
    papers = documents.papers_about_each(orders)
    for order in orders:
        order.papers = papers[order.pk]
    context = {"seats": seats, "orders": orders, "current": "committee"}
    context["may_see_terms"] = permissions.can_read_interests(found, request.user)
    return render(request, "selection/committee.html", context | places(found, request.user))


@require_http_methods(["GET", "POST"])
def appoint(request, year):
    """Enter an appointment order with its seats."""
    found = plan_of(request, year)
    require(permissions.can_set_up(found, request.user))
    form = OrderForm(request.POST or None, committee=found.standing_committee)
    rows = SeatFormSet(request.POST or None, prefix="seats")
    form.summary_above = rows.summary_above = True
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        refused = _appoint(found, form, rows, request.user)
        if not refused:
            return redirect("selection:committee", year)
        form.add_error(None, refused)
    context = {"form": form, "rows": rows, "current": "committee"}
    return render(request, "selection/appoint.html", context | places(found, request.user))


def _appoint(found, form, rows, user):
    """Appoint; the sentences that stand in the way, if any."""
    members = [
        {name: row[name] for name in SEAT_FACTS} | form.term()
        for row in rows.cleaned_data
        if row and not row.get("DELETE")
    ]
    try:
        services.appoint(found, members=members, by=user, **form.words())
    except services.REFUSALS as refused:
        return refusal_of(refused)
    return []


def seat_of(request, uid):
    """(seat, plan) for those who may see the plan."""
    seats = Seat.objects.select_related("committee__plan__call", "user", "order")
    seat = get_object_or_404(seats, uid=uid)
    return seat, seen(seat.committee.plan, request.user)


@require_http_methods(["GET", "POST"])
def end_seat(request, uid):
    """A member leaves the committee."""
    seat, found = seat_of(request, uid)
    require(permissions.can_set_up(found, request.user))
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.end_seat(seat, reason=form.cleaned_data["reason"], by=request.user),
        done=_("The seat has ended."),
        back=reverse("selection:committee", args=[found.year]),
        title=_("End the seat of %(name)s?") % {"name": seat},
        text=_("Submitted score sheets stay; the member reads nothing of the committee any more."),
        verb=_("End the seat"),
        tone="danger",
    )


@require_http_methods(["GET", "POST"])
def succeed(request, uid):
    """The position to which the seat belongs has a new holder (K1)."""
    seat, found = seat_of(request, uid)
    require(permissions.can_set_up(found, request.user))
    return ask(
        request,
        SucceedForm(request.POST or None),
        lambda form: services.succeed(seat, by=request.user, **form.cleaned_data),
        done=_("The seat has passed on; the new holder is asked to accept the terms."),
        back=reverse("selection:committee", args=[found.year]),
        title=_("A new holder of the position: %(position)s") % {"position": seat.who_th},
        text=_("The order names the position, so no new order is needed."),
        verb=_("Pass the seat on"),
    )
