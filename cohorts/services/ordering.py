"""The order of a session: places given, swapped, moved to another session, taken back."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts import presentation_emails
from cohorts.models import PresentationItem, PresentationSession
from cohorts.services.moving import as_seen, hold, refuse_unless
from proposals.states import State
from pyp_portal.history.services import record

TO_PRESENT = (State.IN_LAB, State.LAB_COMPLETED)


def hold_session(session):
    """The session with its row locked: changes of its order go one after the other."""
    return PresentationSession.objects.select_for_update().get(pk=session.pk)


def hold_open(session):
    """The same; refused once an outcome is written, for then the order is what it was."""
    session = hold_session(session)
    refuse_unless(
        not session.items.exclude(recorded_at=None).exists(),
        _("Outcomes of this session are recorded already: its order stays as it was."),
    )
    return session


def next_place(session):
    """The number behind the last place."""
    return (session.items.aggregate(last=Max("order"))["last"] or 0) + 1


def place_in(session, item):
    """The place as it is now that its session is locked; refused where it is not there any more."""
    found = session.items.select_related("team__proposal").filter(pk=item.pk).first()
    refuse_unless(found, _("The issue has no place in this session any more."))
    found.session = session
    return found


@transaction.atomic
def change_session(session, *, by, seen=None, **facts):
    """Another day, time, place or chair; who presents is told when and where it is now.

    ``seen`` is what the page showed of the session.
    """
    session = hold_open(session)
    as_seen(seen, session.token)
    was, before = session.held_on, when_and_where(session)
    for name, value in facts.items():
        setattr(session, name, value)
    session.full_clean()
    session.save()
    record(session, "changed", by=by, before=was, after=session.held_on)
    if when_and_where(session) != before:
        for item in session.items.select_related("team__proposal"):
            presentation_emails.planned(item)
    return session


def when_and_where(session):
    """What those who present have to know of a session."""
    return session.held_on, session.starts_at, session.place_th


@transaction.atomic
def schedule(session, team, *, by, presenters=(), minutes_present=10, minutes_qa=5):
    """Give an issue the next place in a session; a second time keeps the first place."""
    team = hold(team)
    refuse_unless(
        team.proposal.state in TO_PRESENT,
        _("This issue cannot be presented now."),
    )
    refuse_unless(
        not team.presentation_items.exclude(session=session.pk).exists(),
        _("The issue has a place in another session already. Move it from there."),
    )
    session = hold_session(session)
    item, is_new = PresentationItem.objects.get_or_create(
        session=session,
        team=team,
        defaults={
            "order": next_place(session),
            "minutes_present": minutes_present,
            "minutes_qa": minutes_qa,
        },
    )
    item.presenters.set(presenters or item.presenters.all())
    if is_new:
        record(session, "scheduled", by=by, issue=team.proposal.code)
        presentation_emails.planned(item)
    return item


@transaction.atomic
def move(item, *, by, up):
    """Swap an issue with the one before or behind it; at the edge nothing happens."""
    session = hold_open(item.session)
    items, item = list(session.items.order_by("order")), place_in(session, item)
    place = items.index(item)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return items[place]
    first, second = items[place], items[other]
    put(first, next_place(session))  # out of the way: no two may have one place at any time
    first.order, second.order = second.order, first.order
    put(second, second.order)
    put(first, first.order)
    record(session, "moved", by=by, issue=first.team.proposal.code, place=first.order)
    return first


def put(item, order):
    PresentationItem.objects.filter(pk=item.pk).update(order=order)


@transaction.atomic
def change_place(item, *, by, minutes_present, minutes_qa, presenters):
    """How long an issue has, and who presents it."""
    session = hold_open(item.session)
    item = place_in(session, item)
    item.minutes_present, item.minutes_qa = minutes_present, minutes_qa
    item.save(update_fields=["minutes_present", "minutes_qa"])
    item.presenters.set(presenters)
    record(session, "place_changed", by=by, issue=item.team.proposal.code)
    return item


@transaction.atomic
def move_to(item, session, *, by):
    """Put an issue off to another session, behind those that are there, with its files."""
    rows = PresentationSession.objects.select_for_update().order_by("pk")
    held = {row.pk: row for row in rows.filter(pk__in=[item.session_id, session.pk])}
    first, then = hold_open(held[item.session_id]), hold_open(held[session.pk])
    item = place_in(first, item)
    refuse_unless(
        not then.items.filter(team=item.team_id).exists(),
        _("The issue has a place in that session already."),
    )
    item.session, item.order = then, next_place(then)
    item.save(update_fields=["session", "order"])
    close_gaps(first)
    record(first, "moved_away", by=by, issue=item.team.proposal.code)
    presentation_emails.taken_out(item, first, is_moved=True)
    record(then, "scheduled", by=by, issue=item.team.proposal.code)
    presentation_emails.planned(item)
    return item


@transaction.atomic
def take_out(item, *, by):
    """Take an issue from a session to which nothing was added for it yet."""
    session = hold_open(item.session)
    item = place_in(session, item)
    refuse_unless(
        not (item.files.exists() or item.brief_at),
        _("Files or words have been added for this issue. Move it to another session instead."),
    )
    record(session, "unscheduled", by=by, issue=item.team.proposal.code)
    presentation_emails.taken_out(item, session, is_moved=False)
    item.delete()
    close_gaps(session)


def close_gaps(session):
    """Number the places from 1 without holes."""
    for order, item in enumerate(session.items.order_by("order"), start=1):
        if item.order != order:
            put(item, order)
