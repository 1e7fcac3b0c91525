"""Close an account and open it again: what it opened ends at once, and its history stays (S36)."""

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal.accounts import emails
from pyp_portal.accounts.models import OpenSession, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services.roles import is_last_administrator
from pyp_portal.history.services import record
from pyp_portal.outbox import leaving


@transaction.atomic
def close_account(person, *, by, reason):
    """The person signs in no more; roles, rights and links of theirs do nothing until it opens.

    Mails on their way to them are taken back, but for what the law has us tell them. Refused
    where nobody would be left to administer the portal. Nothing is deleted but the open sessions.
    """
    reason = _needed(reason)
    person = _locked(person)
    if not person.is_active:
        raise Refused(_("This account is closed already."))
    if is_last_administrator(person):
        raise Refused(_("There must be one administrator. Give the role to another person first."))
    person.is_active = False
    person.save(update_fields=["is_active"])
    ended = end_all_sessions(person)
    mails = leaving.drop(person)
    event = record(person, "account closed", by=by, reason=reason, sessions=ended, mails=mails)
    emails.account(person, "closed", event, reason=reason)
    return person


@transaction.atomic
def open_account(person, *, by, reason):
    """The person may sign in again, with the roles and rights that have not ended meanwhile."""
    reason = _needed(reason)
    person = _locked(person)
    if person.is_active:
        raise Refused(_("This account is open already."))
    if person.erased_at:
        raise Refused(_("This account is anonymous for good. The person may sign up anew."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    event = record(person, "account opened", by=by, reason=reason)
    emails.account(person, "opened", event, reason=reason)
    return person


def end_all_sessions(person, *, but=""):
    """Sign a person out everywhere (``but`` one session); how many sessions ended."""
    ended, _rows = OpenSession.objects.filter(user=person).exclude(session_key=but).delete()
    return ended


def end_session(person, uid):
    """Sign a person out of one of their own sessions; False where there is none like it."""
    found = [one for one in OpenSession.objects.open_of(person) if one.uid == uid]
    for one in found:
        one.delete()
    return bool(found)


def _needed(reason):
    if not reason.strip():
        raise Refused(_("Give a reason."))
    return reason.strip()


def _locked(person):
    """The row alone: who acts at the same time may still be named as the one who did."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
