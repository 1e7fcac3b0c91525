"""The points of an agenda: resolutions, votes by name, who leaves the room, who disagrees."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from selection import permissions, quorums, services
from selection.forms import AwayForm, DissentForm, NamedVoteForm, ResolutionForm
from selection.models import AgendaItem
from selection.views.acting import ask, attempt
from selection.views.meetings import meeting_of, open_items


def _item(request, uid):
    """An item for those who run the meeting and may know of it."""
    found = get_object_or_404(AgendaItem.objects.select_related("meeting"), uid=uid)
    meeting, plan = meeting_of(request, found.meeting.uid)
    item = get_object_or_404(open_items(meeting, plan, request.user), uid=uid)
    require(permissions.can_manage(plan, request.user))
    item.meeting = meeting
    return item


def _decide(request, item, form, text):
    """The page of a resolution, whichever way the votes are given."""
    return ask(
        request,
        form,
        lambda form: services.resolve(item, by=request.user, **form.cleaned_data),
        done=_("The resolution is recorded. It is known to nobody else until it is announced."),
        back=item.meeting,
        title=f"{item.number} {item.title_th}",
        text=text,
        verb=_("Record the resolution"),
    )


@require_http_methods(["GET", "POST"])
def resolve(request, uid):
    """Record what was decided, with the votes counted."""
    item = _item(request, uid)
    before = getattr(item, "resolution", None)
    form = ResolutionForm(request.POST or None, instance=before, day=item.meeting.day)
    return _decide(request, item, form, quorums.sentence(quorums.of_item(item)))


@require_http_methods(["GET", "POST"])
def vote(request, uid):
    """Record what was decided, with the vote of each member in the room (K9, K12)."""
    item = _item(request, uid)
    before = getattr(item, "resolution", None)
    room = quorums.rooms_of(item.meeting, [item])[item.pk]
    seats = item.meeting.committee.seats.filter(pk__in=room.there).select_related("user")
    form = NamedVoteForm(request.POST or None, instance=before, day=item.meeting.day, seats=seats)
    return _decide(request, item, form, quorums.sentence(room.quorum))


@require_http_methods(["GET", "POST"])
def recuse(request, uid):
    """A member leaves the room for this item."""
    item = _item(request, uid)
    seats = item.meeting.committee.seats.active().select_related("user")
    return ask(
        request,
        AwayForm(request.POST or None, seats=seats),
        lambda form: services.recuse(item, by=request.user, **form.cleaned_data),
        done=_("Noted: the member has left the room."),
        back=item.meeting,
        title=_("Who leaves for item %(number)s?") % {"number": item.number},
        text=_("Who had not declared an interest before gives a reason; it counts from now on."),
        verb=_("Note that the member left"),
    )


@require_POST
def come_back(request, uid, seat_no):
    """A member comes back into the room."""
    item = _item(request, uid)
    recusal = get_object_or_404(item.recusals, seat__seat_no=seat_no)
    return attempt(
        request,
        lambda: services.come_back(recusal, by=request.user),
        _("Noted: the member is back."),
        item.meeting,
    )


@require_http_methods(["GET", "POST"])
def dissent(request, uid):
    """A member's disagreement goes into the minutes."""
    item = _item(request, uid)
    seats = item.meeting.committee.seats.active().filter(vote=True).select_related("user")
    return ask(
        request,
        DissentForm(request.POST or None, seats=seats),
        lambda form: services.dissent(item, by=request.user, **form.cleaned_data),
        done=_("The dissent is noted."),
        back=item.meeting,
        title=_("Dissent on item %(number)s") % {"number": item.number},
        text=_("It is attached to the minutes in these words."),
        verb=_("Note the dissent"),
    )
