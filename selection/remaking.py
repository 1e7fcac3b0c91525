"""How a paper of this room is made anew from its record, to correct one that was issued.

For those alone who may read the paper. An order of appointment is not among them: it is
amended by another order; nor is what a member signs: what they declare or score anew is a
paper of its own.
"""

from functools import partial

from pyp_portal.papers.kinds import Kind
from selection import documents, meeting_papers, minutes_papers, release_papers, seal_papers
from selection.models import (
    Announcement,
    AnnouncementItem,
    Meeting,
    PitchSession,
    Seal,
    SelectionPlan,
    TieBreak,
)
from selection.services.board import board
from selection.services.feedback import feedback
from selection.services.memorandum import facts_of
from selection.services.position import paper_of_session
from selection.services.reading import silenced
from selection.views.papers import RULES


def maker_of(paper, user):
    """The way to make this paper once more, or None: for what is closed to the person too."""
    make = MAKERS.get((paper.kind, paper.record_type.partition(".")[2]))
    if make is None or not RULES[paper.kind](paper, user):
        return None
    return make(paper, user)


def _of(model, make):
    """The maker of papers about the rows of a model, whatever their key."""
    return lambda paper, user: partial(make, model.objects.get(pk=paper.record_id), by=user)


def _letter(paper, user):
    """A letter on a result is about a proposal; its key names which result."""
    item = AnnouncementItem.objects.filter(
        pk=paper.key.rpartition(":")[2] or 0, proposal=paper.record_id
    ).first()
    answer = item and feedback(item)
    if item is None or silenced(item.proposal, answer):  # it would lose what the first one said
        return None
    return partial(documents.result_letter, item, answer, by=user)


def _notice(paper, user):
    """The letter, or the memorandum to those inside the office: each by itself."""
    is_memo = paper.key.startswith(f"meeting-{meeting_papers.MEMO}:")
    make = meeting_papers.memorandum if is_memo else meeting_papers.notice
    return partial(make, Meeting.objects.get(pk=paper.record_id), by=user)


def _scores(plan, *, by):
    return documents.score_summary(plan, board(plan, by), by=by)


def _memorandum(announcement, *, by):
    return release_papers.memorandum(announcement, facts_of(announcement), writer=by)


MAKERS = {
    (Kind.ANNOUNCEMENT, "announcement"): _of(Announcement, documents.announcement),
    (Kind.RESULT_LETTER, "proposal"): _letter,
    (Kind.MEMORANDUM, "announcement"): _of(Announcement, _memorandum),
    (Kind.MEETING_NOTICE, "meeting"): _notice,
    (Kind.MINUTES, "meeting"): _of(Meeting, minutes_papers.minutes),
    (Kind.PITCH_SCHEDULE, "pitchsession"): _of(PitchSession, documents.pitch_schedule),
    (Kind.SCORES, "pitchsession"): _of(PitchSession, paper_of_session),
    (Kind.SCORES, "selectionplan"): _of(SelectionPlan, _scores),
    (Kind.SCORES, "seal"): _of(Seal, seal_papers.seal),
    (Kind.SCORES, "tiebreak"): _of(TieBreak, seal_papers.tie_break),
}
