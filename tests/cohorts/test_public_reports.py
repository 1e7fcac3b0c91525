"""What the public page of an issue says of the follow-up: the last accepted report, no other."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from cohorts.models import FollowUpReport
from proposals.states import State
from pyp_portal import clock
from tests.factories.citizens import IssuePageFactory
from tests.factories.cohorts import PilotTestFactory, RoundFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_a_year(at):
    at("2026-03-02 09:00")
    with translation.override("th"):
        yield


def test_in_the_follow_up_the_last_accepted_report_speaks(client, writer):
    """Section 6.8: what was sent and not accepted is nobody's to read."""
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    page = IssuePageFactory(team=team)
    test = PilotTestFactory(team=team)
    test.metrics.create(indicator_th="เวลารู้ผล", unit_th="วัน", baseline=46, target=15, result=17)
    told = {"indicator_th": "เวลารู้ผล", "unit_th": "วัน", "baseline": 46, "target": 15}
    shown, url = {}, reverse("issues:issue", args=[team.proposal.code])
    for months, value, is_accepted in ((6, 14, True), (12, 11, False)):
        due = date(2025, 1 + months // 2, 1)
        report = FollowUpReport.objects.create(
            round=RoundFactory(team=team, months=months, due_on=due), overall="YELLOW",
            story_th="เรื่องของยายมะลิ", submitted_at=clock.now(), submitted_by=writer,
            accepted_at=clock.now() if is_accepted else None,
        )  # fmt: skip
        report.indicators.create(**told, value=value)
        context = client.get(url).context
        shown[months] = (context["report"].round.months, context["figures"][0]["result"])

    answer = client.get(url)
    page.shows_figures = False
    page.save()
    bare = client.get(url)

    assert shown == {6: (6, "14"), 12: (6, "14")}
    words = answer.content.decode().replace("\xa0", " ")
    assert "จากรายงานติดตามผลรอบ 6 เดือน" in words
    assert ("ยายมะลิ" in words, bare.context["report"]) == (False, None)
