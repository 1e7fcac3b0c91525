"""Make a person anonymous in place: what is theirs goes, what is on record loses the name (s. 33).

One officer proposes it from a request, a second one confirms it, and then all of it happens in
one transaction: the chains of the history stay whole, issued papers stay as they are, and the
person may sign up anew as if never known.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import User
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.services import end_all_sessions
from pyp_portal.history.services import record
from pyp_portal.privacy import emails, permissions, services
from pyp_portal.privacy.holding import all_parts, those_with
from pyp_portal.privacy.models import Hold, Outcome, RightsRequest
from pyp_portal.privacy.parting import Erasing

KIND = "erasure"
LAST = ("acts", "email_addresses", "account")  # what others are found by, in this order


@dataclass(frozen=True)
class Part:
    """One table in the preview: what it is, how many rows, what becomes of them."""

    title: Promise
    count: int
    words: Promise


def preview(person):
    """(what goes, what stays) of all that is held about a person."""
    found = those_with(person, all_parts())
    parts = [
        (one.then.goes, Part(one.title, one.find(person).count(), one.then.words)) for one in found
    ]
    return [part for goes, part in parts if goes], [part for goes, part in parts if not goes]


def bound_by(person):
    """The tables with rows that have to be ended or handed on before."""
    binding = [one for one in all_parts() if one.binds]
    return those_with(person, binding, find=lambda one: one.binds)


@transaction.atomic
def propose(asked, *, by, reason):
    """Ask a second person to make anonymous who asked for it; Refused while something binds."""
    require(permissions.can_erase(asked, by))
    if asked.outcome:
        raise Refused(who_was_first(asked, "answered"))
    _require_free(asked.person)
    return approvals.propose(KIND, asked.person, by=by, reason=reason, request=str(asked.uid))


@transaction.atomic
def confirm(approval, *, by):
    """The second person says yes: the person becomes anonymous, and the request is answered."""
    asked = request_of(approval)
    return approvals.confirm(
        approval,
        by=by,
        allowed=lambda officer: permissions.can_erase(asked, officer),
        act=lambda _said: _answer(asked, by=by, reason=approval.reason),
    )


@transaction.atomic
def refuse(approval, *, by, answer):
    """The second person says no, and why; the request still waits for its answer."""
    asked = request_of(approval)
    return approvals.refuse(
        approval,
        by=by,
        allowed=lambda officer: permissions.can_erase(asked, officer),
        answer=answer,
    )


def request_of(approval):
    """The request that an approval is about."""
    return RightsRequest.objects.select_related("person").get(uid=approval.payload["request"])


def _answer(asked, *, by, reason):
    person = erase(asked.person, by=by, reason=reason)
    with translation.override("th"):
        words = _("The account was made anonymous. Official records stay, without your name.")
    services.settle(asked, by=by, outcome=Outcome.PARTLY, words=words)
    return person


@transaction.atomic
def erase(person, *, by, reason):
    """Take the name out of everything; Refused for the second of two, or while something binds.

    The person is told once, at the address that is then forgotten. What of the records stays is
    said there too. ``by`` is None where nobody asked and the time of the account is over.
    """
    held = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.erased_at:
        raise Refused(who_was_first(held, "made anonymous"))
    _require_free(held)
    emails.erased(held)
    end_all_sessions(held)
    erasing = Erasing(held, by, reason)
    going = {one.key: one for one in all_parts() if one.then.goes}
    for key in [*(key for key in going if key not in LAST), *LAST]:
        going[key].then.act(going[key].find(held), erasing)
    record(held, "made anonymous", by=by, reason=reason)
    return held


def _require_free(person):
    if bound := bound_by(person):
        words = {"what": ", ".join(str(one.title) for one in bound)}
        raise Refused(_("First end this or hand it to somebody else: %(what)s") % words)
    if Hold.on(person):
        raise Refused(_("This account is held back, with a reason. Let it go first."))
