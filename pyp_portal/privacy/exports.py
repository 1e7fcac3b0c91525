"""The register of requests as a file."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.papers.exporting import WRITERS
from pyp_portal.papers.lists import Listing
from pyp_portal.papers.models import Export
from pyp_portal.privacy.models import (
    Breach,
    ConsentRecord,
    Processing,
    RemovalItem,
    RightsRequest,
)
from pyp_portal.privacy.permissions import can_see_requests
from pyp_portal.privacy.schedule import all_rules, counted

PAGES = {
    "rights": "privacy:requests",
    "breaches": "privacy:breaches",
    "retention": "privacy:retention",
    "consents": "privacy:office",
    "processing": "privacy:activities",
}


def rule_of(item):
    """The words of the rule; its code where a later release has it no more."""
    found = all_rules().get(item.removal.rule)
    return str(found.title if found else item.removal.rule)


def getter(name):
    return lambda row: getattr(row, name)


LISTINGS = {
    "retention": Listing(
        _("What is over its time, and what was removed"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: RemovalItem.objects.select_related(
            "removal__asked_by", "removal__confirmed_by"
        ).order_by("-removal", "pk"),
        (
            (_("Data"), rule_of),
            (_("Item of the list"), lambda row: row.label),
            (_("Since"), lambda row: row.since),
            (_("State"), lambda row: str(row.state)),
            (_("When"), lambda row: row.done_at),
            (_("How many"), lambda row: counted(row.counts)),
            (_("Proposed by"), lambda row: str(row.removal.asked_by or "")),
            (_("Confirmed by"), lambda row: str(row.removal.confirmed_by or "")),
        ),
    ),
    "rights": Listing(
        _("Requests about personal data"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: RightsRequest.objects.for_list().order_by("-pk"),
        (
            (_("Asked on"), lambda row: row.asked_at),
            (_("Name"), lambda row: row.who),
            (_("What is asked"), lambda row: row.get_right_display()),
            (_("Details"), lambda row: row.words),
            (_("Answer by"), lambda row: row.due_on),
            (_("State"), lambda row: str(row.badge[2])),
            (_("Answer"), lambda row: row.answer),
            (_("Answered on"), lambda row: row.answered_at),
            (_("Answered by"), lambda row: str(row.answered_by or "")),
        ),
    ),
    "breaches": Listing(
        _("Breaches of personal data"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: Breach.objects.for_list().order_by("-pk"),
        (
            (_("Known since"), lambda row: row.found_at),
            (_("What happened"), lambda row: row.happened),
            (_("Which data of whom"), lambda row: row.data_concerned),
            (_("People"), lambda row: row.people),
            (_("Risk"), lambda row: row.get_risk_display()),
            (_("What was done against it"), lambda row: row.measures),
            (_("Report by"), lambda row: row.due_at),
            (_("The Committee was told"), lambda row: row.reported_at),
            (_("The people concerned were told"), lambda row: row.people_told_at),
            (_("Breach closed"), lambda row: row.closed_at),
            (_("State"), lambda row: str(row.badge[2])),
        ),
    ),
    "consents": Listing(
        _("Consents"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: ConsentRecord.objects.select_related("person").order_by("-pk"),
        (
            (_("Person"), lambda row: str(row.person)),
            (_("What for"), lambda row: row.get_purpose_display()),
            (_("Version of the notice"), lambda row: row.notice_id),
            (_("Given on"), lambda row: row.given_at),
            (_("Taken back on"), lambda row: row.withdrawn_at),
        ),
    ),
    "processing": Listing(
        _("Record of processing activities"),
        lambda user, _asked: can_see_requests(user),
        lambda _person, _asked: Processing.objects.for_list(),
        (
            (_("Code of the activity"), lambda row: row.code),
            *((Processing.label_of(name), getter(name)) for name in Processing.WORDS),
            (_("State"), lambda row: str(row.badge[2])),
            (_("Changed on"), lambda row: row.written_at),
        ),
        formats=(*WRITERS, Export.Format.PDF),
    ),
}
