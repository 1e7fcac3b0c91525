"""Who stands in for an officer, from a day to a day."""

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts import emails
from pyp_portal.accounts.models import Deputy, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record


@transaction.atomic
def set_deputy(officer, deputy, *, begins, ends, by):
    """A colleague stands in for an officer; one at a time for the same days.

    The officer's row is locked, so that two people cannot name two deputies at once.
    """
    User.objects.select_for_update().values_list("pk").get(pk=officer.pk)
    if officer == deputy:
        raise Refused(_("Nobody stands in for themselves. Choose another officer."))
    if not (officer.is_sto_staff and deputy.is_sto_staff):
        raise Refused(_("Only officers of the PYP Office stand in for one another."))
    if ends < max(begins, clock.today()):
        raise Refused(_("The last day lies in the past, or before the first."))
    overlapping = officer.deputies.filter(ended_at=None, begins__lte=ends, ends__gte=begins)
    if other := overlapping.select_related("deputy").first():
        raise Refused(_("%(who)s already stands in on some of these days.") % {"who": other.deputy})
    made = Deputy.objects.create(
        officer=officer, deputy=deputy, begins=begins, ends=ends, set_by=by, set_at=clock.now()
    )
    record(officer, "deputy named", by=by, deputy=deputy.pk, begins=begins, ends=ends)
    emails.deputy(made, "named")
    return made


@transaction.atomic
def end_deputy(deputy, *, by):
    """From now on nobody stands in any more."""
    deputy = Deputy.objects.select_for_update().get(pk=deputy.pk)
    if deputy.ended_at:
        raise Refused(_("This has ended already."))
    deputy.ended_at = clock.now()
    deputy.save(update_fields=["ended_at"])
    record(deputy.officer, "deputy ended", by=by, deputy=deputy.deputy_id)
    emails.deputy(deputy, "ended")
    return deputy
