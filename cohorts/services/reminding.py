"""R9: reports that are owed, from a month before to a month after they are due; directives too."""

from datetime import timedelta
from functools import partial

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from cohorts import directive_emails, emails, report_emails, reporting_days
from cohorts.models import Cohort, Directive, FollowUpRound
from cohorts.services.ladders import letters_about
from cohorts.states import REPORTING
from pyp_portal import clock
from pyp_portal.reminders.ladders import climb, on_day
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send

# Days from the due date to a message, for each of those who get one.
TO_AGENCY = (on_day(-30), on_day(-7), on_day(7), on_day(14))
TO_HEAD = (on_day(14),)
TO_STAFF = (on_day(30),)
TO_OFFICERS = (on_day(-30), on_day(-14))  # before a report to the Prime Minister (R10)
FIRST = timedelta(days=31)
OFFICE_LADDER = ("report-late-staff", TO_STAFF, emails.report_late_to_staff)
REPORT_LADDERS = (
    OFFICE_LADDER,
    ("report-due", TO_AGENCY, emails.report_due),
    ("report-late-head", TO_HEAD, emails.report_late_to_head),
)
DIRECTIVE_LADDERS = (
    ("directive-due", TO_AGENCY, directive_emails.due),
    ("directive-late-head", TO_HEAD, directive_emails.late_to_head),
    ("directive-late-office", TO_STAFF, directive_emails.late_to_office),
)


def report_letters(now, until):
    """Rounds whose report is owed, each with the last step of each ladder and those to come.

    Before the follow-up has begun an agency cannot report: only the office is told. After an
    outage only the latest step is told: a reminder of what is past helps nobody.
    """
    owed = FollowUpRound.objects.waiting().for_list()
    for round_ in owed.filter(due_on__lte=clock.localdate(until) + FIRST):
        reports = round_.team.proposal.state in REPORTING
        ladders = REPORT_LADDERS if reports else (OFFICE_LADDER,)
        yield from letters_about(round_, ladders, now, until)


def directive_letters(now, until):
    """The same ladder for directives nobody has reported as carried out."""
    waiting = Directive.objects.waiting().for_list()
    for directive in waiting.filter(due_on__lte=clock.localdate(until) + FIRST):
        yield from letters_about(directive, DIRECTIVE_LADDERS, now, until)


def minister_letters(now, until):
    """Cohorts whose next report to the Prime Minister is near."""
    signed = Count("minister_reports", filter=Q(minister_reports__signed_at__isnull=False))
    for cohort in Cohort.objects.select_related("call").annotate(signed=signed):
        day = reporting_days.next_due(cohort)
        steps = (*TO_OFFICERS, on_day(1, is_silent=True))
        for step, moment in climb(steps, day, now, until) if day else ():
            yield Letter(
                key=f"minister-report-due:{cohort.pk}:{day}:{step.name}",
                at=moment,
                step=step.name,
                due=day,
                about=str(cohort),
                thing=f"minister-report:{cohort.pk}:{cohort.signed + 1}",
                tell=partial(report_emails.due, cohort, day, step.name),
                url=cohort.get_absolute_url(),
            )


R9 = Rule(
    "R9",
    _("Follow-up reports that are owed"),
    _("The contact and the mailbox of the agency; later its head, then the office"),
    _("30 and 7 days before, 7 and 14 days after (head copied), 30 days after to the office"),
    report_letters,
)
DIRECTIVES = Rule(
    "directives",
    _("Directives to be carried out"),
    _("Who writes for the agency, and its mailbox; later its head, then the office"),
    _("30 and 7 days before, 7 and 14 days after (head copied), 30 days after to the office"),
    directive_letters,
)
R10 = Rule(
    "R10",
    _("Reports to the Prime Minister"),
    _("The officers of the PYP Office"),
    _("30 and 14 days before the next report is due"),
    minister_letters,
)


def remind_reports():
    """R9; how many letters."""
    return send(R9)


def remind_directives():
    """The same ladder for directives; how many letters."""
    return send(DIRECTIVES)


def remind_minister_reports():
    """R10; how many letters."""
    return send(R10)
