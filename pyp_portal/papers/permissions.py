"""Who may look after the queue of papers, and who sees an export.

What a paper is about, its room guards; and so the file of an export.
"""


def can_tend(user):
    """Staff of the office and administrators of the portal."""
    return user.is_sto_staff or user.is_portal_admin


def can_view(export, user):
    """S3: who asked for it, and the auditor. The twin of ``ExportQuerySet.visible_to``."""
    return is_own(export, user) or user.is_auditor


def is_own(export, user):
    """Who asked for it."""
    return export.asked_by_id == user.pk
