"""The job that makes the PDF of a guide. Only workers import this."""

from celery import shared_task

from pyp_portal.evening import standing
from pyp_portal.guides import printing, reading
from pyp_portal.papers import rendering


@shared_task(name=printing.TASK, soft_time_limit=240, time_limit=300)
@standing.waits
def print_guide(name):
    """Make the PDF of one guide; running it again makes nothing new."""
    guide = reading.guide(name, "th")
    if printing.made(guide):
        return
    try:
        printing.keep(guide, rendering.render(printing.html(guide), further=["guide.css"]).pdf)
    except Exception:
        printing.note_failure(guide)
        raise
