"""What personal data ask of the office."""

from django.utils.translation import gettext as _

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
    ]


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
