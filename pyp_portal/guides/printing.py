"""The PDF of a guide: made once for each edition of its words, pictures and styles, then kept.

No row holds it: the file's name is the hash of what it is made from, so whoever finds the file
has the right one, and a new release asks for another.
"""

from functools import cache
from hashlib import sha256
from types import SimpleNamespace

from celery import current_app
from django.core.cache import cache as notes
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils import translation

from pyp_portal import doorbell
from pyp_portal.guides import reading, writing
from pyp_portal.papers import editions
from pyp_portal.papers.models import Office

TEMPLATE = "guides/documents/guide.html"
TASK = "guides.print"
FOLDER = "guides"  # in the store
ASKED_FOR, FAILED_FOR = 60, 600  # seconds


def made(guide):
    """The name of the file in the store, or None while it has not been made."""
    name = file_name(guide)
    return name if default_storage.exists(name) else None


def file_name(guide):
    """Named by all that stands in the PDF."""
    parts = [edition(guide), editions.of(TEMPLATE), str(Office.objects.standing().pk)]
    digest = sha256("\0".join(parts).encode())
    return f"{FOLDER}/{guide.name}-{digest.hexdigest()[:16]}.pdf"


@cache
def edition(guide):
    """One hash over the words and pictures of a guide, which stay while a process lives."""
    digest = sha256(f"{guide.title}\0{guide.lede}\0{writing.page(guide)}".encode())
    for name in pictures(guide):
        digest.update(reading.picture(name).path.read_bytes())
    return digest.hexdigest()


def pictures(guide):
    """The names of the pictures in a guide."""
    for token in guide.tokens:
        for child in token.children or ():
            if child.type == "image":
                yield child.attrGet("src").rpartition("static/guides/")[2]


def ask(guide):
    """Have it made; asked again within a minute, nobody is rung for twice."""
    is_heard = not current_app.conf.task_always_eager
    if is_heard and notes.add(f"{file_name(guide)}:asked", True, ASKED_FOR):
        doorbell.ask(current_app.signature(TASK), [guide.name])


def has_failed(guide):
    """True for some minutes after it could not be made."""
    return bool(notes.get(f"{file_name(guide)}:failed"))


def note_failure(guide):
    notes.set(f"{file_name(guide)}:failed", True, FAILED_FOR)


def keep(guide, pdf):
    """Store the file, unless another worker was faster, in place of editions before it."""
    name = file_name(guide)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(pdf))
    for file in default_storage.listdir(FOLDER)[1]:
        before = f"{FOLDER}/{file}"
        if file.rpartition("-")[0] == guide.name and before != name:
            default_storage.delete(before)


def html(guide):
    """The document that is made into the PDF."""
    paper = SimpleNamespace(title=guide.title, get_kind_display=guide.lede)
    with translation.override("th"):
        context = {"paper": paper, "guide": guide, "text": writing.paper(guide)}
        return render_to_string(TEMPLATE, context | {"issuer": Office.objects.standing()})


def served(guide, name):
    """The PDF as a download: everybody may have it."""
    return FileResponse(
        default_storage.open(name, "rb"),
        as_attachment=True,
        filename=f"{guide.title}.pdf",
        content_type="application/pdf",
    )
