"""Sites: their flow with its history, and what adopting areas report."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cohorts.models import SiteFigure, SiteReport
from cohorts.services import sites
from cohorts.services.moving import NotReady
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    PilotTestFactory,
    RoundFactory,
    SiteFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
FACTS = {"province_id": 40, "agency_th": "อบจ.ขอนแก่น", "mode": "SCALE_OUT"}


@pytest.fixture(autouse=True)
def _a_day(at):
    at("2026-03-02 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def history(site):
    return [
        (event.verb, event.before, event.after, event.detail.reason) for event in timeline(site)
    ]


def test_a_site_goes_its_way_and_its_history_is_kept(staff):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    site = sites.add_site(team, by=staff, status="interested", **FACTS)
    site = sites.update_site(site, by=staff, status="agreed")
    site = sites.update_site(site, by=staff, status="interested", note_th="เปลี่ยนผู้บริหาร")
    site = sites.update_site(site, by=staff, owner_th="กองสาธารณสุข")

    assert history(site) == [
        ("site_added", "", "interested", ""),
        ("site_updated", "interested", "agreed", ""),
        ("site_updated", "agreed", "interested", "เปลี่ยนผู้บริหาร"),
        ("site_updated", "interested", "interested", ""),
    ]
    assert (site.version, site.updated_on) == (4, date(2026, 3, 2))


def test_a_step_back_without_a_word_changes_nothing(staff):
    site = SiteFactory(status="implementing", note_th="")

    with pytest.raises(NotReady):
        sites.update_site(site, by=staff, status="agreed")

    site.refresh_from_db()
    assert (site.status, site.version) == ("implementing", 1)


@pytest.mark.parametrize(
    ("started", "works"), [(None, False), (date(2025, 3, 3), False), (date(2025, 3, 2), True)]
)
def test_sustained_needs_twelve_months(staff, started, works):
    site = SiteFactory(started_on=started)

    if works:
        assert sites.update_site(site, by=staff, status="sustained").status == "sustained"
    else:
        with pytest.raises(NotReady):
            sites.update_site(site, by=staff, status="sustained")


def test_who_looks_at_an_old_page_changes_nothing(staff):
    site = SiteFactory()
    sites.update_site(site, by=staff, seen="1", owner_th="กองช่าง")

    with pytest.raises(NotReady):
        sites.update_site(site, by=staff, seen="1", owner_th="กองคลัง")

    site.refresh_from_db()
    assert site.owner_th == "กองช่าง"


def test_a_province_outside_thailand_is_refused(staff):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)

    with pytest.raises(ValidationError):
        sites.add_site(team, by=staff, status="agreed", **FACTS | {"province_id": 99})

    assert not team.sites.exists()


@pytest.mark.parametrize(
    ("province", "typed", "kept"),
    [
        (40, "อ.น้ำพอง", "น้ำพอง"),
        (40, "อำเภอ น้ำพอง", "น้ำพอง"),
        (40, "เมือง", "เมืองขอนแก่น"),
        (10, "พระนคร", "เขตพระนคร"),
        (40, "", ""),
    ],
)
def test_a_district_is_kept_by_its_official_name(staff, province, typed, kept):
    facts = FACTS | {"province_id": province, "district_th": typed, "status": "agreed"}

    site = sites.add_site(TeamFactory(proposal__state=State.FOLLOW_UP), by=staff, **facts)

    assert site.district_th == kept


@pytest.mark.parametrize("typed", ["ปารีส", "รัตภูมิ", "<b>น้ำพอง</b>"])
def test_a_district_that_the_province_does_not_have_changes_nothing(staff, client_of, typed):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    typing = {"agency_th": "เทศบาล", "mode": "SCALE_OUT", "status": "agreed", "province": 40}
    address = reverse("cohorts:site_new", args=[team.proposal.code])

    answer = client_of(staff).post(address, typing | {"district_th": typed})
    with pytest.raises(NotReady):
        sites.add_site(team, by=staff, **FACTS | {"province_id": 40, "district_th": typed})

    form = answer.context["form"]
    assert list(form.errors) == ["district_th"]
    assert form["district_th"].value() == typed
    assert not team.sites.exists()


# --- Who copied from whom ---------------------------------------------------------------
def test_a_site_may_be_copied_from_another_one_but_not_in_a_ring(staff):
    first = SiteFactory()
    second = sites.update_site(SiteFactory(team=first.team), by=staff, copied_from=first)

    with pytest.raises(NotReady):
        sites.update_site(first, by=staff, copied_from=second)

    first.refresh_from_db()
    assert (first.copied_from, second.copied_from) == (None, first)


def test_a_site_is_not_copied_from_another_issue(staff):
    with pytest.raises(NotReady):
        sites.update_site(SiteFactory(), by=staff, copied_from=SiteFactory())


# --- Reports ----------------------------------------------------------------------------
PILOT = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15, "result": 17}
FIGURE = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 60, "target": 15, "value": 30}


def modelled():
    """A site of a model with one indicator, named by two tests."""
    site = SiteFactory(population=100)
    for _each in range(2):
        PilotTestFactory(team=site.team).metrics.create(**PILOT)
    return site


def test_the_first_report_asks_for_the_indicators_of_the_model():
    assert sites.figures_asked(modelled()) == [
        {"indicator_th": "วันรอ", "unit_th": "วัน", "target": 15}
    ]


def test_the_next_report_knows_what_the_last_one_said(staff):
    site = modelled()
    sites.report_site(
        site, by=staff, figures=[FIGURE], as_of=date(2026, 3, 1), population=900, changed_th="ลดวัน"
    )

    site.refresh_from_db()
    (asked,) = sites.figures_asked(site)
    assert (asked["baseline"], asked["value"], asked["previous"]) == (60, 30, 30)
    assert (site.population, site.version, site.updated_on) == (900, 2, date(2026, 3, 2))
    assert history(site) == [("site_reported", "", "", "")]


def test_the_indicators_are_those_of_the_last_report_on_the_issue(staff):
    site = modelled()
    round_ = RoundFactory(team=site.team)
    report = round_.report if round_.filed else None
    assert report is None
    filed = (
        type(round_)
        ._meta.get_field("report")
        .related_model.objects.create(
            round=round_, overall="GREEN", submitted_at=clock.now(), submitted_by=staff
        )
    )
    filed.indicators.create(indicator_th="ร้านที่ร่วม", unit_th="ร้าน", target=58, value=46)

    assert sites.figures_asked(site) == [
        {"indicator_th": "ร้านที่ร่วม", "unit_th": "ร้าน", "target": 58}
    ]


def test_a_figure_without_a_baseline_keeps_nothing(staff):
    site = modelled()

    with pytest.raises(NotReady) as refused:
        sites.report_site(
            site, by=staff, figures=[FIGURE | {"baseline": None}], as_of=date(2026, 3, 1)
        )

    assert "วันรอ" in refused.value.sentence
    assert not SiteReport.objects.exists()


def test_a_report_without_any_figure_keeps_nothing(staff):
    with pytest.raises(NotReady) as refused:
        sites.report_site(modelled(), by=staff, as_of=date(2026, 3, 1), population=900)

    assert refused.value.sentence == "โปรดกรอกตัวเลขล่าสุดอย่างน้อย 1 ตัวชี้วัด"
    assert not SiteReport.objects.exists()


def test_one_day_is_reported_once(staff):
    site = modelled()
    sites.report_site(site, by=staff, figures=[FIGURE], as_of=date(2026, 3, 1), evidence_th="ก")

    with pytest.raises(ValidationError):
        sites.report_site(site, by=staff, figures=[FIGURE], as_of=date(2026, 3, 1))

    site.refresh_from_db()
    assert SiteFigure.objects.count() == 1
    assert (site.evidence_th, site.population) == ("ก", 100)


def test_a_site_of_an_ended_issue_reports_no_more(staff):
    site = SiteFactory(team=TeamFactory(proposal__state=State.CLOSED))

    with pytest.raises(NotReady):
        sites.report_site(site, by=staff, as_of=clock.today() - timedelta(days=1))
