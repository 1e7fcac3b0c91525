"""Who opens a year and looks over its settings: one rule, one sentence, one test."""


def can_view(user):
    """Everybody of the office reads how a year is set."""
    return user.is_office


def can_open(user):
    """Officers and administrators open a year and note what they have looked at."""
    return user.is_sto_staff or user.is_portal_admin
