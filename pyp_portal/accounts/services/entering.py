"""How a person gets in: what they say on signing up, and agencies that are yet to be entered."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock, thai
from pyp_portal.accounts import emails
from pyp_portal.accounts.likeness import namesakes
from pyp_portal.accounts.models import Agency, AgencyRequest, Profile
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.roles import place_of
from pyp_portal.accounts.services.agencies import register_agency
from pyp_portal.accounts.services.memberships import (
    approve_membership,
    ask_membership,
    tell_of_request,
)
from pyp_portal.history.services import record


@transaction.atomic
def enter(person, *, position="", agency=None, new=None, rights=None):
    """What a new person says of their work: the post, and the agency or one yet to be entered.

    Nobody is told before the e-mail is confirmed (``welcome``).
    """
    if position:
        Profile.objects.update_or_create(user=person, defaults={"position_th": position})
    if agency:
        ask_membership(person, agency, rights=rights, told=False)
    elif new:
        ask_agency(person, rights=rights, told=False, **new)


def welcome(person):
    """The e-mail is confirmed: the requests made on signing up reach the office."""
    for membership in person.memberships.waiting().for_list():
        tell_of_request(membership)
    for asked in person.agency_requests.waiting():
        emails.agency_request(asked, "asked")


@transaction.atomic
def ask_agency(person, *, name_th, kind, province=None, rights=None, told=True):
    """Ask to have an agency entered; one that the register knows by this name is asked for itself.

    Answers the request: an ``AgencyRequest``, or a ``Membership`` that waits.
    """
    known = namesakes([name_th]).values()
    if known:
        agency = Agency.objects.get(pk=next(iter(known)))
        return ask_membership(person, agency, rights=rights, told=told)
    rights = rights or Rights(can_edit=True, can_submit=True)
    asked = AgencyRequest(
        asked_by=person,
        name_th=thai.normalise(name_th),
        type=kind,
        province=province,
        asked_at=clock.now(),
        **vars(rights),
    )
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("You have asked for an agency already. The office has not decided yet.")
        ) from None
    record(asked, "agency asked", by=person, after=asked.name_th)
    if told:
        emails.agency_request(asked, "asked")
    return asked


@transaction.atomic
def enter_agency(asked, *, by, name_th="", kind="", province=None, code=""):
    """Enter the agency, under a mended name where one is given, and let the person in.

    Answers the membership.
    """
    asked = _waiting(asked)
    name = thai.normalise(name_th) or asked.name_th
    kind = kind or asked.type
    agency = register_agency(
        by=by,
        code=code or f"N{asked.pk:05}",
        name_th=name,
        type=kind,
        province=province or asked.province,
        **place_of(kind),
    )
    return _let_in(asked, agency, by, name)


@transaction.atomic
def point_to(asked, agency, *, by):
    """It is an agency that the register has under another name: let the person in there."""
    asked = _waiting(asked)
    return _let_in(asked, agency, by, agency.name_th)


def _let_in(asked, agency, by, name):
    _decide(asked, by, agency)
    record(asked, "agency entered", by=by, before=asked.name_th, after=name)
    rights = Rights(asked.can_edit, asked.can_submit, asked.can_endorse)
    held = asked.asked_by.memberships.open().filter(agency=agency).first()
    if held and held.is_active:
        return held
    waits = held or ask_membership(asked.asked_by, agency, rights=rights, told=False)
    return approve_membership(waits, by=by, rights=rights)


@transaction.atomic
def refuse_agency(asked, *, by, reason):
    """The agency is not entered, and why."""
    asked = _waiting(asked)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    _decide(asked, by)
    record(asked, "agency refused", by=by, reason=reason.strip())
    emails.agency_request(asked, "refused", reason=reason.strip())
    return asked


@transaction.atomic
def take_back_agency(asked, *, by):
    """The person no longer asks for it."""
    asked = _waiting(asked)
    _decide(asked, by)
    record(asked, "agency taken back", by=by)
    return asked


def _decide(asked, by, agency=None):
    asked.decided_at, asked.decided_by, asked.agency = clock.now(), by, agency
    asked.save(update_fields=["decided_at", "decided_by", "agency"])


def _waiting(asked):
    """The locked row of a request that nobody has decided on; the second is told who was first."""
    asked = AgencyRequest.objects.select_for_update().get(pk=asked.pk)
    if not asked.is_waiting:
        raise Refused(who_was_first(asked, "agency entered", "agency refused", "agency taken back"))
    return asked
