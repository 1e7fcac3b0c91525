"""The arithmetic of the benchmark: what it calls grown, and which plans it calls whole."""

import pytest

from proposals.models import Proposal
from pyp_portal.pages import work_of
from tests.factories.accounts import MembershipFactory
from tests.performance import growth
from tests.performance.pages import PAGES, Page

LIST = Page("list", "staff", 25, 15)


@pytest.mark.parametrize(
    ("costs", "verdict"), [((10, 11, 15), "1.50 | kept"), ((10, 12, 15.2), "1.52 | GROWS")]
)
def test_a_page_may_cost_half_as_much_again(costs, verdict):
    found = dict(zip(growth.SIZES, [{"list": (9, cost)} for cost in costs], strict=True))

    assert growth.line(LIST, found).endswith(f"| {verdict} |")


def test_a_page_that_is_cheaper_at_the_smallest_size_has_grown():
    found = dict(zip(growth.SIZES, [{"list": (9, cost)} for cost in (20, 10, 20)], strict=True))

    assert "GROWS" in growth.line(LIST, found)


def test_a_slow_page_is_asked_less_often_but_asked():
    assert (LIST.asked(60), Page("board", "", 1, 1, 0.01).asked(60)) == (60, 5)


def test_the_pages_of_the_table_are_measured_at_every_size():
    assert set(PAGES) <= set(growth.GROWING)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_whole_reading_is_told_from_an_indexed_one():
    plans = pytest.importorskip("tests.performance.plans")
    whole = Proposal.objects.filter(title_en__contains="x").query.sql_with_params()
    indexed = Proposal.objects.filter(code="P68-0001").query.sql_with_params()

    assert plans.reads_whole(*whole)
    assert not plans.reads_whole(*indexed)


@pytest.mark.postgres
@pytest.mark.django_db
def test_what_a_person_may_see_is_found_by_indexes():
    plans = pytest.importorskip("tests.performance.plans")
    member = MembershipFactory().user
    seen = Proposal.objects.visible_to(member)

    assert not plans.reads_whole(*seen.order_by().query.sql_with_params())
    assert not plans.reads_whole(*work_of(member).query.sql_with_params())


@pytest.mark.parametrize(
    ("node", "verdict"),
    [
        ({"Node Type": "Index Scan", "Index Cond": "(code = 1)"}, False),
        ({"Node Type": "Index Only Scan"}, False),
        ({"Node Type": "Index Scan"}, True),
        ({"Node Type": "Seq Scan"}, True),
    ],
)
@pytest.mark.django_db
def test_an_index_followed_to_every_row_is_a_whole_reading(node, verdict):
    plans = pytest.importorskip("tests.performance.plans")
    inside = {"Node Type": "Sort", "Plans": [node | {"Relation Name": plans.TABLE}]}
    page = {"Node Type": "Limit", "Plans": [inside]}

    assert plans.has_whole(inside) is verdict
    assert plans.has_whole(page) is (node["Node Type"] == "Seq Scan")
    assert not plans.has_whole({"Node Type": "Sort", "Plans": [node | {"Relation Name": "else"}]})
