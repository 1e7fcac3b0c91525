"""Who may see whom, and who may give which right: one rule, one sentence, one test.

Every rule takes the record, then the person.
"""

from pyp_portal.accounts.roles import GIVEN_BY_ADMIN


def can_view_person(person, user):
    """Oneself and one's colleagues; the office sees everybody."""
    shared = set(person.agency_ids) & set(user.agency_ids)
    return person == user or user.is_office or bool(shared)


def can_view_membership(membership, user):
    """One's own; those of agencies one may submit for; the office sees all."""
    if membership.user_id == user.pk or user.is_office:
        return True
    return membership.is_active and leads(membership.agency_id, user)


def can_view_agency(agency, user):
    """The register is the office's; members see their own agency."""
    return user.is_office or user.rights_at(agency) is not None


def can_see_people_of(agency, user):
    """Who may submit for an agency sees its people and their rights; so does the office."""
    return user.is_office or leads(agency.pk, user)


def leads(agency_id, user):
    """Whether this person may submit for the agency."""
    held = user.rights_at(agency_id)
    return held is not None and held.can_submit


def can_decide_on_members(user):
    """Officers approve and refuse who works for an agency, and set rights."""
    return user.is_sto_staff


def can_end(membership, user):
    """People leave by themselves; officers end a membership for a reason."""
    return membership.user_id == user.pk or can_decide_on_members(user)


def can_keep_register(user):
    """Officers and administrators keep the register of agencies."""
    return user.is_sto_staff or user.is_portal_admin


def can_give_roles(person, user):
    """Administrators give roles, but nobody to themselves."""
    return user.is_portal_admin and person != user


def can_end_role(grant, user):
    """What an administrator gave by hand, an administrator ends."""
    return grant.role in GIVEN_BY_ADMIN and can_give_roles(grant.user, user)
