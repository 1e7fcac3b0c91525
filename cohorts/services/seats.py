"""Seats: asked for, nominated by letter, judged by the rule, confirmed by the person."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import eligibility, emails
from cohorts.models import Cohort, Participant, Team
from cohorts.services.access import shut_out
from cohorts.services.moving import hold, need_reason, refuse_unless
from cohorts.states import CHOSEN, FORMING, RuleResult, TierKey
from pyp_portal import clock, thai
from pyp_portal.accounts.roles import RANKS
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record

POST = ("position_th", "level_code", "appointed_on", "is_officer", "is_civil_servant")
POST += ("talent_pool", "high_potential")
TAKEN = gettext_lazy(
    "This person has a seat in this cohort: one person, one tier. Name somebody else."
)
DAYS_TO_NAME = 10  # working days that an agency has to name somebody


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
def request_nomination(team, tier, agency, *, by, note="", due_on=None):
    """The STO asks an agency to name somebody for a seat of one tier, by a day.

    Refused beyond the quota of the tier: the seats that nobody has left are counted with
    the team's row locked.
    """
    agency = standing_agency(agency)
    team = must_form(hold(team))
    refuse_unless(has_room(team, tier), full(team, tier))
    seat = Participant.objects.create(
        cohort=team.cohort,
        team=team,
        tier=tier,
        agency=agency,
        joins_one_issue=tier.key != TierKey.ADVISOR,
        requested_at=clock.now(),
        requested_by=by,
        due_on=due_on or thai.add_working_days(clock.today(), DAYS_TO_NAME),
        note_th=note,
    )
    record(seat, "requested", by=by, tier=tier.key)
    emails.nomination_wanted(seat)
    return seat


def has_room(team, tier):
    """One more seat of this tier may be asked for."""
    most = team.quota(tier).most
    return most is None or team.participants.standing().filter(tier=tier).count() < most


def full(team, tier):
    """The sentence for a tier without a free seat."""
    words = _("%(tier)s has %(most)d seats in this team, and all of them are taken or asked for.")
    return words % {"tier": tier, "most": team.quota(tier).most or 0}


def must_form(team):
    """The team; refused once people no longer join it."""
    refuse_unless(team.proposal.state in FORMING, _("The team can no longer be changed."))
    return team


@transaction.atomic
def nominate(seat, person, *, by, letter_no, letter_date, letter_file=None, post=None):
    """The agency names a person by letter; the rule of the tier answers at once.

    ``post`` is what the letter says of the person's position and duty; without it the
    person's own profile is asked. Nominating again overwrites a name that has not
    answered yet; the history keeps who was named before.
    """
    # One tier per person and cohort; seats of the cohort may be written meanwhile.
    Cohort.objects.select_for_update(no_key=True).get(pk=seat.cohort_id)
    seat = lock(seat)
    must_form(seat.team)
    is_free = seat.is_standing and not (seat.accepted_at or seat.confirmed_at)
    refuse_unless(is_free, already(seat))
    refuse_unless(fits(seat, person), TAKEN)
    for name, value in (post or post_of(person)).items():
        setattr(seat, name, value)
    seat.rank = RANKS.get(seat.level_code)
    seat.person, seat.letter_no, seat.letter_date = person, letter_no.strip(), letter_date
    seat.letter_file = letter_file
    seat.nominated_at, seat.nominated_by = clock.now(), by
    answer = judge(seat)
    seat.rule_result, seat.rule_code = answer.result, answer.code
    seat.exception_reason, seat.exception_by, seat.exception_at = "", None, None
    seat.save()
    record(seat, "nominated", by=by, reason=person, result=answer.result, code=answer.code)
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
    return eligibility.judge_seat(seat.tier.key, *facts_of(seat))


def facts_of(seat):
    """What the rules ask about: the post by the letter, the agency, the year."""
    year, agency = seat.cohort.call.fiscal_year, seat.agency
    post = eligibility.Post(
        seat.rank,
        seat.appointed_on,
        seat.is_officer,
        seat.is_civil_servant,
        seat.talent_pool,
        seat.high_potential,
        seat.works_on_issue,
    )
    body = eligibility.Body(agency.level, agency.sector, agency.type, is_related(seat.team, agency))
    span = eligibility.Year(
        date(year - 544, 10, 1),
        date(year - 543, 9, 30),
        seat.team.proposal.state in CHOSEN,
        seat.cohort.allow_non_state_tier3,
    )
    return post, body, span


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
def replace(seat, *, by, reason):
    """The seat falls free; the same agency is asked for another name. Returns the new seat."""
    seat = lock(seat)
    refuse_unless(seat.is_standing, already(seat))
    seat.replaced_at, seat.note_th = clock.now(), need_reason(reason)
    seat.save()
    shut_out(seat.team, seat.person)
    record(seat, "replaced", by=by, reason=reason)
    emails.seat_ended(seat)
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
    emails.seat_ended(seat)
    return seat
