"""What the foundations hold about a person, and what becomes of it when they go."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import (
    Acting,
    AgencyRequest,
    Deputy,
    HandOver,
    Membership,
    OpenSession,
    Profile,
    RoleGrant,
    User,
)
from pyp_portal.history.models import Event
from pyp_portal.outbox.models import LineLink, Message
from pyp_portal.papers.models import Export
from pyp_portal.preferences.models import Preference
from pyp_portal.privacy.blanking import (
    blank_account,
    empty_messages,
    end_memberships,
    erase_acts,
    withdraw_exports,
)
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.models import RightsRequest
from pyp_portal.privacy.parting import LOG, PROOF, RECORD, Goes, Stays, deleted
from pyp_portal.reads.models import Read

RIGHTS = (
    ("can_edit", _("may write")),
    ("can_submit", _("may submit")),
    ("can_endorse", _("may endorse")),
)
WHEN, ENDED = _("When"), _("Ended on")


def acts(person):
    """What the person did, in every record."""
    return Event.objects.filter(by=person).select_related("detail")


ACCOUNT = (
    Holding(
        "account",
        _("My account"),
        lambda person: User.objects.filter(pk=person.pk),
        (
            ("title_th", _("title before the name")),
            ("given_th", _("given name")),
            ("family_th", _("family name")),
            ("email", _("E-mail")),
            ("phone", _("Telephone")),
            ("date_joined", _("Account since")),
            ("last_login", _("Signed in last on")),
        ),
        Goes(
            _("Names, e-mail, telephone and password taken out; the account stays closed for good"),
            blank_account,
        ),
    ),
    Holding(
        "post",
        _("My post"),
        lambda person: Profile.objects.filter(user=person).select_related("agency"),
        (
            ("position_th", _("Position")),
            ("get_level_code_display", _("Position level")),
            ("agency", _("Agency")),
            ("appointed_on", _("Appointed on")),
            ("is_officer", _("state officer")),
            ("is_civil_servant", _("civil servant")),
            ("talent_pool", _("in the talent pool")),
            ("get_talent_scheme_display", _("talent scheme")),
            ("high_potential", _("high potential")),
        ),
        deleted(),
    ),
    Holding(
        "email_addresses",
        _("My e-mail addresses"),
        lambda person: EmailAddress.objects.filter(user=person),
        (("email", _("E-mail")), ("verified", _("Confirmed")), ("primary", _("Main address"))),
        deleted(),
    ),
    Holding(
        "memberships",
        _("Agencies I act for"),
        lambda person: Membership.objects.filter(user=person).select_related("agency"),
        (
            ("agency", _("Agency")),
            *RIGHTS,
            ("note", _("word to the office")),
            ("asked_at", _("Asked on")),
            ("approved_at", _("Approved on")),
            ("ended_at", ENDED),
        ),
        Goes(
            _("Ended, and the word to the office taken out; who acted for whom stays"),
            end_memberships,
        ),
    ),
    Holding(
        "agencies_asked_for",
        _("Agencies I asked to have entered"),
        lambda person: AgencyRequest.objects.filter(asked_by=person),
        (("name_th", _("Name")), *RIGHTS, ("asked_at", _("Asked on"))),
        Stays(RECORD),
    ),
    Holding(
        "hand_overs",
        _("Work that was handed over to me"),
        lambda person: HandOver.objects.filter(successor=person).select_related(
            "membership__agency"
        ),
        (
            ("membership.agency", _("Agency")),
            ("asked_at", _("Asked on")),
            ("get_outcome_display", _("Outcome")),
        ),
        Stays(RECORD),
        binds=lambda person: HandOver.objects.filter(successor=person, settled_at=None),
    ),
    Holding(
        "roles",
        _("Roles"),
        lambda person: RoleGrant.objects.filter(user=person),
        (("get_role_display", _("Role")), ("given_at", _("Since")), ("ended_at", ENDED)),
        Stays(RECORD),
        binds=lambda person: RoleGrant.objects.filter(user=person, ended_at=None),
    ),
    Holding(
        "standing_in",
        _("Standing in for officers, and being stood in for"),
        lambda person: Deputy.objects.filter(Q(officer=person) | Q(deputy=person)),
        (("begins", _("Begins")), ("ends", _("Ends")), ("ended_at", ENDED)),
        Stays(RECORD),
    ),
)
SIGNING_IN = (
    Holding(
        "second_factors",
        _("Ways of signing in"),
        lambda person: Authenticator.objects.filter(user=person),
        (
            ("get_type_display", _("Kind")),
            ("created_at", _("Since")),
            ("last_used_at", _("Used last on")),
        ),
        deleted(),
    ),
    Holding(
        "identities",
        _("Linked identities"),
        lambda person: SocialAccount.objects.filter(user=person),
        (("provider", _("Kind")), ("date_joined", _("Since"))),
        deleted(),
    ),
    Holding(
        "sessions",
        _("Where I am signed in"),
        lambda person: OpenSession.objects.filter(user=person),
        (("browser", _("Browser")), ("address", _("From which address"))),
        deleted(),
    ),
    Holding(
        "looked_at",
        _("When an administrator looked as me"),
        lambda person: Acting.objects.filter(person=person).exclude(began_at=None),
        (("began_at", _("Begins")), ("ended_at", ENDED)),
        Stays(LOG),
    ),
)
TOLD = (
    Holding(
        "preferences",
        _("How I am told"),
        lambda person: Preference.objects.filter(user=person),
        (
            ("language", _("Language")),
            ("morning", _("The morning e-mail")),
            ("ways", _("What I may choose")),
            ("changed_at", _("Changed on")),
        ),
        deleted(),
    ),
    Holding(
        "line",
        _("Messages by LINE"),
        lambda person: LineLink.objects.filter(user=person),
        (("since", _("Since")), ("ended_at", ENDED)),
        deleted(),
    ),
    Holding(
        "messages",
        _("Messages to me (their texts stand in the inbox)"),
        lambda person: Message.objects.filter(recipient=person),
        (
            ("created_at", _("Written")),
            ("address", _("E-mail")),
            ("get_state_display", _("State")),
            ("sent_at", _("Sent on")),
            ("read_at", _("Read on")),
        ),
        Goes(_("Text and address taken out; what waited is not sent any more"), empty_messages),
    ),
    Holding(
        "exports",
        _("My exports"),
        lambda person: Export.objects.filter(asked_by=person),
        (
            ("title", _("List")),
            ("note", _("Narrowed to")),
            ("asked_at", _("Asked on")),
            ("fetched_at", _("Fetched on")),
        ),
        Goes(
            _("Files removed, and tables of others that name the person; the log of them stays"),
            withdraw_exports,
        ),
    ),
)
LOGS = (
    Holding(
        "reads",
        _("Guarded pages and files that I opened"),
        lambda person: Read.objects.filter(by=person),
        (
            ("at", WHEN),
            ("words", _("What was read")),
            ("about", _("Concerning")),
            ("address", _("From which address")),
        ),
        Stays(LOG),
    ),
    Holding(
        "acts",
        _("What I did (in the words of the log)"),
        acts,
        (
            ("at", WHEN),
            ("verb", _("What happened")),
            ("detail.address", _("From which address")),
        ),
        Goes(
            _("Name and address taken out of the log; what was done and why a decision fell stays"),
            erase_acts,
        ),
    ),
)
RIGHTS_ASKED = Holding(
    "rights_asked",
    _("What I asked of the office"),
    lambda person: RightsRequest.objects.filter(person=person),
    (
        ("asked_at", _("Asked on")),
        ("get_right_display", _("What is asked")),
        ("words", _("Details")),
        ("get_outcome_display", _("Outcome")),
        ("answer", _("Answer")),
        ("answered_at", _("Answered on")),
    ),
    Stays(PROOF),
)
HOLDINGS = (*ACCOUNT, *SIGNING_IN, *TOLD, RIGHTS_ASKED, *LOGS)
