"""Reminding members of open score sheets (R3): each reminder once, however often it runs."""

from pyp_portal import clock, thai
from selection import emails
from selection.models import ScoreSheet

BEFORE = (7, 2)  # days before the due day
MOST_OVERDUE = 3  # working days after it


def stage_of(due, today):
    """Which reminder is due today: "-7", "-2", "+1" to "+3", or "" for none."""
    left = (due - today).days
    if left >= 0:
        reached = [days for days in BEFORE if left <= days]
        return f"-{min(reached)}" if reached else ""
    over = thai.working_days_between(due, today)
    return f"+{over}" if 1 <= over <= MOST_OVERDUE else ""


def remind_members():
    """One letter a member about all sheets due on one day; how many letters were due."""
    today = clock.today()
    if not thai.is_working_day(today):
        return 0
    letters = [
        (seat, due, offset, sheets)
        for (seat, due), sheets in _open_sheets().items()
        if (offset := stage_of(due, today))
    ]
    for seat, due, offset, sheets in letters:
        emails.sheets_due(seat, due, offset, sheets)
    return len(letters)


def _open_sheets():
    """Open sheets by seat and due day."""
    found = {}
    waiting = ScoreSheet.objects.waiting().filter(due_at__isnull=False, seat__ended_at=None)
    for sheet in waiting.select_related("seat__user", "proposal"):
        found.setdefault((sheet.seat, clock.localdate(sheet.due_at)), []).append(sheet)
    return found
