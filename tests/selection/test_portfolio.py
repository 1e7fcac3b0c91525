"""Limits by region, level and theme: counted, said, never applied (section 4.4, 8)."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from selection import portfolio, services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, decided, fresh, plan_of, seat_members


def one(region="", level="", theme=""):
    """A proposal as the count sees it."""
    agency = SimpleNamespace(
        level=level, province=SimpleNamespace(region_th=region) if region else None
    )
    found = SimpleNamespace(code=theme) if theme else None
    return SimpleNamespace(province=None, lead_agency=agency, theme=found)


def test_only_what_is_above_its_limit_is_named_in_the_order_of_the_dimensions():
    chosen = [one("ภาคเหนือ", "LOCAL"), one("ภาคเหนือ", "LOCAL"), one("ภาคใต้"), one()]
    limits = {"level": {"LOCAL": 1}, "region": {"ภาคเหนือ": 1, "ภาคใต้": 1}, "theme": {"T1": 0}}

    found = portfolio.exceeded(limits, chosen)

    assert [(e.dimension, e.count, e.most) for e in found] == [("region", 2, 1), ("level", 2, 1)]
    assert all("2" in excess.sentence for excess in found)


@given(
    st.lists(st.sampled_from("กขค"), max_size=12),
    st.dictionaries(st.sampled_from("กขคง"), st.integers(0, 6)),
)
def test_a_limit_is_exceeded_exactly_where_more_are_chosen(regions, limits):
    found = portfolio.exceeded({"region": limits}, [one(region) for region in regions])

    assert {excess.label: excess.count for excess in found} == {
        region: regions.count(region)
        for region, most in limits.items()
        if regions.count(region) > most
    }


@pytest.fixture
def year(at, db):
    """(plan, director, draft with two selected of one region, of which one is allowed)."""
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=3)
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, director, [Outcome.SELECTED, Outcome.SELECTED])
    place = portfolio.places_of(proposals[0])["level"]
    plan.portfolio_limits = {"level": {place[0]: 1}}
    plan.save()
    draft = services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ผล")
    return plan, director, draft


def sign(draft, director, reason=""):
    return services.sign(
        draft,
        number="ที่ 3/2568",
        date=clock.today(),
        signed_by=director,
        portfolio_reason=reason,
    )


def test_above_a_limit_a_signature_needs_a_reason_that_stays(year):
    _plan, director, draft = year
    with pytest.raises(MoveRefused):
        sign(draft, director)

    signed = sign(draft, director, REASON)

    assert (signed.portfolio_reason, timeline(signed).last().reason) == (REASON, REASON)
    services.release(signed, by=director)
    assert {item.proposal.state for item in draft.items.all()} == {State.SELECTED}


def test_within_the_limits_no_reason_is_kept(year):
    plan, director, draft = year
    services.change_plan(plan, by=director, portfolio_limits={})

    assert sign(draft, director, REASON).portfolio_reason == ""


def test_those_selected_before_count_too(year):
    plan, _director, draft = year
    draft.items.first().delete()
    assert services.beyond_limits(draft) == []
    taken = draft.items.get().proposal

    ProposalFactory(call=plan.call, state=State.SELECTED, lead_agency=taken.lead_agency)

    assert [excess.count for excess in services.beyond_limits(draft)] == [2]


def test_officers_write_the_limits_and_the_page_of_the_signature_asks_why(year, client_of):
    plan, director, draft = year
    office = client_of(director)
    url = f"{draft.get_absolute_url()}sign/"
    asked = office.get(url).content.decode()
    signed = {
        "number": "ที่ 3/2568",
        "date_0": "28",
        "date_1": "2",
        "date_2": "2568",
        "signed_by": director.email,
    }
    office.post(url, signed)
    silent = fresh(draft).is_signed
    page = "/selection/2568/portfolio/"
    refused = office.post(page, {"level:LOCAL": "-1"})
    office.post(page, {"level:LOCAL": "7"})

    assert ("portfolio_reason" in asked, silent, refused.status_code) == (True, False, 200)
    assert 'value="7"' in office.get(page).content.decode()
    assert fresh(plan).portfolio_limits == {"level": {"LOCAL": 7}}
    assert "portfolio_reason" not in office.get(url).content.decode()
