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
    return membership.ended_at is None and leads(membership.agency_id, user)


def can_view_agency_request(asked, user):
    """One's own; the office sees all."""
    return asked.asked_by_id == user.pk or user.is_office


def can_view_agency(agency, user):
    """The register is the office's; members see their own agency."""
    return user.is_office or user.rights_at(agency) is not None


def can_see_people_of(agency, user):
    """Head and submitters of an agency see its people and their rights; so does the office."""
    return user.is_office or leads(agency.pk, user)


def leads(agency_id, user):
    """Whether this person is head of the agency, or may submit for it."""
    return agency_id in user.led_agency_ids


def heads(agency_id, user):
    """Whether this person may endorse as head of the agency."""
    held = user.rights_at(agency_id)
    return held is not None and held.can_endorse


def can_let_in(membership, user):
    """Officers let people in; so do the agency's own head and those who may submit for it."""
    if user.is_sto_staff:
        return True
    return membership.user_id != user.pk and leads(membership.agency_id, user)


def can_invite(agency, user):
    """Who lets people in may also invite them: officers, the agency's head, its submitters."""
    return user.is_sto_staff or leads(agency.pk, user)


def can_give_rights(membership, rights, user):
    """Officers and the agency's head give any right; a colleague all but the head's."""
    if user.is_sto_staff or heads(membership.agency_id, user):
        return True
    return leads(membership.agency_id, user) and not rights.can_endorse


def can_decide_on_members(user):
    """Officers set the rights of any member, and decide on agencies that are asked for."""
    return user.is_sto_staff


def can_open_queue(user):
    """Officers see all requests; head and submitters those for their agency."""
    return user.is_sto_staff or bool(user.led_agency_ids)


def can_end(membership, user):
    """People leave by themselves; officers and the agency's head end one for a reason."""
    if membership.user_id == user.pk or can_decide_on_members(user):
        return True
    return heads(membership.agency_id, user)


def can_hand_over(membership, user):
    """A member hands over by themselves; an officer or the head does it for one who is gone."""
    return membership.is_active and can_end(membership, user)


def can_keep_register(user):
    """Officers and administrators keep the register of agencies."""
    return user.is_sto_staff or user.is_portal_admin


def can_give_roles(person, user):
    """Administrators give roles, but nobody to themselves, nor to who was made anonymous."""
    return user.is_portal_admin and person != user and not person.erased_at


def can_end_role(grant, user):
    """What an administrator gave by hand, an administrator ends."""
    return grant.role in GIVEN_BY_ADMIN and can_give_roles(grant.user, user)


def can_close_account(person, user):
    """Administrators close accounts and open them again, but nobody their own, and none for
    good: who was made anonymous stays away.
    """
    return user.is_portal_admin and person != user and not person.erased_at


def can_act_as(person, user):
    """Administrators look as people who judge nothing and hold no office.

    Not with an agency of their own, whose rivals they would read: closed wins.
    """
    if not user.is_portal_admin or user.active_memberships:
        return False
    return person.is_active and person != user and not person.roles


def can_agree_to_acting(acting, user):
    """A second administrator or an officer; never who asked, nor whose pages are looked at."""
    is_second = user.pk not in (acting.admin_id, acting.person_id)
    return is_second and (user.is_portal_admin or user.is_sto_staff)


def can_see_acting(user):
    """The office sees who looked as whom, and why."""
    return user.is_office


def can_set_deputies(user):
    """Officers say who stands in for whom (section 10.3)."""
    return user.is_sto_staff


def can_join_agencies(user):
    """Administrators join a duplicate entry of the register to the one that is kept."""
    return user.is_portal_admin


def can_confirm_joining(user):
    """A second administrator, or the director, agrees to it."""
    return user.is_portal_admin or user.is_director
