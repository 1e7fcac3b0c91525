"""Pilot tests: planned with figures, measured without overwriting, judged when all is there."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts import gates, services
from cohorts.states import TierKey
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PilotTestFactory, VersionFactory, full_team, person_in
from tests.factories.proposals import pdf

pytestmark = pytest.mark.django_db
WHY = "เวลารอลดลงกว่าครึ่งและผู้ใช้ต้องการใช้ต่อ"
FIGURE = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15}
PLAN = {
    "area_th": "รัตภูมิ", "started_on": date(2025, 4, 1), "ended_on": date(2025, 5, 31),
    "hypothesis_th": "เร็วขึ้น", "method_th": "ก่อนหลัง", "sample_size": 40,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def writer(team):
    return person_in(team, TierKey.PUBLIC_INNOVATOR)


def planned(team, writer, *metrics):
    return services.plan_pilot(team, by=writer, metrics=list(metrics) or [FIGURE], **PLAN)


def measured(test, writer, value, day=8):
    facts = {"value": value, "measured_on": date(2025, 4, day), "source_th": "ทะเบียนคำขอ"}
    return services.measure(test.metrics.first(), by=writer, **facts)


def result(test):
    return test.metrics.get().result


# --- Verbs --------------------------------------------------------------------
@pytest.mark.parametrize("metrics", [[], [FIGURE | {"baseline": None}], [FIGURE | {"target": 46}]])
def test_without_a_figure_that_can_change_no_test_is_planned(team, writer, metrics):
    with pytest.raises(MoveRefused):
        services.plan_pilot(team, by=writer, metrics=metrics, **PLAN)

    assert team.pilot_tests.count() == 0


def test_a_planned_test_opens_no_gate_until_it_is_judged(team, writer):
    test = planned(team, writer)
    before = gates.pilot_decided(team)
    measured(test, writer, 17)
    services.judge_pilot(test, by=writer, decision="ITERATE", verdict_th=WHY, cost_baht=12000)

    assert (before is None, gates.pilot_decided(team)) == (False, None)
    test.refresh_from_db()
    assert (test.judged_by, test.cost_baht) == (writer, 12000)


def test_the_last_day_counts_and_of_one_day_the_later_entry(team, writer):
    test = planned(team, writer)

    measured(test, writer, 20, day=9)
    measured(test, writer, 30, day=5)
    assert result(test) == 20
    measured(test, writer, 17, day=9)

    assert result(test) == 17
    assert test.metrics.get().measurements.count() == 3


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2025, 4, 11)])
def test_a_value_from_before_the_test_or_from_tomorrow_changes_nothing(team, writer, day):
    test = planned(team, writer)

    with pytest.raises(MoveRefused):
        services.measure(
            test.metrics.get(), by=writer, value=1, measured_on=day, source_th="ทะเบียน"
        )

    assert result(test) is None


def test_a_verdict_waits_for_every_figure_and_says_why(team, writer):
    test = planned(team, writer, FIGURE, FIGURE | {"indicator_th": "ผู้ใช้", "target": 90})
    measured(test, writer, 17)
    with pytest.raises(MoveRefused, match="ผู้ใช้"):
        services.judge_pilot(test, by=writer, decision="SCALE", verdict_th=WHY)

    services.measure(
        test.metrics.last(), by=writer, value=95, measured_on=date(2025, 4, 9), source_th="นับ"
    )
    with pytest.raises(ReasonNeeded):
        services.judge_pilot(test, by=writer, decision="SCALE", verdict_th="ดี")
    services.judge_pilot(test, by=writer, decision="SCALE", verdict_th=WHY)

    with pytest.raises(MoveRefused):
        measured(test, writer, 1)
    with pytest.raises(MoveRefused):
        services.judge_pilot(test, by=writer, decision="STOP", verdict_th=WHY)


def test_a_figure_is_met_in_the_direction_of_its_target(team, writer):
    more = FIGURE | {"baseline": 35, "target": 90}
    test = planned(team, writer, FIGURE, FIGURE, more, more, FIGURE)
    for metric, value in zip(test.metrics.all(), [17, 15, 96, 89], strict=False):
        services.measure(
            metric, by=writer, value=value, measured_on=date(2025, 4, 9), source_th="นับ"
        )

    assert [row.is_met for row in test.metrics.all()] == [False, True, True, False, False]


# --- Pages --------------------------------------------------------------------
def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


TYPED = {
    "area_th": "รัตภูมิ", "hypothesis_th": "เร็วขึ้น", "method_th": "ก่อนหลัง", "sample_size": 150,
    **day("started_on", date(2025, 4, 1)), **day("ended_on", date(2025, 5, 31)),
    "metrics-TOTAL_FORMS": 2, "metrics-INITIAL_FORMS": 0, "metrics-0-indicator_th": "วันรอ",
    "metrics-0-unit_th": "วัน", "metrics-0-baseline": 46, "metrics-0-target": 15,
}  # fmt: skip


def test_from_the_plan_to_the_verdict_through_the_pages(team, writer, client_of):
    client, code = client_of(writer), team.proposal.code
    version = VersionFactory(prototype__team=team)
    client.post(to("pilot_new", code), TYPED | {"version": version.pk})
    test = team.pilot_tests.get()
    value = {
        "metric": test.metrics.get().pk, "value": "17", "source_th": "ทะเบียนคำขอ",
        "file": SimpleUploadedFile("log.pdf", pdf()), **day("measured_on", date(2025, 4, 9)),
    }  # fmt: skip
    empty = client.get(to("pilot", code, test.uid)).content.decode()
    client.post(to("measure", code, test.uid), value)
    verdict = {"decision": "SCALE", "verdict_th": WHY, "cost_baht": "12000"}
    client.post(to("verdict", code, test.uid), verdict)

    page = client.get(to("pilot", code, test.uid)).content.decode()
    entry = test.metrics.get().measurements.get()
    assert "<svg viewBox" not in empty
    assert "ก่อน 46 ปัจจุบัน 17 วัน เป้าหมาย 15 ยังไม่ถึงเป้าหมาย คืบหน้าร้อยละ 94" in page
    assert WHY in page
    assert b"".join(client.get(to("value_file", code, entry.file_id)))[:5] == b"%PDF-"
    assert str(test) in client.get(to("prototype", code, version.prototype.uid)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"metrics-0-baseline": ""}, "baseline"),
        ({"metrics-0-target": 46}, "target"),
        ({"metrics-0-baseline": "NaN"}, "baseline"),
    ],
)
def test_a_figure_that_shows_no_change_gets_its_sentence(team, writer, client_of, wrong, where):
    page = client_of(writer).post(to("pilot_new", team.proposal.code), TYPED | wrong)

    assert page.context["rows"][0].errors.keys() == {where}
    assert "เร็วขึ้น" in page.content.decode()
    assert team.pilot_tests.count() == 0


def test_an_end_before_the_beginning_and_a_value_of_tomorrow_are_refused(team, writer, client_of):
    client, code = client_of(writer), team.proposal.code
    backwards = client.post(to("pilot_new", code), TYPED | day("ended_on", date(2025, 3, 1)))
    test = PilotTestFactory(team=team, decision="", started_on=date(2025, 4, 1))
    metric = test.metrics.create(**FIGURE)
    early = client.post(
        to("measure", code, test.uid),
        {
            "metric": metric.pk,
            "value": 3,
            "source_th": "นับ",
            **day("measured_on", date(2025, 4, 11)),
        },
    )

    assert backwards.context["form"].errors.keys() == {"ended_on"}
    assert early.context["form"].errors.keys() == {"measured_on"}
    assert metric.measurements.count() == 0


def test_tests_and_values_of_another_team_are_not_there(team, client_of):
    staff = client_of(UserFactory(staff=True))
    other = PilotTestFactory()

    assert staff.get(to("pilot", team.proposal.code, other.uid)).status_code == 404
    assert staff.get(to("measure", team.proposal.code, other.uid)).status_code == 404


def test_what_a_version_changed_is_shown_word_by_word(team, writer, client_of):
    first = VersionFactory(prototype__team=team, number=1, description_th="แบบคำขอสองหน้า")
    VersionFactory(prototype=first.prototype, number=2, description_th="แบบคำขอหน้าเดียว")

    page = client_of(writer).get(to("prototype", team.proposal.code, first.prototype.uid))

    assert [version.number for version, _pieces in page.context["versions"]] == [2, 1]
    content = page.content.decode()
    assert ("<del>" in content, "<ins>" in content) == (True, True)


def test_after_the_lab_nobody_measures_in_vain(client_of):
    test = PilotTestFactory(team=full_team(State.FOLLOW_UP), decision="")
    code = test.team.proposal.code

    page = client_of(UserFactory(staff=True)).get(to("measure", code, test.uid))

    assert page.url == to("work", code)


def test_the_plan_begins_with_the_figures_from_before(team, writer, client_of):
    team.baselines.create(
        indicator_th="วันรอ", unit_th="วัน", value=46, measured_on=date(2025, 4, 4),
        source_th="สถิติ", recorded_by=writer, recorded_at=team.formed_at,
    )  # fmt: skip
    client, url = client_of(writer), to("pilot_new", team.proposal.code)
    known = client.get(url).context["rows"][0].initial
    rows = {f"metrics-0-{name}": value for name, value in known.items()}

    client.post(url, TYPED | rows | {"metrics-INITIAL_FORMS": 1, "metrics-0-target": 15})

    (metric,) = team.pilot_tests.get().metrics.all()
    assert str(known["baseline"]) == "46"
    assert (metric.baseline, metric.baseline_source_th) == (46, "สถิติ")
