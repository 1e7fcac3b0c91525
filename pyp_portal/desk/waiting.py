"""What waits for a person, asked of all rooms."""

from dataclasses import replace

from cohorts.todo import kinds as cohorts_kinds
from proposals.todo import kinds as proposals_kinds
from pyp_portal.accounts.todo import kinds as accounts_kinds
from pyp_portal.accounts.todo import todo as accounts_todo
from pyp_portal.outbox.todo import kinds as outbox_kinds
from pyp_portal.papers.todo import kinds as papers_kinds
from pyp_portal.privacy.todo import kinds as privacy_kinds
from pyp_portal.reminders.todo import kinds as reminders_kinds
from pyp_portal.serving.queue_todo import kinds as queue_kinds
from pyp_portal.todo import by_date, told
from pyp_portal.years.todo import kinds as years_kinds
from selection.todo import todo as selection_todo


def waiting_for(user, *, is_settled=True, more=()):
    """Every line, nearest date first; ``more`` kinds are asked for in the same statement.

    ``is_settled``: who has work already, and needs no agency to begin.
    """
    people = accounts_todo(user, is_settled=is_settled)
    found = [replace(line, room="accounts") for line in people]
    found += [replace(line, room="selection") for line in selection_todo(user)]
    house = [*outbox_kinds(user), *papers_kinds(user), *reminders_kinds(user)]
    house += [*accounts_kinds(user), *privacy_kinds(user), *queue_kinds(user)]
    house += years_kinds(user)
    kinds = [*house, *proposals_kinds(user), *cohorts_kinds(user)]
    return by_date(found + told(user, [*kinds, *more]))
