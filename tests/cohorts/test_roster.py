"""The roster: who is on it, and whose contacts a reader sees."""

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.states import TierKey
from proposals.grounds import MoveRefused
from proposals.models import Access
from pyp_portal import clock
from pyp_portal.privacy import consenting
from pyp_portal.privacy.models import Purpose
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    PartnerFactory,
    SeatFactory,
    TeamFactory,
    cohort_of,
)

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2025-03-05 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def tier(team, key=TierKey.AREA_OPERATOR):
    return team.cohort.tiers.get(key=key)


# --- Roster ----------------------------------------------------------------------
def contacts(client_of, reader, cohort, **query):
    """{name of a participant: contacts on the page} as this person sees them."""
    page = client_of(reader).get(to("participants", cohort.call.fiscal_year), query)
    return {row.seat.person: (row.email, row.phone) for row in page.context["rows"]}


def test_contacts_are_seen_by_those_to_whom_they_were_opened(staff, client_of):
    person = UserFactory(phone="0812345678")
    seat = SeatFactory(team=TeamFactory(), person=person)
    mate = SeatFactory(team=seat.team, key=TierKey.COORDINATOR).person
    other = SeatFactory(team=TeamFactory()).person
    both, mail, none = (person.email, "0812345678"), (person.email, ""), ("", "")

    def seen(*readers):
        return [contacts(client_of, reader, seat.cohort)[person] for reader in readers]

    auditor = UserFactory(auditor=True)
    assert seen(staff, person, mate, other, auditor) == [both, both, mail, none, none]
    typed = {"shares_email": "office", "shares_phone": "cohort"}
    client_of(person).post(to("sharing", seat.uid), typed)
    assert seen(mate, other, auditor) == [("", "0812345678"), ("", "0812345678"), none]

    consenting.take_back(person, Purpose.CONTACTS)
    assert seen(mate, other) == [("", "0812345678"), none]
    offered = client_of(person).get(to("sharing", seat.uid)).context["form"].initial
    assert offered == {"shares_email": "office", "shares_phone": "team"}  # not agreed to by "Keep"


def test_nothing_wider_than_the_rule_of_the_year_is_kept(client_of):
    seat = SeatFactory()
    seat.cohort.widest_sharing = "team"
    seat.cohort.save()
    typed = {"shares_email": "cohort", "shares_phone": "office"}

    page = client_of(seat.person).post(to("sharing", seat.uid), typed)

    assert page.context["form"].errors.keys() == {"shares_email"}
    with pytest.raises(MoveRefused):
        services.share_contacts(seat, by=seat.person, **typed)


def test_the_roster_is_found_by_name_tier_and_team(staff, client_of):
    one = SeatFactory(team=TeamFactory(), person=UserFactory(given_th="สมหญิง"))
    two = SeatFactory(team=TeamFactory(), key=TierKey.ADVISOR)
    cohort = one.cohort

    assert set(contacts(client_of, staff, cohort, q="สมหญิง")) == {one.person}
    assert set(contacts(client_of, staff, cohort, q=two.agency.name_th)) == {two.person}
    assert set(contacts(client_of, staff, cohort, tier="1")) == {two.person}
    three = SeatFactory(team=one.team, key=TierKey.PUBLIC_INNOVATOR)
    assert set(contacts(client_of, staff, cohort, tier="4")) == {three.person}
    three.delete()
    assert set(contacts(client_of, staff, cohort, team=one.team.proposal.code)) == {one.person}
    assert contacts(client_of, staff, cohort, q="ไม่มีใครชื่อนี้") == {}


def test_a_closed_issue_stays_out_of_the_roster(client_of):
    reader = SeatFactory(team=TeamFactory()).person
    hidden = SeatFactory(team=TeamFactory())
    Access.objects.create(
        proposal=hidden.team.proposal, user=reader, kind="closed", because="test",
        given_at=clock.now(),
    )  # fmt: skip

    assert set(contacts(client_of, reader, hidden.cohort)) == {reader}


def test_the_roster_costs_the_same_with_three_rows(client_of, django_assert_max_num_queries):
    reader = PartnerFactory(team=TeamFactory()).person
    client = client_of(reader)
    seat = SeatFactory(team=TeamFactory())
    url = to("participants", seat.cohort.call.fiscal_year)
    client.get(url)
    with django_assert_max_num_queries(30) as first:
        client.get(url)
    SeatFactory(team=seat.team), SeatFactory(team=TeamFactory())

    with django_assert_max_num_queries(len(first)):
        assert len(client.get(url).context["rows"]) == 3


@pytest.mark.parametrize("asked", [{"q": "ก " * 1500}, {"team": "ก" * 3000}, {"tier": "9" * 3000}])
def test_whatever_is_asked_for_gets_an_answer(client_of, asked):
    year = cohort_of().call.fiscal_year

    page = client_of(UserFactory(staff=True)).get(
        reverse("cohorts:participants", args=[year]), asked
    )

    assert (page.status_code, page.context["rows"]) == (200, [])
