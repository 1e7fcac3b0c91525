"""Invite a colleague by mail, send the link again, take it back; accept it, with or without
an account. The mail goes through the outbox; the link acts only when a button is pressed."""

from dataclasses import asdict
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.utils import generate_unique_username
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts import emails
from pyp_portal.accounts.models import Invitation, Membership, Profile, User
from pyp_portal.accounts.permissions import can_invite
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.accounts.services.memberships import approve_membership, ask_membership
from pyp_portal.accounts.services.people import index_people
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_datetime

LINK_LASTS = timedelta(days=14)
MOST_A_DAY = 20  # letters that one agency has sent out (S35)
MOST_TIMES = 5  # that one invitation is sent


class Dead(Refused):
    """The link leads nowhere (any more); nothing is said of the agency."""


@transaction.atomic
def invite(agency, address, *, rights, by):
    """Send an address a link by which its owner works for the agency, with these rights.

    The right of the head is not given so. Whether the address has an account is not told (S26).
    """
    agency, address = standing_agency(agency), address.strip().lower()
    if sentence := _cannot_invite(agency, address):
        raise Refused(sentence)
    now = clock.now()
    invitation = Invitation(
        agency=agency,
        address=address,
        can_edit=rights.can_edit,
        can_submit=rights.can_submit,
        invited_by=by,
        invited_at=now,
        sent_at=now,
        expires_at=now + LINK_LASTS,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("This address has been invited already. Send that invitation again from the list.")
        ) from None
    record(agency, "invited", by=by, reason=address, **asdict(invitation.rights))
    emails.invitation(invitation)
    return invitation


def _cannot_invite(agency, address):
    """Why this address cannot be invited; empty when it can."""
    if not agency.exists_today:
        return _("This agency no longer exists. Choose the one that took its place.")
    members = Membership.objects.active().filter(agency=agency)
    if members.filter(user__emailaddress__email__iexact=address).exists():
        return _("Somebody with this address works for the agency already.")
    return _too_many(agency)


def _too_many(agency):
    since = agency.invitations.filter(sent_at__gt=clock.now() - timedelta(days=1))
    if since.count() >= MOST_A_DAY:
        return _("At most %(most)d invitations can be sent in one day.") % {"most": MOST_A_DAY}
    return ""


@transaction.atomic
def send_again(invitation, *, by):
    """The same link once more, and two weeks longer; from now on it is from who sends it."""
    invitation = _open(invitation)
    if invitation.times_sent >= MOST_TIMES:
        raise Refused(_("This has been sent %(most)d times. Call them.") % {"most": MOST_TIMES})
    if sentence := _too_many(invitation.agency):
        raise Refused(sentence)
    invitation.times_sent += 1
    invitation.sent_at = clock.now()
    invitation.expires_at = invitation.sent_at + LINK_LASTS
    invitation.invited_by = by
    invitation.save()
    record(invitation.agency, "invited again", by=by, reason=invitation.address)
    emails.invitation(invitation)
    return invitation


@transaction.atomic
def take_back_invitation(invitation, *, by):
    """The link leads nowhere from now on."""
    invitation = _open(invitation)
    invitation.ended_at = clock.now()
    invitation.save(update_fields=["ended_at"])
    record(invitation.agency, "invitation taken back", by=by, reason=invitation.address)
    return invitation


def _locked(invitation):
    """The row as it is now, and nobody else's until we commit; its people are read after it."""
    Invitation.objects.select_for_update().values_list("pk").get(pk=invitation.pk)
    return Invitation.objects.for_list().get(pk=invitation.pk)


def _open(invitation):
    invitation = _locked(invitation)
    if not invitation.is_open:
        words = {"state": invitation.state.label}
        raise Refused(_("Nothing was changed: this invitation is “%(state)s”.") % words)
    return invitation


# --- The other end of the link --------------------------------------------------


def why_dead(invitation):
    """Why the link leads nowhere now, without a word about the agency; empty when it works.

    It lives no longer than the right of who sent it (S36).
    """
    if invitation.accepted_at:
        moment = thai_datetime(invitation.accepted_at)
        return _("This invitation was accepted on %(moment)s. It works once.") % {"moment": moment}
    is_over = invitation.state != "open" or not invitation.agency.exists_today
    sender = User.objects.get(pk=invitation.invited_by_id)
    if is_over or not can_invite(invitation.agency, sender):
        return _("This link is no longer valid. Ask who invited you to send a new one.")
    return ""


def has_account(invitation):
    """Whether somebody signs in with this address; only who holds the link learns of it."""
    address = invitation.address
    known = User.objects.filter(email__iexact=address)
    return known.exists() or EmailAddress.objects.filter(email__iexact=address).exists()


def is_meant(invitation, person):
    """The invited address is one that this person has proven to be theirs."""
    owned = person.emailaddress_set.filter(verified=True)
    return owned.filter(email__iexact=invitation.address).exists()


@transaction.atomic
def accept_invitation(invitation, *, by):
    """The invited person works for the agency from now on; answers the membership.

    Who holds a role of the office or the committee does not become an applicant by a link (S8).
    """
    invitation = _locked(invitation)
    if sentence := why_dead(invitation):
        raise Dead(sentence)
    if not is_meant(invitation, by):
        raise Refused(_("This invitation is for another address than yours."))
    if by.roles:
        raise Refused(
            _(
                "You hold a role of the office or the committee. Ask to act for the agency "
                "instead; the office decides."
            )
        )
    return _let_in(invitation, by)


def _let_in(invitation, person):
    """A request that waits is granted; who was let in meanwhile keeps the rights decided on."""
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(invitation.agency, "invitation accepted", by=person)
    emails.invitation_accepted(invitation)
    agency, sender = invitation.agency, User.objects.get(pk=invitation.invited_by_id)
    member = person.memberships.open().filter(agency=agency).first()
    if member and member.is_active:
        return member
    member = member or ask_membership(person, agency, rights=invitation.rights, told=False)
    return approve_membership(member, by=sender, rights=invitation.rights)


@transaction.atomic
def sign_up_invited(invitation, *, password, position="", **names):
    """A new account for the invited address, which the link has proven; answers the person."""
    invitation = _locked(invitation)
    if sentence := why_dead(invitation):
        raise Dead(sentence)
    if has_account(invitation):
        raise Refused(_("There is an account with this address already. Sign in with it."))
    address = invitation.address
    person = User(email=address, username=generate_unique_username([address]), **names)
    person.set_password(password)
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    Profile.objects.create(user=person, position_th=position)
    index_people([person])
    record(person, "signed up", by=person)
    accept_invitation(invitation, by=person)
    return person
