"""The papers of this room, and who may have them (S27)."""

import pytest

from proposals.models import Proposal
from proposals.states import State
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rendering import render, text_of
from selection import documents, services
from selection.kinds import AnnouncementKind, Outcome, Severity
from selection.models import PitchSession
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, submitter
from tests.factories.selection import (
    REASON,
    announced,
    decided,
    plan_of,
    seat_members,
    slot_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(at):
    """A year with one paper of each kind: (plan, seats, director, proposals)."""
    at("2025-02-07 10:00")
    plan, director = plan_of(min_reviewers=2), UserFactory(director=True)
    seats = seat_members(plan, 3)
    outcomes = [Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED]
    _meeting, proposals = decided(plan, seats, director, outcomes)
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    waiting = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    documents.pitch_schedule(slot_of(plan, waiting, seats).session, by=director)
    documents.score_summary(plan, services.board(plan, director), by=director)
    documents.committee_order(plan.committee.orders.get(), by=director)
    return plan, seats, director, proposals


def url(kind):
    return f"/selection/papers/{Paper.objects.filter(kind=kind).earliest('pk').uid}/"


KINDS = (
    Kind.COMMITTEE_ORDER,
    Kind.SCORES,
    Kind.PITCH_SCHEDULE,
    Kind.MINUTES,
    Kind.ANNOUNCEMENT,
    Kind.RESULT_LETTER,
)


def test_every_paper_is_written_in_thai(year):
    _plan, _seats, _director, proposals = year

    for kind in KINDS:
        paper = Paper.objects.filter(kind=kind).earliest("pk")
        assert paper.number
        assert "{{" not in paper.html
        assert "%(" not in paper.html
    assert proposals[0].title_th in Paper.objects.get(kind=Kind.SCORES).html


def test_minutes_are_right_in_the_text_layer(year):
    made = render(Paper.objects.get(kind=Kind.MINUTES).html)

    text = text_of(made.pdf)

    assert "มติที่ประชุม" in text
    assert "ครั้งที่ ๑/๒๕๖๘" in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_office_may_have_every_paper(year, client_of, kind):
    assert client_of(year[2]).get(url(kind)).status_code == 202


def test_s27_an_applicant_has_the_announcement_and_their_own_letter(year, client_of):
    _plan, _seats, _director, proposals = year
    client = client_of(submitter(proposals[0]))

    codes = {kind: client.get(url(kind)).status_code for kind in KINDS}

    assert [kind for kind, code in codes.items() if code == 202] == [
        Kind.ANNOUNCEMENT,
        Kind.RESULT_LETTER,
    ]
    other = Paper.objects.filter(kind=Kind.RESULT_LETTER).latest("pk")
    assert client.get(f"/selection/papers/{other.uid}/").status_code == 404


def test_s10_minutes_and_scores_are_closed_to_whoever_stepped_aside(year, client_of):
    _plan, seats, _director, proposals = year
    services.declare(seats[1], proposals[0], Severity.HARD, reason=REASON)
    client = client_of(seats[1].user)

    codes = [client.get(url(kind)).status_code for kind in (Kind.MINUTES, Kind.SCORES)]

    assert codes == [404, 404]
    assert client_of(seats[2].user).get(url(Kind.MINUTES)).status_code == 202


def test_s10_the_schedule_is_closed_to_whoever_stepped_aside_from_a_slot(year, client_of):
    _plan, seats, _director, _proposals = year
    waiting = Proposal.objects.get(state=State.SHORTLISTED)
    services.declare(seats[1], waiting, Severity.HARD, reason=REASON)
    session = PitchSession.objects.filter(slots__proposal=waiting).get().get_absolute_url()
    pages = [client_of(seats[n].user).get(session).content.decode() for n in (1, 2)]

    codes = [client_of(seats[n].user).get(url(Kind.PITCH_SCHEDULE)).status_code for n in (1, 2)]

    assert codes == [404, 202]
    assert ["/selection/papers/" in page for page in pages] == [False, True]
