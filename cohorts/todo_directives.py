"""What waits for a person because of a directive: to carry it out, to confirm it."""

from django.utils.translation import gettext as _

from cohorts.models import Directive
from cohorts.presenting_states import DirectiveStatus
from cohorts.todo_parts import end_of, mine_or_nobodys
from pyp_portal.todo import MOST, Kind, Todo


def to_carry_out(user):
    """Directives to the agencies for which I write."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit or m.can_submit]
    if not agencies:
        return []
    waiting = Directive.objects.visible_to(user).waiting().filter(responsible_agency__in=agencies)
    return [Kind(waiting, directed)]


def directed(directives):
    for one in directives.for_list()[:MOST]:
        tone = "stop" if one.is_overdue else "work"
        title = _("Report on a directive")
        due = end_of(one.due_on)
        yield Todo(title, one.get_absolute_url(), one.text_th, due=due, tone=tone, icon="flag")


def to_confirm(user):
    """Directives of my cases that an agency reports as carried out."""
    reported = Directive.objects.visible_to(user).filter(
        mine_or_nobodys(user, "team__"), status=DirectiveStatus.REPORTED
    )
    return Kind(reported, carried_out)


def carried_out(directives):
    for one in directives.for_list()[:MOST]:
        title = _("Confirm that a directive is carried out, or ask for more")
        yield Todo(title, one.get_absolute_url(), one.text_th, icon="check")
