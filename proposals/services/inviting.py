"""What the director gives out about a call: its announcement, and the letters that invite."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import call_papers
from proposals.grounds import MoveRefused
from proposals.models import Call
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record


def _locked(call):
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


@transaction.atomic
def announce(call, by):
    """PD-01, once for what the call says; ``MoveRefused`` where that is announced already."""
    fresh = _locked(call)
    newest = call_papers.announcements(fresh).first()
    if newest and call_papers.is_as_announced(fresh, newest):
        raise MoveRefused(
            _("What the call says is announced already, in %(number)s. Nothing was issued.")
            % {"number": newest.number}
        )
    paper = call_papers.announce(fresh, by)
    replaced = newest.number if newest else ""
    record(fresh, "announced", by=by, number=paper.number, in_place_of=replaced)
    renew_copies()
    return paper


@transaction.atomic
def invite(call, by, *, kinds, event=None):
    """PD-02, once to the same heads; ``MoveRefused`` where they have been written to."""
    fresh = _locked(call)
    before = call_papers.letters(fresh).count()
    paper = call_papers.invite(fresh, by, kinds=kinds, event=event)
    if call_papers.letters(fresh).count() == before:
        raise MoveRefused(
            _("This letter is issued already, as %(number)s. Nothing was issued.")
            % {"number": paper.number}
        )
    about = str(event.uid) if event else ""
    record(fresh, "invited", by=by, number=paper.number, kinds=sorted(kinds), briefing=about)
    return paper
