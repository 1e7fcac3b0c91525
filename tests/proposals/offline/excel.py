"""The file in the hands of a person, and the pages to which it is sent."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals.offline import lines
from proposals.questions import STEPS


def url(name, proposal):
    return reverse(f"proposals:{name}", args=[proposal.code])


class Excel:
    """A person with the file open: cells found by the marker of their line."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(BytesIO(content))

    def rows(self, marker):
        return [
            row
            for step in STEPS
            for row in self.book[lines.SHEET.format(step)].iter_rows()
            if row[0].value == marker
        ]

    def read(self, marker, row=0):
        return [cell.value for cell in self.rows(marker)[row][lines.FIRST :] if cell.value]

    def type(self, marker, *values, row=0):
        for place, value in enumerate(values, start=lines.FIRST):
            self.rows(marker)[row][place].value = value
        return self

    def file(self):
        saved = BytesIO()
        self.book.save(saved)
        return SimpleUploadedFile("แบบ.xlsx", saved.getvalue())


def send(client, proposal, excel):
    return client.post(url("offline", proposal), {"file": excel.file()})


def confirm(client, page, proposal, **choices):
    """Press "save this" on the page that shows the file."""
    hidden = {"sheet": page.context["sheet"], "version": page.context["base"]}
    hidden |= {f"_was-{name}": digest for name, digest in page.context["was"].items()}
    return client.post(url("keep_offline", proposal), hidden | choices)
