"""The form as a workbook: what stands in it, and how its cells are read."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from proposals import services
from proposals.models import Proposal
from proposals.offline import lines, reading
from proposals.offline.writing import GUIDE, workbook
from proposals.questions import STEPS
from tests.factories.accounts import AgencyFactory
from tests.factories.answers import FORM
from tests.proposals.offline.excel import Excel, confirm, send, url

pytestmark = pytest.mark.django_db


def test_the_file_asks_every_question_that_can_be_typed(draft):
    excel = Excel(workbook(draft))

    for step in STEPS:
        for question in lines.asked(FORM, step):
            line = lines.lines_of(question)[0]
            [label, *_rest] = [row[1].value for row in excel.rows(line.marker)]
            assert question.label in label
    sheets = excel.book.sheetnames
    assert sheets == ["เริ่มที่นี่", *map(lines.SHEET.format, STEPS), lines.LISTS, lines.FACTS]
    assert [excel.book[name].sheet_state for name in sheets[-2:]] == ["hidden", "hidden"]
    assert excel.book["เริ่มที่นี่"]["A1"].value == GUIDE[0]


def test_what_has_been_written_stands_in_it(draft):
    excel = Excel(workbook(draft))
    answers = draft.answered()

    assert excel.read("t:title_th") == [draft.title_th]
    assert excel.read("t:summary") == [answers["summary"]]
    assert len(excel.read("c:urgent_policies")) == len(answers["urgent_policies"])
    assert excel.read("r:partners")[0] == answers["partners"][0]["name_th"]


def test_only_cells_for_answers_can_be_written_into(draft):
    sheet = Excel(workbook(draft)).book[lines.SHEET.format(2)]

    assert sheet.protection.sheet
    [row] = [row for row in sheet.iter_rows() if row[0].value == "t:title_th"]
    assert row[1].protection.locked
    assert not row[lines.FIRST].protection.locked


def test_everybody_fetches_the_empty_form(draft):
    for path in ("/call/form/", f"/call/{draft.call.fiscal_year}/form/"):
        answer = Client().get(path)
        assert answer["Content-Disposition"] == 'attachment; filename="form-2568.xlsx"'
    assert Excel(answer.content).read("t:title_th") == []


def test_a_text_that_begins_like_a_formula_stays_a_text(draft, writer):
    services.save_step(draft, 1, {"sub_unit": "=1+1"}, writer)

    cell = Excel(workbook(Proposal.objects.get())).rows("t:sub_unit")[0][lines.FIRST]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "ไม่ใช่ Excel"),
        (b"", "ว่าง"),
        (b"PK\x03\x04" + b"0" * 40, "ไม่ใช่ Excel"),
    ],
)
def test_another_kind_of_file_is_refused_with_a_sentence(client, draft, content, words):
    file = SimpleUploadedFile("a.xlsx", content)

    body = client.post(url("offline", draft), {"file": file}).content.decode()

    assert words in body


def test_another_workbook_is_refused(client, draft):
    book = openpyxl.Workbook()
    saved = BytesIO()
    book.save(saved)

    with pytest.raises(ValidationError):
        reading.read(SimpleUploadedFile("a.xlsx", saved.getvalue()))


def test_facts_that_are_none_are_refused(draft):
    excel = Excel(workbook(draft))
    excel.book[lines.FACTS]["A1"].value = '{"version": "x"}'

    with pytest.raises(ValidationError):
        reading.read(excel.file())


@pytest.mark.parametrize("sheet", ["", "[]", "{", '{"data": 1, "names": 2}', '{"data": {"a": 1}}'])
def test_a_page_that_has_lost_the_file_says_so(client, draft, sheet):
    answer = client.post(url("keep_offline", draft), {"sheet": sheet})

    assert answer.url == url("offline", draft)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (datetime(2025, 3, 1), "3/2568"),
        (datetime(2568, 3, 1), "3/2568"),
        (12.0, "12"),
        (12.5, "12.5"),
        (812345678, "812345678"),
        (" ก ", "ก"),
    ],
)
def test_a_cell_is_read_as_it_was_typed(cell, text):
    assert reading.text_of(cell) == text


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("90", "รัตภูมิ", "กำแพงเพชร"), "90/รัตภูมิ/กำแพงเพชร"),
        (("90", "", ""), "90"),
        (("90", "ไม่มีอำเภอนี้", ""), "90/ไม่มีอำเภอนี้"),
    ],
)
def test_a_place_is_found_by_its_names(names, key):
    assert reading.place_key(*names) == key


def test_a_partner_is_known_by_its_name_in_the_register(client, draft):
    agency = AgencyFactory(name_th="สำนักงานสาธารณสุขอำเภอลองกรอก")
    excel = Excel(workbook(draft)).type("r:partners", agency.name_th)

    confirm(client, send(client, draft, excel), draft)

    assert Proposal.objects.get().partners.filter(agency=agency).exists()


def test_two_words_that_are_the_same_are_told_apart():
    words = lines.Words(lambda source: [("A", "น้ำ"), ("B", "น้ำ")])

    assert words.of("x") == {"น้ำ": "A", "น้ำ (B)": "B"}
    assert words.word("x", "C") == "C"
    assert words.word("x", None) == ""
