"""To whom the office may announce in room 1: drafters, agencies of a call, saved views."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from proposals.emails import people_of_each
from proposals.looking import look_at
from proposals.models import Call, Proposal, SavedView
from proposals.states import State
from pyp_portal.accounts.models import User
from pyp_portal.outbox.audiences import Audience, Reached

DRAFTS = [State.DRAFT, State.RETURNED]


def years(_user):
    """Calls by their year, the newest first."""
    calls = Call.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return [(str(year), str(year)) for year in calls]


def views(user):
    """The saved views that this officer may use."""
    found = SavedView.objects.visible_to(user)
    return [(str(view.uid), view.name) for view in found]


def drafters(user, year):
    """Whoever writes for an agency whose draft is not submitted, or came back to be revised."""
    mine = Proposal.objects.visible_to(user).filter(call__fiscal_year=year, state__in=DRAFTS)
    writes = {
        "memberships__agency__in": mine.values("lead_agency"),
        "memberships__can_edit": True,
        "memberships__approved_at__isnull": False,
        "memberships__ended_at": None,
    }
    return Reached(people=User.objects.filter(**writes).distinct())


def agencies(user, year):
    """Contacts and official mailboxes of all agencies that submitted to a call."""
    submitted = Proposal.objects.visible_to(user).filter(call__fiscal_year=year)
    return contacts_of(submitted.exclude(submitted_at=None))


def of_view(user, uid):
    """Contacts and official mailboxes of the proposals that a saved view shows now."""
    view = SavedView.objects.visible_to(user).filter(uid=uid).first()
    if view is None:
        return Reached()
    shown = look_at(query_of(view), user).fitting()
    return contacts_of(shown.exclude(code__startswith="T"))


def query_of(view):
    """The address by which the list opens with this view."""
    from_view = {"view": str(view.uid)}
    return QueryDict(urlencode(from_view))


def contacts_of(proposals):
    """Main and alternative contacts as persons, and the mailboxes of their agencies."""
    found = proposals.select_related("lead_agency", "owner", "answers")
    told = [one for people in people_of_each(list(found)) for one in people]
    people = [one for one in told if isinstance(one, User)]
    return Reached(people=people, mailboxes=[one for one in told if isinstance(one, str)])


AUDIENCES = {
    "drafters": Audience(_("Applicants with drafts"), years, drafters),
    "agencies": Audience(_("Agencies that submitted"), years, agencies),
    "view": Audience(_("Proposals of a saved view"), views, of_view),
}
