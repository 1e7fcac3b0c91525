"""What a gate asks for, condition by condition; versions and comments; findings and tools."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohorts import gates, services
from cohorts.methods import METHODS
from cohorts.services.rejecting import rejected
from cohorts.states import Phase, TierKey
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    BaselineFactory,
    OptionFactory,
    SeatFactory,
    VisitFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


@pytest.fixture
def innovator(team):
    return person_in(team, TierKey.PUBLIC_INNOVATOR)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def holds(team, phase):
    """Which conditions of a gate hold, in their order."""
    return [one.holds for one in gates.conditions(team.phase(phase))]


# --- Conditions -------------------------------------------------------------------
def test_understanding_people_asks_for_opinions_a_visit_and_ten_people(team):
    assert holds(team, Phase.EMPATHIZE) == [False, False, False, False]

    VisitFactory(team=team, informants=4)
    assert holds(team, Phase.EMPATHIZE) == [False, False, True, False]
    assert "4" in gates.conditions(team.phase(Phase.EMPATHIZE))[3].missing
    ActivityFactory(team=team, kind="OPINION", people_total=6, female=3, male=3)

    assert holds(team, Phase.EMPATHIZE) == [False, True, True, True]


def test_finding_ideas_asks_for_three_options_and_a_choice(team, coordinator):
    first = OptionFactory(team=team)
    with pytest.raises(MoveRefused):
        services.choose_option(first, by=coordinator, reason=REASON)
    OptionFactory(team=team)
    assert "2" in gates.conditions(team.phase(Phase.IDEATE))[1].missing
    OptionFactory(team=team)
    assert holds(team, Phase.IDEATE) == [False, False, False]

    services.choose_option(first, by=coordinator, reason=REASON)

    assert holds(team, Phase.IDEATE) == [False, True, False]


def test_a_word_of_the_advisor_on_the_prototype_is_advice(team, innovator):
    paper = team.deliverables.get(code="L4")
    services.comment_on(paper, by=innovator, text="ร่างแรก")
    assert holds(team, Phase.PROTOTYPE) == [False, False, False, False]

    services.comment_on(paper, by=person_in(team, TierKey.ADVISOR), text="ขอให้ทดสอบก่อน")

    assert holds(team, Phase.PROTOTYPE) == [False, False, True, False]


def test_a_test_without_what_people_said_is_no_result(team):
    ActivityFactory(team=team, kind="TEST", main_points_th="")

    assert holds(team, Phase.TEST)[1] is False


def test_the_page_of_a_gate_shows_each_condition(team, coordinator, client_of):
    BaselineFactory(team=team)
    url = to("gate", team.proposal.code, Phase.DEFINE)

    page = client_of(coordinator).get(url)

    assert [one.holds for one in page.context["conditions"]] == [False, True]
    assert [method.key for method, _used in page.context["methods"]] == [
        "affinity", "root_cause", "hmw", "canvas",
    ]  # fmt: skip


# --- Findings ----------------------------------------------------------------------
VISIT = {"place_th": "อำเภอรัตภูมิ", "informants": "12", "seen_th": "รอนาน"}
FIGURE = {"indicator_th": "เวลารอ", "unit_th": "วัน", "value": "46", "source_th": "ทะเบียน"}
OPTION = {"name_th": "เคาน์เตอร์เดียว", "impact": "5", "effort": "3"}


def test_findings_are_recorded_and_shown(team, innovator, coordinator, client_of):
    client, code = client_of(innovator), team.proposal.code
    client.post(to("visit", code), VISIT | day("held_on", date(2025, 4, 2)))
    client.post(to("baseline", code), FIGURE | day("measured_on", date(2025, 4, 2)))
    client.post(to("option", code), OPTION)
    other = OptionFactory(team=team)
    client_of(coordinator).post(to("choose_option", code), {"option": other.pk, "reason": REASON})

    page = client.get(to("work", code)).content.decode()

    assert all(words in page for words in ("อำเภอรัตภูมิ", "เวลารอ", "เคาน์เตอร์เดียว", REASON))
    assert team.options.exclude(chosen_at=None).get() == other


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("visit", VISIT | day("held_on", date(2025, 4, 11)), "held_on"),
        ("visit", VISIT | day("held_on", date(2025, 4, 2)) | {"informants": "0"}, "informants"),
        ("baseline", FIGURE | day("measured_on", date(2025, 4, 11)), "measured_on"),
        ("option", OPTION | {"impact": "6"}, "impact"),
    ],
)
def test_a_finding_that_cannot_be_is_told_and_kept_in_its_field(
    team, innovator, client_of, name, typed, field
):
    page = client_of(innovator).post(to(name, team.proposal.code), typed)

    assert page.context["form"].errors.keys() == {field}


def test_an_indicator_has_one_figure_at_the_start(team, innovator, client_of):
    BaselineFactory(team=team, indicator_th="เวลารอ")
    typed = FIGURE | day("measured_on", date(2025, 4, 2))

    page = client_of(innovator).post(to("baseline", team.proposal.code), typed)

    assert "ตัวชี้วัดนี้มีค่าฐานแล้ว" in page.content.decode()
    assert team.baselines.count() == 1


def test_the_database_keeps_one_choice(team):
    OptionFactory(team=team, chosen_at=clock.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        OptionFactory(team=team, chosen_at=clock.now())


def test_the_tools_used_stand_with_the_phase(team, innovator, client_of):
    url = to("methods", team.proposal.code, Phase.EMPATHIZE)

    client_of(innovator).post(url, {"methods": ["persona", "interview"]})

    assert team.phase(Phase.EMPATHIZE).methods == ["interview", "persona"]
    with pytest.raises(ValidationError):
        services.use_methods(team.phase(Phase.DEFINE), ["persona"], by=innovator)


def test_each_phase_has_tools_with_keys_of_their_own():
    keys = [method.key for phase in Phase for method in METHODS[phase]]

    assert len(keys) == len(set(keys)) == 24


# --- Versions and comments ---------------------------------------------------------
def test_each_version_stays_as_it_was_handed_in(team, coordinator, innovator):
    paper = team.deliverables.get(code="L1")
    services.submit_deliverable(paper, by=innovator, summary="ฉบับแรก", file=StoredFileFactory())
    services.return_deliverable(paper, by=coordinator, comment=REASON)
    services.submit_deliverable(paper, by=innovator, summary="ฉบับแก้ไข")

    services.approve_deliverable(paper, by=coordinator, comment="ครบถ้วน", seen="2")

    assert list(
        paper.versions.values_list("number", "summary_th", "is_approved", "comment_th")
    ) == [(2, "ฉบับแก้ไข", True, "ครบถ้วน"), (1, "ฉบับแรก", False, REASON)]


def test_a_version_that_came_meanwhile_is_not_sent_back_unseen(
    team, coordinator, innovator, client_of
):
    paper = team.deliverables.get(code="L1")
    services.submit_deliverable(paper, by=innovator, summary="ฉบับแรก")
    services.submit_deliverable(paper, by=innovator, summary="ฉบับสอง")
    url = to("return_deliverable", team.proposal.code, "L1")
    assert 'value="2"' in client_of(coordinator).get(url).content.decode()

    page = client_of(coordinator).post(url, {"reason": REASON, "seen": "1"})

    paper.refresh_from_db()
    assert (page.status_code, paper.returned_at) == (200, None)
    assert REASON in page.content.decode()


def test_comments_stand_with_the_version_they_speak_of(team, innovator, client_of):
    advisor = person_in(team, TierKey.ADVISOR)
    paper, code = team.deliverables.get(code="L1"), team.proposal.code
    client_of(advisor).post(to("deliverable_comment", code, "L1"), {"said": "เริ่มจากผู้ใช้"})
    file = StoredFileFactory()
    services.submit_deliverable(paper, by=innovator, summary="ฉบับแรก", file=file)
    client_of(advisor).post(to("deliverable_comment", code, "L1"), {"said": "ดีขึ้นมาก"})

    page = client_of(innovator).get(to("deliverable", code, "L1"))

    ((version, comments),) = page.context["versions"]
    assert (version.number, [c.text_th for c in comments]) == (1, ["ดีขึ้นมาก"])
    assert [c.text_th for c in page.context["before"]] == ["เริ่มจากผู้ใช้"]
    given = client_of(innovator).get(to("deliverable_version_file", code, "L1", 1))
    assert b"".join(given.streaming_content)


def test_a_version_without_a_file_has_none_to_give(team, innovator, client_of):
    paper = team.deliverables.get(code="L1")
    services.submit_deliverable(paper, by=innovator, summary="ฉบับแรก")

    page = client_of(innovator).get(to("deliverable_version_file", team.proposal.code, "L1", 1))

    assert page.status_code == 404


def test_files_of_versions_and_letters_that_fail_the_scan_are_found(team, innovator):
    file, letter = StoredFileFactory(scan="failed"), StoredFileFactory(scan="failed")
    services.submit_deliverable(team.deliverables.get(code="L1"), by=innovator, file=file)
    SeatFactory(team=team, letter_file=letter, person=UserFactory())

    assert set(rejected()) == {(team, file), (team, letter)}
