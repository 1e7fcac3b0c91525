"""Look into a file: what it really is, and whether it opens.

The name and the type a browser claims are no evidence. Each check refuses with a
sentence, or answers with the bytes to keep and how many pages they have.
"""

import io
import warnings
import zipfile

import filetype
import openpyxl
import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from pyp_portal.uploads import pdf_acts
from pyp_portal.uploads.kinds import KINDS

MAX_PIXELS = 50_000_000
MAX_OBJECTS = 400_000
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300 * 2**20
MAX_RATIO = 200
_RATIO_MATTERS_FROM = 2**20
_MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
_ENCRYPTED = 0x1
_ZIP = b"PK\x03\x04"

# What a small part of a PDF may unpack to before it counts as a bomb; holds for the process.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
)


def kind_of(content):
    """The key of a kind by content, or an empty text."""
    if content.startswith(_ZIP):
        return _kind_of_package(content)
    return _kind_by_start(content)


def may_become(head, kinds):
    """Whether a file that begins like this can be of one of these kinds."""
    if head.startswith(_ZIP):
        return bool(_MAIN_PARTS.keys() & set(kinds))
    return _kind_by_start(head) in kinds


def _kind_by_start(content):
    guess = filetype.guess(content[:8192])
    mime = guess.mime if guess else ""
    return next((kind.key for kind in KINDS.values() if kind.mime == mime), "")


def _kind_of_package(content):
    """Which office format a ZIP file is, if any."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((key for key, part in _MAIN_PARTS.items() if part in names), "")


def checked(kind, content):
    """The bytes to keep and the number of pages, after really opening the file."""
    return _CHECKS[kind](kind, content)


def broken():
    """The refusal for a file that does not open."""
    return ValidationError(
        _("The file is damaged and cannot be opened. Save it again and send the new one."),
        code="broken",
    )


def _pdf(kind, content):
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            is_encrypted, pages = document.is_encrypted, len(document.pages)
            acts = not is_encrypted and pdf_acts.any_in(document, MAX_OBJECTS)
    except pikepdf.PasswordError:
        is_encrypted, pages, acts = True, 0, False
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise broken() from None
    if is_encrypted:
        raise ValidationError(
            _("The PDF is locked with a password. Save it without one and send it again."),
            code="encrypted",
        )
    if acts:
        raise ValidationError(
            _(
                "The PDF holds commands or other files inside it. Print it to a new PDF "
                "(“Print”, then “Save as PDF”) and send that one."
            ),
            code="active",
        )
    if not pages:
        raise broken()
    return content, pages


def _picture(kind, content):
    """The picture drawn anew: turned upright, and without what cameras write into it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(kind, content), None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels() from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise broken() from None


def _too_many_pixels():
    return ValidationError(
        _("The picture has too many pixels. Send a smaller one."), code="too_many_pixels"
    )


def _drawn_anew(kind, content):
    made = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(picture)
        upright.info = {}
        if kind == "jpg":
            upright.save(made, "JPEG", quality=90)
        else:
            upright.save(made, "PNG")
    return made.getvalue()


def _office(kind, content):
    """An office file: a ZIP of sane size, unlocked, without macros and without DTDs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _refuse_bombs(entries)
            _refuse_strange_parts(package, entries)
        if kind == "xlsx":
            openpyxl.load_workbook(io.BytesIO(content), read_only=True).close()
    except ValidationError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, SyntaxError):
        raise broken() from None
    return content, None


def _refuse_bombs(entries):
    """A small file that unpacks to a huge one stops here, before anything is unpacked."""
    is_bomb = (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED
        or any(_ratio(entry) > MAX_RATIO for entry in entries)
    )
    if is_bomb:
        raise ValidationError(
            _("The file unpacks to far more than a document needs. It was not accepted."),
            code="bomb",
        )


def _ratio(entry):
    if entry.file_size < _RATIO_MATTERS_FROM:
        return 1
    return entry.file_size / max(entry.compress_size, 1)


def _refuse_strange_parts(package, entries):
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & _ENCRYPTED or name.startswith(("/", "\\")) or ".." in name.split("/"):
            raise broken()
        if name.lower().endswith("vbaproject.bin"):
            raise ValidationError(
                _("The file holds macros. Save it without them and send it again."), code="macros"
            )
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _start_of(package, entry):
            raise broken()


def _start_of(package, entry):
    with package.open(entry) as part:
        return part.read(4096)


_CHECKS = {
    "pdf": _pdf,
    "jpg": _picture,
    "png": _picture,
    "docx": _office,
    "xlsx": _office,
    "pptx": _office,
}
