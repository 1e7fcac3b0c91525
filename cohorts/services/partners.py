"""Who belongs to a team beside the seats: linked agencies, partners, advisers of the group."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import AgencyLink, LabPartner
from cohorts.services.access import let_in, shut_out
from cohorts.services.moving import hold, hold_running, need_reason, refuse_unless
from cohorts.services.seats import judge, lock
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_agency, standing_in
from pyp_portal.history.services import record


@transaction.atomic
def link_agency(team, agency, *, by, reason):
    """The STO holds an agency to be related to the issue, and says why."""
    agency = standing_agency(agency)
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
def add_partner(team, *, by, sector, **facts):
    """Somebody joins beside the tiers: a partner, a community leader, an adviser (C-09).

    ``facts`` are person, name_th, agency, position_th and role, as far as they are known.
    """
    facts = standing_in(facts, "agency")
    team = hold_running(team)
    person = facts.get("person")
    is_here = person and team.partners.filter(person=person, ended_at=None).exists()
    refuse_unless(not is_here, _("This person is a partner of the team already."))
    partner = LabPartner.objects.create(
        team=team,
        sector=sector,
        added_at=clock.now(),
        **facts | {"name_th": facts.get("name_th") or str(person)},
    )
    record(team, "partner_added", by=by, sector=sector, role=partner.role)
    if team.entered_lab_at and partner.person:
        let_in(team, [partner.person])
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
