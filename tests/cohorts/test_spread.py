"""How a model spreads: flow, tree, places and counts, as pure functions."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts import spread
from cohorts.spread_states import SiteStatus
from pyp_portal.accounts.models import Province

HERE = Province(name_th="สงขลา", sort_key="2", pk=90)
THERE = Province(name_th="ตรัง", sort_key="1", pk=92)


class Site(SimpleNamespace):
    """A site as rows have it."""

    @property
    def status_enum(self):
        return SiteStatus(self.status)

    @property
    def is_working(self):
        return self.status in spread.WORKING_SITES

    @property
    def copied_from_id(self):
        return self.copied_from.pk if self.copied_from else None

    @property
    def province_id(self):
        return self.province.pk


def site(pk, source=None, status="interested", province=None):
    return Site(
        pk=pk, agency_th=f"อบต. {pk}", copied_from=source, status=status, province=province or HERE
    )


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        ("", "interested", False),
        ("", "paused", True),
        ("interested", "agreed", False),
        ("interested", "implementing", False),
        ("implementing", "preparing", True),
        ("implementing", "paused", True),
        ("paused", "dropped", True),
        ("paused", "interested", False),
        ("dropped", "agreed", False),
    ],
)
def test_rest_and_steps_back_say_why(before, after, asks):
    assert spread.needs_note(before, after) is asks


@pytest.mark.parametrize(
    ("started", "may"),
    [
        (None, False),
        (date(2025, 2, 28), True),
        (date(2025, 3, 1), True),
        (date(2025, 3, 2), False),
        (date(2026, 2, 1), False),
    ],
)
def test_sustained_means_twelve_months_or_more(started, may):
    assert spread.may_be_sustained(started, date(2026, 3, 1)) is may


def test_a_ring_of_copies_is_seen():
    first = site(1)
    second = site(2, first)
    third = site(3, second)

    assert spread.goes_round(first, third)
    assert spread.goes_round(first, first)
    assert not spread.goes_round(third, first)
    assert not spread.goes_round(first, None)


def test_a_ring_that_stands_already_does_not_hold_up_the_look():
    first, second = site(1), site(2)
    first.copied_from, second.copied_from = second, first

    assert not spread.goes_round(site(3), first)


def test_the_tree_says_who_copied_from_whom():
    first, other = site(1), site(4)
    second = site(2, first)
    third, orphan = site(3, second), site(5, site(99))

    top = spread.tree([first, second, third, other, orphan])

    assert [(one.site.pk, one.count) for one in top] == [(1, 2), (4, 0), (5, 0)]
    assert [(b.site.pk, b.depth, b.source_th) for b in top[0].branches] == [(2, 1, "อบต. 1")]
    assert [one.site.pk for one in spread.flat(top)] == [1, 2, 3, 4, 5]
    assert [(one.site.pk, one.depth) for one in top[0].branches[0].branches] == [(3, 2)]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 30), max_size=30))
def test_the_tree_holds_each_site_once(sources):
    sites = []
    for number, source in enumerate(sources, start=1):
        sites.append(site(number, sites[source % len(sites)] if sites and source else None))

    def walked(branches):
        for one in branches:
            yield one.site.pk
            yield from walked(one.branches)

    assert sorted(walked(spread.tree(sites))) == [one.pk for one in sites]


def test_places_are_ranked_and_coloured_by_the_furthest_of_their_sites():
    sites = [
        site(1, status="paused", province=THERE),
        site(2, status="implementing", province=HERE),
        site(3, status="interested", province=HERE),
    ]

    tally = spread.tallied(sites)
    rows = spread.places(tally)

    assert [(one.province.name_th, one.sites, one.status) for one in rows] == [
        ("สงขลา", 2, "implementing"),
        ("ตรัง", 1, "paused"),
    ]
    assert [one.is_working for one in rows] == [True, False]
    assert spread.levels(rows) == {"สงขลา": "active", "ตรัง": "site"}
    assert spread.levels(rows, [HERE]) == {"สงขลา": "here", "ตรัง": "site"}
    assert spread.counts(tally) == {"sites": 3, "working": 1, "provinces": 2}


def test_places_of_equal_size_stand_in_thai_order():
    rows = spread.places(spread.tallied([site(1, province=HERE), site(2, province=THERE)]))

    assert [one.province.name_th for one in rows] == ["ตรัง", "สงขลา"]
