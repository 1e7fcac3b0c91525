"""What lists cost: the same number of statements with one row and with three."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.services import sites
from cohorts.services.access import let_everybody_in
from cohorts.todo import todo as todo_of
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.adopting import RequestFactory
from tests.factories.cohorts import (
    ActivityFactory,
    ItemFactory,
    PartnerFactory,
    PilotTestFactory,
    RoundFactory,
    SeatFactory,
    SessionFactory,
    SiteFactory,
    TeamFactory,
    VersionFactory,
    full_team,
)
from tests.factories.proposals import ProposalFactory, StoredFileFactory

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def costs_the_same(client_of, django_assert_max_num_queries):
    """Ask for a page with one row of ``grow`` and with three; both cost the same."""

    def cost(client, url):
        with django_assert_max_num_queries(80) as counted:
            assert client.get(url).status_code == 200
        return len(counted.captured_queries)

    def check(user, url, grow):
        client = client_of(user)
        grow()
        client.get(url)  # what is kept between requests is kept from here on
        once = cost(client, url)
        grow(), grow()
        assert cost(client, url) == once

    return check


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def test_the_cockpit(staff, costs_the_same):
    cohort = full_team(State.IN_LAB).cohort

    def grow():
        team = full_team(State.FOLLOW_UP, proposal__call=cohort.call)
        RoundFactory(team=team)
        ProposalFactory(state=State.SELECTED, call=cohort.call)
        SessionFactory(cohort=cohort)

    costs_the_same(staff, to("cohort", cohort.call.fiscal_year), grow)


def test_my_teams(costs_the_same):
    member = MembershipFactory()

    def grow():
        team = full_team(State.IN_LAB, proposal__lead_agency=member.agency)
        SeatFactory(team=team, requested=True)

    costs_the_same(member.user, to("mine"), grow)


def grow_people(team, staff):
    SeatFactory(team=team)
    PartnerFactory(team=team, agency=AgencyFactory())
    services.link_agency(team, AgencyFactory(), by=staff, reason=REASON)


def grow_work(team, staff):
    ActivityFactory(team=team, age_bands={"60+": 3})
    VersionFactory(prototype__team=team, file=StoredFileFactory())
    PilotTestFactory(team=team).metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=1, target=2, result=2
    )
    services.record_mentoring(
        team, by=staff, advisor=UserFactory(), held_on=date(2025, 4, 1), advice_th="หารือก่อน"
    )
    grow_obstacles(team, staff)


def grow_obstacles(team, staff):
    for owner in (None, UserFactory(staff=True)):
        raised = services.raise_obstacle(
            team, by=UserFactory(), kind="DATA", text_th="ไม่มีข้อมูล", wanted_th="ขอข้อมูล"
        )
        type(raised).objects.filter(pk=raised.pk).update(owner=owner)


def grow_pilot(team, staff):
    metric = team.pilot_tests.get().metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=1, target=2
    )
    metric.measurements.create(
        value=2, measured_on=date(2025, 4, 2), source_th="นับ", file=StoredFileFactory(),
        recorded_by=UserFactory(), recorded_at=team.formed_at,
    )  # fmt: skip


def grow_development(team, staff):
    number = team.development.count() + 1
    version = team.development.create(
        number=number, problem_th=f"รอ {number} วัน", note_th="ปรับ", written_by=UserFactory(),
        written_at=team.formed_at,
    )  # fmt: skip
    version.comments.create(
        section="problem_th", text_th="จริงหรือ", by=UserFactory(), at=team.formed_at
    )


def grow_follow(team, staff):
    RoundFactory(team=team, months=6 + team.rounds.count())
    SiteFactory(team=team)
    item = ItemFactory(team=team, session=SessionFactory())
    services.add_directive(
        item, by=staff, text_th="ให้ศึกษา", responsible_agency=AgencyFactory(),
        due_on=date(2026, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tab", "grow", "state"),
    [
        ("team", grow_people, State.IN_LAB),
        ("work", grow_work, State.IN_LAB),
        ("diary", grow_work, State.IN_LAB),
        ("development", grow_development, State.IN_LAB),
        ("follow", grow_follow, State.FOLLOW_UP),
        ("history", grow_people, State.IN_LAB),
    ],
)
def test_the_pages_of_a_team(staff, costs_the_same, tab, grow, state):
    team = full_team(state)

    costs_the_same(staff, to(tab, team.proposal.code), lambda: grow(team, staff))


def test_the_tracking_sheet_of_directives(staff, costs_the_same):
    team = full_team(State.FOLLOW_UP)

    costs_the_same(
        staff, to("directives", team.cohort.call.fiscal_year), lambda: grow_follow(team, staff)
    )


def test_a_pilot_test_with_its_values(staff, costs_the_same):
    test = PilotTestFactory()

    url = to("pilot", test.team.proposal.code, test.uid)
    costs_the_same(staff, url, lambda: grow_pilot(test.team, staff))


def test_the_queue_of_obstacles(staff, costs_the_same):
    def grow():
        grow_obstacles(full_team(State.IN_LAB), staff)

    costs_the_same(staff, to("obstacles"), grow)


def test_a_session(staff, costs_the_same):
    session = SessionFactory()

    def grow():
        ItemFactory(session=session).presenters.add(UserFactory(), UserFactory())

    costs_the_same(staff, session.get_absolute_url(), grow)


def test_a_round_with_its_figures(staff, costs_the_same):
    round_ = RoundFactory()
    report = services.file_report(round_, by=staff, overall="GREEN")

    def grow():
        report.indicators.create(indicator_th="วันรอ", unit_th="วัน", value=3)

    costs_the_same(staff, round_.get_absolute_url(), grow)


def test_the_home_of_an_officer(staff, costs_the_same):
    def grow():
        team = full_team(State.IN_LAB, proposal__case_owner=staff)
        team.phases.filter(phase="DEFINE").update(state="gate_requested")
        SeatFactory(team=team, doubtful=True)
        ProposalFactory(state=State.SELECTED, case_owner=staff)
        ItemFactory(team__proposal__case_owner=staff, session__held_on=date(2025, 4, 1))
        round_ = RoundFactory(team__proposal__case_owner=staff)
        services.file_report(round_, by=staff, overall="GREEN")
        asked = {todo.url for todo in todo_of(staff)}
        assert len(asked) % 5 == 0  # one of each kind

    costs_the_same(staff, reverse("home"), grow)


def test_the_home_of_an_agency(costs_the_same):
    member = MembershipFactory(can_endorse=True, can_edit=True)

    def grow():
        SeatFactory(team=TeamFactory(), requested=True, agency=member.agency)
        team = full_team(State.FOLLOW_UP, proposal__lead_agency=member.agency)
        RoundFactory(team=team)
        SeatFactory(team=TeamFactory(), nominated=True, person=member.user, key="ADVISOR")

    costs_the_same(member.user, reverse("home"), grow)


def test_the_home_of_who_works_in_teams(costs_the_same):
    person = UserFactory()

    def grow():
        team = full_team(State.IN_LAB)
        team.phases.filter(phase="DEFINE").update(state="active")
        team.deliverables.filter(code="L1").update(submitted_at=team.formed_at)
        SeatFactory(team=team, key="COORDINATOR", person=person, joins_one_issue=False)
        let_everybody_in(team)

    costs_the_same(person, reverse("home"), grow)


@pytest.mark.parametrize(("name", "grow"), [("sites", SiteFactory), ("requests", RequestFactory)])
def test_a_list_of_what_spreads(staff, costs_the_same, name, grow):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    url = to(name, team.cohort.call.fiscal_year)

    costs_the_same(staff, url, lambda: grow(team=team))


def test_a_site_with_its_reports_and_copies(staff, costs_the_same):
    site = SiteFactory()
    days = iter(range(1, 9))

    def grow():
        SiteFactory(team=site.team, copied_from=site)
        day = clock.today().replace(day=next(days))
        figure = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 60, "value": 30}
        sites.report_site(site, by=staff, as_of=day, figures=[figure])

    costs_the_same(staff, site.get_absolute_url(), grow)
