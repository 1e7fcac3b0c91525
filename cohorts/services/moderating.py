"""Opinions before and after they are shown: read, masked, shown, hidden with a reason, answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.masking import masked
from cohorts.models import Opinion
from cohorts.services.moving import as_seen, need_reason, refuse_unless
from cohorts.voices import VoiceState
from pyp_portal import clock
from pyp_portal.history.services import record


def locked(opinion, seen=None):
    """The opinion with its row locked; refused where it is no longer as the page showed it."""
    fresh = Opinion.objects.select_for_update().get(pk=opinion.pk)
    as_seen(seen, fresh.stamp)
    return fresh


@transaction.atomic
def show(opinion, *, by, words=None, seen=None):
    """Let everybody read it in ``words``, without anything that points to a person.

    What looks like a name, a number or an address is covered here too: nobody shows it by
    mistake. Raises ``NotReady`` where there is nothing to read.
    """
    return put_before_everybody(locked(opinion, seen), words, by)


def put_before_everybody(fresh, words, by):
    """Show an opinion that is locked."""
    words = masked((fresh.words if words is None else words).strip())
    refuse_unless(fresh.words and words, _("There are no words to show."))
    fresh.public_words = words
    fresh.shown_at, fresh.shown_by = clock.now(), by
    fresh.hidden_at = fresh.hidden_by = None
    fresh.hidden_reason = ""
    fresh.save()
    record(fresh, "shown", by=by, masked=words != fresh.words)
    return fresh


def show_many(opinions, *, by):
    """Let everybody read several that were looked at in a list; how many.

    One that looks as if it held personal data is left to be read alone, and one about which
    somebody has decided meanwhile stays as they decided.
    """
    return sum(show_waiting(one, by) for one in opinions if one.is_plain)


@transaction.atomic
def show_waiting(opinion, by):
    """Show it as it was written while it still waits; whether it did."""
    fresh = locked(opinion)
    if fresh.state != VoiceState.WAITING:
        return False
    put_before_everybody(fresh, None, by)
    return True


@transaction.atomic
def hide(opinion, *, by, reason, seen=None):
    """Keep it from the public page, with the reason; it still counts."""
    reason = need_reason(reason)
    fresh = locked(opinion, seen)
    refuse_unless(not fresh.hidden_at, _("It is hidden already. Nothing was changed."))
    fresh.hidden_at, fresh.hidden_by, fresh.hidden_reason = clock.now(), by, reason
    fresh.shown_at = fresh.shown_by = None
    fresh.public_words = ""
    fresh.save()
    record(fresh, "hidden", by=by, reason=reason)
    return fresh


@transaction.atomic
def answer(opinion, *, by, response, words, seen=None):
    """Say what became of it; the answer stands under the opinion while that is shown."""
    fresh = locked(opinion, seen)
    refuse_unless(fresh.words, _("There are no words to answer."))
    fresh.response, fresh.response_th = response, masked(words.strip())
    fresh.answered_at, fresh.answered_by = clock.now(), by
    fresh.full_clean()
    fresh.save()
    record(fresh, "answered", by=by, response=response)
    return fresh
