"""The verbs of this foundation: one act, one transaction, all that follows from it in sight."""

from pyp_portal.accounts.services.agencies import change_agency, register_agency
from pyp_portal.accounts.services.memberships import (
    approve_membership,
    ask_membership,
    end_membership,
    refuse_membership,
    set_rights,
)
from pyp_portal.accounts.services.people import index_people, save_profile
from pyp_portal.accounts.services.roles import end_role, ensure_role, grant_role

__all__ = [
    "approve_membership", "ask_membership", "change_agency", "end_membership", "end_role",
    "ensure_role", "grant_role", "index_people", "refuse_membership", "register_agency",
    "save_profile", "set_rights",
]  # fmt: skip
