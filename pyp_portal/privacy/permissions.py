"""Who sees and answers what people ask about their data: one rule, one sentence, one test."""

from pyp_portal.privacy.models import Right


def can_see_requests(user):
    """The office and its data protection officer; auditors read and change nothing."""
    return user.is_office or user.is_data_officer


def can_enter(user):
    """Officers, administrators and the data protection officer enter what came on paper."""
    return user.is_sto_staff or can_keep(user)


def can_keep(user):
    """Who answers for data writes the notices and the record of processing (s. 23, 39, 41)."""
    return user.is_portal_admin or user.is_data_officer


def can_answer(request, user):
    """Who may enter may answer, once, but nobody their own request."""
    is_open = not request.outcome and request.erasing is None
    return can_enter(user) and request.person_id != user.pk and is_open


def can_erase(request, user):
    """Who may answer it decides that its person is made anonymous; it takes two of them."""
    is_such = request.right == Right.ERASE and bool(request.person_id)
    return is_such and can_enter(user) and request.person_id != user.pk


def can_propose_removal(user):
    """Administrators look after what is over its time: report, hold, proposal (J4)."""
    return user.is_portal_admin


def can_agree_to_removal(user):
    """A second administrator or an officer; never who proposed it."""
    return user.is_portal_admin or user.is_sto_staff
