"""Who may do what in room 3: one rule, one sentence, one test.

Every rule takes the record, then the person.
"""

from cohorts.spread_states import PLANNING
from cohorts.states import WORKERS, TierKey
from proposals import permissions as proposal_rules


def can_view_team(team, user):
    """The twin of ``TeamQuerySet.visible_to``: a test holds them together."""
    if not user.is_authenticated:
        return False
    kinds = team.proposal.access_kinds(user)
    if "closed" in kinds:
        return False
    return proposal_rules.reads_all(user) or "team" in kinds or bool(works_for(team, user))


def can_view_seat(seat, user):
    """The twin of ``ParticipantQuerySet.visible_to``: a test holds them together."""
    if not user.is_authenticated or "closed" in seat.team.proposal.access_kinds(user):
        return False
    is_own = seat.person_id == user.pk or user.rights_at(seat.agency_id) is not None
    return is_own or can_view_team(seat.team, user)


def can_view_round(round_, user):
    """The twin of ``RoundQuerySet.visible_to``: a test holds them together."""
    return can_view_team(round_.team, user)


def can_view_directive(directive, user):
    """The twin of ``DirectiveQuerySet.visible_to``: also for the agency that carries it out."""
    if not user.is_authenticated or "closed" in directive.team.proposal.access_kinds(user):
        return False
    mine = user.rights_at(directive.responsible_agency_id)
    return mine is not None or can_view_team(directive.team, user)


def can_report_directive(directive, user):
    """Writers of the responsible agency; the office keeps the sheet in its own way."""
    mine = user.rights_at(directive.responsible_agency_id) if user.is_authenticated else None
    writes = mine is not None and (mine.can_edit or mine.can_submit)
    return writes and can_view_directive(directive, user)


def works_for(team, user):
    """The person's memberships of the lead agency and of the responsible agency."""
    ids = {team.proposal.lead_agency_id, team.responsible_agency_id} - {None}
    return [m for m in user.active_memberships if m.agency_id in ids]


def tier_in(team, user):
    """The key of the tier in which this person has confirmed a seat of the team, or ""."""
    seats = team.participants.confirmed().filter(person=user.pk)
    return seats.values_list("tier__key", flat=True).first() or ""


def is_partner(team, user):
    """A partner who works beside the team."""
    return team.partners.filter(person=user.pk, ended_at=None).exists()


def can_manage(team, user):
    """STO officers run the lab: seats, gates, records, sessions."""
    return user.is_sto_staff and can_view_team(team, user)


def can_direct(team, user):
    """Closing and discontinuing are the director's."""
    return user.is_director and can_view_team(team, user)


def can_coordinate(team, user):
    """Tier 2 of the team, or the office on the team's behalf: deliverables, gates, plan."""
    return can_manage(team, user) or is_inside(team, user, TierKey.COORDINATOR)


def can_work(team, user):
    """Tiers 2, 3 and 5 write what the team does; the office may do it for them."""
    return can_manage(team, user) or is_inside(team, user, *WORKERS)


def can_plan(team, user):
    """Those who work in the team write the plan, from the lab on until the issue ends."""
    return team.proposal.state in PLANNING and can_work(team, user)


def can_record_people(team, user):
    """Whoever works in the team, partners too, may note that people took part."""
    return can_work(team, user) or (can_view_team(team, user) and is_partner(team, user))


def can_end_activity(team, user):
    """Whoever works in the team; once the issue has ended, the coordinator and the office."""
    return can_coordinate(team, user) if team.is_over else can_work(team, user)


def can_mentor(team, user):
    """Tier 1 notes the advice given; the coordinator and the office may note it too."""
    return can_coordinate(team, user) or is_inside(team, user, TierKey.ADVISOR)


def can_moderate(team, user):
    """The coordinator and the office decide what of the public's words everybody reads."""
    return can_coordinate(team, user)


def can_read_voices(team, user):
    """Words that nobody has checked yet: for those who check them, and those who read all."""
    return can_moderate(team, user) or (can_view_cohort(user) and can_view_team(team, user))


def can_say(team, user):
    """Whoever belongs to the team may comment: all tiers, partners, advisers, the office."""
    inside = can_manage(team, user) or is_inside(team, user, *TierKey)
    return inside or (can_view_team(team, user) and is_partner(team, user))


def can_view_raised(raised, user):
    """The twin of ``RaisedQuerySet.visible_to``: a test holds them together."""
    return can_view_team(raised.team, user)


def is_inside(team, user, *tiers):
    """True for confirmed participants of these tiers to whom the proposal is not closed."""
    return can_view_team(team, user) and tier_in(team, user) in tiers


def can_nominate(seat, user):
    """The head or a submitter of the agency asked; the office may enter a letter for it."""
    mine = user.rights_at(seat.agency_id) if user.is_authenticated else None
    is_agency = mine is not None and (mine.can_endorse or mine.can_submit)
    return can_view_seat(seat, user) and (is_agency or user.is_sto_staff)


def can_read_reasons(seat, user):
    """Why somebody declined, left or was replaced, and the letter that named them.

    For who names and decides, and for who reads everything: not for the team, nor for the
    person who takes the seat next.
    """
    reads = user.is_authenticated and proposal_rules.reads_all(user) and can_view_seat(seat, user)
    return reads or can_nominate(seat, user)


def can_answer(seat, user):
    """Only the person nominated says yes or no."""
    return seat.person_id == user.pk and can_view_seat(seat, user)


def can_report(round_, user):
    """Writers of the responsible agency, coordinator and area operators; the office on behalf."""
    team = round_.team
    writes = any(m.can_edit or m.can_submit for m in works_for(team, user))
    inside = (TierKey.COORDINATOR, TierKey.AREA_OPERATOR)
    return can_view_team(team, user) and (
        writes
        or user.is_sto_staff
        or tier_in(team, user) in inside
        or is_report_contact(team, user)
    )


def is_report_contact(team, user):
    """The person to whom the agency gave its reports, while they work for it."""
    named = team.report_contacts.standing().filter(person=user.pk).exists()
    return named and reporting_agency(team) in user.agency_ids


def reporting_agency(team):
    """The key of the agency that owes the reports."""
    return team.responsible_agency_id or team.proposal.lead_agency_id


def can_name_contact(team, user):
    """Who writes, submits or endorses for the agency that reports, or hands its reports on.

    The office may do it for them, where nobody of the agency answers.
    """
    if not can_view_team(team, user):
        return False
    mine = user.rights_at(reporting_agency(team))
    is_agency = mine is not None and (mine.can_edit or mine.can_submit or mine.can_endorse)
    return user.is_sto_staff or is_agency or is_report_contact(team, user)


def can_update_sites(team, user):
    """Whoever reports on the issue keeps its sites up to date."""
    writes = any(m.can_edit or m.can_submit for m in works_for(team, user))
    return (can_view_team(team, user) and writes) or can_work(team, user)


def can_view_site(site, user):
    """The twin of ``SiteQuerySet.visible_to``: a test holds them together."""
    if not user.is_authenticated or "closed" in site.team.proposal.access_kinds(user):
        return False
    return site.agency_id in user.agency_ids or can_view_team(site.team, user)


def can_report_site(site, user):
    """Writers of the adopting agency, and whoever keeps the sites of the issue."""
    mine = site.agency_id and user.rights_at(site.agency_id)
    writes = bool(mine) and (mine.can_edit or mine.can_submit)
    return can_view_site(site, user) and (writes or can_update_sites(site.team, user))


def can_view_request(request, user):
    """The twin of ``RequestQuerySet.visible_to``: a test holds them together."""
    return request.confirmed_at is not None and can_view_team(request.team, user)


def can_read_requests(team, user):
    """With names and addresses in them: who answers them, and who reads everything."""
    reads = can_view_team(team, user) and proposal_rules.reads_all(user)
    return reads or can_update_sites(team, user)


def can_open_cohort(user):
    """Officers set up the cohort of a year."""
    return user.is_sto_staff


def is_participant(cohort, user):
    """A confirmed participant or a partner of a team of the year."""
    if not user.is_authenticated:
        return False
    seats = cohort.participants.confirmed().filter(person=user.pk)
    partners = user.partner_in.filter(team__cohort=cohort.pk, ended_at=None)
    return seats.exists() or partners.exists()


def can_view_roster(cohort, user):
    """Those who read everything, and the people of the year themselves."""
    return can_view_cohort(user) or is_participant(cohort, user)


def can_view_calendar(cohort, user):
    """Those who read everything, and whoever sees a team of the year."""
    if can_view_cohort(user) or is_participant(cohort, user):
        return True
    return any(can_view_team(team, user) for team in of_my_agencies(cohort, user))


def of_my_agencies(cohort, user):
    """The teams of the year for which an agency of this person works."""
    agencies = [m.agency_id for m in getattr(user, "active_memberships", ())]
    teams = cohort.teams.select_related("proposal")
    return teams.filter(proposal__lead_agency__in=agencies) | teams.filter(
        responsible_agency__in=agencies
    )


def can_sign_reports(user):
    """The director signs what goes to the Prime Minister."""
    return user.is_director


def can_view_cohort(user):
    """The cockpit with all teams: those who read everything."""
    return user.is_authenticated and proposal_rules.reads_all(user)


def can_view_all_teams(cohort, user):
    """Those who read everything and to whom no issue of the year is closed.

    Papers about a year name all its issues, so nobody else gets them.
    """
    if not can_view_cohort(user):
        return False
    closed = user.accesses.filter(kind="closed", proposal__team__cohort=cohort.pk)
    return not closed.exists()


def can_view_archives(user):
    """What became of the offer to the National Archives: the office and the data officer."""
    return user.is_authenticated and (user.is_office or user.is_data_officer)


def can_hand_over(cohort, user):
    """Administrators ask for the package and enter the answer; none of its issues is closed."""
    return user.is_authenticated and user.is_portal_admin and can_view_all_teams(cohort, user)
