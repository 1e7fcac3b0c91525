"""What the foundations hold that names a person, beside what their copy tells them."""

from allauth.account.models import EmailAddress
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.models import Approval, Invitation, Membership, User
from pyp_portal.history.models import Event, EventDetail
from pyp_portal.history.services import erase_all
from pyp_portal.outbox.models import Attempt, ClosedAddress, Invited, LineCode, Message, Receiver
from pyp_portal.privacy.blanking import empty_messages
from pyp_portal.privacy.emails import FAREWELL
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.models import ConsentRecord
from pyp_portal.privacy.naming import names_of
from pyp_portal.privacy.parting import RECORD, Goes, Stays, deleted, readdressed
from pyp_portal.privacy.retaining import NAMELESS
from pyp_portal.privacy.retaining_models import Hold, InactiveNotice, RemovalItem
from pyp_portal.search.models import SearchEntry
from pyp_portal.uploads.models import Incoming
from pyp_portal.uploads.sweeping import drop


def reaches(person, column):
    """The condition that a column holds an e-mail address of this person."""
    theirs = EmailAddress.objects.filter(user=person).values("email")
    return Q(**{f"{column}__iexact": person.email}) | Q(**{f"{column}__in": theirs})


def own_chain(person):
    """Why something was done with the person's account or memberships, by whomever.

    And what only says who it was: whom somebody nominated, or which address was invited.
    """
    members = Membership.objects.filter(user=person).values(key=Cast("pk", CharField()))
    of_account = Q(record_type=User._meta.label_lower, record_id=str(person.pk))
    of_members = Q(record_type=Membership._meta.label_lower, record_id__in=members)
    said = EventDetail.objects.filter(erased_at=None).exclude(reason="")
    is_who = Q(detail__reason__in=[str(person), *names_of(person).sure])
    return Event.objects.filter(of_account | of_members | is_who, pk__in=said.values("pk"))


def named(rows, person):
    """Those of these rows that are about the account of a person or a consent of theirs."""
    consents = ConsentRecord.objects.of(person).values(key=Cast("pk", CharField()))
    of_account = Q(record_type=User._meta.label_lower, record_id=str(person.pk))
    of_consents = Q(record_type=ConsentRecord._meta.label_lower, record_id__in=consents)
    return rows.filter(of_account | of_consents)


def take_labels_out(rows, _erasing):
    rows.update(label=NAMELESS)


def erase_reasons(events, erasing):
    erase_all(events.select_related("detail"), by=erasing.by, reason=erasing.reason)


def drop_files(rows, _erasing):
    """With what has come of them: nothing would ever find the parts without their row."""
    for incoming in rows:
        drop(incoming)


def close_invitations(rows, erasing):
    """Nobody answers an invitation to an address that is gone."""
    rows.open().update(ended_at=clock.now())
    rows.update(address=erasing.address)


RESTS = (
    Holding(
        "reasons",
        _("Reasons for what was done with the account"),
        own_chain,
        (),
        Goes(_("Reason, name and address taken out; that it happened stays"), erase_reasons),
    ),
    Holding(
        "found_by_name",
        _("Entry in the search"),
        lambda person: SearchEntry.objects.filter(
            record_type=User._meta.label_lower, record_id=person.pk
        ),
        (),
        deleted(),
    ),
    Holding(
        "invitations",
        _("Invitations to my address"),
        lambda person: Invitation.objects.filter(reaches(person, "address")),
        (),
        Goes(_("Address taken out; an open invitation ends"), close_invitations),
    ),
    Holding(
        "messages_before",
        _("Messages to my address before I had an account"),
        lambda person: Message.objects.filter(reaches(person, "address"), recipient=None).exclude(
            template=FAREWELL
        ),
        (),
        Goes(_("Text and address taken out; what waited is not sent any more"), empty_messages),
    ),
    Holding(
        "tries",
        _("Tries to deliver messages"),
        lambda person: Attempt.objects.filter(
            Q(message__recipient=person) | reaches(person, "address")
        ),
        (),
        readdressed(_("Address taken out"), said=""),
    ),
    Holding(
        "calendar_invitations",
        _("Invitations that went into a calendar"),
        lambda person: Invited.objects.filter(message__recipient=person),
        (),
        deleted(),
    ),
    Holding(
        "closed_address",
        _("Address that came back"),
        lambda person: ClosedAddress.objects.filter(reaches(person, "address")),
        (),
        deleted(),
    ),
    Holding(
        "announced_to",
        _("Announcements to me"),
        lambda person: Receiver.objects.filter(user=person),
        (),
        readdressed(_("Address taken out")),
    ),
    Holding(
        "line_codes",
        _("Codes for joining LINE"),
        lambda person: LineCode.objects.filter(user=person),
        (),
        deleted(),
    ),
    Holding(
        "half_sent_files",
        _("Files sent in part"),
        lambda person: Incoming.objects.filter(by=person),
        (),
        Goes(_("Deleted"), drop_files),
    ),
    Holding(
        "inactive_notice",
        _("Word that the account will be closed"),
        lambda person: InactiveNotice.objects.filter(user=person),
        (),
        deleted(),
    ),
    Holding(
        "over_time",
        _("Lists of what was over its time"),
        lambda person: named(RemovalItem.objects.all(), person),
        (),
        Goes(_("Name taken out; that it was listed stays"), take_labels_out),
    ),
    Holding(
        "held_back",
        _("What is kept longer than its time"),
        lambda person: named(Hold.objects.all(), person),
        (),
        Goes(_("Name taken out; that it was listed stays"), take_labels_out),
    ),
    Holding(
        "second_looks",
        _("What two people decided about the account"),
        lambda person: Approval.objects.filter(
            record_type=User._meta.label_lower, record_id=str(person.pk)
        ),
        (),
        Stays(RECORD),
    ),
)
