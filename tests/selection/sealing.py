"""What the tests of rounds and seals share: a sheet changed by leave, and a hand that tampers."""

from django.db import connection

from selection import services
from selection.kinds import Stage
from selection.services import verifying
from tests.factories.selection import REASON, fresh, submit
from tests.foundations import lifted


def sheet_of(seat):
    return seat.sheets.get(stage=Stage.DOC)


def faults(plan):
    return [fault.sentence for verdict in verifying.verify(plan) for fault in verdict.faults]


def tamper(sql, *values):
    """Change a row behind the portal's back, as one could who may lift the triggers."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


def changed(seats, *, by):
    """The first reader's sheet, asked for, opened, changed and submitted again."""
    sheet = sheet_of(seats[1])
    asked = services.ask_reopening(sheet, reason=REASON, by=seats[1].user)
    services.answer_reopening(asked, is_granted=True, by=by)
    submit(seats[1], sheet.proposal, points=5)
    return fresh(sheet)
