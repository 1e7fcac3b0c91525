"""Jobs of papers. Only workers import this, and with it the PDF library."""

from celery import shared_task
from django.core.files.base import ContentFile

from pyp_portal.evening import standing
from pyp_portal.papers import (
    annexing,
    exporting,
    inspecting,
    making,
    rendering,
    seals,
    signing,
    telling,
)
from pyp_portal.papers.booklets import parts
from pyp_portal.papers.models import Export, Paper
from pyp_portal.papers.services import ring


@shared_task(name="papers.make", soft_time_limit=240, time_limit=300)
def make(paper_id):
    """Make the PDF of one paper. Running it again is harmless: a paper is taken once."""
    paper = making.take(Paper, paper_id)
    if paper is None:
        return
    with making.attempt(paper):
        certificate = signing.certificate_for(paper)
        paper.signer = certificate.name if certificate else ""
        made = signing.signed(pdf_of(paper), certificate)
        making.keep(paper, ContentFile(made.pdf), pages=made.pages, signer=paper.signer)


def pdf_of(paper):
    """The PDF of a paper: one document, or a book of parts and files."""
    annexes = annexing.annexes_of(paper)
    if annexing.is_book(paper, annexes):
        return annexing.bound(paper, annexes)
    return rendering.render(
        seals.sealed(paper), watermark=seals.watermark(paper), identifier=paper.uid.bytes
    )


@shared_task(name="papers.make_waiting")
@standing.waits
def make_waiting():
    """Ring for jobs that wait or whose worker died; give up on those tried too often."""
    ended = list(Export.objects.given_up().values_list("pk", flat=True))
    for model in (Paper, Export):
        making.give_up(model)
    for export_id in ended:
        telling.tell_if_failed(export_id)
    telling.tell_of_ready()
    ring_for_due(making.SWEEP)


@shared_task(name="papers.make_all")
def make_all():
    """Ring for all that was asked for while papers and exports rested, not for a few at a time."""
    ring_for_due(making.EVERYTHING)


def ring_for_due(most):
    for paper in making.due(Paper, most):
        make.delay(paper.pk)
    for export in making.due(Export, most):
        ring(export)


@shared_task(name="papers.purge_exports")
def purge_exports():
    """Remove the files of exports that were kept long enough, and parts that nobody used."""
    exporting.purge()
    parts.purge()


@shared_task(name="papers.inspect")
def inspect():
    """The nightly look whether papers and files are what was issued."""
    inspecting.inspect_and_tell()
