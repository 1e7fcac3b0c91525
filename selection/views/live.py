"""The pitch day as it runs: every screen follows, whoever chairs opens one item after the other."""

from django.http import HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals.grounds import REASON_MIN
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import ClosingForm
from selection.models import PitchSession, PitchSlot
from selection.services import running, slides, watching
from selection.views.acting import ask, attempt, press, seen
from selection.views.plans import places


def followed(request, uid):
    """(session with its open item, plan) for those who may see them."""
    found = get_object_or_404(watching.following(PitchSession.objects), uid=uid)
    return found, seen(found.plan, request.user)


@require_GET
def live(request, uid):
    """The screen of the day for members, clerks and the office."""
    found, plan = followed(request, uid)
    context = now_of(found, plan, request.user) | {"current": "pitch"}
    return render(request, "selection/live.html", context | places(plan, request.user))


@require_GET
def live_now(request, uid):
    """The same, as the part that is asked for every two seconds; 304 while nothing changed."""
    found, plan = followed(request, uid)
    tag = tag_of(found, request.user.pk)
    if request.headers.get("If-None-Match") == tag:
        return tagged(HttpResponseNotModified(), tag)
    context = now_of(found, plan, request.user)
    return tagged(render(request, "selection/_live_now.html", context), tag)


def tag_of(session, who):
    """Changes with every turn of the session; says nothing but that it changed."""
    return f'"{session.live_no}-{who}-{get_language()}"'


def tagged(response, tag):
    response["ETag"] = tag
    return response


def now_of(session, plan, user):
    """The open item and the next, without those that are closed to this person."""
    item, after = watching.current_and_next(session)
    closed = watching.closed_to(user, [item, after])
    is_closed = item is not None and item.proposal_id in closed
    is_open = item is not None and not is_closed
    return {
        "session": session,
        "plan": plan,
        "item": item,
        "after": after,
        "is_closed": is_closed,
        "after_closed": after is not None and after.proposal_id in closed,
        "seen": running.mark_of(session),
        "clock": watching.clock_of(item, session) if is_open else None,
        "sheet": watching.own_sheet(item, user) if is_open else None,
        "deck": slides.deck_of(item) if is_open else None,
        "may_run": permissions.can_run_pitch(plan, user),
        "tag": tag_of(session, user.pk),
    }


def running_slot(request, uid):
    """A slot for those who run the day and may know its proposal."""
    slots = PitchSlot.objects.select_related("session__plan__call", "session__plan__committee")
    found = get_object_or_404(slots.select_related("proposal"), uid=uid)
    plan = seen(found.session.plan, request.user)
    get_object_or_404(plan.call.proposals.visible_to(request.user), pk=found.proposal_id)
    require(permissions.can_run_pitch(plan, request.user))
    return found


def run(verb, done):
    """The view of a button of whoever runs the day: the verb, then back to where it stood."""

    @require_POST
    def view(request, uid):
        slot = running_slot(request, uid)
        act = lambda: verb(slot, by=request.user)  # noqa: E731
        return attempt(request, act, done, stood(request, slot.session))

    return view


def stood(request, session):
    """The page on which the button stood."""
    return reverse("selection:live", args=[session.uid]) if "live" in request.POST else session


@require_POST
def open_item(request, uid):
    """Open one pitch, unless another was opened since the page was shown."""
    slot = running_slot(request, uid)
    return attempt(
        request,
        lambda: services.open_item(slot, seen=request.POST.get("seen"), by=request.user),
        _("The pitch is open on every screen."),
        stood(request, slot.session),
    )


begin_pitch = run(services.begin_pitch, gettext_lazy("The minutes of the pitch run."))
begin_questions = run(services.begin_questions, gettext_lazy("The minutes of the questions run."))
presented = run(services.record_presented, gettext_lazy("Noted: the pitch was held."))

show_outside = press(
    followed, running.show_outside, gettext_lazy("The page for those outside is open.")
)
hide_outside = press(
    followed, running.hide_outside, gettext_lazy("The page for those outside is closed.")
)


@require_http_methods(["GET", "POST"])
def close_scoring(request, uid):
    """The chair closes the points of the session; over missing sheets with a reason."""
    found, plan = followed(request, uid)
    require(permissions.can_certify(plan, request.user))
    missing = running.sheets_of(found).waiting().count()
    return ask(
        request,
        ClosingForm(request.POST or None, needs_reason=bool(missing)),
        lambda form: services.close_scoring(found, by=request.user, **form.cleaned_data),
        done=_("The points of this session are closed."),
        back=found,
        title=_("Close the points of this session?"),
        text=closing_words(missing),
        verb=_("Close the points"),
        tone="danger",
    )


def closing_words(missing):
    """What closing does, with how many sheets are missing."""
    if not missing:
        return _("All score sheets are in. From now on they change no more.")
    return _(
        "%(count)d score sheets are not handed in and would not count. Closing now needs a "
        "reason of at least %(min)d characters."
    ) % {"count": missing, "min": REASON_MIN}
