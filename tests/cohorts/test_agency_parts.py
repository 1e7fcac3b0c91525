"""What of the lab goes over when two entries of one agency are joined."""

import pytest

from cohorts import seat_papers
from cohorts.models import AgencyLink
from pyp_portal import clock
from pyp_portal.accounts.services import join_agencies
from selection.models import FormerPost
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db


def test_seats_letters_and_links_go_over_once(at):
    at("2025-05-02 10:00")
    duplicate, kept = AgencyFactory(code="DUP"), AgencyFactory(code="KEPT")
    seat = SeatFactory(requested=True, agency=duplicate)
    team, by, now = seat.team, UserFactory(staff=True), clock.now()
    letter = PaperFactory(
        kind="PD-17",
        record_type="cohorts.team",
        record_id=str(team.pk),
        key=f"{seat_papers.key_of(seat)}{seat.pk}",
    )
    for agency, reason in ((kept, "เหตุผลแรก"), (duplicate, "เหตุผลสอง")):
        AgencyLink.objects.create(
            team=team, agency=agency, reason_th=reason, approved_by=by, approved_at=now
        )
        FormerPost.objects.create(user=by, agency=agency, until="2024-01-01")

    join_agencies(duplicate, kept, by=UserFactory(admin=True), reason="ซ้ำ")

    seat.refresh_from_db()
    assert seat.agency == kept
    assert seat_papers.letter_to(seat) == letter
    link = AgencyLink.objects.get()
    assert (link.agency, link.reason_th) == (kept, "เหตุผลแรก\nเหตุผลสอง")
    assert FormerPost.objects.get().agency == kept
