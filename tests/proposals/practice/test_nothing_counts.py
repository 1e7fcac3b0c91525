"""What is written for practice is marked everywhere and counts nowhere."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from proposals import documents, services
from proposals.grounds import MoveRefused
from proposals.models import Call, Comparison, PartnerAsk, Proposal, Receipt
from proposals.partnership import parts
from proposals.services.copying import may_be_copied
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers import verifying
from pyp_portal.search.models import SearchEntry
from tests.factories.accounts import AgencyFactory, MembershipFactory
from tests.factories.proposals import (
    complete_proposal,
    submitter,
)
from tests.proposals.practice.places import url

pytestmark = pytest.mark.django_db
PAGES = ("detail", "text", "files", "history", "receipt", "preview", "changes")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_it_says_so(tried, writer, client_of, name):
    body = client_of(writer).get(url(name, tried.code)).content.decode()

    assert body.count("practice-band") == 1


def test_the_pages_on_which_it_is_written_say_so(draft, writer, client_of):
    client = client_of(writer)

    for page in (url("step", draft.code, 7), url("review", draft.code)):
        assert client.get(page).content.decode().count("practice-band") == 1


def test_a_page_of_a_real_proposal_does_not(real, client_of):
    proposal = complete_proposal(call=real)

    body = client_of(submitter(proposal)).get(proposal.get_absolute_url()).content.decode()

    assert "practice-band" not in body


def test_every_mail_about_it_says_so(tried):
    subjects = list(Message.objects.values_list("subject", flat=True))

    assert subjects
    assert [subject for subject in subjects if not subject.startswith("[ฝึกซ้อม] ")] == []


def test_a_mail_about_a_real_proposal_does_not(real):
    proposal = complete_proposal(call=real)
    services.submit(proposal, submitter(proposal))

    assert not Message.objects.filter(subject__contains="ฝึกซ้อม").exists()


def test_its_papers_are_samples_without_number_and_force(tried, writer, client_of):
    papers = list(documents.papers_of(tried))

    assert {paper.kind for paper in papers} == {"PD-06", "PD-03"}
    for paper in papers:
        assert (paper.number, paper.is_draft, paper.is_sample) == ("", True, True)
        assert paper.title.startswith("ฝึกซ้อม: ")
        assert documents.PRACTISE_MARK in paper.html
        assert verifying.find(paper.number, paper.content_sha256) is None
    body = client_of(writer).get(url("receipt", tried.code)).content.decode()
    assert all(str(paper.uid) in body for paper in papers)
    assert Receipt.objects.get().number == "ฝึกซ้อม-รับ-2568-0001"


def test_a_draft_paper_of_it_is_a_sample_too(draft, writer):
    assert documents.summary(draft, writer).is_sample


def test_a_draft_paper_of_a_real_one_is_none(real):
    proposal = complete_proposal(call=real)

    paper = documents.summary(proposal, proposal.owner)

    assert not paper.is_sample
    assert "mark" not in paper.html


def test_no_list_no_number_no_search_knows_it(real, tried, officer, writer, client_of):
    submitted = complete_proposal(call=real, state=State.SUBMITTED)
    client = client_of(officer)
    pages = [
        url("list"),
        reverse("proposals:list", query={"q": "ฝึกซ้อมของตำบล"}),
        url("queue"),
        "/",
    ]

    bodies = [client.get(page).content.decode() for page in pages]
    own = client_of(writer).get("/").content.decode()

    assert [page for page, body in zip(pages, bodies, strict=True) if tried.code in body] == []
    assert tried.code not in own
    assert list(Proposal.objects.visible_to(officer)) == [submitted]


def test_it_is_not_compared_with_others(tried):
    assert not Comparison.objects.exists()


def test_it_stands_in_no_index(tried):
    assert not SearchEntry.objects.filter(text__contains="ฝึกซ้อม").exists()


def test_its_number_takes_none_of_the_call(real, tried, agency, writer):
    services.start(real, agency, writer)

    assert [p.code for p in Proposal.objects.all()] == ["P68-0001"]


def test_no_officer_screens_it(tried, officer, client_of):
    client = client_of(officer)

    assert client.get(tried.get_absolute_url()).status_code == 200
    assert client.post(url("take", tried.code)).status_code == 403
    assert client.post(url("screening", tried.code)).status_code == 403
    assert client.post(url("mark_eligible", tried.code)).status_code == 403


def test_another_agency_does_not_see_it(tried, client_of):
    stranger = MembershipFactory(agency=AgencyFactory(), can_edit=True).user
    client = client_of(stranger)

    assert client.get(tried.get_absolute_url()).status_code == 404
    assert tried.code not in client.get(url("practice")).content.decode()


def test_it_cannot_be_copied_into_the_call(real, tried, writer):
    Proposal.everything.filter(pk=tried.pk).update(**{"state": State.WITHDRAWN})
    ended = Proposal.everything.get()

    assert not may_be_copied(ended, real)
    with pytest.raises(MoveRefused):
        services.copy(ended, real, writer)


def test_partners_of_practice_are_not_reminded(at, request):
    now = at("2025-01-06 10:00")
    draft, writer = (request.getfixturevalue(name) for name in ("draft", "writer"))
    key = parts(draft.answered())[0].key
    services.ask_partner(draft, key, writer, address="partner@example.org")
    month = timedelta(days=30)
    PartnerAsk.objects.update(asked_at=now - month, expires_at=now + month)

    assert services.remind_partners() == 0
    Call.everything.update(is_practice=False, fiscal_year=F("pk") + 2500)
    assert services.remind_partners() == 1
