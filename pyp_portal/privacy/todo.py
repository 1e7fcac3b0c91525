"""What personal data ask of the office."""

from django.utils.translation import gettext as _

from pyp_portal.privacy.models import RightsRequest
from pyp_portal.privacy.permissions import can_enter
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Requests that wait for an answer."""
    if not can_enter(user):
        return []
    return [Kind(RightsRequest.objects.to_answer(user), rights)]


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
