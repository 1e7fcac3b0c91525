"""The meeting book: what one person may see of what lies before a meeting."""

from django.db import transaction

from pyp_portal.history.services import record
from pyp_portal.papers.annexes import Annex
from selection import meeting_papers, permissions
from selection.models import Meeting
from selection.services import annexes
from selection.services.board import standings


def known_items(meeting, user):
    """The items this person may know of: none about a proposal closed to them."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    items = meeting.items.select_related("proposal__lead_agency__province", "proposal__call")
    return items.exclude(proposal__in=closed)


@transaction.atomic
def make_book(meeting, *, by):
    """Have the book of one person made; the one they had before is thrown away."""
    items = list(known_items(meeting, by))
    made = meeting_papers.book(
        meeting,
        items,
        _previous(meeting, by),
        _scores(meeting, items, by),
        annexes.beside(items, by),
        by=by,
    )
    record(meeting, "book made", by=by, items=len(items))
    return made


def annexes_of(paper):
    """The attachments that are bound behind a meeting book, as its owner may read them now."""
    if not paper.key.startswith(meeting_papers.BOOK):
        return []
    meeting = Meeting.objects.get(pk=paper.record_id)
    found = annexes.beside(list(known_items(meeting, paper.issued_by)), paper.issued_by)
    return [
        Annex(one.title, one.attachment.file.file)
        for of_item in found.values()
        for one in of_item
        if one.is_bound
    ]


def _previous(meeting, user):
    """The last meeting whose minutes are certified, with the items the person may know of."""
    before = meeting.committee.meetings.filter(
        starts_at__lt=meeting.starts_at, minutes__certified_at__isnull=False
    )
    last = before.select_related("minutes__written_by", "minutes__certified_by", "committee")
    last = last.order_by("starts_at").last()
    return (last, known_items(last, user)) if last else None


def _scores(meeting, items, user):
    """The standings of the items' proposals, for those who may see the board."""
    plan = meeting.committee.plan
    proposals = [item.proposal for item in items if item.proposal_id]
    if not proposals or not permissions.can_see_board(plan, user):
        return {}
    return {found.key.pk: found for found in standings(plan, proposals)}
