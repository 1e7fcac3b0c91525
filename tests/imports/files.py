"""A workbook in the hands of a person."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pyp_portal.imports import services, working
from pyp_portal.imports.models import Import, Kind

AGENCIES = ["รหัสหน่วยงาน *", "ชื่อภาษาไทย *", "ประเภท *", "จังหวัด", "สังกัด", "ชื่อย่อ"]
PEOPLE = ["คำนำหน้าชื่อ", "ชื่อ (ภาษาไทย)", "นามสกุล (ภาษาไทย)", "อีเมล", "รหัสหน่วยงาน"]
PEOPLE += ["โทรศัพท์", "ตำแหน่ง", "ยื่นข้อเสนอในนามหน่วยงานได้"]
SAO = "องค์การบริหารส่วนตำบล"
LIST = reverse("imports:list")


def file_of(*rows, name="รายการ.xlsx"):
    """The bytes of a workbook with these rows."""
    book, saved = openpyxl.Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(saved)
    return SimpleUploadedFile(name, saved.getvalue())


def agency(code, name="", kind=SAO, province="สงขลา", parent=""):
    """A row of a list of agencies."""
    return [code, name or f"อบต.ใหม่ {code}", kind, province, parent]


def person(email, given="ใบเตย", family="ตัวอย่างดี", code="LEAD", *more):
    """A row of a list of people."""
    return ["นางสาว", given, family, email, code, *more]


def sent(kind, *rows, by):
    """A file that was sent, and that the worker has checked."""
    heads = AGENCIES if kind == Kind.AGENCIES else PEOPLE
    return worked(services.send(kind, file_of(heads, *rows), by=by))


def entered(kind, *rows, by):
    """The same, entered."""
    return worked(services.enter(sent(kind, *rows, by=by), by=by))


def worked(found):
    """The import after a worker was at it."""
    working.work(found.pk)
    return fresh(found)


def fresh(found):
    """The import as it is now."""
    return Import.objects.get(pk=found.pk)


def faults(found):
    return [(one["row"], one["column"], one["sentence"]) for one in found.faults]
