"""Who may look after papers, correct them and read about them, and who sees an export.

What a paper is about, its room guards; and so the file of an export.
"""

TOLD_OF_FAULTS = ("auditor", "sto_director")  # when papers are not what was issued


def can_tend(user):
    """Staff of the office and administrators of the portal."""
    return user.is_sto_staff or user.is_portal_admin


def can_read_about(user):
    """How a paper was issued, numbered and corrected, not what it says: also the auditor."""
    return can_tend(user) or user.is_auditor


def can_correct(user):
    """Staff of the office; whether what the paper is about is open to them, its room says."""
    return user.is_sto_staff


def can_word(user):
    """Administrators: what papers say in a year, and what they say of the office."""
    return user.is_portal_admin


def can_view(export, user):
    """S3: who asked for it, and the auditor. The twin of ``ExportQuerySet.visible_to``."""
    return is_own(export, user) or user.is_auditor


def is_own(export, user):
    """Who asked for it."""
    return export.asked_by_id == user.pk
