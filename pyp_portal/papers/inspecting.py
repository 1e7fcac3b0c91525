"""Every night: whether each official paper and its file are still what was issued.

The result is kept for those who may read it; faults are told of once.
"""

import hashlib
import logging
from collections import defaultdict

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.outbox.services import post
from pyp_portal.papers.models import Inspection, Paper, Register
from pyp_portal.papers.permissions import TOLD_OF_FAULTS

logger = logging.getLogger(__name__)
FAULTS = {
    "content": _("Its content is not what was issued."),
    "file": _("Its file is not what was made."),
    "missing": _("Its file is not there."),
    "emptied": _(
        "Its words and its file were removed as its time was over, yet something is in it."
    ),
    "gap": _("Numbers are missing or were given out past the register."),
}
SIZE = 200  # papers read at once
KEPT = 400  # inspections: a year of nights and some


def inspect():
    """Look at every paper and every register; the result as it is kept."""
    found = Inspection(at=clock.now(), papers=0, files=0)
    numbers = defaultdict(list)
    papers = Paper.objects.official().select_related("emptied").order_by("pk")
    for paper in papers.iterator(chunk_size=SIZE):
        found.papers += 1
        found.files += bool(paper.file)
        number, _place, last = paper.number.rpartition("-")
        numbers[number].append(last)
        found.faults += [[paper.number, fault] for fault in faults_of(paper)]
    found.faults += [[str(one), "gap"] for one in Register.objects.all() if has_gap(one, numbers)]
    found.save()
    Inspection.objects.exclude(pk__in=Inspection.objects.values("pk")[:KEPT]).delete()
    return found


def faults_of(paper):
    """What is wrong with one paper, by the keys of ``FAULTS``."""
    if paper.emptying:
        yield from ["emptied"] if paper.html or paper.file else []
        return
    if hashlib.sha256(paper.html.encode()).hexdigest() != paper.content_sha256:
        yield "content"
    if not paper.is_ready:
        return
    try:
        with paper.file.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != paper.sha256:
                yield "file"
    except (OSError, ValueError):
        yield "missing"


def has_gap(register, numbers):
    """Whether the papers of a register are not just those from 1 to its last number."""
    given = sorted(int(last) for last in numbers[register.stem] if last.isdecimal())
    return given != list(range(1, register.last + 1))


def inspect_and_tell():
    """The nightly look; the same faults are told of once, to auditors and the director."""
    found = inspect()
    if found.holds:
        return found
    logger.error("papers differ from what was issued: %d faults", len(found.faults))
    said = "\n".join(f"{number} {fault}" for number, fault in found.faults)
    mark = hashlib.sha256(said.encode()).hexdigest()[:16]
    for person in get_user_model().objects.holding(*TOLD_OF_FAULTS):
        post(
            "papers/emails/papers_broken.txt",
            to=person,
            occasion=f"papers-broken:{mark}",
            count=len(found.faults),
        )
    return found
