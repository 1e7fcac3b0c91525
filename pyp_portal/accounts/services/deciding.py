"""Let many in at once: each by the rules for one, and what stays is named with its reason."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal.accounts.likeness import alike
from pyp_portal.accounts.models import AgencyRequest, Membership
from pyp_portal.accounts.permissions import can_give_rights
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.services.entering import enter_agency
from pyp_portal.accounts.services.memberships import approve_membership


@dataclass(frozen=True)
class Line:
    """A request as the preview shows it: what it is, and why it has to be looked at by itself."""

    asked: object
    stays: str = ""

    @property
    def person(self):
        return self.asked.user if self.is_membership else self.asked.asked_by

    @property
    def agency(self):
        return self.asked.agency if self.is_membership else self.asked.name_th

    @property
    def is_membership(self):
        return isinstance(self.asked, Membership)


def preview(user, uids):
    """What approving these requests would do, row by row: those this person may decide on."""
    joins = Membership.objects.to_decide(user).filter(uid__in=uids).for_list()
    lines = [Line(one, _stays(one, user)) for one in joins]
    if user.is_sto_staff:
        asked = list(AgencyRequest.objects.to_decide().filter(uid__in=uids).for_list())
        known = alike([one.name_th for one in asked]) if asked else {}
        lines += [Line(one, _is_known(known[one.name_th])) for one in asked]
    return lines


def _stays(membership, user):
    rights = Rights(membership.can_edit, membership.can_submit, membership.can_endorse)
    if can_give_rights(membership, rights, user):
        return ""
    return _("Only the head of the agency or the office gives the right to endorse.")


def _is_known(found):
    """A second entry for one agency would be hard to mend: an officer compares first."""
    return _("The register has agencies with a similar name. Compare.") if found else ""


@transaction.atomic
def approve_many(lines, *, by):
    """Approve what does not stay; answers how many were, and the sentences for those decided
    by somebody else in between.
    """
    done, refused = 0, []
    for line in lines:
        if line.stays:
            continue
        try:
            with transaction.atomic():
                _approve(line, by)
        except Refused as late:
            refused.append(f"{line.person}: {late.sentence}")
        else:
            done += 1
    return done, refused


def _approve(line, by):
    if line.is_membership:
        return approve_membership(line.asked, by=by)
    return enter_agency(line.asked, by=by)
