"""People, agencies and what ties them together."""

from pyp_portal.accounts.models.agencies import Agency, Province
from pyp_portal.accounts.models.approvals import Approval, Outcome
from pyp_portal.accounts.models.memberships import Membership
from pyp_portal.accounts.models.people import Profile, RoleGrant, User

__all__ = [
    "Agency", "Approval", "Membership", "Outcome", "Profile", "Province", "RoleGrant", "User",
]  # fmt: skip
