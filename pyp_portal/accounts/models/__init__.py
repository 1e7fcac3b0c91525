"""People, agencies and what ties them together."""

from pyp_portal.accounts.models.agencies import Agency, Membership, Province
from pyp_portal.accounts.models.people import Profile, RoleGrant, User

__all__ = ["Agency", "Membership", "Profile", "Province", "RoleGrant", "User"]
