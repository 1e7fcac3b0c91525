"""The history of a person, a membership or an agency, told in sentences."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import whole_timeline

VERBS = {
    "signed up": _("signed up"),
    "details changed": _("changed the details"),
    "role given": _("gave the role"),
    "role ended": _("ended the role"),
    "account closed": _("closed the account"),
    "erasure begun": _("closed the account, to make the person anonymous"),
    "made anonymous": _("made the person anonymous"),
    "erased": _("took names out of the log"),
    "account opened": _("opened the account again"),
    "identity linked": _("linked the account with another service"),
    "identity unlinked": _("cut the link with another service"),
    "acting asked": _("asked to look as this person"),
    "acting agreed": _("agreed to the look"),
    "acting declined": _("did not agree to the look"),
    "acting begun": _("looked as this person"),
    "acting ended": _("ended the look"),
    "session ended": _("signed out in another browser"),
    "asked": _("asked to act for the agency"),
    "approved": _("approved the membership"),
    "refused": _("refused the membership"),
    "ended": _("ended the membership"),
    "rights set": _("changed the rights"),
    "entered by others": _("entered the person into the register"),
    "registered": _("entered the agency into the register"),
    "corrected": _("corrected the entry"),
    "agency asked": _("asked to have the agency entered"),
    "agency entered": _("decided which agency it is"),
    "agency refused": _("did not enter the agency"),
    "agency taken back": _("took the request back"),
    "deputy named": _("named a deputy"),
    "deputy ended": _("ended the deputy"),
    "handed over": _("handed over to a successor"),
    "hand-over offered": _("offered the work to a successor"),
    "hand-over declined": _("did not take over"),
    "invited": _("invited a colleague"),
    "invited again": _("sent an invitation again"),
    "invitation taken back": _("took an invitation back"),
    "invitation accepted": _("accepted an invitation"),
    "joined to another agency": _("joined two entries of the register: the membership goes on"),
    "joined to": _("joined this entry to the one that is kept"),
    "took over": _("joined a duplicate entry to this one"),
    "hand-over taken back": _("took the hand-over back"),
    # What others write down about a person.
    "calendar address made": _("made a private address of the calendar"),
    "calendar address revoked": _("ended the private address of the calendar"),
    "copy of own data made": _("fetched a copy of their own data"),
    "former post told": _("told where they worked before"),
    "line joined": _("joined a LINE account"),
    "line taken off": _("took the LINE account off"),
    "task_handed_on": _("handed a task on to an assistant"),
    "task_handed_back": _("ended the assistant's task"),
    "told that the account will be closed": _("told that the unused account will be closed"),
    "ways of being told chosen": _("chose how to be told"),
}

# Acts that need two people.
BY_TWO = {
    "proposed": _("proposed to join this entry to another"),
    "erasure": _("proposed to make the person anonymous"),
    "confirmed": _("agreed to it as the second person"),
    "refused": _("did not agree to it"),
    "taken_back": _("took the proposal back"),
}


@dataclass(frozen=True)
class Told:
    """One event as a line of the activity list."""

    at: datetime
    sentence: str


def told(record):
    """What happened to the record, the latest first."""
    return [Told(event.at, sentence(event)) for event in whole_timeline(record)][::-1]


def who(event):
    """The name then; where it was taken out with the reason, the name that the account has now."""
    return str(event.by) if event.detail.erased_at and event.by else event.who


def words_of(event):
    """What was done; of what takes two people, what was proposed."""
    kind = event.data.get("kind")
    if kind and event.verb == "proposed":
        return BY_TWO.get(kind, BY_TWO["proposed"])
    return (BY_TWO if kind else VERBS).get(event.verb, event.verb)


def sentence(event):
    """Who did what, and why."""
    words = f"{who(event)}: {words_of(event)}"
    role = event.after or event.before
    if role in Role.values:
        words = f"{words} {Role(role).label}"
    return f"{words} ({event.reason})" if event.reason else words
