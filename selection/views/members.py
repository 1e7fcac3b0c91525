"""A member's own page: what they know, when they are away, where they worked; and opinions."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.models import Proposal
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import AwayDaysForm, ExpertiseForm, OpinionForm, PostForm
from selection.models import Unavailability
from selection.views.acting import ask, attempt, plan_about, refusal_of
from selection.views.committees import seat_of
from selection.views.plans import places


def _seat(request, uid):
    """(seat, plan) for the member and for who runs the selection."""
    seat, plan = seat_of(request, uid)
    is_own = seat.user_id == request.user.pk
    require(is_own or permissions.can_manage(plan, request.user))
    return seat, plan


@require_http_methods(["GET", "POST"])
def member(request, uid):
    """What a member knows and how much they can read."""
    seat, plan = _seat(request, uid)
    form = _expertise(seat, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return attempt(
            request,
            lambda: services.describe(seat, by=request.user, **form.cleaned_data),
            _("Kept."),
            request.path,
        )
    return _page(request, seat, plan, form=form)


def _expertise(seat, typed=None):
    known = {"themes": seat.themes.all(), "regions": seat.regions, "load_max": seat.load_max}
    return ExpertiseForm(typed, initial=known)


def _page(request, seat, plan, **forms):
    """The page with its forms, those with what was typed among them."""
    query = request.GET.get("q", "")
    fresh = {"away_form": AwayDaysForm(), "post_form": PostForm(query=query)}
    context = fresh | {
        "member": seat,
        "form": _expertise(seat),
        "away": seat.unavailabilities.all(),
        "posts": seat.user.former_posts.select_related("agency"),
        "current": "committee",
    }
    return render(request, "selection/member.html", context | places(plan, request.user) | forms)


@require_POST
def away(request, uid):
    """Days on which the member takes no part."""
    seat, plan = _seat(request, uid)
    form, verb = AwayDaysForm(request.POST), partial(services.note_away, seat)
    return _kept(request, seat, plan, form, verb, "away_form")


@require_POST
def post(request, uid):
    """An agency for which the member worked before."""
    seat, plan = _seat(request, uid)
    form, verb = PostForm(request.POST), partial(services.tell_post, seat.user)
    return _kept(request, seat, plan, form, verb, "post_form")


def _kept(request, seat, plan, form, verb, name):
    """Run the verb; whatever stands in the way stands at the form, with all that was typed."""
    if form.is_valid():
        try:
            verb(by=request.user, **form.cleaned_data)
        except services.REFUSALS as refused:
            form.add_error(None, refusal_of(refused))
        else:
            return redirect("selection:member", seat.uid)
    return _page(request, seat, plan, **{name: form})


@require_POST
def not_away(request, uid):
    """The member is there after all."""
    row = get_object_or_404(Unavailability.objects.select_related("seat__committee"), uid=uid)
    seat, _plan = _seat(request, row.seat.uid)
    return attempt(
        request,
        lambda: services.forget_away(row, by=request.user),
        _("Taken back."),
        reverse("selection:member", args=[seat.uid]),
    )


@require_http_methods(["GET", "POST"])
def opinion(request, code):
    """An adviser's opinion on a proposal that is judged."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), code=code)
    plan = plan_about(proposal, request.user)
    seat = plan.seat_of(request.user)
    require(permissions.can_give_opinion(seat))
    given = seat.opinions.filter(proposal=proposal).first()
    said = {"text": given.text_th, "seen": given.given_at} if given else {}
    return ask(
        request,
        OpinionForm(request.POST or None, initial=said),
        lambda form: services.give_opinion(seat, proposal, by=request.user, **form.cleaned_data),
        done=_("Your opinion is kept; the committee reads it."),
        back=proposal,
        title=_("Opinion on %(code)s") % {"code": code},
        text=_("Advisers give no points and have no vote; their opinion is part of the file."),
        verb=_("Keep the opinion"),
    )
