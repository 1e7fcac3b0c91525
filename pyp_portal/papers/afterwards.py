"""What comes after a paper was issued: the number of the office's register, a correction.

The paper itself stays as it was issued; both leave a trace in its history.
"""

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history import services as history
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import correcting
from pyp_portal.papers.telling import tell_of_correction


class Refused(Exception):
    """What may not be done with a paper now; ``sentence`` says why."""

    @property
    def sentence(self):
        return str(self.args[0])


@transaction.atomic
def enter_official_number(paper, number, date, *, by, seen=None):
    """Note the number that the office's own register gave to a paper after it was issued.

    ``seen`` is the number that stood on the page; raises ``Refused`` when it is another by now.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    before = paper.official_number
    if seen is not None and seen != before:
        said = _("Somebody else has noted “%(number)s” meanwhile. Save again to put yours there.")
        raise Refused(said % {"number": before or "–"})
    if (number, date) == (before, paper.official_date):
        return paper
    paper.official_number, paper.official_date = number, date
    paper.numbered_by, paper.numbered_at = by, clock.now()
    paper.save(update_fields=["official_number", "official_date", "numbered_by", "numbered_at"])
    history.record(paper, "numbered", by=by, before=before, after=number, date=date)
    return paper


def maker_of(paper, user):
    """How the room that issued a paper makes it anew for this person; None where it cannot.

    Each room says so itself: ``settings.PAPER_CORRECTIONS`` names the functions, so that this
    foundation knows no room. A room answers None for papers of others, and for what is closed
    to the person.
    """
    if paper.is_draft or paper.is_replaced:
        return None
    answers = (import_string(room)(paper, user) for room in settings.PAPER_CORRECTIONS)
    return next(filter(None, answers), None)


@transaction.atomic
def correct(paper, *, reason, by):
    """Issue a paper once more from its record as it stands now, in place of this one.

    The new one has a number of its own and names the old; the old one keeps standing and says
    that it was replaced. Those to whom it was sent are told. Raises ``Refused`` when it was
    replaced already, or when its record no longer gives such a paper.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.is_replaced:
        raise Refused(_("A correction has taken the place of this document already."))
    make = maker_of(paper, by)
    with correcting(paper, reason):
        new = make() if make else None
    if new is None or new.corrects_id != paper.pk:
        raise Refused(_("The record does not give this document any more, so it stays as it is."))
    history.record(paper, "replaced", by=by, after=new.number, reason=reason)
    history.record(new, "corrects", by=by, before=paper.number, reason=reason)
    tell_of_correction(paper, new)
    return new
