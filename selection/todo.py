"""What waits for a person in the selection, for their home."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.roles import Role
from pyp_portal.todo import Todo
from selection.kinds import TieStep
from selection.models import Announcement, Meeting, ScoreSheet
from selection.services.alarming import due_calls, undecided
from selection.services.challenging import challenges_of
from selection.services.closeness import tie_breaks
from selection.services.declaring import declarations_due
from selection.services.exercising import exercises_waiting
from selection.services.ranking import waiting_for
from selection.services.standing import askings


def todo(user):
    """Sheets, declarations and minutes of a member; releases and readers for the office."""
    lines = []
    if Role.COMMITTEE in user.roles:
        lines += [line for seat in _seats(user) for line in _of_member(seat, user)]
    if user.is_sto_staff:
        lines += _of_office(user)
    if user.is_sto_staff or Role.COMMITTEE in user.roles:
        lines += _alarms(user)
    return lines


def _alarms(user):
    """R-46: selections that are due soon, or were, with what is undecided."""
    calls = [call for call in due_calls() if user.is_sto_staff or _oversees(call, user)]
    counted = [(call, undecided(call, user).count()) for call in calls]
    return [_alarm(call, count) for call, count in counted if count]


def _oversees(call, user):
    plan = getattr(call, "selection_plan", None)
    seat = plan.seat_of(user) if plan else None
    return seat is not None and seat.oversees


def _alarm(call, count):
    is_over = call.selection_due < clock.today()
    return Todo(
        title=ngettext(
            "The selection is due: %(count)d proposal is undecided",
            "The selection is due: %(count)d proposals are undecided",
            count,
        )
        % {"count": count},
        url=place_of(call),
        detail=str(call),
        due=end_of(call.selection_due),
        note=_("The due day is over.") if is_over else "",
        tone="stop" if is_over else "wait",
        icon="alert",
    )


def place_of(call):
    """The overview of the year, or the page on which its selection is opened."""
    if hasattr(call, "selection_plan"):
        return reverse("selection:overview", args=[call.fiscal_year])
    return reverse("selection:index")


def end_of(day):
    """The last moment of a day in Bangkok."""
    next_day = datetime.combine(day + timedelta(days=1), time.min)
    return timezone.make_aware(next_day) - timedelta(minutes=1)


def _seats(user):
    return user.seats.active().select_related("committee__plan__call")


def _of_member(seat, user):
    year = seat.committee.plan.year
    if not seat.has_accepted:
        yield _line(_("Read and accept the terms of the committee"), "terms", year)
        return
    waiting = ScoreSheet.objects.visible_to(user).waiting().filter(seat=seat)
    open_sheets = waiting.aggregate(count=Count("pk"), due=Min("due_at"))
    if open_sheets["count"]:
        yield _sheets(open_sheets, year)
    silent, again = declarations_due(seat.committee.plan, user, seat)
    if silent:
        yield Todo(
            title=ngettext(
                "Declare your interests: %(count)d proposal",
                "Declare your interests: %(count)d proposals",
                silent,
            )
            % {"count": silent},
            url=reverse("selection:declarations", args=[year]),
            tone="wait",
            icon="scale",
        )
    if again:
        yield _line(_("Declare your interests once more before the pitch"), "declarations", year)
    for exercise in exercises_waiting(seat):
        yield Todo(
            title=_("Score the exercise on a past proposal"),
            url=exercise.get_absolute_url(),
            tone="wait",
            icon="scale",
        )
    if challenges_of(seat).filter(answered_at=None).exists():
        yield _line(_("Answer a challenge of your impartiality"), "challenges", year)
    yield from _scores(seat, user)
    yield from _minutes(seat)


def _line(title, page, year):
    """What waits on one page of the year, without a number or a day."""
    url = reverse(f"selection:{page}", args=[year])
    return Todo(title=title, url=url, tone="wait", icon="scale")


def _scores(seat, user):
    """Close proposals to rank; for who chairs or clerks what waits for their answer."""
    for ranking in waiting_for(seat):
        yield Todo(
            title=_("Put the close proposals in order"),
            url=ranking.get_absolute_url(),
            tone="jury",
            icon="scale",
        )
    plan = seat.committee.plan
    if seat.chairs and askings(user).filter(sheet__proposal__call=plan.call_id).exists():
        yield Todo(
            title=_("Asked to open a sealed sheet"),
            url=reverse("selection:rounds", args=[plan.year]),
            tone="wait",
            icon="lock",
        )
    if seat.chairs or seat.oversees:
        yield from _ties(plan, user, seat)


def _ties(plan, user, seat):
    """Ties that wait for a step this person takes."""
    mine = [TieStep.CASTING] if seat.chairs else []
    mine += [TieStep.RUNOFF] if seat.oversees else []
    for tie in tie_breaks(plan, user).filter(waits_for__in=mine):
        yield Todo(
            title=_("A tie waits: %(step)s") % {"step": TieStep(tie.waits_for).label},
            url=tie.get_absolute_url(),
            tone="wait",
            icon="scale",
        )


def _minutes(seat):
    """Minutes that wait: for a certification by those who may, for comments by all members."""
    written = Meeting.objects.filter(
        committee=seat.committee, minutes__isnull=False, minutes__certified_at=None
    ).select_related("minutes")
    for meeting in written:
        if meeting.minutes.takes_comments:
            yield _to_comment(meeting)
        elif seat.oversees:
            yield Todo(
                title=_("Certify the minutes of meeting %(label)s") % {"label": meeting.label},
                url=meeting.get_absolute_url(),
                tone="wait",
                icon="lock",
            )


def _to_comment(meeting):
    return Todo(
        title=_("Read the minutes of meeting %(label)s") % {"label": meeting.label},
        url=reverse("selection:read_minutes", args=[meeting.uid]),
        due=end_of(meeting.minutes.comments_until),
        icon="message",
    )


def _sheets(found, year):
    is_over = found["due"] is not None and found["due"] < clock.now()
    return Todo(
        title=ngettext("Score %(count)d proposal", "Score %(count)d proposals", found["count"])
        % {"count": found["count"]},
        url=reverse("selection:tasks", args=[year]),
        due=found["due"],
        tone="stop" if is_over else "jury",
        icon="scale",
    )


def _of_office(user):
    planned = Proposal.objects.filter(state=State.ELIGIBLE, call__selection_plan__isnull=False)
    by_year = planned.visible_to(user).order_by("call__fiscal_year").values("call__fiscal_year")
    waiting = by_year.annotate(count=Count("pk")).values_list("count", "call__fiscal_year")
    lines = [_review(count, year) for count, year in waiting]
    if user.is_director:
        signed = Announcement.objects.filter(released_at=None, release_at=None).exclude(number="")
        lines += [
            Todo(
                title=_("Release the announcement: %(title)s") % {"title": announcement.title_th},
                url=announcement.get_absolute_url(),
                tone="good",
                icon="send",
            )
            for announcement in signed
        ]
    return lines


def _review(waiting, year):
    return Todo(
        title=ngettext(
            "Assign readers and open the review: %(count)d proposal",
            "Assign readers and open the review: %(count)d proposals",
            waiting,
        )
        % {"count": waiting},
        url=reverse("selection:assignments", args=[year]),
        icon="users",
    )
