"""The papers of this room, each for those who may read the record it is about."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from proposals.models import Proposal
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver
from selection import permissions
from selection.models import (
    Announcement,
    AppointmentOrder,
    Meeting,
    PitchSession,
    ScoreSheet,
    Seal,
    Seat,
    SelectionPlan,
    TieBreak,
)


def may_read(rows, user):
    """A paper that names these rows' proposals: only for those to whom none of them is closed."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    return not rows.filter(proposal__in=closed).exists()


def paper(request, uid):
    """One paper as PDF; 404 for whoever may not read it."""
    found = get_object_or_404(Paper.objects.official(), uid=uid)
    rule = RULES.get(found.kind)
    if rule is None or not rule(found, request.user):
        raise Http404
    return deliver(request, found)


def _order(found, user):
    order = AppointmentOrder.objects.select_related("committee__plan").get(pk=found.record_id)
    return permissions.can_see_plan(order.committee.plan, user)


def _minutes(found, user):
    meeting = Meeting.objects.select_related("committee__plan").get(pk=found.record_id)
    return permissions.can_see_plan(meeting.committee.plan, user) and may_read(meeting.items, user)


def _scores(found, user):
    """The score summary of a year, or a paper about one record of its scoring."""
    if rule := SCORES.get(found.record_type):
        return rule(found, user)
    plan = SelectionPlan.objects.get(pk=found.record_id)
    return permissions.can_see_board(plan, user) and permissions.may_read_summary(plan, user)


def _declaration(found, user):
    """One's own, or for who may read interests and to whom nothing in it is closed (K8)."""
    seat = Seat.objects.select_related("committee__plan").get(pk=found.record_id)
    plan = seat.committee.plan
    is_allowed = permissions.can_read_declaration(seat, plan, user)
    return is_allowed and (seat.user_id == user.pk or may_read(seat.conflicts, user))


def _sheet(found, user):
    return ScoreSheet.objects.visible_to(user).filter(pk=found.record_id).exists()


def _schedule(found, user):
    session = PitchSession.objects.select_related("plan").get(pk=found.record_id)
    return permissions.can_see_plan(session.plan, user) and may_read(session.slots, user)


def _announcement(found, user):
    """A released announcement is for everyone who is signed in."""
    return Announcement.objects.filter(pk=found.record_id, released_at__isnull=False).exists()


def _memorandum(found, user):
    """For those who prepare the release, and to whom nothing of the year is closed."""
    announcement = Announcement.objects.select_related("plan__call").get(pk=found.record_id)
    plan = announcement.plan
    prepares = permissions.can_manage(plan, user) or permissions.can_decide(plan, user)
    reads = prepares or user.is_auditor
    return reads and permissions.may_read_summary(plan, user)


def _letter(found, user):
    return Proposal.objects.visible_to(user).filter(pk=found.record_id).exists()


def _seal(found, user):
    seal = Seal.objects.select_related("round__plan").get(pk=found.record_id)
    return permissions.can_read_table(seal.round.plan, user)


def _tie_break(found, user):
    tie = TieBreak.objects.select_related("plan").get(pk=found.record_id)
    return permissions.can_see_board(tie.plan, user) and may_read(tie.places, user)


def _session(found, user):
    session = PitchSession.objects.select_related("plan").get(pk=found.record_id)
    return permissions.can_see_board(session.plan, user) and may_read(session.slots, user)


SCORES = {
    "selection.seal": _seal,
    "selection.tiebreak": _tie_break,
    "selection.pitchsession": _session,
    "selection.scoresheet": _sheet,
}
RULES = {
    Kind.COMMITTEE_ORDER: _order,
    Kind.DECLARATION: _declaration,
    Kind.MEETING_NOTICE: _minutes,
    Kind.MINUTES: _minutes,
    Kind.SCORES: _scores,
    Kind.PITCH_SCHEDULE: _schedule,
    Kind.ANNOUNCEMENT: _announcement,
    Kind.MEMORANDUM: _memorandum,
    Kind.RESULT_LETTER: _letter,
}
