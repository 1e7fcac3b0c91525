"""A villager on a small phone, with JavaScript off: an opinion from the code on a poster."""

import pytest
from playwright.sync_api import expect

from cohorts.models import Opinion
from cohorts.services import moderating
from proposals import once
from proposals.states import State
from pyp_portal.accounts.models import Province
from tests.browser.conftest import PHONE
from tests.factories.accounts import UserFactory
from tests.factories.citizens import IssuePageFactory, OpenActivityFactory
from tests.factories.cohorts import TeamFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_opinion_without_account_and_without_script(
    live_server, new_context, page, inspect, monkeypatch
):
    monkeypatch.setattr(once, "LEAST", once.LEAST * 0)  # the test reads faster than people do
    songkhla = Province.objects.get(pk=90)
    team = TeamFactory(proposal__state=State.IN_LAB, proposal__province=songkhla)
    IssuePageFactory(team=team)
    poster = live_server.url + OpenActivityFactory(team=team).get_absolute_url()
    phone = new_context(java_script_enabled=False).new_page()
    phone.set_viewport_size(PHONE)

    phone.goto(poster)
    phone.get_by_text("ใช้ไม่ได้", exact=True).click()
    phone.locator("[name=words]").fill("ร้านปิดก่อนห้าโมง โทร 081-234-5678")
    phone.locator("[name=place]").select_option("90/สะเดา")
    phone.get_by_role("button", name="ส่งความเห็น").click()
    expect(phone.get_by_role("heading", name="ขอบคุณ เราได้รับความเห็นของคุณแล้ว")).to_be_visible()

    moderating.show(Opinion.objects.get(), by=UserFactory(staff=True))
    phone.get_by_role("link", name="ไปหน้าของประเด็นนี้").click()
    expect(phone.get_by_text("ร้านปิดก่อนห้าโมง")).to_be_visible()
    expect(phone.get_by_text("081")).to_have_count(0)
    for address in (poster, phone.url):
        page.goto(address)
        inspect(page)
