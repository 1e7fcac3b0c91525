"""Who may read the access log: one rule, one sentence, one test."""


def can_read_log(user):
    """Auditors, administrators and the data protection officer; what they ask is noted too."""
    return user.is_auditor or user.is_portal_admin or user.is_data_officer
