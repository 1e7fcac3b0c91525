"""What waits for a word about access, and the files somebody asked for, as files themselves."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts import permissions
from pyp_portal.accounts.models import AgencyRequest, Membership
from pyp_portal.papers.lists import Listing
from pyp_portal.papers.models import Export

RIGHTS = ("can_edit", "can_submit", "can_endorse")
JOINING, ENTERING = _("To act for an agency"), _("To enter an agency in the register")


def requests(person, _asked):
    """Requests that wait for this person's word; for officers also agencies to be entered."""
    joins = Membership.objects.to_decide(person).for_list()
    found = [(JOINING, one.user, one.agency, one) for one in joins]
    if person.is_sto_staff:
        news = AgencyRequest.objects.to_decide().for_list()
        found += [(ENTERING, one.asked_by, one.name_th, one) for one in news]
    return sorted(found, key=lambda row: row[-1].asked_at)


def rights(row):
    """What is asked for, in words."""
    asked = [name for name in RIGHTS if getattr(row[-1], name)]
    return ", ".join(str(Membership._meta.get_field(name).verbose_name) for name in asked)


def exports(person, _asked):
    """The files of one's own; for the auditor those of all."""
    return Export.objects.visible_to(person).kept().select_related("asked_by")


LISTINGS = {
    "requests": Listing(
        _("Requests"),
        lambda user, _asked: permissions.can_open_queue(user),
        requests,
        (
            (_("Kind"), lambda row: str(row[0])),
            (_("Name"), lambda row: str(row[1])),
            (_("E-mail"), lambda row: row[1].email),
            (_("Agency"), lambda row: str(row[2])),
            (_("Asks to"), rights),
            (_("Asked on"), lambda row: row[-1].asked_at),
        ),
    ),
    "exports": Listing(
        _("My exports"),
        lambda user, _asked: user.is_authenticated,
        exports,
        (
            (_("List"), lambda row: row.title),
            (_("Narrowed to"), lambda row: row.note),
            (_("Format"), lambda row: row.get_format_display()),
            (_("Asked by"), lambda row: str(row.asked_by)),
            (_("Asked on"), lambda row: row.asked_at),
            (_("State"), lambda row: str(row.badge[2])),
            (_("Rows"), lambda row: row.done if row.is_ready else None),
            (_("Kept until"), lambda row: row.expires_at),
        ),
    ),
}
PAGES = {"requests": "accounts:waiting", "exports": "papers:exports"}
