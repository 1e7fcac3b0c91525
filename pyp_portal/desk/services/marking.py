"""Put a line off until a day, hand it on to an assistant, take either back."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Role
from pyp_portal.desk import emails
from pyp_portal.desk.lists import code_of, may_wait_until, openable
from pyp_portal.desk.models import IS_HANDED_ON, IS_PUT_OFF, Mark
from pyp_portal.desk.services.feeding import locked
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_short

LONGEST = timedelta(days=90)
STO = (Role.STO_STAFF, Role.STO_DIRECTOR)
# What the law or the rules want from the person themselves, whoever prepares it (K13, S40).
OWN_ACTS = {"asked_to_endorse", "more_time", "undecided", "answers", "offered"}
OWN_ROOMS = {"selection", "accounts", "papers", "outbox"}


@transaction.atomic
def put_off(user, todo, until):
    """The line comes back by itself on a day; nothing else changes.

    Refused for a day that has come, for one more than three months ahead, and for one behind
    the day on which the thing is due.
    """
    locked(user)
    if until <= clock.today():
        raise Refused(_("Choose a day that is still to come."))
    if until > clock.today() + LONGEST:
        raise Refused(_("Choose a day within the next three months."))
    if not may_wait_until(todo, until):
        raise Refused(
            _("This is due on %(day)s, and cannot be put off beyond it.")
            % {"day": thai_short(todo.due)}
        )
    open_marks(user, todo).filter(IS_PUT_OFF).update(ended_at=clock.now())
    return Mark.objects.create(owner=user, key=todo.key, until=until, made_at=clock.now())


@transaction.atomic
def hand_on(user, todo, taker, note=""):
    """An assistant prepares this: it stands in their tasks too, and they are told.

    It gives no right: they act as far as their own reach, and the one who handed on stays
    responsible. The proposal's history names both.
    """
    locked(user)
    if taker not in assistants(user, todo):
        raise Refused(_("This cannot be handed on to that person. Choose somebody of the list."))
    standing = open_marks(user, todo).filter(IS_HANDED_ON)
    if other := standing.select_related("taker").first():
        raise Refused(_("%(who)s has it already. Take it back first.") % {"who": other.taker})
    mark = Mark.objects.create(
        owner=user, key=todo.key, taker=taker, note=note, made_at=clock.now()
    )
    traced(todo, "task_handed_on", user, user, taker)
    emails.handed_on(mark, todo)
    return mark


@transaction.atomic
def end(mark, *, by, todo=None):
    """The line is as it was: the owner takes it back, or the assistant gives it back."""
    mark = (
        Mark.objects.select_for_update(of=("self",))
        .select_related("owner", "taker")
        .get(pk=mark.pk)
    )
    if mark.ended_at:
        raise Refused(_("This has ended already."))
    mark.ended_at = clock.now()
    mark.save(update_fields=["ended_at"])
    if mark.taker:
        traced(todo, "task_handed_back", by, mark.owner, mark.taker)
        emails.handed_back(mark, todo, by=by)


def open_marks(user, todo):
    return Mark.objects.filter(owner=user, key=todo.key, ended_at=None)


def traced(todo, verb, by, owner, taker):
    """In the history of the proposal; of a thing that is over, in that of the person."""
    about = todo and Proposal.everything.filter(code=code_of(todo)[1]).first()
    record(about or owner, verb, by=by, owner=owner.pk, taker=taker.pk)


def assistants(user, todo):
    """To whom this may be handed on: officers among themselves, colleagues of one agency.

    Only who may see what it is about; nobody for what a person has to do themselves.
    """
    if todo.kind in OWN_ACTS or todo.room in OWN_ROOMS or not code_of(todo):
        return []
    people = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
    if user.is_sto_staff:
        people = people.holding(*STO)
    else:
        colleagues = Membership.objects.active().filter(agency__in=user.agency_ids)
        people = people.filter(pk__in=colleagues.values("user"))
    return [person for person in people.for_list() if openable([todo], person)]
