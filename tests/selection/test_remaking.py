"""Papers of room 2 corrected: made anew from the record, by those who may read them."""

from datetime import date

import pytest

from proposals.emails import addresses_of
from proposals.models import Proposal
from pyp_portal.outbox.models import Message
from pyp_portal.papers import afterwards
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import remaking, services
from selection.kinds import AnnouncementKind, Outcome
from selection.models import Seat
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import announced, decided, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(at):
    """A year whose results are out, with all its papers."""
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))
    director = UserFactory(director=True)
    decided(plan, seat_members(plan, 3), director, [Outcome.SELECTED, Outcome.NOT_SELECTED])
    draft = announced(plan, AnnouncementKind.RESULT, by=director)
    services.write_memorandum(draft, by=director)
    services.release(draft, by=director)
    return director


def applicants(paper):
    """Whom a letter on a result goes to; nobody for other papers."""
    if paper.kind != Kind.RESULT_LETTER:
        return []
    return addresses_of(Proposal.objects.get(pk=paper.record_id))


def test_what_a_year_gave_out_is_made_anew(released):
    remade = {}
    for paper in Paper.objects.all():
        remade[paper] = afterwards.correct(paper, reason="ชื่อผิด", by=released)
    kinds = sorted(paper.kind for paper in remade)
    assert kinds == ["PD-10", "PD-13", "PD-14", "PD-15", "PD-16", "PD-16"]
    members = {seat.user.email for seat in Seat.objects.all()}
    told = {paper.kind: set() for paper in remade}
    for mail in Message.objects.filter(template="papers/emails/corrected.txt"):
        number = mail.occasion.partition(":")[2]
        told[next(new.kind for new in remade.values() if new.number == number)].add(mail.address)
    owners = {address for letter in remade for address in applicants(letter)}
    nobody = set()
    assert told == {
        "PD-10": members, "PD-13": members, "PD-14": nobody, "PD-15": nobody, "PD-16": owners,
    }  # fmt: skip
    for old, new in remade.items():
        assert (new.corrects, new.title, new.record_id) == (old, old.title, old.record_id)


def test_who_may_not_read_a_paper_does_not_make_it_anew(released):
    staff = UserFactory(staff=True)
    letter = Paper.objects.filter(kind="PD-16").first()
    minutes = Paper.objects.get(kind="PD-13")
    assert remaking.maker_of(letter, staff) and remaking.maker_of(minutes, staff)
    AccessFactory(proposal_id=letter.record_id, user=staff, kind="closed")
    assert (remaking.maker_of(letter, staff), remaking.maker_of(minutes, staff)) == (None, None)
