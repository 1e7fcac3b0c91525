"""A person's task list: what waits now, what was put off, what was handed on and by whom."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from cohorts.models import Team
from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.desk.models import Mark
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.todo import Kind, Todo, by_date

BACK_BEFORE = timedelta(days=1)  # what was handed on and is due so soon is everybody's again


@dataclass(frozen=True)
class Line:
    """A line with the mark it bears; ``is_taken``: a line of somebody else, handed on to me."""

    todo: Todo
    mark: Mark | None = None
    is_taken: bool = False


@dataclass
class Desk:
    """The lines of a person by where they stand."""

    now: list = field(default_factory=list)
    later: list = field(default_factory=list)
    given: list = field(default_factory=list)

    def of(self, key):
        """The line of a key; None where nothing waits under it any more."""
        found = [*self.now, *self.later, *self.given]
        return next((line for line in found if line.todo.key == key), None)


def desk_of(user, *, is_settled=True):
    """All lines of a person; whether they have marks is asked with all else that may wait."""
    marks = []
    found = waiting_for(
        user,
        is_settled=is_settled,
        more=[Kind(Mark.objects.about(user), lambda rows: marks.extend(rows.for_list()) or ())],
    )
    own = {mark.key: mark for mark in marks if mark.owner_id == user.pk and mark.until}
    given = {mark.key: mark for mark in marks if mark.owner_id == user.pk and mark.taker_id}
    taken = [mark for mark in marks if mark.taker_id == user.pk]
    desk = Desk()
    for todo in found:
        place(desk, Line(todo, given.get(todo.key)), own.get(todo.key))
    known = {line.todo.key for line in (*desk.now, *desk.later, *desk.given)}
    for line in handed_to(user, taken):
        if line.todo.key not in known:
            place(desk, line, own.get(line.todo.key))
    desk.now.sort(key=in_order)
    return desk


def in_order(line):
    todo = line.todo
    return todo.due is None, todo.due.timestamp() if todo.due else 0, todo.title


def place(desk, line, put_off):
    """Where a line stands today."""
    if put_off and may_wait_until(line.todo, put_off.until):
        desk.later.append(replace(line, mark=put_off))
    elif line.mark and not line.is_taken and not is_near(line.todo):
        desk.given.append(line)
    else:
        desk.now.append(line)


def may_wait_until(todo, day):
    """Whether nothing is missed by looking at this only on that day."""
    return todo.due is None or clock.localdate(todo.due) >= day


def is_near(todo):
    return todo.due is not None and clock.localdate(todo.due) <= clock.today() + BACK_BEFORE


def handed_to(user, marks):
    """Lines of others that still wait, and that this person may open today."""
    by_owner = defaultdict(dict)
    for mark in marks:
        by_owner[mark.owner][mark.key] = mark
    lines = [
        Line(replace(todo, note=_("from %(who)s") % {"who": owner}), kept[todo.key], is_taken=True)
        for owner, kept in by_owner.items()
        for todo in waiting_for(owner)
        if todo.key in kept
    ]
    allowed = openable([line.todo for line in lines], user)
    return [line for line in lines if line.todo.key in allowed]


def code_of(todo):
    """(room, code) of the proposal a line is about; None for one about several, or about none."""
    try:
        found = resolve(todo.url)
    except Resolver404:
        return None
    code = found.kwargs.get("code")
    return (found.namespace, code) if code else None


def openable(todos, user):
    """The keys of those lines about one proposal, or its team, that this person may see."""
    about = {todo.key: code_of(todo) for todo in todos}
    codes = {code for code in about.values() if code}
    proposals = {code for room, code in codes if room == "proposals"}
    teams = {code for room, code in codes if room == "cohorts"}
    seen = {("proposals", code) for code in seen_codes(Proposal, "code", proposals, user)}
    seen |= {("cohorts", code) for code in seen_codes(Team, "proposal__code", teams, user)}
    return {key for key, code in about.items() if code in seen}


def seen_codes(model, path, codes, user):
    if not codes:
        return []
    rows = model.objects.visible_to(user).filter(**{f"{path}__in": codes})
    return rows.values_list(path, flat=True)


def todos_of(desk):
    """The lines of now as a page shows them, nearest date first."""
    return by_date(line.todo for line in desk.now)
