"""Who sees what will be sent, and who may hold it back: one rule, one sentence, one test."""


def can_view(user):
    """Everybody of the office, who is asked about it."""
    return user.is_office


def can_hold(user):
    """Officers, the director and the administrators."""
    return user.is_sto_staff or user.is_director or user.is_portal_admin


def can_allow(user):
    """To let a rule write to very many takes the director or an administrator."""
    return user.is_director or user.is_portal_admin
