"""Files bound behind a paper, each under a bookmark of its own. Only the tasks import this.

Each room says which files belong behind its papers: ``settings.PAPER_ANNEXES`` names the
functions, so that this foundation knows no room.
"""

import logging
from io import BytesIO

import pikepdf
from django.conf import settings
from django.utils.module_loading import import_string

from pyp_portal.papers.rendering import Made

logger = logging.getLogger(__name__)
HEADING = "เอกสารแนบ"


def annexes_of(paper):
    """The files that belong behind this paper, in their order."""
    find = settings.PAPER_ANNEXES.get(paper.record_type)
    return list(import_string(find)(paper)) if find else []


def with_annexes(made, annexes):
    """The PDF with these files behind it; one that cannot be read is left out and logged.

    What is bound in was made elsewhere and bears no tags, so the whole no longer says that it
    is made for screen readers.
    """
    if not annexes:
        return made
    bound = BytesIO()
    with pikepdf.open(BytesIO(made.pdf)) as whole:
        marks = list(_append_all(whole, annexes))
        with whole.open_outline() as outline:
            outline.root.extend(_under_one(marks))
        with whole.open_metadata(set_pikepdf_as_editor=False) as said:
            said.pop("pdfuaid:part", None)
        pages = len(whole.pages)
        whole.save(bound)
    return Made(bound.getvalue(), pages)


def _append_all(whole, annexes):
    """Append file after file; the bookmark of each."""
    for annex in annexes:
        first = len(whole.pages)
        try:
            with annex.file.open("rb") as file, pikepdf.open(file) as part:
                whole.pages.extend(part.pages)
        except (pikepdf.PdfError, OSError) as why:
            logger.warning("not bound behind a paper: %s (%s)", annex.title, why)
        else:
            yield pikepdf.OutlineItem(annex.title, first)


def _under_one(marks):
    """One bookmark that holds those of all files; nothing of none."""
    if not marks:
        return []
    heading = pikepdf.OutlineItem(HEADING, marks[0].destination)
    heading.children.extend(marks)
    return [heading]
