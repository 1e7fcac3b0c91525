"""The cells of the grid of readers as they are written: what people typed is text in them."""

from types import SimpleNamespace

import pytest

from selection.drawn import cells
from selection.services.grid import Cell, Grid, Row

NAME, CODE = '<b>"สมชาย" & ลูก</b>', "P68-0001"
SAFE_NAME = "&lt;b&gt;&quot;สมชาย&quot; &amp; ลูก&lt;/b&gt;"


def drawn(may_manage, **facts):
    """The cells of a row with one cell, of which these facts differ from an empty box."""
    seat = SimpleNamespace(pk=1, user=NAME)
    facts = {"is_reader": False, "has_declared": True, "refusal": ""} | facts
    row = Row(SimpleNamespace(code=CODE), [Cell(seat, f"1:{CODE}", **facts)], 0, False)
    (found,) = cells(Grid([], [row]), may_manage).rows
    return found.drawn


@pytest.mark.parametrize(
    ("facts", "is_ticked", "says_silent"),
    [
        ({}, False, False),
        ({"is_reader": True}, True, False),
        ({"is_reader": True, "has_declared": False}, True, True),
        ({"is_reader": True, "refusal": "ถอนตัว"}, True, False),
    ],
)
def test_who_runs_the_selection_gets_a_box(facts, is_ticked, says_silent):
    cell = drawn(True, **facts)

    assert f'name="reads" value="1:{CODE}"' in cell
    assert f'<span class="visually-hidden">{SAFE_NAME}: {CODE}</span>' in cell
    assert (" checked" in cell, "text-xs quiet" in cell) == (is_ticked, says_silent)


def test_who_only_looks_sees_who_reads_and_no_box():
    assert "icons.svg" in drawn(False, is_reader=True)
    assert drawn(False) == f'<td data-label="{SAFE_NAME}"></td>'
    assert "<input" not in drawn(False, is_reader=True)


@pytest.mark.parametrize("may_manage", [True, False])
def test_an_obstacle_stands_instead_of_the_box(may_manage):
    cell = drawn(may_manage, refusal="<i>ถอนตัว</i>")

    assert cell.count("&lt;i&gt;ถอนตัว&lt;/i&gt;") == 2
    assert ("<i>" in cell, "<input" in cell) == (False, False)
