"""The kinds of file we take, and the words for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is known by its content, and what its name ends with."""

    key: str
    label: str
    mime: str
    endings: tuple


KINDS = {
    kind.key: kind
    for kind in [
        Kind("pdf", _("PDF"), "application/pdf", (".pdf",)),
        Kind("jpg", _("JPEG picture"), "image/jpeg", (".jpg", ".jpeg")),
        Kind("png", _("PNG picture"), "image/png", (".png",)),
        Kind("docx", _("Word (.docx)"), f"{_OFFICE}.wordprocessingml.document", (".docx",)),
        Kind("xlsx", _("Excel (.xlsx)"), f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
        Kind("pptx", _("PowerPoint (.pptx)"), f"{_OFFICE}.presentationml.presentation", (".pptx",)),
    ]
}
GROUPS = {"image": ("jpg", "png"), "office": ("docx", "xlsx", "pptx")}


def expand(kinds):
    """The keys behind a list that may name groups ("image", "office")."""
    return tuple(key for name in kinds for key in GROUPS.get(name, (name,)))


def in_words(keys):
    """ "PDF, JPEG picture" for a sentence."""
    return ", ".join(str(KINDS[key].label) for key in keys)
