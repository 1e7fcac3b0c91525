"""R9: reports that are owed, from a month before to a month after they are due; directives too."""

from datetime import timedelta

from cohorts import directive_emails, emails, report_emails, reporting_days
from cohorts.models import Cohort, Directive, FollowUpRound
from cohorts.states import REPORTING
from pyp_portal import clock, thai

# Days from the due date to a message, for each of those who get one.
TO_AGENCY = (-30, -7, 7, 14)
TO_HEAD = (14,)
TO_STAFF = (30,)
TO_OFFICERS = (-30, -14)  # before a report to the Prime Minister (R10)


def remind_reports():
    """Tell everybody the last step of the ladder that has been reached; returns how many.

    Each step is told once, however often this runs. After an outage only the latest
    step is told: a reminder of what is past helps nobody.
    """
    now = clock.now()
    if not thai.is_office_hour(now):
        return 0
    today = clock.localdate(now)
    owed = FollowUpRound.objects.waiting().for_list()
    rounds = list(owed.filter(due_on__lte=today + timedelta(days=-TO_AGENCY[0])))
    for round_ in rounds:
        remind(round_, (today - round_.due_on).days)
    return len(rounds)


def remind(round_, days):
    """Tell one round's people; ``days`` count from the due date.

    Before the follow-up has begun an agency cannot report: only the office is told.
    """
    tellers = [(TO_STAFF, emails.report_late_to_staff)]
    if round_.team.proposal.state in REPORTING:
        tellers += [(TO_AGENCY, emails.report_due), (TO_HEAD, emails.report_late_to_head)]
    climb(tellers, round_, days)


def remind_directives():
    """The same ladder for directives nobody has reported as carried out; returns how many."""
    now = clock.now()
    if not thai.is_office_hour(now):
        return 0
    today = clock.localdate(now)
    waiting = Directive.objects.waiting().for_list()
    near = list(waiting.filter(due_on__lte=today + timedelta(days=-TO_AGENCY[0])))
    tellers = (
        (TO_AGENCY, directive_emails.due),
        (TO_HEAD, directive_emails.late_to_head),
        (TO_STAFF, directive_emails.late_to_office),
    )
    for directive in near:
        climb(tellers, directive, (today - directive.due_on).days)
    return len(near)


def remind_minister_reports():
    """R10: the officers, a month and two weeks before the next report is due; returns how many."""
    now = clock.now()
    if not thai.is_office_hour(now):
        return 0
    today, told = clock.localdate(now), 0
    for cohort in Cohort.objects.select_related("call"):
        day = reporting_days.next_due(cohort)
        step = reached(TO_OFFICERS, (today - day).days) if day else None
        if step is not None and today <= day:
            report_emails.due(cohort, day, step)
            told += 1
    return told


def climb(tellers, record, days):
    """Tell the last step reached of each ladder."""
    for ladder, tell in tellers:
        step = reached(ladder, days)
        if step is not None:
            tell(record, step, days)


def reached(ladder, days):
    """The last step of a ladder that lies behind us, or None."""
    behind = [step for step in ladder if step <= days]
    return behind[-1] if behind else None
