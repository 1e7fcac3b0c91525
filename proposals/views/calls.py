"""What the public page of a call shows, its calendar and its documents."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proposals import permissions
from proposals.calendars import entries, entry_of_briefing
from proposals.call_papers import announcements
from proposals.models import BriefingEvent, Call, CallDocument, Enquiry, Extension
from proposals.questions import STEPS
from pyp_portal import clock, ical
from pyp_portal.accounts.roles import AgencyType, place_of
from pyp_portal.uploads.services import serve

LATEST_ANSWERS = 5
GIVEN = Extension.objects.given().filter(call=OuterRef("pk"), mode="all")
LONGER = Subquery(GIVEN.order_by("-ends_at").values("ends_at")[:1])


@dataclass(frozen=True)
class Day:
    """A line among the dates of a call; ``ends`` tells an exclusive end, shown as 23.59."""

    label: str
    at: datetime | date
    ends: bool = False
    note: str = ""

    @property
    def has_hour(self):
        return isinstance(self.at, datetime)

    @property
    def is_past(self):
        return self.at <= (clock.now() if self.has_hour else clock.today())


def found_call(fiscal_year):
    """The call of a year, or the one that people mean today; ``longer_until`` is for everybody."""
    calls = Call.objects.annotate(longer_until=LONGER)
    if fiscal_year:
        return get_object_or_404(calls, fiscal_year=fiscal_year)
    call = calls.current()
    if call is None:
        raise Http404
    return call


def facts(call, user):
    """All that room 1 says of a call on its public page."""
    documents = list(CallDocument.objects.public().filter(call=call))
    events = list(call.briefings.all())
    return {
        "call": call,
        "steps": [call.form.step_words(step) for step in STEPS],
        "may_start": call.takes_drafts and may_start(user),
        "may_keep": permissions.can_keep_call(user),
        "days": days(call, events),
        "kinds": kinds(call),
        "own": own_agencies(call, user),
        "briefings": with_papers(events, documents),
        "announced": announcements(call).defer("html").first(),
        "documents": [one for one in documents if one.briefing_id is None],
        "answers": list(answers(call)),
    }


def answers(call):
    """The latest that was asked about this call and answered for everybody."""
    asked = Enquiry.objects.published().filter(call=call)
    return asked.order_by("-published_at", "-pk")[:LATEST_ANSWERS]


def days(call, events):
    """The dates that bind, each with its hour where it has one."""
    longer = longer_until(call)
    known = [
        Day(_("The call opens"), call.opens_at),
        *(Day(event.title, event.starts_at) for event in events if not event.cancelled_at),
        not events and call.briefing_at and Day(_("Briefing"), call.briefing_at),
        Day(
            _("The call closes"),
            call.closes_at,
            ends=True,
            note=_("What counts is when it reaches the portal, by the portal's clock."),
        ),
        longer and Day(_("Longer for everybody, until"), longer, ends=True),
        call.endorsement_due
        and Day(_("Endorsement by the head, at the latest"), call.endorsement_due, ends=True),
        call.selection_due and Day(_("Results by"), call.selection_due),
        call.lab_starts_on and Day(_("The lab begins"), call.lab_starts_on),
        call.lab_ends_on and Day(_("The lab ends"), call.lab_ends_on),
    ]
    return [day for day in known if day]


def longer_until(call):
    """Until when everybody has more time; ``found_call`` has asked together with the call."""
    if hasattr(call, "longer_until"):
        return call.longer_until
    given = call.extensions.given().filter(mode="all").order_by("-ends_at")
    return given.values_list("ends_at", flat=True).first()


def kinds(call):
    """C-30: the kinds of agency that may propose, by level or sector; None where all may."""
    if not call.allowed_agency_types:
        return None
    grouped = {}
    for kind in AgencyType:
        if kind in call.allowed_agency_types:
            place = place_of(kind)
            group = place["level"].label if place["level"] else place["sector"].label
            grouped.setdefault(group, []).append(kind.label)
    return list(grouped.items())


def own_agencies(call, user):
    """The agencies of this person, and whether the call admits them."""
    if not (user.is_authenticated and call.allowed_agency_types):
        return []
    return [(member.agency, call.admits(member.agency)) for member in user.active_memberships]


def with_papers(events, documents):
    """Each briefing with its slides and recordings."""
    return [(event, [one for one in documents if one.briefing_id == event.pk]) for event in events]


def may_start(user):
    """Members of an agency who may write, and officers."""
    if not user.is_authenticated:
        return False
    return user.is_sto_staff or any(
        permissions.can_start(member.agency, user) for member in user.active_memberships
    )


@login_not_required
@require_safe
def calendar(request, fiscal_year):
    """All dates of a call as a calendar file."""
    call = get_object_or_404(Call, fiscal_year=fiscal_year)
    return ical.download(str(call), entries(call), f"call-{fiscal_year}")


@login_not_required
@require_safe
def briefing_calendar(request, uid):
    """One briefing as a calendar file."""
    event = get_object_or_404(BriefingEvent.objects.select_related("call"), uid=uid)
    return ical.download(str(event), [entry_of_briefing(event)], f"briefing-{uid}")


@login_not_required
@require_safe
def document(request, uid):
    """A file of the call, for everybody, as a download."""
    public = CallDocument.objects.public().exclude(file=None)
    return serve(get_object_or_404(public, uid=uid).file)
