"""The sheets of a stage as plain values: the same lines as from records, at a fixed cost."""

import pytest

from proposals.grounds import MoveRefused
from selection import sealed_table, services
from selection.kinds import Stage
from selection.services import rounds, sealing, tabling
from selection.services.versions import content_of
from tests.factories.selection import (
    REASON,
    fresh,
    reviewed,
)
from tests.selection.sealing import changed, sheet_of, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(plan, seats):
    reviewed(plan, seats[1:3])
    return lambda: tabling.rows(rounds.sheets_of(plan, Stage.DOC))


def lines(plan, sealed=None):
    return sealing.read_table(plan, Stage.DOC, sealed=sealed).lines


def test_a_row_says_what_its_records_say(seats, read):
    rows, sheets = read(), [sheet_of(seat) for seat in seats[1:3]]

    assert [row.content for row in rows] == [content_of(sheet) for sheet in sheets]
    assert [(row.uid, row.seat, row.proposal) for row in rows] == [
        (str(sheet.uid), sheet.seat.seat_no, sheet.proposal.code) for sheet in sheets
    ]
    assert [(row.is_counted, row.says_the_same) for row in rows] == [(True, True)] * 2


def test_the_line_is_that_of_the_last_version(seats, read):
    sheet = sheet_of(seats[1])
    version = sheet.versions.get()

    assert read()[0].line({}) == sealing.line_of(sheet, version)


@pytest.mark.parametrize("name", ["strength_th", "advice_th"])
def test_words_that_differ_from_the_version_are_refused(seats, read, name):
    tamper(f"UPDATE selection_scoresheet SET {name} = 'x' WHERE id = %s", sheet_of(seats[1]).pk)
    row, other = read()

    with pytest.raises(MoveRefused):
        row.line({})
    assert other.line({})["seat"] == 3


def test_who_steps_aside_or_abstains_is_told_apart(seats, read):
    services.recuse_late(seats[1], sheet_of(seats[1]).proposal, reason=REASON)
    sheet = sheet_of(seats[2])
    sheet.submitted_at, sheet.abstained_at = None, sheet.submitted_at
    sheet.save()

    assert [(row.absent()["why"], row.is_counted) for row in read()] == [
        ("recused", False),
        ("abstained", False),
    ]


def test_a_changed_sheet_gets_a_new_line_and_the_others_keep_theirs(plan, seats, read):
    chair = seats[0].user
    made = services.close_round(plan, Stage.DOC, by=chair)
    before = sealed_table.lines_of(made.table)
    sheet = changed(seats, by=chair)

    again, kept = lines(plan, sealed=before)

    assert (again["version"], again["total"]) == (2, str(fresh(sheet).total))
    assert kept is before[kept["sheet"]]
    assert [again, kept] == lines(plan)


def test_the_table_costs_the_same_for_two_sheets_and_for_more(
    plan, seats, read, django_assert_num_queries
):
    with django_assert_num_queries(4):  # what moved on, the sheets, their points, their versions
        assert len(lines(plan)) == 2
    reviewed(plan, seats[1:4])
    with django_assert_num_queries(4):
        assert len(lines(plan)) == 5
