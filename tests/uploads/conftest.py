"""Files as people send them, good and bad, made on the spot."""

import io
import zipfile

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pyp_portal.uploads.arriving import begin
from pyp_portal.uploads.services import store

OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def send(person):
    """Send bytes under a name: ``send(content, "letter.pdf", kinds=…)``."""

    def sent(content, name="หนังสือรับรอง.pdf", **kwargs):
        return store(SimpleUploadedFile(name, content, "text/html"), by=person(), **kwargs)

    return sent


@pytest.fixture
def sender(person):
    return person()


@pytest.fixture
def started(sender):
    """Begin to send bytes: ``started(content)``."""

    def started(content, name="a.pdf", place="here", by=sender, max_bytes=2**20):
        return begin(place, name, len(content), "17", by=by, max_bytes=max_bytes)

    return started


def pdf(pages=2, **kwargs):
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _n in range(pages):
            document.add_blank_page()
        document.save(made, **kwargs)
    return made.getvalue()


def picture(kind="JPEG", size=(40, 30), **kwargs):
    made = io.BytesIO()
    with Image.new("RGB", size, "teal") as image:
        image.save(made, kind, **kwargs)
    return made.getvalue()


def workbook():
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def package(kind, **parts):
    """An office file with these parts beside those that make it one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(OFFICE[kind], "<document/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
