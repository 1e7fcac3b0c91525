"""Which areas the report to the Prime Minister counts."""

import pytest

from cohorts import comparing, report_papers, services
from tests.factories.cohorts import SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_year_after(at):
    at("2026-03-02 10:00")


def test_an_area_that_was_dropped_is_no_area_of_the_report(followed, writer):
    SiteFactory(team=followed, status="interested")
    SiteFactory(team=followed, status="dropped")

    made = services.minister_report(followed.cohort, by=writer)

    rows = {row.key: row.now for row in comparing.deltas(made.figures)}
    assert (rows["sites"], rows["working"], made.figures["dropped"]) == (2, 1, 1)
    assert [one["sites"] for one in made.figures["issues"]] == [2]
    assert "จากที่สนใจ 2 แห่ง" in made.words["summary"]
    (annex,) = [rows for name, rows in report_papers.tables(made.figures) if name == "พื้นที่ขยายผล"]
    assert sorted(number for _words, number in annex) == [1, 1, 1]


def test_a_report_of_the_older_kind_prints_the_figures_it_was_signed_with(report):
    older = report.figures | {"sites": {"implementing": 1, "dropped": 2}}
    del older["dropped"]

    assert {row.key: row.now for row in comparing.deltas(older)}["sites"] == 3
    assert len(report_papers.sites_of(older)) == 2
