"""Who may look at the provinces; what they hold follows the rules of its own pages."""


def can_view(user):
    """The office: officers, auditors and administrators."""
    return user.is_office
