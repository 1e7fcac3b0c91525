"""Seats: asked for, nominated by letter, judged by the rule, confirmed by the person."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import eligibility, emails
from cohorts.models import AgencyLink, Cohort, LabPartner, Participant, Team
from cohorts.services.access import let_in, shut_out
from cohorts.services.moving import hold, hold_running, need_reason, refuse_unless
from cohorts.states import CHOSEN, FORMING, RuleResult, TierKey
from pyp_portal import clock
from pyp_portal.accounts.roles import RANKS
from pyp_portal.history.services import record

POST = ("position_th", "level_code", "appointed_on", "is_officer", "is_civil_servant")
POST += ("talent_pool", "high_potential")


@transaction.atomic
def form_team(proposal, *, by, name_th=""):
    """The team of a selected issue; forming it again returns the first one."""
    refuse_unless(proposal.state in CHOSEN, _("Only a selected issue has a team."))
    team, is_new = Team.objects.get_or_create(
        proposal=proposal,
        defaults={
            "cohort": Cohort.objects.get(call=proposal.call_id),
            "name_th": (name_th or proposal.title_th)[:200],
            "case_owner": proposal.case_owner,
            "responsible_agency": proposal.lead_agency,
            "formed_at": clock.now(),
        },
    )
    if is_new:
        record(team, "formed", by=by)
    return team


@transaction.atomic
def request_nomination(team, tier, agency, *, by, note=""):
    """The STO asks an agency to name somebody for a seat of one tier."""
    team = must_form(hold(team))
    seat = Participant.objects.create(
        cohort=team.cohort,
        team=team,
        tier=tier,
        agency=agency,
        joins_one_issue=tier.key != TierKey.ADVISOR,
        requested_at=clock.now(),
        requested_by=by,
        note_th=note,
    )
    record(seat, "requested", by=by, tier=tier.key)
    emails.nomination_wanted(seat)
    return seat


def must_form(team):
    """The team; refused once people no longer join it."""
    refuse_unless(team.proposal.state in FORMING, _("The team can no longer be changed."))
    return team


@transaction.atomic
def nominate(seat, person, *, by, letter_no, letter_date, post=None):
    """The agency names a person by letter; the rule of the tier answers at once.

    ``post`` is what the letter says of the person's position; without it the
    person's own profile is asked. Nominating again overwrites a name not yet confirmed.
    """
    # One tier per person and cohort; seats of the cohort may be written meanwhile.
    Cohort.objects.select_for_update(no_key=True).get(pk=seat.cohort_id)
    seat = lock(seat)
    must_form(seat.team)
    refuse_unless(seat.is_standing and not seat.confirmed_at, already(seat))
    refuse_unless(fits(seat, person), _("This person already has a seat in this cohort."))
    for name, value in (post or post_of(person)).items():
        setattr(seat, name, value)
    seat.rank = RANKS.get(seat.level_code)
    seat.person, seat.letter_no, seat.letter_date = person, letter_no.strip(), letter_date
    seat.nominated_at, seat.nominated_by = clock.now(), by
    answer = judge(seat)
    seat.rule_result, seat.rule_code = answer.result, answer.code
    seat.exception_reason, seat.exception_by, seat.exception_at = "", None, None
    seat.save()
    record(seat, "nominated", by=by, result=answer.result, code=answer.code)
    emails.nominated(seat)
    return seat


def lock(seat):
    """The seat with its team's row locked, and all the rule asks about."""
    team = hold(seat.team)
    seat = Participant.objects.select_related("tier", "agency", "person", "cohort__call").get(
        pk=seat.pk
    )
    seat.team = team
    return seat


def already(seat):
    """The sentence for whoever comes second."""
    return _("This seat is already “%(state)s”. Nothing was changed.") % {"state": seat.state.label}


def fits(seat, person):
    """One person, one tier per cohort; several issues only as tier 1."""
    others = Participant.objects.standing().filter(cohort=seat.cohort_id, person=person)
    others = list(others.exclude(pk=seat.pk).values_list("tier__key", "team_id"))
    is_advisor = seat.tier.key == TierKey.ADVISOR
    return not others or (
        is_advisor and all(key == seat.tier.key and team != seat.team_id for key, team in others)
    )


def post_of(person):
    """The post a person holds according to their profile."""
    profile = getattr(person, "profile", None)
    return {name: getattr(profile, name) for name in POST} if profile else {}


def is_related(team, agency):
    """``is_related``: lead, partner, or approved by the STO for this issue."""
    return (
        team.proposal.lead_agency_id == agency.pk
        or team.proposal.partners.filter(agency=agency).exists()
        or team.agency_links.filter(agency=agency).exists()
    )


def judge(seat):
    """What the rule of the seat's tier says of the person named."""
    year = seat.cohort.call.fiscal_year
    return eligibility.judge_seat(
        seat.tier.key,
        eligibility.Post(
            seat.rank,
            seat.appointed_on,
            seat.is_officer,
            seat.is_civil_servant,
            seat.talent_pool,
            seat.high_potential,
        ),
        eligibility.Body(
            seat.agency.level,
            seat.agency.sector,
            seat.agency.type,
            is_related(seat.team, seat.agency),
        ),
        eligibility.Year(
            date(year - 544, 10, 1),
            date(year - 543, 9, 30),
            seat.team.proposal.state in CHOSEN,
            seat.cohort.allow_non_state_tier3,
        ),
    )


@transaction.atomic
def approve_exception(seat, *, by, reason):
    """The STO admits a person of whom the rule says "needs judgement"."""
    seat = lock(seat)
    must_form(seat.team)
    refuse_unless(
        seat.is_standing and seat.rule_result == RuleResult.JUDGEMENT and not seat.exception_at,
        _("There is nothing to decide about this seat now."),
    )
    seat.exception_reason, seat.exception_by = need_reason(reason), by
    seat.exception_at = clock.now()
    seat.save()
    record(seat, "exception_approved", by=by, reason=reason, code=seat.rule_code)
    emails.may_confirm(seat)
    return seat


@transaction.atomic
def confirm(seat, *, by, privacy_seen):
    """The person takes the seat, having read the privacy notice."""
    seat = lock(seat)
    must_form(seat.team)
    refuse_unless(seat.is_standing and seat.nominated_at and not seat.confirmed_at, already(seat))
    refuse_unless(privacy_seen, _("Please read the privacy notice first."))
    refuse_unless(seat.is_admitted, refusal_of(seat))
    seat.privacy_seen_at = seat.confirmed_at = clock.now()
    seat.save()
    record(seat, "confirmed", by=by)
    if seat.team.entered_lab_at:
        let_in(seat.team, [seat.person])
    emails.seat_answered(seat)
    return seat


def refusal_of(seat):
    """Why this person cannot take the seat."""
    if seat.rule_result == RuleResult.FAIL:
        return seat.rule_sentence
    return _("The office has not yet decided about the exception.")


@transaction.atomic
def decline(seat, *, by, reason=""):
    """The person does not take the seat."""
    seat = lock(seat)
    refuse_unless(seat.is_standing and seat.nominated_at and not seat.confirmed_at, already(seat))
    seat.declined_at, seat.note_th = clock.now(), reason
    seat.save()
    record(seat, "declined", by=by, reason=reason)
    emails.seat_answered(seat)
    return seat


@transaction.atomic
def replace(seat, *, by, reason):
    """The seat falls free; the same agency is asked for another name. Returns the new seat."""
    seat = lock(seat)
    refuse_unless(seat.is_standing, already(seat))
    seat.replaced_at, seat.note_th = clock.now(), need_reason(reason)
    seat.save()
    shut_out(seat.team, seat.person)
    record(seat, "replaced", by=by, reason=reason)
    fresh = request_nomination(seat.team, seat.tier, seat.agency, by=by)
    Participant.objects.filter(pk=seat.pk).update(replaced_by=fresh)
    return fresh


@transaction.atomic
def withdraw(seat, *, by, reason):
    """The seat is given up; nobody is asked again."""
    seat = lock(seat)
    refuse_unless(seat.is_standing, already(seat))
    seat.withdrawn_at, seat.note_th = clock.now(), need_reason(reason)
    seat.save()
    shut_out(seat.team, seat.person)
    record(seat, "withdrawn", by=by, reason=reason)
    return seat


@transaction.atomic
def link_agency(team, agency, *, by, reason):
    """The STO holds an agency to be related to the issue, and says why."""
    team = hold_running(team)
    link, is_new = AgencyLink.objects.get_or_create(
        team=team,
        agency=agency,
        defaults={
            "reason_th": need_reason(reason),
            "approved_by": by,
            "approved_at": clock.now(),
        },
    )
    if is_new:
        record(team, "agency_linked", by=by, reason=reason, agency=agency.code)
        for seat in team.participants.standing().filter(agency=agency, confirmed_at=None):
            judge_again(seat)
    return link


def judge_again(seat):
    """Ask the rule once more after the ties of the agency have changed."""
    seat = lock(seat)
    if seat.nominated_at and not seat.exception_at:
        answer = judge(seat)
        seat.rule_result, seat.rule_code = answer.result, answer.code
        seat.save()


@transaction.atomic
def add_partner(team, *, by, sector, person=None, name_th="", agency=None, position_th=""):
    """Somebody from business, civil society or the community joins beside tier 3 (C-09)."""
    team = hold_running(team)
    partner = LabPartner.objects.create(
        team=team,
        person=person,
        name_th=name_th or str(person),
        agency=agency,
        position_th=position_th,
        sector=sector,
        added_at=clock.now(),
    )
    record(team, "partner_added", by=by, sector=sector)
    if team.entered_lab_at and person:
        let_in(team, [person])
    return partner


@transaction.atomic
def end_partner(partner, *, by, reason):
    """A partner leaves the team, and no longer sees its work."""
    team = hold(partner.team)
    partner = LabPartner.objects.get(pk=partner.pk)
    refuse_unless(not partner.ended_at, _("This partner has already left."))
    partner.ended_at = clock.now()
    partner.save()
    shut_out(team, partner.person)
    record(team, "partner_ended", by=by, reason=need_reason(reason))
    return partner
