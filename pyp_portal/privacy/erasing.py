"""Make a person anonymous in place: what is theirs goes, what is on record loses the name (s. 33).

One officer proposes it from a request, a second one confirms it, and a worker does it (`working`):
the chains of the history stay whole, issued papers stay as they are, and the person may sign up
anew as if never known.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import User
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.services import end_all_sessions
from pyp_portal.history.services import record
from pyp_portal.privacy import emails, ledger, permissions, services
from pyp_portal.privacy.holding import all_parts, those_with
from pyp_portal.privacy.models import Hold, RightsRequest
from pyp_portal.privacy.parting import Erasing

KIND = "erasure"
LAST = ("acts", "email_addresses", "account")  # what others are found by, in this order


@dataclass(frozen=True)
class Part:
    """One table in the preview: what it is, how many rows, what becomes of them.

    Nobody has counted what only a worker looks through (None).
    """

    title: Promise
    count: int | None
    words: Promise


def preview(person):
    """(what goes, what stays) of all that is held about a person."""
    parts = all_parts()
    there = those_with(person, [one for one in parts if not one.wide])
    found = [(one, one.find(person).count()) for one in there]
    found += [(one, None) for one in parts if one.wide]
    parts = [(one.then.goes, Part(one.title, count, one.then.words)) for one, count in found]
    return [part for goes, part in parts if goes], [part for goes, part in parts if not goes]


def bound_by(person):
    """The tables with rows that have to be ended or handed on before."""
    binding = [one for one in all_parts() if one.binds]
    return those_with(person, binding, find=lambda one: one.binds)


@transaction.atomic
def propose(asked, *, by, reason, texts=()):
    """Ask a second person to make anonymous who asked for it; Refused while something binds.

    ``texts`` are those of others in which the name is taken out as well (``crumbs.ticked``).
    """
    require(permissions.can_erase(asked, by))
    services.require_open(asked)
    require_free(asked.person)
    facts = {"request": str(asked.uid), "texts": list(texts)}
    return approvals.propose(KIND, asked.person, by=by, reason=reason, **facts)


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


@transaction.atomic
def erase(person, *, by, reason):
    """Take the name out of everything; Refused for the second of two, or while something binds.

    The person is told once, at the address that is then forgotten. What of the records stays is
    said there too. ``by`` is None where nobody asked and the time of the account is over.
    """
    held = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.erased_at:
        raise Refused(who_was_first(held, "made anonymous"))
    require_free(held)
    emails.erased(held)
    make_anonymous(held, by=by, reason=reason)
    return held


def make_anonymous(held, *, by, reason):
    """All of it, in the caller's transaction and on the locked account; nobody is written to."""
    end_all_sessions(held)
    erasing = Erasing.of(held, by=by, reason=reason)
    going = {one.key: one for one in all_parts() if one.then.goes}
    for key in [*(key for key in going if key not in LAST), *LAST]:
        going[key].then.act(going[key].find(held), erasing)
    record(held, "made anonymous", by=by, reason=erasing.reason)
    ledger.keep_afterwards()


def require_free(person):
    """Refused while work or a hold binds the person, with what it is."""
    if bound := bound_by(person):
        words = {"what": ", ".join(str(one.title) for one in bound)}
        raise Refused(_("First end this or hand it to somebody else: %(what)s") % words)
    if Hold.on(person):
        raise Refused(_("This account is held back, with a reason. Let it go first."))
