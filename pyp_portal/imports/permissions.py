"""Who may fill which register from a file: who may enter the same by hand."""

from pyp_portal.accounts.permissions import can_decide_on_members, can_keep_register
from pyp_portal.imports.models import Kind

RULES = {Kind.AGENCIES: can_keep_register, Kind.PEOPLE: can_decide_on_members}


def can_view(user):
    """Everybody of the office, who sees all agencies and people anyway."""
    return user.is_office


def can_import(kind, user):
    """Agencies: who keeps the register. People: officers, who let people in."""
    return RULES[Kind(kind)](user)


def kinds_for(user):
    """The kinds of list that this person may import."""
    return [kind for kind in Kind if can_import(kind, user)]
