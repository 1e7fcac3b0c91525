"""What happens to a planned meeting and on its day: moved, cancelled, who comes, who presides."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal import clock, ical
from pyp_portal.papers.services import deliver
from selection import calendars, meeting_papers, permissions, services
from selection.forms import ChairForm, MoveForm, MovementForm, ReasonForm, WhenWhereForm
from selection.views.acting import ask, attempt, found_by, press
from selection.views.meetings import meeting_of


@require_http_methods(["GET", "POST"])
def move(request, uid):
    """Another time or place."""
    found, _plan = found_by(meeting_of, request, uid)
    planned = timezone.localtime(found.starts_at)
    stands = {"day": found.day, "at": planned.time(), "mode": found.mode}
    return ask(
        request,
        MoveForm(request.POST or None, initial=stands | {"place_th": found.place_th}),
        lambda form: services.move_meeting(found, by=request.user, **form.choices()),
        done=_("The meeting is moved. Who had the notice is told, once."),
        back=found,
        title=_("Move meeting %(label)s") % {"label": found.label},
        text=_("The new time counts as a notice of its own: at least %(days)d days, or a reason.")
        % {"days": found.committee.plan.notice_days},
        verb=_("Move the meeting"),
    )


@require_http_methods(["GET", "POST"])
def cancel(request, uid):
    """The meeting is not held."""
    found, _plan = found_by(meeting_of, request, uid)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.cancel_meeting(found, by=request.user, **form.cleaned_data),
        done=_("The meeting is cancelled. Who had the notice is told."),
        back=found,
        title=_("Cancel meeting %(label)s?") % {"label": found.label},
        text=_("It keeps its number; calendars that took it over cross it out."),
        verb=_("Cancel the meeting"),
        tone="danger",
    )


adjourn = press(
    meeting_of,
    services.adjourn,
    gettext_lazy("The meeting is adjourned without a quorum. It can be called a second time."),
)


@require_http_methods(["GET", "POST"])
def again(request, uid):
    """The second call of a meeting that had no quorum."""
    found, _plan = found_by(meeting_of, request, uid)
    return ask(
        request,
        WhenWhereForm(
            request.POST or None, initial={"mode": found.mode, "place_th": found.place_th}
        ),
        lambda form: services.call_again(found, by=request.user, **form.choices()),
        done=_("The second call is planned with the same agenda. Send its notice next."),
        back=found,
        to_made=True,
        title=_("Second call of meeting %(label)s") % {"label": found.label},
        text=_("Within 14 days, about the same matters; the notice says that a third is enough."),
        verb=_("Plan the second call"),
    )


@require_http_methods(["GET", "POST"])
def movement(request, uid):
    """A member comes late, leaves early or comes back."""
    found, _plan = found_by(meeting_of, request, uid)
    seats = found.committee.seats.filled_on(found.day).deciding().select_related("user")
    now = {"at": timezone.localtime(clock.now()).time().replace(second=0, microsecond=0)}
    return ask(
        request,
        MovementForm(
            request.POST or None,
            seats=seats,
            day=found.day,
            initial=now | {"seat": request.GET.get("seat", "")},
        ),
        lambda form: _move_member(found, request.user, **form.cleaned_data),
        done=_("Noted. Quorum and votes follow who is in the room."),
        back=found,
        title=_("Who came or left?"),
        text=_("For one item only, note it at the item instead: that is a recusal."),
        verb=_("Note it"),
    )


def _move_member(meeting, by, *, seat, is_leaving, at):
    verb = services.leave if is_leaving else services.arrive
    return verb(meeting, seat, at=at, by=by)


@require_http_methods(["GET", "POST"])
def chair(request, uid):
    """Whom the members elect to chair this meeting (K10)."""
    found, _plan = found_by(meeting_of, request, uid)
    seats = found.committee.voting_on(found.day).select_related("user")
    return ask(
        request,
        ChairForm(request.POST or None, seats=seats),
        lambda form: services.elect_chair(found, by=request.user, **form.cleaned_data),
        done=_("Noted: the member presides while chair and vice-chair are away."),
        back=found,
        title=_("Whom did the members elect to chair?"),
        text=_("The chair presides when in the room, else the vice-chair, else this member."),
        verb=_("Note the election"),
    )


def calendar(request, uid):
    """The meeting as a calendar file."""
    found, _plan = meeting_of(request, uid)
    entry = calendars.of_meeting(found)
    return ical.download(entry.title, [entry], f"meeting-{found.uid}")


@require_POST
def make_book(request, uid):
    """Have one's own meeting book made."""
    found, _plan = found_by(meeting_of, request, uid, permissions.can_have_book)
    return attempt(
        request,
        lambda: services.make_book(found, by=request.user),
        _("Your meeting book is being made. It is ready in a moment."),
        found,
    )


def book(request, uid):
    """One's own meeting book; 404 where none was made of just what one may see now."""
    found, _plan = meeting_of(request, uid)
    items = services.known_items(found, request.user)
    made = meeting_papers.book_of(found, items, request.user)
    if made is None:
        raise Http404
    return deliver(request, made)
