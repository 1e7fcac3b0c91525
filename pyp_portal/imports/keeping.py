"""How long the rows of a file are kept."""

from pyp_portal import clock
from pyp_portal.imports.models import FAULTS_FOR, READY_FOR, Import, State


def let_go():
    """Lists that nobody entered are dropped after a while, and what was said of rows forgotten."""
    now = clock.now()
    waiting = Import.objects.filter(state=State.READY, asked_at__lt=now - READY_FOR)
    waiting.update(state=State.DROPPED, rows=[])
    past = Import.objects.filter(asked_at__lt=now - FAULTS_FOR)
    past.exclude(faults=[]).update(faults=[])
    past.filter(content__isnull=False).update(content=None)  # of one that no worker could check
