"""The verbs of this foundation: one act, one transaction, all that follows from it in sight."""

from pyp_portal.accounts.services.acting import (
    agree_to_acting,
    ask_to_act,
    begin_acting,
    decline_acting,
    end_acting,
    note_look,
    running_acting,
)
from pyp_portal.accounts.services.agencies import change_agency, register_agency
from pyp_portal.accounts.services.closing import (
    close_account,
    end_all_sessions,
    end_session,
    open_account,
)
from pyp_portal.accounts.services.deciding import approve_many, preview
from pyp_portal.accounts.services.deputising import end_deputy, set_deputy
from pyp_portal.accounts.services.duplicates import (
    confirm_joining,
    join_agencies,
    refuse_joining,
)
from pyp_portal.accounts.services.entering import (
    ask_agency,
    enter,
    enter_agency,
    point_to,
    refuse_agency,
    take_back_agency,
    welcome,
)
from pyp_portal.accounts.services.inviting import (
    accept_invitation,
    invite,
    send_again,
    sign_up_invited,
    take_back_invitation,
)
from pyp_portal.accounts.services.linking import unlink_identity
from pyp_portal.accounts.services.memberships import (
    approve_membership,
    ask_membership,
    end_membership,
    refuse_membership,
    set_rights,
)
from pyp_portal.accounts.services.people import enter_person, index_people, save_profile
from pyp_portal.accounts.services.roles import end_role, ensure_role, grant_role

__all__ = [
    "accept_invitation",
    "agree_to_acting",
    "approve_many",
    "approve_membership",
    "ask_agency",
    "ask_membership",
    "ask_to_act",
    "begin_acting",
    "change_agency",
    "close_account",
    "confirm_joining",
    "decline_acting",
    "end_acting",
    "end_all_sessions",
    "end_deputy",
    "end_membership",
    "end_role",
    "end_session",
    "ensure_role",
    "enter",
    "enter_agency",
    "enter_person",
    "grant_role",
    "index_people",
    "invite",
    "join_agencies",
    "note_look",
    "open_account",
    "point_to",
    "preview",
    "refuse_agency",
    "refuse_joining",
    "refuse_membership",
    "register_agency",
    "running_acting",
    "save_profile",
    "send_again",
    "set_deputy",
    "set_rights",
    "sign_up_invited",
    "take_back_agency",
    "take_back_invitation",
    "unlink_identity",
    "welcome",
]
