"""Who sees the work of a team: one condition, used by every queryset of this room."""

from django.db.models import Q

from proposals import permissions as proposal_rules
from proposals.models import Access


def seen_by(user, queryset, team="", also=None):
    """The rows of ``queryset`` whose team this person may see.

    ``team`` is the path from a row to its team ("team__"), ``also`` opens further rows.
    A ``closed`` row beats everything.
    """
    if not user.is_authenticated:
        return queryset.none()
    mine = Access.objects.filter(user=user)
    closed = mine.filter(kind=Access.Kind.CLOSED).values("proposal")
    seen = queryset.exclude(**{f"{team}proposal__in": closed})
    if proposal_rules.reads_all(user):
        return seen
    opened = mine.filter(kind=Access.Kind.TEAM).values("proposal")
    agencies = [m.agency_id for m in user.active_memberships]
    inside = (
        Q(**{f"{team}proposal__lead_agency__in": agencies})
        | Q(**{f"{team}responsible_agency__in": agencies})
        | Q(**{f"{team}proposal__in": opened})
    )
    return seen.filter(inside | also if also is not None else inside)
