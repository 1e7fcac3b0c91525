"""The public site: policies, site map, statistics of open years, open data."""

import csv
import io
import json
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.states import SiteStatus
from proposals.states import PUBLIC, State
from pyp_portal import frame
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import Level, Sector
from pyp_portal.public import cookies, datasets, statistics, texts
from pyp_portal.public.views import kind_of
from tests.factories.accounts import UserFactory
from tests.factories.citizens import OpinionFactory
from tests.factories.cohorts import ActivityFactory, SeatFactory, SiteFactory, TeamFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db

SECRET = "ชื่อเรื่องที่ยังไม่ประกาศ"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Figures of one test are not those of the next."""
    caches["process"].clear()
    yield
    caches["process"].clear()


@pytest.fixture
def open_year():
    """A year whose result is released: an issue in the lab, one that ended, one not selected."""
    call = CallFactory(fiscal_year=2568)
    province = Province.objects.get(name_th="สงขลา")
    agency = {"lead_agency__level": Level.LOCAL, "lead_agency__sector": Sector.PUBLIC}
    team = TeamFactory(
        proposal__call=call, proposal__state=State.IN_LAB, proposal__province=province,
        **{f"proposal__{key}": value for key, value in agency.items()},
    )  # fmt: skip
    ended = ProposalFactory(call=call, state=State.DISCONTINUED, title_th="เรื่องที่ยุติ")
    refused = ProposalFactory(call=call, state=State.NOT_SELECTED, title_th="เรื่องที่ไม่ได้รับเลือก")
    type(ended).objects.filter(call=call).update(submitted_at=call.opens_at)
    SeatFactory(team=team)
    OpinionFactory(team=team, words="คำที่ยังไม่มีใครอ่าน")
    ActivityFactory(team=team, people_total=40, female=20, male=20, vulnerable=6)
    SiteFactory(team=team, status=SiteStatus.AGREED, province=province, agency_th="อบต.ที่ตกลง")
    SiteFactory(team=team, status=SiteStatus.INTERESTED, agency_th="อบต.ที่เพียงสนใจ")
    return team, ended, refused


@pytest.fixture
def closed_year():
    """A year that is still being judged."""
    call = CallFactory(fiscal_year=2569)
    for state in (State.REVIEWING, State.SHORTLISTED, State.NOT_SHORTLISTED, State.PITCHED):
        ProposalFactory(call=call, state=state, title_th=f"{SECRET} {state}")
    return call


# --- Which year is shown ----------------------------------------------------
def test_only_a_year_whose_result_is_released_has_figures(client, open_year, closed_year):
    assert statistics.years() == [2568]
    assert client.get(reverse("public:statistics", args=[2569])).status_code == 404


def test_the_figures_are_those_of_the_records(open_year):
    found = statistics.of(2568)

    assert (found["submitted"], found["selected"], found["sites_total"]) == (3, 2, 1)
    assert found["states"] == {"in_lab": 1, "discontinued": 1}
    assert found["public"] == [("TEST", 1, 40, 6)]
    assert found["sites"] == {"สงขลา": 1}
    assert found["opinions"] == 1
    assert [n for _tier, _role, n in found["people"]] == [1]
    assert {"keys": ("ใต้",), "submitted": 1, "selected": 1} in found["regions"]


def test_figures_cost_the_same_with_more_issues_and_nothing_when_remembered(client, open_year):
    asked = []
    for more in (1, 2):
        for _ in range(more):
            TeamFactory(proposal__call=open_year[1].call, proposal__state=State.SCALED)
        with CaptureQueriesContext(connection) as counted:
            statistics.counted(2568)
        asked.append(len(counted))
    client.get(reverse("public:statistics"))
    with CaptureQueriesContext(connection) as remembered:
        client.get(reverse("public:statistics"))

    assert asked[0] == asked[1] <= 12
    assert len(remembered) == 0


def test_before_the_first_result_the_page_says_when_there_will_be_figures(client, closed_year):
    page = client.get(reverse("public:statistics")).content.decode()

    assert "ยังไม่มีตัวเลข" in page
    assert SECRET not in page


def test_the_page_shows_the_year_and_who_has_no_level_has_a_sector(client, open_year):
    page = client.get(reverse("public:statistics")).content.decode()

    assert "2568" in page
    assert "คำที่ยังไม่มีใครอ่าน" not in page
    assert "40 คน จาก 1 กิจกรรม เป็นกลุ่มเปราะบาง 6 คน" in page
    sectors, levels = {"PRIVATE": "เอกชน", "PUBLIC": "รัฐ"}, {"LOCAL": "ท้องถิ่น"}
    assert kind_of(("PRIVATE", ""), levels, sectors) == "เอกชน"
    assert kind_of(("PUBLIC", "LOCAL"), levels, sectors) == "รัฐ · ท้องถิ่น"


# --- Open data --------------------------------------------------------------
@pytest.mark.parametrize("dataset", datasets.DATASETS, ids=lambda one: one.name)
def test_each_dataset_says_the_same_in_both_formats(client, open_year, closed_year, dataset):
    whole = json.loads(client.get(reverse("public:dataset", args=[dataset.name, "json"])).content)
    text = client.get(reverse("public:dataset", args=[dataset.name, "csv"])).content.decode()

    head, *lines = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    assert head == dataset.keys == [column["name"] for column in whole["columns"]]
    assert len(lines) == len(whole["rows"]) >= 1
    assert SECRET not in text


def test_the_data_hold_public_issues_and_areas_alone(open_year, closed_year):
    team, _ended, _refused = open_year
    issues = datasets.found(datasets.BY_NAME["issues"])[1]
    sites = datasets.found(datasets.BY_NAME["sites"])[1]

    assert [row[1] for row in issues] == [team.proposal.code]
    assert {row[-1] for row in issues} <= PUBLIC
    assert [row[3] for row in sites] == ["อบต.ที่ตกลง"]


def test_data_may_be_read_by_every_page_and_are_sent_once(client, open_year):
    url = reverse("public:dataset", args=["issues", "json"])
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert first["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304


@pytest.mark.parametrize("args", [("people", "json"), ("issues", "xml")])
def test_there_is_no_other_dataset(client, args):
    assert client.get(reverse("public:dataset", args=args)).status_code == 404


# --- The pages --------------------------------------------------------------
PAGES = [*texts.PAGES, "cookies", "contact", "statistics", "open_data", "sitemap"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_small_and_ends_with_the_links_of_a_government_site(client, name):
    answer = client.get(reverse(f"public:{name}"))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert len(answer.content) < 100_000
    assert [entry.url for entry in footer() if f'href="{entry.url}"' not in page] == []


def footer():
    return frame.entries(frame.FOOTER_MENU, {frame.EVERYONE}, "/")


def test_officers_see_the_pages_in_their_own_frame(client_of):
    page = client_of(UserFactory(staff=True)).get(reverse("public:privacy"))

    assert page.templates[0].name == "public/privacy.html"
    assert "_layout/app.html" in {template.name for template in page.templates}


def test_the_contact_page_names_only_what_the_office_has_said(client, settings):
    url = reverse("public:contact")
    before = client.get(url).content.decode()
    settings.OFFICE_ADDRESS, settings.OFFICE_EMAIL = "ถนนตัวอย่าง", "office@example.org"
    settings.DATA_PROTECTION_EMAIL = "dpo@example.org"
    after = client.get(url).content.decode()

    told = ("ถนนตัวอย่าง", "mailto:office@example.org", "mailto:dpo@example.org")
    assert [word in before for word in told] == [False] * 3
    assert [word in after for word in told] == [True] * 3


def test_every_cookie_of_the_portal_is_named(client_of):
    client = client_of(UserFactory())
    client.get(reverse("public:contact"))
    client.post(reverse("set_language"), {"language": "en"})

    assert set(client.cookies) <= {one.name for one in cookies.COOKIES}


def test_search_engines_find_the_same_pages_as_people(client, open_year):
    spreading = TeamFactory(proposal__call=open_year[0].proposal.call, proposal__state=State.SCALED)
    people = client.get(reverse("public:sitemap")).content.decode()
    engines = client.get(reverse("public:sitemap_xml")).content.decode()
    robots = client.get(reverse("public:robots")).content.decode()

    places = re.findall("<loc>(.*?)</loc>", engines)
    paths = [place.removeprefix("http://testserver") for place in places]
    issues = [reverse("issues:issue", args=[t.proposal.code]) for t in (open_year[0], spreading)]
    model = reverse("spread:issue", args=[spreading.proposal.code])
    assert {path for path in paths if f'href="{path}"' not in people} == {*issues, model}
    assert reverse("call", args=[2568]) in paths
    assert "/sitemap.xml" in robots
    assert {path: client.head(path).status_code for path in paths} == dict.fromkeys(paths, 200)
