"""Everything room 3 says by e-mail: what, to whom, on which occasion."""

from cohorts import reporters
from proposals.emails import case_people
from proposals.models import Access
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from pyp_portal.outbox.services import post_each


# --- Who --------------------------------------------------------------------
def office(team):
    """The case owner and who stands in; without one, all officers of the STO."""
    return case_people(team.proposal) or with_role(Role.STO_STAFF, team.proposal)


def with_role(role, *proposals):
    """Active people who hold a role of the office today, and to whom none of these is closed."""
    grants = {"role_grants__role": role, "role_grants__ended_at": None}
    closed = Access.objects.filter(proposal__in=proposals, kind=Access.Kind.CLOSED)
    found = User.objects.filter(is_active=True, **grants).exclude(pk__in=closed.values("user"))
    return list(found.distinct())


def contacts(agency):
    """Those who submit or endorse for an agency, and always its official mailbox."""
    members = agency.memberships.active().select_related("user")
    people = [m.user for m in members if m.can_submit or m.can_endorse]
    return [*people, *([agency.saraban_email] if agency.saraban_email else [])]


def writers(agency):
    """Those who write for an agency, and always its official mailbox."""
    members = agency.memberships.active().select_related("user")
    people = [m.user for m in members if m.can_edit or m.can_submit]
    return [*people, *([agency.saraban_email] if agency.saraban_email else [])]


def heads(agency):
    """Those who may endorse for an agency."""
    members = agency.memberships.active().filter(can_endorse=True).select_related("user")
    return [m.user for m in members]


def everybody(team):
    """Confirmed participants of all tiers, and the partners who have an account."""
    seats = team.participants.confirmed().select_related("person")
    partners = team.partners.filter(ended_at=None, person__isnull=False).select_related("person")
    return list({row.person_id: row.person for row in [*seats, *partners]}.values())


def coordinators(team):
    seats = team.participants.confirmed().filter(tier__key="COORDINATOR").select_related("person")
    return [seat.person for seat in seats]


def tell(name, to, occasion, **context):
    """One of our templates to several people."""
    return post_each(f"cohorts/emails/{name}.txt", to=to, occasion=occasion, **context)


# --- Files ------------------------------------------------------------------
def file_rejected(team, file):
    """The virus scanner found something in a file of the team: sender, coordinators, office."""
    people = [*([file.by] if file.by else []), *coordinators(team), *office(team)]
    once = {person.pk: person for person in people}
    tell("file_rejected", once.values(), f"file-rejected:{team.pk}:{file.pk}", team=team, file=file)


# --- Seats ------------------------------------------------------------------
def nomination_wanted(seat):
    tell("nomination_wanted", contacts(seat.agency), f"seat-wanted:{seat.pk}", seat=seat)


def nominated(seat):
    """To the person where the rule lets them in, else to those who have to decide."""
    occasion = f"seat-nominated:{seat.pk}:{seat.nominated_at.isoformat()}"
    if seat.is_admitted:
        return tell("seat_offered", [seat.person], occasion, seat=seat)
    tell("seat_doubtful", office(seat.team), occasion, seat=seat, is_office=True)
    return tell("seat_doubtful", contacts(seat.agency), occasion, seat=seat, is_office=False)


def may_confirm(seat):
    occasion = f"seat-approved:{seat.pk}:{seat.exception_at.isoformat()}"
    tell("seat_offered", [seat.person], occasion, seat=seat)


def seat_answered(seat):
    """To the office; after a refusal also to the agency, which may be asked for another name."""
    to = [*office(seat.team), *(contacts(seat.agency) if seat.declined_at else [])]
    tell("seat_answered", to, f"seat-answered:{seat.pk}:{seat.state}", seat=seat)


def seat_ended(seat):
    """To whoever held the seat, or was asked to take it; the reason stands on their page."""
    if seat.person and seat.is_admitted:  # nobody else was ever asked
        tell("seat_ended", [seat.person], f"seat-ended:{seat.pk}", seat=seat)


def seat_confirmed(seat):
    """To the participant, and to the agency that named them."""
    to = [seat.person, *contacts(seat.agency)]
    tell("seat_confirmed", list(dict.fromkeys(to)), f"seat-confirmed:{seat.pk}", seat=seat)


# --- The lab ----------------------------------------------------------------
def lab_entered(team):
    tell("lab_entered", everybody(team), f"lab-entered:{team.pk}", team=team)


def lab_reopened(team, reason):
    occasion = f"lab-reopened:{team.pk}:{team.proposal.version}"
    tell("lab_reopened", everybody(team), occasion, team=team, reason=reason)


def gate_requested(phase):
    occasion = f"gate-requested:{phase.pk}:{phase.requested_at.isoformat()}"
    tell("gate_requested", office(phase.team), occasion, phase=phase)


def gate_decided(phase):
    occasion = f"gate-decided:{phase.pk}:{phase.decided_at.isoformat()}"
    tell("gate_decided", everybody(phase.team), occasion, phase=phase)


def deliverable_waiting(deliverable):
    occasion = f"deliverable:{deliverable.pk}:{deliverable.version}"
    to = coordinators(deliverable.team) or office(deliverable.team)
    tell("deliverable_waiting", to, occasion, deliverable=deliverable)


def deliverable_returned(deliverable):
    occasion = f"deliverable-returned:{deliverable.pk}:{deliverable.version}"
    tell("deliverable_returned", [deliverable.submitted_by], occasion, deliverable=deliverable)


# --- Presentation, follow-up, endings ---------------------------------------
def follow_up_started(team):
    """Once to each agency that answers for the issue, also to one that takes it over later."""
    occasion = f"follow-up:{team.pk}:{team.responsible_agency_id}"
    tell("follow_up_started", asked(team), occasion, team=team)


def report_due(round_, step, days):
    occasion = f"report-due:{round_.pk}:{round_.due_on}:{step}"
    tell("report_due", asked(round_.team), occasion, round=round_, late=days, left=-days)


def report_late_to_head(round_, step, days):
    occasion = f"report-late-head:{round_.pk}:{round_.due_on}:{step}"
    to = heads(reporters.reporter_of(round_.team))
    tell("report_late_to_head", to, occasion, round=round_, late=days)


def report_late_to_staff(round_, step, days):
    occasion = f"report-late-staff:{round_.pk}:{round_.due_on}:{step}"
    context = {"round": round_, "late": days, "people": asked(round_.team)}
    tell("report_late_to_staff", office(round_.team), occasion, **context)


def asked(team):
    """Whom a report is asked of, and always the official mailbox of the agency.

    That is the contact. Where nobody is named, it is all who write; where the contact has
    left, the heads of the agency too, for they can name another.
    """
    agency, contact = reporters.reporter_of(team), reporters.named_contact(team)
    writer = reporters.writer_of(contact) if contact else None
    if writer:
        return [writer, *mailbox(agency)]
    return list(dict.fromkeys([*writers(agency), *(heads(agency) if contact else [])]))


def mailbox(agency):
    return [agency.saraban_email] if agency.saraban_email else []


def contact_named(contact, before):
    """To whoever writes the reports from now on, to whoever did before, and to the mailbox."""
    agency = reporters.reporter_of(contact.team)
    to = [contact.person, *([before.person] if before else []), *mailbox(agency)]
    waiting = contact.team.rounds.waiting().first()
    tell(
        "contact_named", to, f"contact:{contact.pk}", contact=contact, before=before, round=waiting
    )


def round_moved(round_, before, reason):
    occasion = f"round-moved:{round_.pk}:{before}:{round_.due_on}"
    context = {"round": round_, "before": before, "reason": reason}
    tell("round_moved", asked(round_.team), occasion, **context)


def round_waived(round_):
    occasion = f"round-waived:{round_.pk}:{round_.waived_at.isoformat()}"
    tell("round_waived", asked(round_.team), occasion, round=round_)


def report_filed(report):
    occasion = f"report-filed:{report.pk}:{report.submitted_at.isoformat()}"
    tell("report_filed", office(report.round.team), occasion, report=report)


def report_returned(report):
    occasion = f"report-returned:{report.pk}:{report.returned_at.isoformat()}"
    to = [report.submitted_by, *asked(report.round.team)]
    tell("report_returned", list(dict.fromkeys(to)), occasion, report=report)


def scaled(team):
    occasion = f"scaled:{team.pk}:{team.proposal.version}"
    tell("scaled", [*everybody(team), *contacts(team.responsible_agency)], occasion, team=team)


def all_sides(team):
    """Everybody of the team, the agency that proposed the issue, the one that answers for it."""
    agencies = dict.fromkeys([team.proposal.lead_agency, reporters.reporter_of(team)])
    return [*everybody(team), *(one for agency in agencies for one in contacts(agency))]


def closed(team):
    tell("closed", all_sides(team), f"closed:{team.pk}", team=team)


def discontinued(team, reason):
    occasion = f"discontinued:{team.pk}"
    tell("discontinued", all_sides(team), occasion, team=team, reason=reason)


def reserve_offered(team, reserve):
    to = with_role(Role.STO_DIRECTOR, team.proposal, reserve)
    tell("reserve_offered", to, f"reserve:{reserve.pk}:{team.pk}", team=team, reserve=reserve)
