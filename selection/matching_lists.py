"""What the optimiser found, as files: who would read what and why, and the load of each judge."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.papers.lists import Listing
from selection import permissions
from selection.list_parts import PROPOSAL
from selection.models import AssignmentRun
from selection.services import matching_page


@dataclass(frozen=True)
class Reading:
    """One proposal and one reader of it, or none, with what becomes of them and why."""

    proposal: object
    seat: object
    state: str
    why: str = ""


def run_of(user, asked):
    """The run that was asked for, unless it names what is closed to this person."""
    runs = AssignmentRun.objects.visible_to(user).select_related("plan__call", "plan__committee")
    return runs.filter(uid=asked["run"]).first()


def may_read(user, asked):
    """The rule of its page; a run without an answer has nothing to be read."""
    run = run_of(user, asked)
    is_there = run is not None and run.is_ready and not run.is_refused
    return is_there and permissions.can_read_matching(run.plan, user)


def readers(user, asked):
    """A row for each proposal and reader: those to be, those taken out, those who read no more."""
    run = run_of(user, asked)
    return [row for line in matching_page.lines(matching_page.issues_of(run)) for row in _of(line)]


def _of(line):
    """The rows of one proposal; without any reader one row says so."""
    proposal = line["proposal"]
    for reader in line["readers"]:
        row, is_new = reader["row"], reader["is_new"]
        state = _("new") if is_new else _("reads it already")
        yield Reading(proposal, row.seat, state, by_hand(row) if row.by_hand else reader["why"])
    for row in line["dropped"]:
        yield Reading(proposal, row.seat, _("taken out"), by_hand(row))
    for seat in line["leaving"]:
        yield Reading(proposal, seat, _("reads no more"))
    if not line["readers"]:
        yield Reading(proposal, None, _("No reader"))


def by_hand(row):
    """Who changed it and why."""
    return f"{row.changed_by}: {row.reason}"


def loads(user, asked):
    return matching_page.preview(run_of(user, asked)).loads


LISTINGS = {
    "proposed": Listing(
        gettext_lazy("Proposed readers"),
        may_read,
        readers,
        (
            *PROPOSAL,
            (gettext_lazy("Theme"), lambda row: str(row.proposal.theme or "")),
            (gettext_lazy("Member"), lambda row: str(row.seat.user) if row.seat else ""),
            (gettext_lazy("State"), lambda row: row.state),
            (gettext_lazy("Reason"), lambda row: row.why),
        ),
    ),
    "loads": Listing(
        gettext_lazy("Load of each judge"),
        may_read,
        loads,
        (
            (gettext_lazy("Member"), lambda row: str(row.seat)),
            (gettext_lazy("Proposals to read"), lambda row: row.count),
            (gettext_lazy("At least"), lambda row: row.least),
            (gettext_lazy("At most"), lambda row: row.most),
            (gettext_lazy("Reads today"), lambda row: row.today),
            (gettext_lazy("More or fewer than today"), lambda row: row.change),
        ),
    ),
}
