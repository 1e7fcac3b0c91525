"""Make the workbook: what is asked, with its limits and lists, and what has been written."""

import json
from io import BytesIO

import xlsxwriter
from django.utils import translation

from proposals import reading
from proposals.forms.choosing import Choices
from proposals.offline.lines import (
    FACTS,
    FIRST,
    LISTS,
    SHEET,
    WIDE,
    Words,
    asked,
    lines_of,
)
from proposals.questions import STEPS, Kind, limits
from proposals.stamps import digest

YES = reading.YES
LETTERS_A_LINE, LINE = 110, 18  # of a merged cell
A4 = 9  # the number of this paper in a workbook
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
GUIDE = (
    "แบบข้อเสนอประเด็นการบูรณาการ: กรอกได้โดยไม่ต้องต่ออินเทอร์เน็ต",
    "1. กรอกเฉพาะช่องสีขาว แต่ละขั้นอยู่คนละแผ่นงาน ตามแถบด้านล่าง",
    "2. บันทึกไฟล์ตามปกติ (Ctrl+S) ส่งให้เพื่อนร่วมงานช่วยกรอกต่อได้ ทีละคน",
    "3. เมื่อต่ออินเทอร์เน็ตได้ เปิดร่างข้อเสนอในระบบ แล้วเลือก “กรอกแบบออฟไลน์” เพื่อส่งไฟล์นี้กลับ",
    "4. ระบบจะแสดงทุกข้อให้ตรวจก่อนบันทึก ช่องที่เว้นว่างจะไม่ลบข้อความที่มีอยู่ในระบบ",
    "5. หากมีผู้แก้ข้อเดียวกันในระบบ จะเห็นข้อความทั้งสองคู่กันให้เลือก ไม่มีสิ่งใดถูกเขียนทับ",
    "6. ไฟล์แนบ หนังสือรับรอง และคำรับรองต่าง ๆ ทำในระบบเท่านั้น ไฟล์นี้ยังไม่ใช่การยื่นข้อเสนอ",
)


def workbook(proposal):
    """The bytes of the workbook of a proposal, or of a ``Sample`` with nothing in it."""
    file = BytesIO()
    with translation.override("th"), xlsxwriter.Workbook(file, OPTIONS) as book:
        Writer(book, proposal).write()
    return file.getvalue()


def facts_of(proposal, answers):
    """What the file remembers: of which proposal, at which version, with which answers."""
    questions = [q for step in STEPS for q in asked(proposal.form, step)]
    return {
        "code": proposal.code,
        "form": proposal.form.number,
        "version": proposal.version if proposal.code else 0,
        "was": {q.name: digest(q.answer(answers)) for q in questions},
    }


class Writer:
    """A workbook on its way."""

    def __init__(self, book, proposal):
        self.book, self.proposal, self.form = book, proposal, proposal.form
        self.answers = proposal.answered()
        self.words = Words(Choices(proposal))
        self.ranges = {}
        self.formats = self.made_formats()

    def made_formats(self):
        """The few dresses of cells; only those for answers can be written into."""
        font = {"font_name": "Sarabun", "font_size": 11, "text_wrap": True, "valign": "top"}
        tint = {"bg_color": "#E4ECF8"}
        return {
            "title": self.book.add_format({**font, "bold": True, "font_size": 15}),
            "text": self.book.add_format({**font, "text_wrap": True}),
            "label": self.book.add_format({**font, **tint, "border": 1}),
            "head": self.book.add_format({**font, **tint, "bold": True, "border": 1}),
            "answer": self.book.add_format(
                {**font, "border": 1, "locked": False, "num_format": "@"}
            ),
        }

    def write(self):
        """All sheets; the lists and the facts stand behind, hidden."""
        self.guide()
        sheets = [(step, self.book.add_worksheet(SHEET.format(step))) for step in STEPS]
        self.lists = self.book.add_worksheet(LISTS)
        for step, sheet in sheets:
            self.step(sheet, step)
        facts = self.book.add_worksheet(FACTS)
        facts.write_string(0, 0, json.dumps(facts_of(self.proposal, self.answers)))
        self.lists.hide()
        facts.hide()

    def guide(self):
        sheet = self.book.add_worksheet("เริ่มที่นี่")
        sheet.set_column(0, 0, 100)
        for row, text in enumerate(GUIDE):
            sheet.write_string(row, 0, text, self.formats["text" if row else "title"])
        if self.proposal.code:
            about = f"{self.proposal.code} {self.proposal}"
            sheet.write_string(len(GUIDE) + 1, 0, about, self.formats["text"])
        sheet.protect()

    def step(self, sheet, step):
        """The questions of one step, one under the other."""
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, 46)
        sheet.set_column(FIRST, FIRST + WIDE - 1, 20)
        title, note = self.form.step_words(step)
        sheet.write_string(0, 1, f"{step}. {title}", self.formats["title"])
        sheet.write_string(1, 1, note, self.formats["text"])
        row = 3
        for question in asked(self.form, step):
            row = self.question(sheet, row, question)
        sheet.freeze_panes(2, FIRST)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_rows": True, "format_columns": True})

    def question(self, sheet, row, question):
        """One question from this row on; answers with the row behind it."""
        lines = lines_of(question)
        if question.columns:
            self.heads(sheet, row, lines[0].columns, question)
            row += 1
        for number, line in enumerate(lines):
            sheet.write_string(row, 0, line.marker)
            label = self.label(question) if number == 0 else ""
            sheet.write_string(row, 1, label, self.formats["label"])
            self.cells(sheet, row, line, number)
            row += 1
        return row + 1

    def label(self, question):
        """What is asked, what helps, how much may be written."""
        mark = "" if question.required else " (ไม่บังคับ)"
        said = [f"{question.code} {question.label}{mark}", question.help]
        return "\n".join(filter(None, [*said, limits.in_words(question)]))

    def heads(self, sheet, row, columns, question):
        for place, column in enumerate(columns, start=FIRST):
            label = question.column_label(column)
            sheet.write_string(row, place, label, self.formats["head"])

    def cells(self, sheet, row, line, number):
        """The cells of a line with what stands there, and the lists to choose from."""
        value = line.question.answer(self.answers)
        if line.is_row:
            rows = value or []
            own = rows[number] if number < len(rows) else {}
            for place, column in enumerate(line.columns, start=FIRST):
                self.cell(sheet, row, place, column, own.get(column.name))
        elif line.marker.startswith("c:"):
            start = number * WIDE
            for place in range(WIDE):
                chosen = (value or [])[start + place : start + place + 1]
                self.cell(sheet, row, FIRST + place, line.question, *chosen or [None])
        else:
            self.long_cell(sheet, row, line.question, value)

    def cell(self, sheet, row, place, part, value):
        """One cell: of a column of rows, or of a choice."""
        sheet.write_string(row, place, self.in_words(part, value), self.formats["answer"])
        self.offer(sheet, row, place, part)

    def long_cell(self, sheet, row, question, value):
        """One answer over the whole width, as high as the text may become."""
        last = FIRST + WIDE - 1
        text = self.in_words(question, value)
        sheet.merge_range(row, FIRST, row, last, text, self.formats["answer"])
        height = (question.max_length or 0) // LETTERS_A_LINE + 1
        sheet.set_row(row, LINE * min(max(height, 4), 20))
        self.offer(sheet, row, FIRST, question)

    def in_words(self, part, value):
        """A value as it is typed."""
        if value is None or value is False or value == "":
            return ""
        if part.kind == Kind.BOOL:
            return YES
        if part.kind == Kind.MONTH:
            return reading.month(value).replace("\u00a0", " ")
        return self.words.word(part.source, value) if part.source else str(value)

    def offer(self, sheet, row, place, part):
        """A list to choose from, where there is one."""
        if part.kind == Kind.BOOL:
            sheet.data_validation(row, place, row, place, {"validate": "list", "source": [YES]})
        elif part.source:
            rule = {"validate": "list", "source": self.range_of(part.source)}
            sheet.data_validation(row, place, row, place, rule)

    def range_of(self, source):
        """Where the words of a list stand, written there when they are first asked for."""
        if source not in self.ranges:
            column, words = len(self.ranges), list(self.words.of(source))
            self.lists.write_column(0, column, words)
            first = xlsxwriter.utility.xl_rowcol_to_cell(0, column, True, True)
            last = xlsxwriter.utility.xl_rowcol_to_cell(max(len(words), 1) - 1, column, True, True)
            self.ranges[source] = f"='{LISTS}'!{first}:{last}"
        return self.ranges[source]
