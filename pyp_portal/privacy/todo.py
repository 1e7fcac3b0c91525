"""What personal data ask of the office."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.accounts.models import Approval
from pyp_portal.privacy import erasing
from pyp_portal.privacy.models import Breach, RightsRequest
from pyp_portal.privacy.permissions import can_enter
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Requests that wait for an answer, and breaches that must be reported."""
    if not can_enter(user):
        return []
    return [
        Kind(RightsRequest.objects.to_answer(user), rights),
        Kind(Breach.objects.to_report(), breaches),
        Kind(to_confirm(user), erasures),
    ]


def to_confirm(user):
    """Who is to be made anonymous, as soon as a second person agrees; nobody confirms their own."""
    found = Approval.objects.for_others_than(user).filter(kind=erasing.KIND)
    return found.exclude(record_id=str(user.pk))


def erasures(approvals):
    """One line a person, under the request that they sent."""
    for one in approvals[:MOST]:
        yield Todo(
            title=_("Confirm that a person is made anonymous"),
            url=reverse("privacy:erase", args=[one.payload["request"]]),
            detail=_("Proposed by %(who)s") % {"who": one.asked_by},
            icon="lock",
        )


def rights(requests):
    """One line a request, until its thirtieth day."""
    for one in requests.for_list()[:MOST]:
        yield Todo(
            title=_("Answer a request about personal data"),
            url=one.get_absolute_url(),
            detail=str(one),
            due=one.due_at,
            icon="lock",
        )


def breaches(found):
    """One line a breach, until its seventy-two hours are over."""
    for one in found.for_list()[:MOST]:
        yield Todo(
            title=_("Report a breach of personal data"),
            url=one.get_absolute_url(),
            detail=str(one),
            due=one.due_at,
            tone="stop",
            icon="lock",
        )
