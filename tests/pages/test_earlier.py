"""What was said of the earlier proposal: by the check, by the committee once it is released."""

import pytest
from django.urls import reverse

from proposals import services as proposals
from proposals.models import Proposal
from proposals.services.screening import INELIGIBLE
from proposals.states import State
from pyp_portal.accounts import approvals
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)
from tests.factories.selection import announced, decided, plan_of, seat_members

pytestmark = pytest.mark.django_db
REASON = "เป็นคำของบประมาณก่อสร้าง"
ADVICE = "ขอให้ระบุผู้รับผิดชอบหลังจบหลักสูตร"
DEFECT = {"question": "F22", "defect_th": "ไม่ได้บอกที่มา", "request_th": "เพิ่มเวทีประชาคม"}


@pytest.fixture
def director():
    return UserFactory(director=True)


def built_on(source):
    """A draft of the same agency that was begun from ``source``."""
    draft = ProposalFactory(lead_agency=source.lead_agency, call=source.call)
    Proposal.objects.filter(pk=draft.pk).update(earlier=source)
    return draft


def page(client, draft, **headers):
    return client.get(reverse("earlier", args=[draft.code]), headers=headers)


def test_what_the_check_told_the_agency_is_there(client_of, director, at):
    at("2024-12-20 10:00")
    officer = UserFactory(staff=True)
    source = complete_proposal(state=State.SCREENING, case_owner=officer)
    pass_all(source, officer, E5="FAIL")
    proposals.propose_ineligible(source, officer, REASON)
    proposals.confirm_ineligible(approvals.open_for(source, INELIGIBLE), director)
    draft = built_on(source)

    text = page(client_of(submitter(source)), draft).content.decode()

    assert REASON in text and "ยังไม่ชัดเจน โปรดอธิบายเพิ่ม" in text
    assert text.count("<li><b>") == 1


def test_what_letters_asked_for_is_there_and_unsent_ones_are_not(client_of, at):
    at("2024-12-20 10:00")
    officer = UserFactory(staff=True)
    source = complete_proposal(state=State.SCREENING, case_owner=officer)
    proposals.write_return(source, [DEFECT], officer)
    draft, client = built_on(source), client_of(submitter(source))
    assert DEFECT["request_th"] not in page(client, draft).content.decode()

    proposals.return_for_revision(source, officer)

    assert DEFECT["request_th"] in page(client, draft).content.decode()


def test_the_advice_of_the_committee_is_there_once_it_is_released(client_of, director, at):
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2)
    seats = seat_members(plan, 2)
    _meeting, (source,) = decided(plan, seats, director, [Outcome.NOT_SELECTED])
    seats[0].sheets.update(advice_th=ADVICE)
    draft, client = built_on(source), client_of(submitter(source))
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)

    assert ADVICE not in page(client, draft).content.decode()
    services.release(announcement, by=director)
    text = page(client, draft).content.decode()

    assert ADVICE in text
    assert not any(seat.user.name_th in text for seat in seats)


def test_where_nothing_was_said_the_page_says_so(client_of):
    source = ProposalFactory(state=State.EXPIRED)
    draft = built_on(source)

    assert "ไม่มีข้อเสนอแนะ" in page(client_of(submitter(source)), draft).content.decode()


def test_beside_the_form_it_comes_without_the_page_around_it(client_of):
    source = ProposalFactory(state=State.EXPIRED)
    draft = built_on(source)

    part = page(client_of(submitter(source)), draft, **{"HX-Request": "true"}).content.decode()

    assert "ไม่มีข้อเสนอแนะ" in part and "<html" not in part
