"""How a paper of this room is made anew from its record, to correct one that was issued.

The key of a paper says of what it was made. A paper about a team is corrected by those to whom
the team is open; one about a year, which names every team, by those to whom none is closed;
what the director signed, by the director. A letter that asks for names is not among them: as
long as names are wanted, another one is issued by itself.
"""

from functools import partial
from typing import NamedTuple

from cohorts import (
    certificates,
    development_papers,
    documents,
    kit_papers,
    lab_papers,
    onepage_papers,
    permissions,
    plan_papers,
    presentation_papers,
    report_papers,
    training_papers,
    year_papers,
)
from cohorts.models import (
    Certificate,
    Cohort,
    DevelopmentVersion,
    FollowUpReport,
    MinisterReport,
    PresentationItem,
    PresentationSession,
    ScaleOutPlan,
    Team,
    WorkshopSession,
)


class Remade(NamedTuple):
    """What a paper is made of, how, and where its team stands; without one it is a year's."""

    model: type
    make: callable
    team: callable = None


def maker_of(paper, user):
    """The way to make this paper once more, or None: for what is closed to the person too."""
    kind, _colon, rest = paper.key.partition(":")
    if kind == "certificate":
        return _certificate(paper, user)
    if kind not in REMADE:
        return None
    remade = REMADE[kind]
    record = remade.model.objects.filter(pk=rest.partition(":")[0]).first()
    is_open = record is not None and may_correct(record, remade, user)
    return partial(remade.make, record, by=user) if is_open else None


def may_correct(record, remade, user):
    """Whether all that the paper names is open to this person."""
    if remade.model is MinisterReport and not permissions.can_sign_reports(user):
        return False
    if remade.team:
        return permissions.can_view_team(remade.team(record), user)
    return permissions.can_view_all_teams(getattr(record, "cohort", record), user)


def _certificate(paper, user):
    """One that was not withdrawn; it bears the number of its paper."""
    found = Certificate.objects.filter(pk=paper.record_id, withdrawn_at=None).first()
    if found is None or not permissions.can_view_all_teams(found.cohort, user):
        return None
    return partial(_certify_again, found, user)


def _certify_again(certificate, user):
    paper = certificates.paper(certificate, certificate.seat or certificate.partner, by=user)
    certificate.number = paper.number
    certificate.save(update_fields=["number"])
    return paper


def of_itself(team):
    return team


def its_team(record):
    return record.team


def of_its_round(report):
    return report.round.team


REMADE = {
    "roster": Remade(Cohort, documents.roster),
    "cohort-summary": Remade(Cohort, onepage_papers.summary),
    year_papers.KEY.removesuffix(":"): Remade(Cohort, year_papers.year_report),
    "training_schedule": Remade(Cohort, training_papers.schedule),
    "attendance_summary": Remade(WorkshopSession, training_papers.attendance),
    "session-record": Remade(PresentationSession, presentation_papers.session_record),
    "minister": Remade(MinisterReport, report_papers.report),
    "minister-letter": Remade(MinisterReport, report_papers.letter),
    "follow-up": Remade(FollowUpReport, documents.follow_up_report, of_its_round),
    "closing": Remade(Team, documents.closing_report, of_itself),
    "lab-report": Remade(Team, lab_papers.lab_report, of_itself),
    "policy-brief": Remade(DevelopmentVersion, development_papers.policy_brief, its_team),
    "scale-plan": Remade(ScaleOutPlan, plan_papers.scale_plan, its_team),
    "kit": Remade(ScaleOutPlan, kit_papers.issue_kit, its_team),
    "brief": Remade(PresentationItem, presentation_papers.brief, its_team),
}
