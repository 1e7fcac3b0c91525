"""Who may turn the switch and write on every page; who sees that they did."""


def can_turn(user):
    """The director of the office and the administrators."""
    return user.is_director or user.is_portal_admin


def can_view(user):
    """Everybody of the office, who answers the telephone that evening."""
    return user.is_office
