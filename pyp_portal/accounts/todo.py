"""What waits for a person among people and agencies."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal.accounts.approvals import record_of
from pyp_portal.accounts.models import Acting, AgencyRequest, Approval, Invitation, Membership
from pyp_portal.accounts.permissions import can_open_queue
from pyp_portal.accounts.services.duplicates import KIND as DUPLICATE
from pyp_portal.todo import Kind, Todo


def todo(user, *, is_settled=False):
    """Requests to decide on; the way to an agency, for who has none yet.

    ``is_settled``: the person has work already, and needs no agency to begin.
    """
    found = [*decisions(user), *invitations(user), *duplicates(user)]
    idle = not (is_settled or user.is_office or user.roles or user.active_memberships)
    return [*found, way_in(user)] if idle and not found else found


def decisions(user):
    """One line for all who ask to join, one for the agencies that are to be entered."""
    if not can_open_queue(user):
        return
    if count := Membership.objects.to_decide(user).count():
        yield in_the_queue(
            "members",
            ngettext("%(count)d person asks to join", "%(count)d people ask to join", count),
            count,
        )
    if user.is_sto_staff and (count := AgencyRequest.objects.to_decide().count()):
        yield in_the_queue(
            "agencies",
            ngettext("%(count)d agency to be entered", "%(count)d agencies to be entered", count),
            count,
        )


def invitations(user):
    """Agencies that have invited this person; who holds a role is let in by the office (S8)."""
    if user.roles:
        return
    for one in Invitation.objects.for_person(user).for_list():
        yield Todo(
            title=_("%(agency)s invites you to work for it") % {"agency": one.agency},
            url=one.get_absolute_url(),
            detail=str(one.invited_by),
            due=one.expires_at,
            icon="users",
        )


def kinds(user):
    """What is asked for with all else that may wait: who wants to look as somebody.

    The other administrators say yes or no, and the director; those who are written to.
    """
    if not (user.is_portal_admin or user.is_director):
        return []
    return [Kind(Acting.objects.waiting().exclude(admin=user), acting)]


def acting(asked):
    """One line for each who waits for a second person's yes."""
    for one in asked.select_related("admin", "person"):
        yield Todo(
            title=_("%(admin)s asks to look as %(person)s")
            % {"admin": one.admin, "person": one.person},
            url=reverse("accounts:acting"),
            detail=one.reason,
            icon="eye",
        )


def duplicates(user):
    """Entries of the register that another administrator proposes to join: a second one decides."""
    if not user.is_portal_admin:  # the director is told by mail
        return
    for one in Approval.objects.for_others_than(user).filter(kind=DUPLICATE):
        agency = record_of(one)
        yield Todo(
            kind="duplicate",
            title=_("%(who)s proposes to join “%(agency)s” to another entry")
            % {"who": one.asked_by, "agency": agency},
            url=reverse("accounts:duplicate", args=[agency.code]),
            detail=one.reason,
            icon="merge",
        )


def in_the_queue(kind, title, count):
    return Todo(
        kind=kind,
        title=title % {"count": count},
        url=reverse("accounts:waiting"),
        detail=_("Approve with one click, or refuse with a reason"),
        icon="users",
    )


def way_in(user):
    """Choose an agency, or wait for the office's word."""
    joins = user.memberships.waiting().select_related("agency").first()
    waiting = joins.agency if joins else user.agency_requests.waiting().first()
    if waiting:
        return Todo(
            title=_("Your request for %(agency)s waits for the office") % {"agency": waiting},
            url=reverse("accounts:my_agencies"),
            tone="wait",
            icon="clock",
        )
    return Todo(
        title=_("Say for which agency you work"),
        url=reverse("accounts:join"),
        detail=_("Then you can write proposals with your colleagues."),
        icon="home",
    )
