"""Two entries of one agency are joined while the lab writes for the one that goes."""

from datetime import date

import pytest

from cohorts import services
from cohorts.models import ScaleOutSite
from cohorts.services import partners, sites
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal.accounts.duplicate_parts import parts
from pyp_portal.accounts.services import join_agencies
from pyp_portal.accounts.services.duplicates import catch_up
from tests.factories.accounts import AgencyFactory, MembershipFactory, ProfileFactory, UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.cohorts import SeatFactory, SiteFactory, TeamFactory
from tests.proposals.test_races import together

WHY = "เป็นเจ้าของพื้นที่ของประเด็นนี้ตามหนังสือของจังหวัด"


def left_at(agency):
    """What still refers to an entry, by the part."""
    return {part.label: n for part in parts() if (n := part.rows(agency).count())}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_seats_sites_and_links_follow_whoever_is_first(at):
    at("2025-03-05 10:00")
    duplicate, kept = AgencyFactory(code="DUP"), AgencyFactory(code="KEPT")
    staff, admin = UserFactory(staff=True), UserFactory(admin=True)
    seat = SeatFactory(requested=True, agency=duplicate)
    person = ProfileFactory(user=MembershipFactory(agency=duplicate).user).user
    follow_up = TeamFactory(proposal__state=State.FOLLOW_UP)
    site = SiteFactory(team=follow_up, agency=duplicate)
    letter = {"letter_no": "1", "letter_date": date(2025, 3, 3)}
    facts = {"province_id": 40, "agency_th": "อบจ.", "mode": "SCALE_OUT", "agency": duplicate}
    other = seat.team.cohort.tiers.get(key=TierKey.AREA_OPERATOR)

    *_written, joined = together(
        lambda: services.request_nomination(seat.team, other, duplicate, by=staff),
        lambda: services.nominate(seat, person, by=staff, **letter),
        lambda: sites.add_site(follow_up, by=staff, status="agreed", **facts),
        lambda: sites.update_site(site, by=staff, owner_th="กอง", agency=duplicate),
        lambda: partners.link_agency(seat.team, duplicate, by=staff, reason=WHY),
        lambda: join_agencies(duplicate, kept, by=admin, reason="ซ้ำ"),
    )

    assert joined == kept
    assert left_at(duplicate) == {}
    assert ScaleOutSite.objects.filter(agency=kept).count() == 2


@pytest.mark.django_db
def test_what_was_saved_in_that_moment_is_brought_over_afterwards():
    duplicate, kept = AgencyFactory(code="DUP"), AgencyFactory(code="KEPT")
    join_agencies(duplicate, kept, by=UserFactory(admin=True), reason="ซ้ำ")
    late = EnquiryFactory(agency=duplicate)

    assert (catch_up(), catch_up()) == (1, 0)

    late.refresh_from_db()
    assert late.agency == kept
