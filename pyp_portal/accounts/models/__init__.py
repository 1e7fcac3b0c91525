"""People, agencies and what ties them together."""

from pyp_portal.accounts.models.acting import Acting, Look
from pyp_portal.accounts.models.agencies import Agency, Province
from pyp_portal.accounts.models.approvals import Approval, Outcome
from pyp_portal.accounts.models.deputies import Deputy
from pyp_portal.accounts.models.entering import AgencyRequest
from pyp_portal.accounts.models.handing_over import HandOver
from pyp_portal.accounts.models.inviting import Invitation, InvitationState
from pyp_portal.accounts.models.memberships import Membership
from pyp_portal.accounts.models.people import Profile, RoleGrant, User
from pyp_portal.accounts.models.sessions import OpenSession

__all__ = [
    "Acting", "Agency", "AgencyRequest", "Approval", "Deputy", "HandOver", "Invitation",
    "InvitationState", "Look", "Membership", "OpenSession", "Outcome", "Profile", "Province",
    "RoleGrant", "User",
]  # fmt: skip
