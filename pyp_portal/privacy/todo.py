"""What personal data ask of the office."""

from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal.accounts.models import Approval
from pyp_portal.privacy import erasing, retaining
from pyp_portal.privacy.models import Breach, Removal, RightsRequest
from pyp_portal.privacy.permissions import (
    can_agree_to_removal,
    can_enter,
    can_propose_removal,
)
from pyp_portal.privacy.schedule import all_rules
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Requests that wait for an answer, and breaches that must be reported."""
    if not can_enter(user):
        return []
    return [
        Kind(RightsRequest.objects.to_answer(user), rights),
        Kind(Breach.objects.to_report(), breaches),
        Kind(to_confirm(user), erasures),
        Kind(to_agree(user), removals),
        Kind(to_look_at(user), reports),
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


def to_agree(user):
    """Reports that a colleague proposed to act on, for those who may agree."""
    if not can_agree_to_removal(user):
        return Approval.objects.none()
    return Approval.objects.for_others_than(user).filter(kind=retaining.KIND)


def removals(approvals):
    """One line a report."""
    rows = approvals[:MOST]
    for removal in Removal.objects.filter(pk__in=[row.record_id for row in rows]).order_by("pk"):
        yield Todo(
            title=_("Agree to what is removed"),
            url=removal.get_absolute_url(),
            detail=title_of(removal),
            icon="lock",
        )


def to_look_at(user):
    """Reports with which nobody has begun anything; for administrators."""
    if not can_propose_removal(user):
        return Removal.objects.none()
    proposed = Approval.objects.open().filter(kind=retaining.KIND).values("record_id")
    keyed = Removal.objects.open().annotate(key=Cast("pk", CharField()))
    return keyed.exclude(key__in=proposed)


def reports(removals):
    """One line a rule, with how many records are over their time (J4)."""
    for one in removals[:MOST]:
        yield Todo(
            title=how_many(one.count) % {"count": one.count},
            url=one.get_absolute_url(),
            detail=title_of(one),
            icon="clock",
        )


def how_many(count):
    """How many records, in words that take the number."""
    return ngettext(
        "%(count)d record is over its time", "%(count)d records are over their time", count
    )


def title_of(removal):
    found = all_rules().get(removal.rule)
    return str(found.title if found else removal.rule)


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
