"""Deliverables L0 to L6: handed in version by version, talked about, approved or sent back."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails
from cohorts.models import Deliverable, DeliverableComment, DeliverableVersion
from cohorts.services.moving import as_seen, need_reason, refuse_unless
from cohorts.services.working import in_lab
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def submit_deliverable(deliverable, *, by, summary="", file=None):
    """Hand in a version of a deliverable; the earlier ones stay as they were handed in.

    An approved one takes another version only when its phase was sent back: the approval of
    the earlier version stays with that version, and the new one waits for its own.
    """
    in_lab(deliverable.team)
    deliverable = Deliverable.objects.select_for_update().get(pk=deliverable.pk)
    refuse_unless(deliverable.takes_version, _("It has already been approved."))
    deliverable.version += 1
    deliverable.summary_th = summary or deliverable.summary_th
    deliverable.file = file or deliverable.file
    deliverable.submitted_at, deliverable.submitted_by = clock.now(), by
    deliverable.returned_at = deliverable.approved_at = deliverable.approved_by = None
    deliverable.save()
    DeliverableVersion.objects.create(
        deliverable=deliverable,
        number=deliverable.version,
        summary_th=deliverable.summary_th,
        file=deliverable.file,
        submitted_by=by,
        submitted_at=deliverable.submitted_at,
    )
    record(deliverable.team, "deliverable_submitted", by=by, code=deliverable.code)
    emails.deliverable_waiting(deliverable)
    return deliverable


@transaction.atomic
def approve_deliverable(deliverable, *, by, comment="", seen=None):
    """The coordinator approves what was handed in; ``seen`` is the version they have read."""
    deliverable = waiting(deliverable)
    as_seen(seen, deliverable.version)
    deliverable.approved_at, deliverable.approved_by = clock.now(), by
    deliverable.comment_th = comment
    deliverable.save()
    decide(deliverable, by=by, is_approved=True)
    record(deliverable.team, "deliverable_approved", by=by, code=deliverable.code)
    return deliverable


@transaction.atomic
def return_deliverable(deliverable, *, by, comment, seen=None):
    """The coordinator asks for a better version, and says what is missing."""
    deliverable = waiting(deliverable)
    as_seen(seen, deliverable.version)
    deliverable.returned_at, deliverable.comment_th = clock.now(), need_reason(comment)
    deliverable.save()
    decide(deliverable, by=by, is_approved=False)
    record(deliverable.team, "deliverable_returned", by=by, reason=comment, code=deliverable.code)
    emails.deliverable_returned(deliverable)
    return deliverable


def decide(deliverable, *, by, is_approved):
    """What was decided about the version that waited stands with that version."""
    deliverable.versions.filter(number=deliverable.version).update(
        is_approved=is_approved,
        decided_by=by,
        decided_at=clock.now(),
        comment_th=deliverable.comment_th,
    )


def waiting(deliverable):
    """The deliverable, locked; refused unless a version waits for a decision."""
    in_lab(deliverable.team)
    fresh = Deliverable.objects.select_for_update().get(pk=deliverable.pk)
    refuse_unless(fresh.is_waiting, _("Nothing waits for a decision here."))
    return fresh


@transaction.atomic
def comment_on(deliverable, *, by, text):
    """Say something about the version that stands there now; nothing is decided by it."""
    team = in_lab(deliverable.team)
    fresh = Deliverable.objects.get(pk=deliverable.pk)
    comment = DeliverableComment.objects.create(
        deliverable=fresh, number=fresh.version, text_th=text, by=by, at=clock.now()
    )
    record(team, "deliverable_commented", by=by, code=fresh.code)
    return comment
