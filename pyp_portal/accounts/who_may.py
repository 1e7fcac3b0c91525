"""Who may do what with agencies and people, explained by the rules of this foundation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.accounts import permissions
from pyp_portal.history.services import timeline
from pyp_portal.verdicts import Ground, Rule

LEADERS = gettext_lazy("Officers, and of the agency its head and those who may submit.")
ADMINS = gettext_lazy("Administrators.")
OTHER_ADMINS = gettext_lazy("Administrators, but nobody for themselves.")


def alone(rule):
    """A rule that asks for the person alone, whatever the record."""
    return lambda record, person: rule(person)


AGENCY = (
    Rule(
        gettext_lazy("See the agency"),
        permissions.can_view_agency,
        gettext_lazy("The office, and members of the agency."),
    ),
    Rule(
        gettext_lazy("See its people and their rights"),
        permissions.can_see_people_of,
        gettext_lazy("The office, and of the agency its head and those who may submit."),
    ),
    Rule(gettext_lazy("Invite colleagues"), permissions.can_invite, LEADERS),
    Rule(
        gettext_lazy("Let people in who ask to join"),
        lambda agency, person: person.is_sto_staff or permissions.leads(agency.pk, person),
        LEADERS,
    ),
    Rule(
        gettext_lazy("Change the rights of members"),
        alone(permissions.can_decide_on_members),
        gettext_lazy("STO officers."),
    ),
    Rule(
        gettext_lazy("Correct the entry"),
        alone(permissions.can_keep_register),
        gettext_lazy("STO officers and administrators."),
    ),
    Rule(gettext_lazy("Join it with a duplicate"), alone(permissions.can_join_agencies), ADMINS),
)
PERSON = (
    Rule(
        gettext_lazy("See the person"),
        permissions.can_view_person,
        gettext_lazy("The person, colleagues of an agency, and the office."),
    ),
    Rule(gettext_lazy("Give roles"), permissions.can_give_roles, OTHER_ADMINS),
    Rule(gettext_lazy("Close the account"), permissions.can_close_account, OTHER_ADMINS),
    Rule(
        gettext_lazy("Look as this person"),
        permissions.can_act_as,
        gettext_lazy(
            "Administrators without an agency of their own, as people who hold no role; near a "
            "deadline a second person agrees (S40)."
        ),
    ),
)


def agency_unseen(agency, person):
    if permissions.can_view_agency(agency, person):
        return ""
    return _("The register is the office's; members see their own agency.")


def person_unseen(one, person):
    if permissions.can_view_person(one, person):
        return ""
    return _("Neither of the office nor a colleague of an agency.")


def grounds_of(person):
    """Roles and memberships of a person, those that have ended too: since, until, by whom."""
    given = {}
    for event in timeline(person).filter(verb__in=("role given", "role ended")):
        given.setdefault((event.verb, event.after or event.before), []).append(event)
    for grant in person.role_grants.all():
        event = nearest(given.get(("role given", grant.role), []), grant.given_at)
        yield Ground(
            str(grant.get_role_display()),
            detail=_("Role in the whole portal"),
            since=grant.given_at,
            until=grant.ended_at,
            by=event.who if event else "",
        )
    beside = person.memberships.select_related("agency", "approved_by").order_by("-pk")
    for one in beside:
        rights = ", ".join(map(str, one.rights)) or _("may read")
        yield Ground(
            str(one.agency),
            detail=_("Waits for the office") if one.is_waiting else rights,
            since=one.approved_at or one.asked_at,
            until=one.ended_at,
            by=str(one.approved_by or ""),
            url=one.agency.get_absolute_url(),
        )


def nearest(events, moment):
    """The event that gave what begins at this moment: the one least far from it."""
    return min(events, key=lambda event: abs(event.at - moment), default=None)
