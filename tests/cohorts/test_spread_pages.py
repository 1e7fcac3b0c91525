"""The pages on which models spread: plan, sites, requests; and what everybody sees of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cohorts import permissions
from cohorts.models import AdoptionRequest, ScaleOutSite
from cohorts.todo import todo
from proposals.states import State
from pyp_portal.papers.models import Export, Paper
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.adopting import PlanFactory, RequestFactory, kit_of
from tests.factories.cohorts import (
    PilotTestFactory,
    SiteFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import AccessFactory, pdf

pytestmark = pytest.mark.django_db
WORDS = {"reason": "ยินดีร่วมงาน ทีมจะติดต่อไปภายในสัปดาห์นี้"}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def public(name, *args):
    return reverse(f"spread:{name}", args=args)


@pytest.fixture(autouse=True)
def _a_day(at):
    at("2025-09-18 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def team():
    return TeamFactory(proposal__state=State.FOLLOW_UP)


# --- The plan -----------------------------------------------------------------------
PLAN = {
    "core_th": "คืนขวดได้เงินคืน", "adaptable_th": "จุดคืน", "conditions_th": "ร้านค้าร่วม",
    "phases-TOTAL_FORMS": "2", "phases-INITIAL_FORMS": "0",
    "phases-0-name_th": "เตรียมร้านค้า", "phases-0-months": "2", "phases-0-result_th": "30 ร้าน",
}  # fmt: skip


def test_the_plan_has_phases_and_a_handbook_that_stays_when_it_is_written_again(office, team):
    office.post(
        to("plan", team.proposal.code), PLAN | {"handbook": SimpleUploadedFile("คู่มือ.pdf", pdf())}
    )
    plan = team.scale_plan
    office.post(to("plan", team.proposal.code), PLAN | {"phases-0-months": "3"})
    plan.refresh_from_db()

    assert [(one.order, one.name_th, one.months) for one in plan.phases.all()] == [
        (1, "เตรียมร้านค้า", 3)
    ]
    assert office.get(to("plan", team.proposal.code)).status_code == 200
    file = b"".join(office.get(to("handbook", team.proposal.code)))
    assert file.startswith(b"%PDF")


def test_before_the_lab_there_is_no_plan(office):
    team = TeamFactory()

    assert office.get(to("plan", team.proposal.code)).status_code == 302
    assert office.post(to("plan", team.proposal.code), PLAN).context["form"].errors


def test_without_a_handbook_there_is_none_to_fetch(office, team):
    PlanFactory(team=team, handbook=None)

    assert office.get(to("handbook", team.proposal.code)).status_code == 404
    assert Client().get(public("handbook", team.proposal.code)).status_code == 404


# --- Sites --------------------------------------------------------------------------
SITE = {"province": 40, "agency_th": "อบจ.ขอนแก่น", "mode": "SCALE_OUT", "status": "interested"}


def test_an_area_outside_thailand_is_answered_in_words(office, team):
    answer = office.post(to("site_new", team.proposal.code), SITE | {"province": 99})

    assert "77" in answer.context["form"].errors["province"][0]
    assert not team.sites.exists()


def test_two_people_at_one_site_do_not_overwrite_each_other(office):
    site = SiteFactory()
    url = to("site", site.team.proposal.code, site.uid)
    facts = SITE | {"status": "implementing", "seen": "1"}

    office.post(url, facts | {"owner_th": "กองช่าง"})
    second = office.post(url, facts | {"owner_th": "กองคลัง"})

    site.refresh_from_db()
    assert site.owner_th == "กองช่าง"
    assert second.context["form"].non_field_errors()
    assert "กองคลัง" in second.content.decode()


def test_a_site_with_the_name_of_the_register_is_reported_by_its_own_people(
    office, client_of, team
):
    member = MembershipFactory(agency__name_th="อบจ.ขอนแก่น", can_edit=True)
    office.post(to("site_new", team.proposal.code), SITE)
    site = team.sites.get()
    page = client_of(member.user).get(reverse("spread:issue", args=[team.proposal.code]))
    assert page.context["own"] == [site]
    PilotTestFactory(team=team).metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17
    )
    own = client_of(member.user)
    data = {
        "as_of_0": "1", "as_of_1": "9", "as_of_2": "2568", "changed_th": "ใช้เหรียญแทนคูปอง",
        "figures-TOTAL_FORMS": "1", "figures-INITIAL_FORMS": "1", "figures-0-value": "30",
    }  # fmt: skip

    bare = own.post(to("site_report", site.uid), data)
    own.post(to("site_report", site.uid), data | {"figures-0-baseline": "60"})

    assert site.agency == member.agency
    assert bare.context["rows"].errors[0].keys() == {"baseline"}
    figure = site.reports.get().figures.get()
    assert (figure.baseline, figure.value, figure.target) == (60, 30, 15)
    page = own.get(site.get_absolute_url()).content.decode()
    assert "ใช้เหรียญแทนคูปอง" in page
    assert to("follow", team.proposal.code) not in page
    assert own.get(to("site_report", site.uid)).context["rows"][0].previous == 30


def test_figures_of_a_day_to_come_are_refused(office):
    site = SiteFactory()
    data = {"figures-TOTAL_FORMS": "0", "figures-INITIAL_FORMS": "0"}
    day = {"as_of_0": "19", "as_of_1": "9", "as_of_2": "2568"}

    answer = office.post(to("site_report", site.uid), data | day)

    assert answer.context["form"].errors.keys() == {"as_of"}


def test_the_page_of_a_site_tells_its_whole_way(office, team):
    office.post(to("site_new", team.proposal.code), SITE)
    site = team.sites.get()
    copy = SiteFactory(team=team, copied_from=site, agency_th="เทศบาลเมืองพล")
    url = to("site", team.proposal.code, site.uid)
    office.post(url, SITE | {"status": "paused", "note_th": "น้ำท่วม"})

    page = office.get(site.get_absolute_url()).content.decode()

    assert all(words in page for words in ("น้ำท่วม", copy.agency_th, "อบจ.ขอนแก่น"))


def test_the_registry_is_narrowed_and_ignores_what_it_does_not_know(office):
    site = SiteFactory()
    other = SiteFactory(team=site.team, status="agreed", province_id=90)
    year = site.team.cohort.call.fiscal_year

    assert office.get(to("sites", year)).context["page"].rows == [site, other]
    for query, rows in [
        ("status=agreed", [other]),
        ("province=40", [site]),
        ("province=99&status=x", [site, other]),
        ("mode=SCALE_UP", []),
    ]:
        assert office.get(f"{to('sites', year)}?{query}").context["page"].rows == rows


def test_a_site_and_a_request_are_seen_by_the_same_people_in_lists_and_by_rule(team, staff):
    site, request = SiteFactory(team=team, agency=AgencyFactory()), RequestFactory(team=team)
    RequestFactory(team=team, state="unconfirmed", confirmed_at=None, due_on=None)
    adopter = MembershipFactory(agency=site.agency).user
    closed = UserFactory(staff=True)
    AccessFactory(proposal=team.proposal, user=closed, kind="closed")
    lead = MembershipFactory(agency=team.proposal.lead_agency, can_edit=False).user
    people = [staff, adopter, closed, lead, UserFactory(), UserFactory(auditor=True)]

    sees_site = [permissions.can_view_site(site, one) for one in people]
    sees_request = [permissions.can_view_request(request, one) for one in people]

    assert sees_site == [True, True, False, True, False, True]
    assert sees_site == [ScaleOutSite.objects.visible_to(one).exists() for one in people]
    assert sees_request == [True, False, False, True, False, True]
    seen = [list(AdoptionRequest.objects.visible_to(one)) for one in people]
    assert seen == [[request] if may else [] for may in sees_request]
    reads = [permissions.can_read_requests(team, one) for one in people]
    assert reads == [True, False, False, False, False, True]


# --- Requests -----------------------------------------------------------------------
def test_a_request_is_talked_about_and_taken_on(office):
    request = RequestFactory()
    source = SiteFactory(team=request.team)
    year = request.team.cohort.call.fiscal_year

    office.post(to("request_contact", request.uid), WORDS)
    office.post(
        to("request_accept", request.uid),
        WORDS | {"status": "agreed", "copied_from": source.pk},
    )

    request.refresh_from_db()
    assert (request.state, request.site.copied_from) == ("accepted", source)
    page = office.get(request.get_absolute_url())
    assert page.context["may_answer"] is False
    listed = office.get(f"{to('requests', year)}?state=accepted")
    assert listed.context["page"].rows == [request]


def test_a_request_is_declined_with_a_reason(office):
    request = RequestFactory()

    bare = office.post(to("request_decline", request.uid), {"reason": "ไม่"})
    office.post(to("request_decline", request.uid), WORDS)

    assert bare.context["form"].errors.keys() == {"reason"}
    request.refresh_from_db()
    assert request.state == "declined"


def test_what_waits_is_a_task_of_those_who_answer(staff):
    team = full_team(State.FOLLOW_UP, proposal__case_owner=staff)
    request = RequestFactory(team=team)
    RequestFactory(team=team, state="contacted")
    coordinator = person_in(team, "COORDINATOR")

    for person in (coordinator, staff):
        urls = [one.url for one in todo(person)]
        assert urls.count(request.get_absolute_url()) == 1
    advisor = person_in(team, "ADVISOR")
    assert request.get_absolute_url() not in [one.url for one in todo(advisor)]


# --- The kit ------------------------------------------------------------------------
def test_the_kit_is_issued_from_an_approved_plan_only(office, team):
    plan = PlanFactory(team=team, approved_at=None)
    office.post(to("issue_kit", team.proposal.code))
    assert not Paper.objects.of(plan).exists()
    plan.approved_at = plan.written_at
    plan.save()

    for _twice in range(2):
        office.post(to("issue_kit", team.proposal.code))

    paper = Paper.objects.of(plan).get()
    assert (paper.kind, plan.core_th in paper.html) == ("PD-21", True)
    assert office.get(to("kit_paper", team.proposal.code)).status_code == 202
    assert Client().get(public("kit", team.proposal.code)).status_code == 202


def test_anybody_with_an_account_orders_the_whole_kit_once_it_is_public(client_of, staff, team):
    client = client_of(UserFactory())
    assert client.post(to("kit", team.proposal.code)).status_code == 404
    kit_of(team, staff)

    client.post(to("kit", team.proposal.code), {"format": "zip"})

    export = Export.objects.get()
    assert (export.format, export.parameters["code"]) == ("zip", team.proposal.code)


# --- Files --------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["sites", "requests"])
def test_the_lists_are_ordered_as_files(office, team, kind):
    SiteFactory(team=team)
    RequestFactory(team=team)

    office.post(to(f"{kind}_export", team.cohort.call.fiscal_year), {"format": "csv"})

    assert Export.objects.get().kind == f"cohorts.export_{kind}"
