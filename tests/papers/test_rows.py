"""Rows that hold much text go over the page, and the head of their table goes with them."""

import pytest

from pyp_portal.papers import rendering, rows
from tests.papers.texts import poppler_pages

MUCH = "น้ำ" * 81  # 243 letters


@pytest.mark.parametrize(
    ("row", "marked"),
    [
        (f"<tr><td>{MUCH}</td></tr>", f'<tr class="long"><td>{MUCH}</td></tr>'),
        (
            f'<tr class="sum"><th scope="row">ก</th><td><b>{MUCH}</b></td></tr>',
            f'<tr class="sum long"><th scope="row">ก</th><td><b>{MUCH}</b></td></tr>',
        ),
        (f'<tr class="long"><td>{MUCH}</td></tr>', f'<tr class="long"><td>{MUCH}</td></tr>'),
        (f"<tr>{'<td>น้ำ</td>' * 81}</tr>", f"<tr>{'<td>น้ำ</td>' * 81}</tr>"),
        (f"<tr><td>{MUCH[3:]}</td></tr>", f"<tr><td>{MUCH[3:]}</td></tr>"),
    ],
)
def test_a_row_is_long_by_the_letters_of_one_cell(row, marked):
    assert rows.breakable(row) == marked


def test_a_row_higher_than_a_page_keeps_its_head_and_leaves_no_page_blank():
    table = (
        '<h3>ผลลัพธ์</h3><table><colgroup><col class="w20"><col class="w80"></colgroup>'
        '<thead><tr><th scope="col">ตัวชี้วัด</th><th scope="col">วิธีวัด</th></tr></thead>'
        f"<tbody><tr><td>{'น้ำท่วมซ้ำซาก ' * 80}</td><td>ก</td></tr></tbody></table>"
    )
    pages = poppler_pages(rendering.render(f'<html lang="th"><title>ก</title>{table}').pdf)
    assert len(pages) == 2
    assert [page.count("ตัวชี้วัด") for page in pages] == [1, 1]
    assert "น้ำท่วม" in pages[0]
