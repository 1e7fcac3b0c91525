"""The five-minute report on a phone whose line breaks: nothing is lost, and it is sent."""

import pytest
from django.conf import settings
from django.urls import reverse

from cohorts.models import FollowUpRound
from cohorts.services.drafting import draft_of
from cohorts.states import TierKey
from proposals.states import State
from tests.browser.conftest import PHONE
from tests.factories.cohorts import PilotTestFactory, RoundFactory, full_team, person_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED, LOST = "[data-save-state=saved]", "[data-save-state=lost]"
WAY = "#id_indicators-0-value_way"


@pytest.fixture
def round_(at):
    at("2025-04-10 09:00")
    team = full_team(State.FOLLOW_UP)
    test = PilotTestFactory(team=team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    return RoundFactory(team=team)


@pytest.fixture
def phone(new_context, client_of, live_server, round_, _fonts):
    """The phone of the area operator."""
    person = person_in(round_.team, TierKey.AREA_OPERATOR)
    name = settings.SESSION_COOKIE_NAME
    cookie = client_of(person).cookies[name].value
    context = new_context()
    context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.set_default_timeout(20_000)
    page.goto(live_server.url + reverse("cohorts:report", args=[round_.uid]))
    return page


def test_the_area_operator_reports_through_a_broken_line(phone, round_):
    phone.fill("#id_indicators-0-value", "๑๔")
    assert phone.locator(WAY).inner_text() == "ลดลง 3 จากรอบก่อน, คืบหน้าสู่เป้า 103%"
    phone.locator(".traffic-opt").first.click()
    phone.locator(SAVED).wait_for()

    phone.context.set_offline(True)
    phone.fill("[name=story_th]", "ยายมะลิ")
    phone.press("[name=story_th]", "Tab")
    phone.locator(LOST).wait_for()
    phone.context.set_offline(False)
    phone.locator(SAVED).wait_for()
    phone.reload()

    assert phone.input_value("[name=story_th]") == draft_of(round_).answers["story_th"] == "ยายมะลิ"
    phone.locator("button[form=report]").last.click()
    phone.wait_for_url(f"**{round_.get_absolute_url()}*")
    report = FollowUpRound.objects.get(pk=round_.pk).filed
    assert (report.overall, report.story_th, report.indicators.get().value) == (
        "GREEN",
        "ยายมะลิ",
        14,
    )
