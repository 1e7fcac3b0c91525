"""Jobs of papers. Only workers import this, and with it the PDF library."""

from celery import shared_task

from pyp_portal.papers import making, rendering, seals


@shared_task(name="papers.make", soft_time_limit=240, time_limit=300)
def make(paper_id):
    """Make the PDF of one paper. Running it again is harmless: a paper is taken once."""
    paper = making.take(paper_id)
    if paper is None:
        return
    with making.attempt(paper):
        made = rendering.render(
            seals.sealed(paper), watermark=seals.watermark(paper), identifier=paper.uid.bytes
        )
        making.keep(paper, made.pdf, made.pages)


@shared_task(name="papers.make_waiting")
def make_waiting():
    """Ring for papers that wait or whose worker died; give up on those tried too often."""
    making.give_up()
    for paper_id in making.waiting():
        make.delay(paper_id)
