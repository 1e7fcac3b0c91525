"""What waits for a person among people and agencies."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.permissions import can_decide_on_members
from pyp_portal.todo import Todo

AT_MOST = 20


def todo(user):
    """Requests to decide on, for officers; the way to an agency, for who has none yet."""
    if can_decide_on_members(user):
        waiting = Membership.objects.waiting().for_list()[:AT_MOST]
        return [decision(membership) for membership in waiting]
    return [] if user.is_office or user.roles or user.active_memberships else [way_in(user)]


def decision(membership):
    return Todo(
        title=_("Decide who may act for %(agency)s") % {"agency": membership.agency},
        url=reverse("accounts:membership", args=[membership.uid]),
        detail=str(membership.user),
        tone="work",
        icon="users",
    )


def way_in(user):
    """Choose an agency, or wait for the office's word."""
    waiting = user.memberships.waiting().select_related("agency").first()
    if waiting:
        return Todo(
            title=_("Your request for %(agency)s waits for the office")
            % {"agency": waiting.agency},
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
