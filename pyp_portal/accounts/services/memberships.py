"""Who may act for which agency: ask, approve, refuse, end, change the rights."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pyp_portal import clock, thai
from pyp_portal.accounts import emails
from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.permissions import can_give_rights
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record


@transaction.atomic
def ask_membership(person, agency, *, rights=None, note="", told=True):
    """A person asks to act for an agency; the office, or the agency itself, decides."""
    agency = standing_agency(agency)
    if not agency.exists_today:
        raise Refused(_("This agency no longer exists. Choose the one that took its place."))
    rights = rights or Rights()
    membership = _entered(person, agency, rights, thai.normalise(note))
    record(membership, "asked", by=person, agency=agency.code, **asdict(rights))
    if told:
        tell_of_request(membership)
    return membership


def tell_of_request(membership):
    """Who asks reads that it is noted; head and submitters of the agency, that they may decide."""
    emails.membership(membership, "asked")
    leading = Q(can_submit=True) | Q(can_endorse=True)
    members = Membership.objects.active().filter(leading, agency=membership.agency_id)
    people = [one.user for one in members.select_related("user")]
    emails.membership_to_decide(membership, people)


def _entered(person, agency, rights, note):
    """The new row; the database lets a person be of an agency once at a time."""
    try:
        with transaction.atomic():
            return Membership.objects.create(
                user=person, agency=agency, note=note, asked_at=clock.now(), **asdict(rights)
            )
    except IntegrityError:
        raise Refused(_already_there(person, agency)) from None


def _already_there(person, agency):
    """Why a person cannot ask again."""
    held = Membership.objects.filter(user=person, agency=agency).last()
    if held.is_waiting:
        return _("You have asked for this agency already. The office has not decided yet.")
    return _("You work for this agency already.")


@transaction.atomic
def approve_membership(membership, *, by, rights=None):
    """Let a person act for an agency, with the rights asked for or others.

    A colleague cannot give the right of the head (``can_give_rights``).
    """
    membership = _waiting(membership)
    rights = rights or _rights_of(membership)
    if not can_give_rights(membership, rights, by):
        raise Refused(_("Only the head of the agency or the office gives the right to endorse."))
    _put(membership, rights)
    membership.approved_at = clock.now()
    membership.approved_by = by
    membership.save()
    record(membership, "approved", by=by, **asdict(_rights_of(membership)))
    emails.membership(membership, "approved")
    return _fresh(membership)


@transaction.atomic
def refuse_membership(membership, *, by, reason):
    """Say no, and why."""
    membership = _waiting(membership)
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    record(membership, "refused", by=by, reason=_needed(reason))
    emails.membership(membership, "refused", reason=reason.strip())
    return membership


@transaction.atomic
def end_membership(membership, *, by, reason=""):
    """A person leaves, or an officer ends the membership for a reason; a request is taken back."""
    membership = _locked(membership)
    if membership.ended_at:
        raise Refused(who_was_first(membership, "ended", "refused"))
    if by != membership.user:
        _needed(reason)
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    record(membership, "ended", by=by, reason=reason.strip())
    emails.membership(membership, "ended", reason=reason.strip())
    return _fresh(membership)


@transaction.atomic
def set_rights(membership, *, by, rights, told=True):
    """An officer changes what a member may do; nothing is written where nothing changes."""
    membership = _locked(membership)
    if not membership.is_active:
        raise Refused(who_was_first(membership, "ended", "refused"))
    before = _rights_of(membership)
    if before != rights:
        _put(membership, rights)
        membership.save()
        data = {"before": _words(before), "after": _words(rights)}
        event = record(membership, "rights set", by=by, **data)
        if told:
            emails.membership(membership, "rights", turn=event.seq)
    return _fresh(membership)


def _locked(membership):
    """The row as it is now, and nobody else's until we commit."""
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _waiting(membership):
    """The locked row of a request that nobody has decided on."""
    membership = _locked(membership)
    if not membership.is_waiting:
        raise Refused(who_was_first(membership, "approved", "refused", "ended"))
    return membership


def _rights_of(membership):
    return Rights(membership.can_edit, membership.can_submit, membership.can_endorse)


def _put(membership, rights):
    for name, value in asdict(rights).items():
        setattr(membership, name, value)


def _words(rights):
    """The rights as the history keeps them."""
    return " ".join(name for name, holds in asdict(rights).items() if holds)


def _needed(reason):
    """The reason, without which nobody loses a right."""
    if not reason.strip():
        raise Refused(_("Give a reason."))
    return reason.strip()


def _fresh(membership):
    """What was read of this person's memberships before no longer holds."""
    membership.user.__dict__.pop("active_memberships", None)
    return membership
