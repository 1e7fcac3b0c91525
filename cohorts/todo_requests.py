"""Requests of other areas that wait for an answer, for the task list of those who give it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cohorts.models import AdoptionRequest
from cohorts.states import TierKey
from cohorts.todo_parts import end_of, mine_or_nobodys
from pyp_portal.todo import MOST, Kind, Todo


def to_answer_areas(user):
    """Requests nobody has answered yet: of my cases, my agencies, my teams as coordinator."""
    waiting = AdoptionRequest.objects.visible_to(user).waiting().filter(answered_by_me(user))
    return Kind(waiting.distinct(), requests)


def requests(waiting):
    for one in waiting.for_list()[:MOST]:
        yield Todo(
            _("Answer an area that asks for the model"),
            one.get_absolute_url(),
            detail=str(one),
            due=end_of(one.due_on),
            tone="stop" if one.is_overdue else "wait",
            icon="message",
        )


def answered_by_me(user):
    """Whose answer is waited for: the same people whom the mail asks."""
    if user.is_sto_staff:
        return mine_or_nobodys(user, "team__")
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit or m.can_submit]
    responsible = Q(team__responsible_agency__in=agencies)
    lead = Q(team__responsible_agency=None, team__proposal__lead_agency__in=agencies)
    coordinates = Q(
        team__participants__person=user,
        team__participants__tier__key=TierKey.COORDINATOR,
        team__participants__confirmed_at__isnull=False,
        team__participants__replaced_at=None,
        team__participants__withdrawn_at=None,
    )
    return responsible | lead | coordinates
