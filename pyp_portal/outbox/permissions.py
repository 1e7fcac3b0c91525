"""Who looks after messages and the addresses that came back."""


def may_keep_the_queue(user):
    """Officers of the office and administrators look after the queue."""
    return user.is_sto_staff or user.is_portal_admin


def may_announce(user):
    """Officers of the office write to groups of people."""
    return user.is_sto_staff
