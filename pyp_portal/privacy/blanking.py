"""How the foundations take a person's name out of their own tables."""

from uuid import uuid4

from pyp_portal import clock
from pyp_portal.history.services import erase_all, record
from pyp_portal.outbox.models import MessageState
from pyp_portal.papers.withdrawing import withdraw
from pyp_portal.privacy.naming import names_of

MAY_STILL_BE_SENT = [
    MessageState.WAITING,
    MessageState.COLLECTED,
    MessageState.UNCERTAIN,
    MessageState.FAILED,
    MessageState.HELD,
]


def blank_account(rows, erasing):
    """The row stays, since records point to it; nothing in it says who it was."""
    person = erasing.person
    person.email, person.username = erasing.address, uuid4().hex
    person.title_th = person.given_th = person.family_th = person.phone = ""
    person.is_active, person.last_login = False, None
    person.erased_at = clock.now()
    person.set_unusable_password()
    person.save()


def end_memberships(rows, erasing):
    """They end, with an event each, and nobody is written to about it."""
    for one in rows.open().select_for_update():
        record(one, "ended", by=erasing.by)
    rows.open().update(ended_at=clock.now())
    rows.update(note="")


def empty_messages(rows, erasing):
    """What was written to the person; what waited or is stuck goes to nobody."""
    rows.filter(state__in=MAY_STILL_BE_SENT).update(state=MessageState.KEPT)
    rows.update(address=erasing.address, subject="", body="", trouble="")


def withdraw_exports(_rows, erasing):
    """Kept files that the person asked for, and those of others that name them."""
    withdraw(erasing.person, names_of(erasing.person).sure)


def erase_acts(events, erasing):
    """The person's name and address beside all that they did."""
    erase_names(events.filter(detail__erased_at=None).select_related("detail"), erasing)


def erase_names(events, erasing):
    """The same of some events, with their details; a decision keeps its reason."""
    erase_all(events, by=erasing.by, reason=erasing.reason, keeps_reasons=True)
