"""A file is taken by what it is, opened for real, and kept under a name that tells nothing."""

import hashlib
import io
import re

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pyp_portal.uploads import checks
from pyp_portal.uploads.kinds import KINDS
from pyp_portal.uploads.models import StoredFile
from pyp_portal.uploads.services import clean_name, taken_in
from tests.uploads.conftest import package, pdf, picture, workbook


def refusal(send, content, name="a.pdf", **kwargs):
    """The code of the refusal; nothing may have been kept."""
    with pytest.raises(ValidationError) as refused:
        send(content, name, **kwargs)
    assert StoredFile.objects.count() == 0
    assert len(refused.value.messages) == 1
    return refused.value.code


def test_an_accepted_file_is_measured_and_hashed(send):
    content = pdf(pages=3)

    stored = send(content, "หนังสือ\u200bรับรอง นํ้า.PDF")

    assert (stored.name, stored.kind, stored.pages) == ("หนังสือรับรอง น้ำ.pdf", "pdf", 3)
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with stored.file.open() as kept:
        assert kept.read() == content


def test_a_file_whose_use_is_refused_is_forgotten(person, django_capture_on_commit_callbacks):
    class Refused(Exception):
        pass

    upload = SimpleUploadedFile("a.pdf", pdf())
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(Refused),
        taken_in(upload, by=person()) as stored,
    ):
        assert stored.file.storage.exists(stored.file.name)
        raise Refused
    with taken_in(None, by=person()) as nothing:
        assert nothing is None

    assert (StoredFile.objects.count(), stored.file.storage.exists(stored.file.name)) == (0, False)


def test_s32_the_place_of_a_file_cannot_be_guessed_from_its_name(send):
    one, other = send(pdf(), "same.pdf"), send(pdf(), "same.pdf")

    assert one.file.name != other.file.name
    assert re.fullmatch(r"uploads/[0-9a-f]{2}/[0-9a-f]{32}", one.file.name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\letter.pdf", "letter.pdf"),
        ("letter.pdf.exe", "letter.pdf.exe.pdf"),
        ("<script>alert(1)</script>.pdf", "script.pdf"),
        ('a"b\r\nX: y;c.pdf', "a b X y c.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "file.pdf"),
        ("ก" * 300 + ".pdf", "ก" * 120 + ".pdf"),
    ],
)
def test_s33_a_name_is_cleaned(name, kept):
    assert clean_name(name, KINDS["pdf"]) == kept


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "wrong_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_kind"),
        (b"MZ\x90\x00" + b"\x00" * 100, "wrong_kind"),
        (picture(), "wrong_kind"),
        (package("docx"), "wrong_kind"),
        (b"PK\x03\x04" + b"\x00" * 50, "wrong_kind"),
        (b"%PDF-1.7\nnot really", "broken"),
        (pdf(pages=0), "broken"),
        (pdf()[:200], "broken"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
    ],
)
def test_s11_only_a_pdf_that_opens_is_taken_as_one(send, content, code):
    assert refusal(send, content) == code


def test_a_file_may_be_as_large_as_allowed_and_no_byte_larger(send):
    content = pdf()

    assert refusal(send, content, max_bytes=len(content) - 1) == "too_large"
    assert send(content, max_bytes=len(content)).size == len(content)


def test_a_refusal_says_what_can_be_sent(send):
    with pytest.raises(ValidationError) as refused:
        send(b"text", "a.txt", kinds=("pdf", "image"))

    assert all(word in refused.value.messages[0] for word in ("PDF", "JPEG", "PNG"))


@pytest.mark.parametrize(
    ("kind", "name", "ending"), [("JPEG", "photo.JPEG", ".jpg"), ("PNG", "photo.png", ".png")]
)
def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(send, kind, name, ending):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "บ้านเลขที่ 1"
    exif.get_ifd(0x8825)[1] = "N"

    stored = send(picture(kind, size=(40, 30), exif=exif), name, kinds=("image",))

    assert stored.name == f"photo{ending}"
    with stored.file.open() as kept, Image.open(io.BytesIO(kept.read())) as drawn:
        assert drawn.size == (30, 40)
        assert dict(drawn.getexif()) == {}
        assert drawn.info.get("exif") is None


def test_s33_a_picture_of_too_many_pixels_is_refused(send, monkeypatch):
    monkeypatch.setattr(checks, "MAX_PIXELS", 1000)

    assert refusal(send, picture(), kinds=("image",)) == "too_many_pixels"


def test_a_picture_that_does_not_open_is_refused(send):
    assert refusal(send, picture()[:100], kinds=("jpg",)) == "broken"


@pytest.mark.parametrize(
    ("kind", "content"),
    [("xlsx", workbook()), ("docx", package("docx")), ("pptx", package("pptx"))],
)
def test_office_files_are_known_by_what_is_inside(send, kind, content):
    stored = send(content, "table.zip", kinds=("office",))

    assert (stored.kind, stored.name) == (kind, f"table.zip.{kind}")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package("xlsx"), "broken"),  # a package, but no workbook opens
        (package("docx", **{"word/media/bomb.bin": b"\x00" * (20 * 2**20)}), "bomb"),
        (package("docx", **{"word/vbaProject.bin": b"x"}), "macros"),
        (package("docx", **{"../../evil.xml": b"x"}), "broken"),
        (
            package(
                "docx", **{"word/a.xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>"}
            ),
            "broken",
        ),
        (package("docx")[:-30], "wrong_kind"),
    ],
)
def test_s33_office_files_that_are_traps_are_refused(send, content, code):
    assert refusal(send, content, "a.docx", kinds=("office",)) == code


def test_s33_a_package_of_very_many_parts_is_refused(send, monkeypatch):
    monkeypatch.setattr(checks, "MAX_ENTRIES", 3)
    parts = {f"word/{n}.xml": "" for n in range(3)}

    assert refusal(send, package("docx", **parts), kinds=("docx",)) == "bomb"
