"""Who may enter days, and who sees them: one rule, one sentence, one test."""


def can_change(user):
    """The administrators and the director of the office: every deadline hangs on it."""
    return user.is_portal_admin or user.is_director


def can_view(user):
    """Everybody of the office, who answers for deadlines."""
    return user.is_office
