"""What a worker does of an erasure: the log in pieces, and all the rest in one transaction.

A worker that dies leaves the rest to the next one, two workers never do the same, and nobody is
told before it is done. Until then the account is closed, and its name still stands.
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import end_all_sessions
from pyp_portal.history.services import record
from pyp_portal.privacy import crumbs, emails, erasing, permissions, services
from pyp_portal.privacy.blanking import erase_names
from pyp_portal.privacy.holdings import acts
from pyp_portal.privacy.models import Erasure, Outcome, RightsRequest
from pyp_portal.privacy.parting import Erasing
from pyp_portal.privacy.retaining import GO_ON

PIECE = 500  # entries of the log in one transaction


@transaction.atomic
def confirm(approval, *, by):
    """The second person says yes: the account is closed at once, and a worker does the rest."""
    asked = erasing.request_of(approval)
    return approvals.confirm(
        approval,
        by=by,
        allowed=lambda officer: permissions.can_erase(asked, officer),
        act=lambda said: begin(asked, said, by=by),
    )


def begin(asked, approval, *, by):
    """In the transaction of who agreed: the account is closed, and the rest is written down."""
    services.require_open(RightsRequest.objects.select_for_update().get(pk=asked.pk))
    person = User.objects.select_for_update(no_key=True).get(pk=asked.person_id)
    erasing.require_free(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_all_sessions(person)
    begun = Erasure.objects.create(
        request=asked, approval=approval, begun_at=clock.now(), total=left_of(person).count()
    )
    record(person, "erasure begun", by=by)
    doorbell.ring_by_name(GO_ON)
    return begun


def left_of(person):
    """The entries of the log by which the person can still be named."""
    return acts(person).filter(detail__erased_at=None).order_by("record_type", "record_id", "seq")


def go_on():
    """Go on with every erasure that two people agreed to, until it is done or something binds.

    One at which something fails waits without holding up the others; the run then fails.
    """
    trouble = None
    for key in list(Erasure.objects.running().values_list("pk", flat=True)):
        try:
            while step(key):
                pass
        except Refused as refused:
            Erasure.objects.filter(pk=key).update(trouble=refused.sentence[:500])
        except Exception as found:
            trouble = found
    if trouble:
        raise trouble


@transaction.atomic
def step(key):
    """One piece of work; True where there is more."""
    held = Erasure.objects.select_for_update().get(pk=key)
    if held.done_at:
        return False
    person, approval = held.request.person, held.approval
    some = left_of(person).select_related("detail")[:PIECE]
    if found := list(some):
        erase_names(found, Erasing.of(person, by=approval.decided_by, reason=approval.reason))
        held.done += len(found)
        held.save(update_fields=["done"])
        return True
    end(held, approval)
    return False


def end(held, approval):
    """The rest of it at once, and the answer; Refused while something binds the person."""
    asked, by = held.request, approval.decided_by
    if not asked.person.erased_at:
        crumbs.strike_ticked(asked.person, approval.payload.get("texts", []))
        erasing.erase(asked.person, by=by, reason=approval.reason)
    with translation.override("th"):
        words = _("The account was made anonymous. Official records stay, without your name.")
    if not asked.outcome:
        services.settle(asked, by=by, outcome=Outcome.PARTLY, words=words)
    held.done_at, held.trouble = clock.now(), ""
    held.save(update_fields=["done_at", "trouble"])
    for officer in (approval.asked_by, by):
        emails.erasure_done(held, officer)
