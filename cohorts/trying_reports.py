"""On which records the words of reports, sheets and certificates may be tried, and how.

Administrators read every team and year, so each is tried on what the record says now. Teams
and rounds are named by their codes; a certificate by its number and never by its holder.
"""

from cohorts import (
    after_wordings,
    certificates,
    development_papers,
    documents,
    kit_papers,
    lab_papers,
    lab_wordings,
    onepage_papers,
    plan_papers,
    presentation_papers,
    report_papers,
    round_papers,
    training_papers,
    year_papers,
)
from cohorts.models import (
    Certificate,
    Cohort,
    DevelopmentVersion,
    FollowUpReport,
    FollowUpRound,
    MinisterReport,
    PresentationItem,
    PresentationSession,
    ScaleOutPlan,
    Team,
    WorkshopSession,
)
from pyp_portal.papers.wordings import Entry
from pyp_portal.templatetags.thai import thai_date

MOST = 30  # records to choose from, the newest first


def choices(found, code, name):
    """(code, words) of the newest of these records."""
    return [(str(code(one)), name(one)) for one in found.order_by("-pk")[:MOST]]


def year_of(cohort):
    return cohort.call.fiscal_year


def years():
    return choices(Cohort.objects.select_related("call"), year_of, str)


def cohort(year):
    return Cohort.objects.select_related("call").get(call__fiscal_year=year)


def of_year(document, make):
    """An entry of a paper about a year."""
    return Entry(document, years, lambda year, by: make(cohort(year), by=by))


def of_record(document, make, found, named):
    """An entry of a paper about records that bear an address of their own."""

    def records():
        return choices(found(), lambda one: one.uid, named)

    return Entry(document, records, lambda uid, by: make(found().get(uid=uid), by=by))


def of_team(document, make, found, path="team__proposal__code"):
    """An entry of a paper about what a team has once, or has in versions: the last of them."""

    def records():
        codes = found.order_by(f"-{path}").values_list(path, flat=True).distinct()
        return [(code, code) for code in codes[:MOST]]

    def build(code, by):
        return make(found.filter(**{path: code}).order_by("pk").last(), by=by)

    return Entry(document, records, build)


def workshops():
    return WorkshopSession.objects.select_related("cohort__call")


def sessions():
    return PresentationSession.objects.select_related("cohort__call")


def ended_teams():
    return Team.objects.filter(ending__isnull=False).select_related("proposal")


def rounds():
    return FollowUpRound.objects.select_related("team__proposal")


def awards():
    return Certificate.objects.select_related("cohort__call", "seat__tier", "seat__team", "partner")


def signed():
    return MinisterReport.objects.exclude(signed_at=None)


def of_round(one):
    return f"{one.team.proposal.code} รอบ {one.months} เดือน"


def of_session(one):
    return f"{thai_date(one.held_on)} {one.place_th}"


def certificate(one, *, by):
    return certificates.paper(one, one.seat or one.partner, by=by)


def closing(team, *, by):
    return documents.closing_report(team, by=by)


ENTRIES = [
    of_year(lab_wordings.ROSTER, documents.roster),
    of_year(lab_wordings.SCHEDULE, training_papers.schedule),
    of_record(lab_wordings.SIGN_IN, training_papers.sign_in, workshops, str),
    of_record(lab_wordings.ATTENDANCE, training_papers.attendance, workshops, str),
    of_team(lab_wordings.LAB_REPORT, lab_papers.lab_report, Team.objects.all(), "proposal__code"),
    of_record(lab_wordings.CLOSING_REPORT, closing, ended_teams, lambda one: one.proposal.code),
    of_team(
        lab_wordings.POLICY_BRIEF, development_papers.policy_brief, DevelopmentVersion.objects.all()
    ),
    of_team(lab_wordings.SCALE_PLAN, plan_papers.scale_plan, ScaleOutPlan.objects.all()),
    of_team(lab_wordings.KIT, kit_papers.issue_kit, ScaleOutPlan.objects.exclude(approved_at=None)),
    of_team(lab_wordings.BRIEF, presentation_papers.brief, PresentationItem.objects.all()),
    of_record(
        lab_wordings.SESSION_RECORD, presentation_papers.session_record, sessions, of_session
    ),
    of_record(
        after_wordings.MINISTER_REPORT,
        report_papers.report,
        signed,
        lambda one: thai_date(one.as_of),
    ),
    of_team(
        after_wordings.FOLLOW_UP,
        documents.follow_up_report,
        FollowUpReport.objects.all(),
        "round__team__proposal__code",
    ),
    of_record(after_wordings.ROUND_FORM, round_papers.form, rounds, of_round),
    of_record(after_wordings.CERTIFICATE, certificate, awards, str),
    of_year(after_wordings.YEAR_REPORT, year_papers.year_report),
    of_year(after_wordings.ONE_PAGE, onepage_papers.summary),
]
