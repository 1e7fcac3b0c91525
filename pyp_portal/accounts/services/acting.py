"""Look at the portal as another person: near a deadline with a second person's yes (S40)."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts import emails
from pyp_portal.accounts.models import Acting, Look, User
from pyp_portal.accounts.models.acting import LASTS
from pyp_portal.accounts.permissions import can_act_as, can_agree_to_acting
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import record


def is_near_a_deadline(moment):
    """Whether a room says that what happens now may decide who is in time."""
    return any(import_string(name)(moment) for name in settings.DEADLINE_WINDOWS)


@transaction.atomic
def ask_to_act(person, *, by, reason):
    """Ask for half an hour; outside of the days around a deadline it may begin at once."""
    require(can_act_as(person, by))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    _let_go(by)
    now = clock.now()
    needs_second = is_near_a_deadline(now)
    try:
        with transaction.atomic():
            acting = Acting.objects.create(
                admin=by,
                person=person,
                reason=reason.strip(),
                asked_at=now,
                may_begin_at=None if needs_second else now,
            )
    except IntegrityError:
        raise Refused(_("You have asked for one already. End it first.")) from None
    record(person, "acting asked", by=by, reason=acting.reason)
    if needs_second:
        others = User.objects.holding(Role.ADMIN, Role.STO_DIRECTOR).exclude(pk=by.pk)
        emails.acting_asked(acting, others)
    return acting


@transaction.atomic
def agree_to_acting(acting, *, by):
    """A second person agrees: it may begin within two hours."""
    acting = _waiting(acting, by)
    acting.second, acting.may_begin_at = by, clock.now()
    acting.save(update_fields=["second", "may_begin_at"])
    record(acting.person, "acting agreed", by=by)
    return acting


@transaction.atomic
def decline_acting(acting, *, by):
    """A second person does not agree: it is over before it began."""
    acting = _waiting(acting, by)
    acting.second, acting.ended_at = by, clock.now()
    acting.save(update_fields=["second", "ended_at"])
    record(acting.person, "acting declined", by=by)
    return acting


@transaction.atomic
def begin_acting(acting, *, by):
    """From now on for half an hour; the person is told, with the name and the reason."""
    acting = _locked(acting)
    require(acting.admin_id == by.pk and can_act_as(acting.person, by))
    if not acting.may_begin:
        raise Refused(_("This cannot begin any more. Ask anew."))
    now = clock.now()
    if acting.second_id is None and is_near_a_deadline(now):
        raise Refused(_("A deadline is near: a second person has to agree. Ask anew."))
    acting.began_at, acting.ends_at = now, now + LASTS
    acting.save(update_fields=["began_at", "ends_at"])
    event = record(acting.person, "acting begun", by=by, reason=acting.reason)
    emails.account(acting.person, "looked_at", event, acting=acting)
    return acting


@transaction.atomic
def end_acting(acting, *, by):
    """It is over; asking twice does no harm."""
    acting = _locked(acting)
    require(acting.admin_id == by.pk)
    if acting.ended_at is None:
        acting.ended_at = clock.now()
        acting.save(update_fields=["ended_at"])
        record(acting.person, "acting ended", by=by)
    return acting


def running_acting(uid, admin):
    """What runs under this name for this administrator, or None where it is over."""
    found = Acting.objects.running_of(admin).filter(uid=uid).select_related("admin", "person")
    acting = found.first()
    return acting if acting and can_act_as(acting.person, admin) else None


def note_look(acting, *, method, path, status):
    """Keep what was opened, or tried, with both names behind it."""
    Look.objects.create(
        acting=acting, at=clock.now(), method=method[:10], path=path[:300], status=status
    )


def _let_go(admin):
    """What has run out is over, so that another one may be asked for."""
    for acting in Acting.objects.select_for_update().filter(admin=admin, ended_at=None):
        if not (acting.is_waiting or acting.may_begin or acting.is_running):
            acting.ended_at = acting.ends_at or clock.now()
            acting.save(update_fields=["ended_at"])


def _locked(acting):
    return Acting.objects.select_for_update().get(pk=acting.pk)


def _waiting(acting, by):
    """The locked request, if this person may decide on it and nobody has."""
    acting = _locked(acting)
    require(can_agree_to_acting(acting, by))
    if not acting.is_waiting:
        raise Refused(_("Somebody acted on this before you. Nothing was changed."))
    return acting
