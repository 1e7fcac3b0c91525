"""The endorsement on a phone, and the office's pages at the end of a call."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import EndorsementAsk
from proposals.services.attempting import note
from proposals.services.endorsing import ask
from proposals.services.extending import propose
from proposals.states import State
from tests.browser.conftest import PHONE
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal, submitter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "ระบบล่มตั้งแต่ 22.00 น. ของวันปิดรับ"


def unendorsed(**kwargs):
    """Complete but for the endorsement, in a call that is open now."""
    proposal = complete_proposal(call=CallFactory(open_now=True), **kwargs)
    proposal.endorsement.delete()
    proposal.attachments.all().delete()
    return proposal


def test_a_head_without_account_endorses_on_a_phone(live_server, page, inspect):
    proposal = unendorsed()
    link = ask(proposal, submitter(proposal), address="nayok@example.org").get_absolute_url()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + link)
    inspect(page)
    page.set_viewport_size(PHONE)

    page.get_by_label("ชื่อของคุณ").fill("นายสมชาย ใจดี")
    page.get_by_label("ตำแหน่งของคุณ").fill("นายกองค์การบริหารส่วนตำบล")
    page.get_by_role("button", name="รับรองข้อเสนอนี้").click()

    expect(page.get_by_text("ระบบแจ้งหน่วยงานของคุณแล้ว")).to_be_visible()
    assert EndorsementAsk.objects.get().name == "นายสมชาย ใจดี"


def test_the_pages_of_the_agency_and_of_the_office(visitor):
    proposal = unendorsed(state=State.SUBMITTED, awaits_endorsement=True)
    draft = unendorsed(lead_agency=proposal.lead_agency)
    person, officer = submitter(draft, can_endorse=True), UserFactory(staff=True)
    ask(draft, person, address="nayok@example.org")
    note(ProposalFactory(call=draft.call), person, "late", sentence="ปิดรับแล้ว")
    end = draft.call.closes_at.replace(year=draft.call.closes_at.year + 1)
    propose(draft.call, UserFactory(staff=True), "all", end, REASON)
    year = draft.call.fiscal_year

    visitor(person).go("proposals:detail", proposal.code).go("proposals:endorsement", draft.code)
    office = visitor(officer).go("proposals:attempts", year).go("proposals:extensions", year)
    office.page.locator("[name=last_day_0]").fill("8")
    office.page.locator("[name=last_day_1]").select_option("1")
    office.page.locator("[name=last_day_2]").fill("2580")
    office.page.locator("[name=reason]").fill(REASON)
    office.page.get_by_role("button", name="ดูว่าใครได้เวลาเพิ่ม").click()

    expect(office.page.get_by_text(draft.code).first).to_be_visible()
    assert reverse("proposals:extensions", args=[year]) in office.page.url
