"""Papers of room 1 corrected: made anew from the record, for those to whom it is open."""

import re

import pytest
from django.urls import reverse

from proposals import documents, packing, remaking, services
from proposals.emails import addresses_of
from proposals.models import Receipt
from pyp_portal.outbox.models import Message
from pyp_portal.papers import afterwards
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory, complete_proposal, submitter

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(at):
    at("2024-12-20 10:00")
    made = complete_proposal()
    services.submit(made, submitter(made))
    return made


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def test_receipt_and_proposal_are_made_anew_and_keep_what_was_handed_in(proposal, staff):
    olds = list(Paper.objects.of(proposal).order_by("kind"))
    news = [afterwards.correct(old, reason="แบบเอกสารผิด", by=staff) for old in olds]
    assert [paper.kind for paper in news] == ["PD-03", "PD-06"]
    assert [paper.corrects for paper in news] == olds
    assert [paper.title for paper in news] == [paper.title for paper in olds]
    mails = Message.objects.filter(template="papers/emails/corrected.txt")
    told = sorted(mails.values_list("address", flat=True))
    assert told == sorted(2 * addresses_of(proposal))
    body = mails.filter(occasion=f"paper-corrected:{news[1].number}").first().body
    found = [said in body for said in (olds[1].number, proposal.get_absolute_url(), "แบบเอกสารผิด")]
    assert found == [True, True, False]
    receipt = Receipt.objects.get()
    assert news[1].key == f"receipt:{receipt.number}"
    assert receipt.revision.sha256 in news[1].html
    assert set(documents.papers_of(proposal)) == {*olds, *news}
    names = [path[-1] for path, _opener in packing.issued(proposal)]
    assert sorted(names) == sorted(paper.filename for paper in news)


def test_the_page_says_which_paper_was_replaced(proposal, staff, client_of):
    old = Paper.objects.of(proposal).first()
    new = afterwards.correct(old, reason="แบบเอกสารผิด", by=staff)
    page = client_of(staff).get(reverse("proposals:files", args=[proposal.code])).content.decode()
    rows = {
        paper: re.findall(rf"{reverse('proposals:paper', args=[paper.uid])}.*?</li>", page, re.S)
        for paper in (old, new)
    }
    said = {paper: ["tone-wait" in row for row in found] for paper, found in rows.items()}
    assert said == {old: [True], new: [False]}


def test_a_paper_about_what_is_closed_to_a_person_is_not_made_by_them(proposal, staff):
    paper = Paper.objects.of(proposal).first()
    assert remaking.maker_of(paper, staff) is not None
    AccessFactory(proposal=proposal, user=staff, kind="closed")
    assert remaking.maker_of(paper, staff) is None
    with pytest.raises(afterwards.Refused):
        afterwards.correct(paper, reason="x", by=staff)


def test_questions_are_made_anew_for_the_form_of_today_alone(proposal, staff):
    paper = documents.questions(proposal.call, staff)
    new = afterwards.correct(paper, reason="x", by=staff)
    assert documents.questions_of(proposal.call) == new
    Paper.objects.filter(pk=new.pk).update(key="questions:of another form")
    new.refresh_from_db()
    assert remaking.maker_of(new, staff) is None
