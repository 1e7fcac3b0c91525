"""Entrust people with roles of the portal, and take them back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts import emails
from pyp_portal.accounts.models import RoleGrant, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import record


@transaction.atomic
def grant_role(person, role, *, by, reason):
    """Give a person a role from now on."""
    reason = _needed(reason)
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(user=person, role=role, given_at=clock.now())
    except IntegrityError:
        raise Refused(_("This person holds that role already.")) from None
    event = record(person, "role given", by=by, after=str(role), reason=reason)
    emails.role(person, "given", event, grant=grant)
    _forget_roles(person)
    return grant


def ensure_role(person, role, *, by, reason):
    """The same, where it does no harm that the person holds the role already."""
    held = person.role_grants.filter(role=role, ended_at=None).first()
    return held or grant_role(person, role, by=by, reason=reason)


@transaction.atomic
def end_role(person, role, *, by, reason):
    """Take a role back; the last administrator stays."""
    reason = _needed(reason)
    holders = RoleGrant.objects.select_for_update().filter(role=role, ended_at=None)
    grants = list(holders.order_by("pk"))
    grant = next((grant for grant in grants if grant.user_id == person.pk), None)
    if grant is None:
        raise Refused(_("This person does not hold that role any more."))
    if role == Role.ADMIN and is_last_administrator(person):
        raise Refused(_("There must be one administrator. Give the role to another person first."))
    grant.ended_at = clock.now()
    grant.save(update_fields=["ended_at"])
    event = record(person, "role ended", by=by, before=str(role), reason=reason)
    emails.role(person, "ended", event, grant=grant)
    _forget_roles(person)
    return grant


def is_last_administrator(person):
    """True where nobody else who can sign in administers the portal.

    The rows are locked, so that of two who take the role from each other one stays.
    """
    grants = RoleGrant.objects.select_for_update().filter(role=Role.ADMIN, ended_at=None)
    holders = set(grants.order_by("pk").values_list("user_id", flat=True))
    if person.pk not in holders:
        return False
    return not User.objects.filter(pk__in=holders - {person.pk}, is_active=True).exists()


def _needed(reason):
    """The reason, without which no role changes hands."""
    if not reason.strip():
        raise Refused(_("Give a reason."))
    return reason.strip()


def _forget_roles(person):
    """What was read of this person's roles before no longer holds."""
    person.__dict__.pop("roles", None)
    if isinstance(person, User):
        getattr(person, "_prefetched_objects_cache", {}).pop("role_grants", None)
