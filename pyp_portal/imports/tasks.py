"""Jobs of imports."""

from celery import shared_task

from pyp_portal.imports import keeping, working
from pyp_portal.imports.models import Import


@shared_task(name="imports.work")
def work(import_id):
    """Check, enter or undo one file, as far as it goes."""
    working.work(import_id)


@shared_task(name="imports.go_on")
def go_on():
    """Go on where a worker fell silent; let go of what nobody entered."""
    for import_id in Import.objects.stalled().values_list("pk", flat=True):
        work.delay(import_id)
    keeping.let_go()
