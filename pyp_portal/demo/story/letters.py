"""The signed letters that agencies upload in the story."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from pyp_portal.papers.rendering import render


@cache
def _pdf(title, lines):
    """A letter as PDF; its text says that it is a sample."""
    html = render_to_string("demo/letter.html", {"title": title, "lines": lines})
    return render(html).pdf


def letter(name, title, *lines):
    """A freshly signed letter, ready to be uploaded."""
    return SimpleUploadedFile(f"{name}.pdf", _pdf(title, lines), "application/pdf")
