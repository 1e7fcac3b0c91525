"""The enquiry window after a result: factual errors and questions, answered by a day (4.6).

It is no appeal: the result stands. The question itself is one of the office's own, private.
"""

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Enquiry
from proposals.services import enquiring as office
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection.models import Announcement, ResultEnquiry
from selection.services.feedback import latest_item

OPEN = Q(items__enquiries__enquiry__answered_at=None, items__enquiries__enquiry__set_aside_at=None)


def is_open(item):
    """True while enquiries about this result are taken; the last day counts whole."""
    until = item.announcement.enquiry_until
    return until is not None and clock.today() <= until


@transaction.atomic
def enquire(proposal, token, *, about, question, by):
    """Ask about the released result of a proposal; the same form again asks nothing twice.

    Raises MoveRefused after the last day of the window, and where nothing is released.
    """
    item = latest_item(proposal)
    if item is None or not is_open(item):
        raise MoveRefused(_("The time for enquiries about this result is over."))
    asked = office.ask(
        token,
        by=by,
        category=Enquiry.Category.SELECTION,
        question=question,
        is_private=True,
        proposal=proposal,
        agency=proposal.lead_agency,
    )
    due = thai.add_working_days(clock.today(), item.announcement.plan.enquiry_answer_days)
    enquiry, is_new = ResultEnquiry.objects.get_or_create(
        enquiry=asked, defaults={"item": item, "about": about, "due": due}
    )
    if is_new:
        record(item.announcement, "enquiry", by=by, code=proposal.code, about=about)
    return enquiry


@transaction.atomic
def answer(enquiry, *, finding, text, by):
    """Answer with what was found; who asked gets it by mail, once."""
    office.answer(enquiry.enquiry, by, text)
    enquiry.finding = finding
    enquiry.save(update_fields=["finding"])
    announcement, code = enquiry.item.announcement, enquiry.item.proposal.code
    record(announcement, "enquiry answered", by=by, code=code, finding=finding)
    return enquiry


def windows(plan):
    """The released announcements that take or took enquiries, with how many came and wait."""
    released = Announcement.objects.filter(plan=plan, released_at__isnull=False)
    counted = released.exclude(enquiry_until=None).annotate(
        asked=Count("items__enquiries"),
        waiting=Count("items__enquiries", filter=OPEN),
    )
    return counted.order_by("-released_at")
