"""Who may do what to a proposal: one rule, one sentence, one test.

Every rule takes the record, then the person, as django-fsm calls it.
"""

from proposals.states import State


def reads_all(user):
    """STO officers and director, auditor and administrator read every proposal."""
    return user.is_sto_staff or user.is_auditor or user.is_portal_admin


def can_view(proposal, user):
    """The twin of ``ProposalQuerySet.visible_to``: a test holds them together.

    ``closed`` beats every role; ``read``, ``team`` and ``score`` rows open a proposal
    to people from later rooms.
    """
    if not user.is_authenticated:
        return False
    kinds = proposal.access_kinds(user)
    if "closed" in kinds:
        return False
    return bool(kinds) or reads_all(user) or member(proposal, user) is not None


def member(proposal, user):
    """The person's active membership of the lead agency, or None."""
    return user.rights_at(proposal.lead_agency_id) if user.is_authenticated else None


def speaks_for_centre(proposal, user):
    """STO officers write and submit what the centre itself proposes (R-16)."""
    return proposal.origin == "centre" and user.is_sto_staff and can_view(proposal, user)


def enters_from_paper(proposal, user):
    """STO officers write and submit what one of them entered from an agency's paper."""
    return proposal.origin == "paper" and can_screen(proposal, user)


def speaks_for_agency(proposal, user):
    """Officers in the place of the agency: for these two origins, and for no other proposal."""
    return speaks_for_centre(proposal, user) or enters_from_paper(proposal, user)


def can_write(proposal, user):
    """Members with the right to write, whatever the state."""
    mine = member(proposal, user)
    return (mine is not None and mine.can_edit) or speaks_for_agency(proposal, user)


def can_edit(proposal, user):
    """Members with the right to write, while the proposal takes answers."""
    return proposal.takes_answers and can_write(proposal, user)


def sees_edits(proposal, user):
    """Who changed what: for the agency's own people and for those who read every proposal.

    Committee and lab read the text, not who wrote which word of it.
    """
    inside = reads_all(user) or can_write(proposal, user) or member(proposal, user) is not None
    return inside and can_view(proposal, user)


def can_talk(proposal, user):
    """Comments on fields are for the agency's own people, and for nobody else at any time.

    Not for the officer either who entered the agency's paper; the centre's own proposals are
    the officers' own.
    """
    inside = member(proposal, user) is not None or speaks_for_centre(proposal, user)
    return inside and can_view(proposal, user)


def can_propose_again(proposal, user):
    """Members with the right to write, and officers what the centre itself proposed."""
    mine = member(proposal, user)
    return (mine is not None and mine.can_edit) or speaks_for_centre(proposal, user)


def can_submit(proposal, user):
    """Members with the right to submit (guard ``is_agency_member``)."""
    mine = member(proposal, user)
    return (mine is not None and mine.can_submit) or speaks_for_agency(proposal, user)


def can_start(agency, user):
    """Members who may write begin drafts of their agency; STO officers those of the centre."""
    mine = user.rights_at(agency.pk)
    return (mine is not None and mine.can_edit) or user.is_sto_staff


def can_withdraw(proposal, user):
    """The agency itself; once selected (after T18) only the director (T31)."""
    if proposal.state == State.SELECTED:
        return is_director(proposal, user)
    return can_submit(proposal, user)


def can_screen(proposal, user):
    """STO officers, unless the proposal is closed to them; what is for practice is not screened."""
    return user.is_sto_staff and not proposal.is_practice and can_view(proposal, user)


def is_director(proposal, user):
    """The STO director, unless the proposal is closed to them."""
    return user.is_director and not proposal.is_practice and can_view(proposal, user)


def is_admin(proposal, user):
    """Administrators, for corrections that a second one confirms (T33)."""
    return user.is_portal_admin and not proposal.is_practice and can_view(proposal, user)


def can_keep_form(user):
    """Administrators write the next version of the form."""
    return user.is_portal_admin


def can_keep_call(user):
    """Officers and administrators keep the public pages of a call."""
    return user.is_authenticated and (user.is_sto_staff or user.is_portal_admin)


def can_sign_for_call(user):
    """The director announces a call and invites to it."""
    return user.is_authenticated and user.is_director


def can_read_letters(user):
    """The letters that invited to a call: who keeps its pages, and the auditor."""
    return user.is_authenticated and (can_keep_call(user) or user.is_auditor)


def can_view_enquiry(enquiry, user):
    """One's own questions; the office reads all but those about what is closed to the person.

    The twin of ``visible_to``.
    """
    if not user.is_authenticated:
        return False
    if not user.is_office:
        return enquiry.asked_by_id == user.pk
    return not (enquiry.proposal_id and "closed" in enquiry.proposal.access_kinds(user))


def can_answer(user):
    """Officers answer questions, and look up who calls."""
    return user.is_sto_staff


def sees_internal_state(proposal, user):
    """Staff and committee see the working state; applicants its public label only."""
    return reads_all(user) or bool(proposal.access_kinds(user) & {"read", "score"})


def can_use_view(view, user):
    """One's own views of the list, and those that are shared with the office."""
    return view.owner_id == user.pk or (view.is_shared and reads_all(user))


def can_share_views(user):
    """Officers and administrators show a view to the whole office."""
    return user.is_sto_staff or user.is_portal_admin


def can_change_view(view, user):
    """Whoever made it; of those shared with the office also an administrator."""
    return view.owner_id == user.pk or (view.is_shared and user.is_portal_admin)
