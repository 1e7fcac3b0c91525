"""The arithmetic of the benchmark: what it calls grown, and which plans it calls whole."""

import pytest
from django.db import connection

from proposals.models import Proposal
from tests.performance import growth
from tests.performance.pages import PAGES, Page

LIST = Page("list", "staff", 25, 15)


@pytest.mark.parametrize(
    ("costs", "verdict"), [((10, 11, 15), "1.50 | kept"), ((10, 12, 15.2), "1.52 | GROWS")]
)
def test_a_page_may_cost_half_as_much_again(costs, verdict):
    found = dict(zip(growth.SIZES, [{"list": cost} for cost in costs], strict=True))

    assert growth.line(LIST, found).endswith(f"| {verdict} |")


def test_a_page_that_is_cheaper_at_the_smallest_size_has_grown():
    found = dict(zip(growth.SIZES, [{"list": 20}, {"list": 10}, {"list": 20}], strict=True))

    assert "GROWS" in growth.line(LIST, found)


def test_a_slow_page_is_asked_less_often_but_asked():
    assert (LIST.asked(60), Page("board", "", 1, 1, 0.01).asked(60)) == (60, 5)


def test_the_pages_of_the_table_are_measured_at_every_size():
    assert set(PAGES) <= set(growth.GROWING)


@pytest.mark.django_db
def test_a_whole_reading_is_told_from_an_indexed_one():
    if connection.vendor != "sqlite":
        pytest.skip("small tables are always read whole on PostgreSQL")
    plans = pytest.importorskip("tests.performance.plans")
    whole = Proposal.objects.filter(title_en__contains="x").query.sql_with_params()
    indexed = Proposal.objects.filter(code="P68-0001").query.sql_with_params()

    assert plans.reads_whole(*whole)
    assert not plans.reads_whole(*indexed)
