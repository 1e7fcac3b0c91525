"""Take words and file out of papers whose time is over; number, dates and hashes stay."""

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers.models import Emptied, Paper
from pyp_portal.papers.services import discard


class InTheMaking(Exception):
    """A worker is at one of the papers: nothing is taken out of it now."""

    sentence = property(lambda self: _("A document of this record is being made just now."))


@transaction.atomic
def empty_about(records, *, rule, by):
    """Empty all official papers about these records, throw their drafts away: files that went.

    Raises ``InTheMaking`` while one is being made. A paper emptied before stays as it is.
    """
    if not records:
        return 0
    about = {"record_type": records[0]._meta.label_lower}
    about["record_id__in"] = [str(one.pk) for one in records]
    papers = Paper.objects.select_for_update(of=("self",)).filter(**about).order_by("pk")
    held = list(papers.unemptied().defer("html"))
    if Paper.objects.held().filter(pk__in=[one.pk for one in held]).exists():
        raise InTheMaking
    for paper in held:
        _empty(paper, rule, by)
    return sum(bool(paper.file) for paper in held)


def _empty(paper, rule, by):
    if paper.is_draft:
        discard(paper)
        return
    Emptied.objects.create(paper=paper, rule=rule, at=clock.now(), by=by)
    storage, name = paper.file.storage, paper.file.name
    Paper.objects.filter(pk=paper.pk).update(html="", file="", claim=None)
    record(paper, "emptied", by=by, rule=rule)
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
