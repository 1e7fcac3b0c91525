"""Attachments whose pages are drawn, as a worker leaves them."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.base import ContentFile

from pyp_portal import clock
from selection.models import PageSet
from tests.factories.proposals import AttachmentFactory


def drawn_attachment(proposal, pages=1, **facts):
    """An attachment with so many pages; each picture says its number and nothing else."""
    attachment = AttachmentFactory(proposal=proposal)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for number in range(1, pages + 1):
            archive.writestr(f"{number}.jpg", f"picture {number}")
    PageSet.objects.create(
        source=attachment.file,
        asked_at=clock.now(),
        state="made",
        sha256="f" * 64,
        sizes=[[800, 1100]] * pages,
        whole=pages,
        file=ContentFile(made.getvalue(), name="pages/one.zip"),
        **facts,
    )
    return attachment
