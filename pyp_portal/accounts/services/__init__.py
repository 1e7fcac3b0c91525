"""The verbs of this foundation: one act, one transaction, all that follows from it in sight."""

from pyp_portal.accounts.services.agencies import change_agency, register_agency
from pyp_portal.accounts.services.deciding import approve_many, preview
from pyp_portal.accounts.services.deputising import end_deputy, set_deputy
from pyp_portal.accounts.services.entering import (
    ask_agency,
    enter,
    enter_agency,
    point_to,
    refuse_agency,
    take_back_agency,
    welcome,
)
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
    "approve_many",
    "approve_membership",
    "ask_agency",
    "ask_membership",
    "change_agency",
    "end_deputy",
    "end_membership",
    "end_role",
    "ensure_role",
    "enter",
    "enter_agency",
    "grant_role",
    "index_people",
    "point_to",
    "preview",
    "refuse_agency",
    "refuse_membership",
    "register_agency",
    "save_profile",
    "set_deputy",
    "set_rights",
    "take_back_agency",
    "welcome",
]
