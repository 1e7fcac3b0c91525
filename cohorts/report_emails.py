"""What is said by e-mail about reports to the Prime Minister."""

from cohorts.emails import tell, with_role
from pyp_portal.accounts.roles import Role


def to_sign(report):
    """To the director, once a second person has read it."""
    occasion = f"minister-report-to-sign:{report.pk}:{report.version}"
    tell("minister_report_to_sign", with_role(Role.STO_DIRECTOR), occasion, report=report)


def sent_back(report, reason):
    """To who wrote the words last."""
    occasion = f"minister-report-back:{report.pk}:{report.version}"
    to = [report.edited_by] if report.edited_by else with_role(Role.STO_STAFF)
    tell("minister_report_back", to, occasion, report=report, reason=reason)


def due(cohort, day, step):
    """R10: to the officers, some days before the next report is due."""
    occasion = f"minister-report-due:{cohort.pk}:{day}:{step}"
    tell("minister_report_due", with_role(Role.STO_STAFF), occasion, cohort=cohort, day=day)
