"""Who may look after the queue of papers. What a paper is about, its room guards."""


def can_tend(user):
    """Staff of the office and administrators of the portal."""
    return user.is_sto_staff or user.is_portal_admin
