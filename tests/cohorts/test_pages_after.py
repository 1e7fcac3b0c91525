"""The pages after the lab, and what lists cost."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.states import Obstacle
from proposals.states import State
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    PilotTestFactory,
    RoundFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
REASON = {"reason": "ตกลงกับหน่วยงานแล้วตามหนังสือ"}


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def day(name, value):
    """A date as the form sends it: day, month, year of the Buddhist era."""
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


# --- After the lab --------------------------------------------------------------
def test_the_outcome_is_recorded_with_directives(staff, client_of):
    item = ItemFactory(session__held_on=date(2025, 4, 9))
    agency = AgencyFactory()
    typed = {
        "outcome": "DIRECTIVE", "directives-TOTAL_FORMS": 1, "directives-INITIAL_FORMS": 0,
        "directives-0-text_th": "ให้ศึกษาค่าโดยสาร", "directives-0-responsible_agency": agency.code,
        **day("directives-0-due_on", date(2026, 2, 25)),
    }  # fmt: skip

    client_of(staff).post(to("outcome", item.team.proposal.code), typed)

    item.team.proposal.refresh_from_db()
    assert item.team.proposal.state == State.PRESENTED
    assert [d.responsible_agency for d in item.team.directives.all()] == [agency]


def test_the_five_minute_report_shows_the_last_figures_and_takes_new_ones(client_of):
    round_ = RoundFactory()
    test = PilotTestFactory(team=round_.team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    writer = MembershipFactory(agency=round_.team.proposal.lead_agency).user
    url = to("report", round_.uid)
    typed = {
        "overall": "GREEN", "obstacles": ["BUDGET", "DATA"], "indicators-TOTAL_FORMS": 1,
        "indicators-INITIAL_FORMS": 1, "indicators-0-value": "16",
    }  # fmt: skip

    page = client_of(writer).get(url).content.decode()
    client_of(writer).post(url, typed)

    assert 'value="17"' in page
    report = type(round_).objects.get(pk=round_.pk).report
    row = report.indicators.get()
    assert (report.obstacles, row.indicator_th, row.baseline, row.value) == (
        ["BUDGET", "DATA"], "วันรอ", 46, 16,
    )  # fmt: skip


def test_whoever_comes_after_a_colleague_is_led_to_the_report_that_was_sent(client_of):
    round_ = RoundFactory()
    writer = MembershipFactory(agency=round_.team.responsible_agency).user
    services.file_report(round_, by=writer, overall="GREEN", obstacles=["BUDGET"])

    page = client_of(writer).get(to("report", round_.uid), follow=True)

    assert page.redirect_chain[-1][0] == round_.get_absolute_url()
    assert str(Obstacle.BUDGET.label) in page.content.decode()


def test_a_story_longer_than_600_characters_is_sent_back_with_its_text(client_of):
    round_ = RoundFactory()
    writer = MembershipFactory(agency=round_.team.proposal.lead_agency).user
    story = "ก" * 601

    page = client_of(writer).post(
        to("report", round_.uid),
        {"overall": "GREEN", "story_th": story, "indicators-TOTAL_FORMS": 0,
         "indicators-INITIAL_FORMS": 0},
    )  # fmt: skip

    assert page.context["form"].errors.keys() == {"story_th"}
    assert story in page.content.decode()


def test_an_act_out_of_turn_goes_back_with_a_sentence(staff, client_of):
    team = TeamFactory(proposal__state=State.PRESENTED)

    answer = client_of(staff).post(to("mark_scaled", team.proposal.code), follow=True)

    assert [m.level_tag for m in answer.context["messages"]] == ["error"]
    team.proposal.refresh_from_db()
    assert team.proposal.state == State.PRESENTED


def test_the_director_closes_with_a_summary(client_of):
    round_ = RoundFactory(waived_at=None)
    director = UserFactory(director=True)
    services.waive_round(round_, by=director, reason=REASON["reason"])

    client_of(director).post(
        to("close", round_.team.proposal.code), {"summary_th": "ดำเนินการต่อโดยสหกรณ์"}
    )

    round_.team.proposal.refresh_from_db()
    assert round_.team.proposal.state == State.CLOSED


def test_s25_figures_that_nobody_asked_for_are_left_out(client_of):
    round_ = RoundFactory()
    writer = MembershipFactory(agency=round_.team.proposal.lead_agency).user
    typed = {
        "overall": "GREEN", "indicators-TOTAL_FORMS": 2, "indicators-INITIAL_FORMS": 0,
        "indicators-0-value": "9", "indicators-0-indicator_th": "ของปลอม",
    }  # fmt: skip

    client_of(writer).post(to("report", round_.uid), typed)

    report = type(round_).objects.get(pk=round_.pk).report
    assert report.indicators.count() == 0


def test_a_year_outside_of_the_programme_is_sent_back(staff, client_of):
    team = TeamFactory()
    typed = {"letter_no": "ที่ ตย 1/2568", **day("letter_date", date(2125, 3, 3))}

    page = client_of(staff).post(to("commitment", team.proposal.code), typed)

    assert page.context["form"].errors.keys() == {"letter_date"}
