"""Who may ask who may do what."""


def can_explain(user):
    """The office: officers, auditors and administrators, of what they may see themselves."""
    return user.is_office
