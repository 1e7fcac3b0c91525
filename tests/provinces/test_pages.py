"""What goes on in a province: for the office, by the rules of each record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Access
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Province
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import SiteFactory, TeamFactory
from tests.factories.proposals import AccessFactory, ProposalFactory

pytestmark = pytest.mark.django_db
LIST = reverse("provinces:list")
NAN, TAK = 55, 63


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def proposal(**facts):
    return ProposalFactory(province_id=NAN, submitted_at=clock.now(), **facts)


def row(client, code, **asked):
    found = [one for one in client.get(LIST, asked).context["rows"] if one.province.pk == code]
    return [(one.proposals, one.selected, one.areas, one.agencies) for one in found]


def test_each_province_is_counted_as_far_as_one_may_see(client, officer):
    kept = proposal(state=State.SUBMITTED)
    ProposalFactory(province_id=NAN)  # a draft
    closed = proposal(state=State.SUBMITTED)
    AccessFactory(proposal=closed, user=officer, kind=Access.Kind.CLOSED)
    team = TeamFactory(proposal__state=State.FOLLOW_UP, proposal__province_id=NAN)
    type(kept).objects.filter(pk=team.proposal_id).update(submitted_at=clock.now())
    site = SiteFactory(team=team, province_id=NAN)
    agency = AgencyFactory(province_id=NAN)
    page = client.get(reverse("provinces:province", args=[NAN]))

    assert row(client, NAN) == [(2, 1, 1, 1)]
    listed = client.get(LIST).context
    assert TAK in {one.pk for one in listed["empty"]}
    assert len(listed["rows"]) + len(listed["empty"]) == 77
    assert {one.code for one in page.context["proposals"]} == {kept.code, team.proposal.code}
    assert (list(page.context["sites"]), list(page.context["agencies"])) == ([site], [agency])
    assert closed.code not in page.content.decode()


def test_it_is_found_by_either_name_or_by_its_region(client):
    name, region = Province.objects.values_list("name_en", "region_th").get(pk=NAN)
    AgencyFactory(province_id=NAN)

    assert [len(row(client, NAN, q=asked)) for asked in ("น่า", name.lower(), region)] == [1, 1, 1]
    nothing = client.get(LIST, {"q": "ไม่มีชื่อนี้"}).context
    assert (nothing["rows"], nothing["empty"]) == ([], [])
    assert client.get(reverse("provinces:province", args=[99])).status_code == 404


def asks(client, page):
    with CaptureQueriesContext(connection) as found:
        client.get(page)
    return len(found)


def test_the_pages_ask_no_more_for_more(client):
    pages = (LIST, reverse("provinces:province", args=[NAN]))
    proposal(), SiteFactory(province_id=NAN), AgencyFactory(province_id=NAN)
    before = [asks(client, page) for page in pages]
    for _number in range(2):
        proposal(), SiteFactory(province_id=NAN), AgencyFactory(province_id=NAN)
    assert [asks(client, page) for page in pages] == before
