"""Requests of other areas: asked, confirmed, answered within a time, taken on as a site."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts import adoption_emails
from cohorts.models import AdoptionRequest
from cohorts.services.moving import hold, need_reason, refuse_unless
from cohorts.services.sites import add_site, check_district
from cohorts.spread_states import ADOPTABLE, OPEN_REQUESTS, RequestState, ScaleMode, SiteStatus
from pyp_portal import clock, thai
from pyp_portal.accounts.services.agencies import standing_in
from pyp_portal.history.services import record

TAKEN_ON = (SiteStatus.INTERESTED, SiteStatus.AGREED)
KEPT_UNCONFIRMED = timedelta(days=7)


def ask_to_adopt(team, token, *, by=None, **facts):
    """An agency asks to take the model up; the same ``token`` again gives the same request.

    Who is signed in is known; anybody else confirms first, by the address in their mail.
    """
    try:
        with transaction.atomic():
            return put(team, token, by=by, **facts)
    except IntegrityError:
        return AdoptionRequest.objects.get(token=token)


def put(team, token, *, by, **facts):
    """Write a request down; refused where one of the same address is still open."""
    facts = standing_in(facts, "agency")
    team = hold(team)
    refuse_unless_adoptable(team)
    refuse_second(team, token, facts["email"])
    request = AdoptionRequest(
        team=team, token=token, by=by, asked_at=clock.now(), state=RequestState.UNCONFIRMED, **facts
    )
    request.full_clean(validate_unique=False, validate_constraints=False)
    check_district(request)
    request.save(force_insert=True)
    record(request, "asked", by=by)
    if by is None:
        adoption_emails.confirmation_wanted(request)
        return request
    return take_in(request, by=by)


def refuse_unless_adoptable(team):
    refuse_unless(
        team.proposal.state in ADOPTABLE,
        _("This issue cannot be taken up now. Nothing was sent."),
    )


def refuse_second(team, token, email):
    """One request of an address at a time."""
    same = team.adoption_requests.filter(email__iexact=email, state__in=OPEN_REQUESTS)
    refuse_unless(
        not same.exclude(token=token).exists(),
        _("You have asked about this issue already. The answer comes by mail."),
    )


def take_in(request, *, by=None):
    """From here on the request is due: so many working days, by the setting of the cohort."""
    days = request.team.cohort.adoption_days
    request.state, request.confirmed_at = RequestState.NEW, clock.now()
    request.due_on = thai.add_working_days(clock.today(), days)
    request.save()
    record(request, "confirmed", by=by)
    adoption_emails.received(request)
    adoption_emails.waiting(request)
    return request


@transaction.atomic
def confirm_request(request):
    """Who asked shows that the address is theirs; once is enough, and again changes nothing.

    Refused where the issue has ended since, or another request of this address is open.
    """
    team = hold(request.team)
    request = locked(request)
    if request.state != RequestState.UNCONFIRMED:
        return request
    refuse_unless_adoptable(team)
    refuse_second(team, request.token, request.email)
    return take_in(request)


def locked(request):
    return AdoptionRequest.objects.select_for_update().get(pk=request.pk)


def undecided(request):
    """The request, locked; refused when somebody has decided before."""
    request = locked(request)
    refuse_unless(
        request.is_open,
        _("This request is already “%(state)s”. Nothing was changed.")
        % {"state": request.state_enum.label},
    )
    return request


def answered(request, state, words, *, by):
    """Keep an answer, tell who asked, and note whether it came in time."""
    now = clock.now()
    request.state, request.answer_th = state, words.strip()
    request.answered_by = by
    request.answered_at = request.answered_at or now
    request.decided_at = None if state == RequestState.CONTACTED else now
    request.save()
    is_late = clock.localdate(request.answered_at) > request.due_on
    record(request, f"request_{state}", by=by, after=state, reason=words, late=is_late)
    adoption_emails.answered(request)
    return request


@transaction.atomic
def contact(request, *, by, words):
    """A first answer: the talks have begun, and the request stays open."""
    return answered(undecided(request), RequestState.CONTACTED, need_reason(words), by=by)


@transaction.atomic
def decline_request(request, *, by, words):
    """No, for a reason that the agency can read."""
    return answered(undecided(request), RequestState.DECLINED, need_reason(words), by=by)


@transaction.atomic
def accept_request(request, *, by, words, status=SiteStatus.INTERESTED, copied_from=None):
    """Yes: the area becomes a site of the issue, linked to what it asked."""
    hold(request.team)  # before the request, as everywhere
    request = undecided(request)
    refuse_unless(status in TAKEN_ON, _("A new site is interested or has agreed to join."))
    request.site = add_site(
        request.team,
        by=by,
        province_id=request.province_id,
        district_th=request.district_th,
        agency_th=request.agency_th,
        agency=request.agency,
        mode=ScaleMode.SCALE_OUT,
        status=status,
        copied_from=copied_from,
    )
    return answered(request, RequestState.ACCEPTED, need_reason(words), by=by)


# --- In the background --------------------------------------------------------------
def forget_unconfirmed():
    """Requests whose sender never confirmed are not kept; returns how many were let go."""
    old = AdoptionRequest.objects.filter(
        state=RequestState.UNCONFIRMED, asked_at__lt=clock.now() - KEPT_UNCONFIRMED
    )
    return old.delete()[0]
