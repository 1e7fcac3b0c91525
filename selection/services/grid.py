"""The grid of readers: proposals by seats that score, with loads and obstacles."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Subquery, Value

from proposals.grounds import MoveRefused
from selection.models import Assignment, Conflict, Seat
from selection.services.assigning import ASSIGNABLE, assign, obstacle, unassign
from selection.services.declaring import to_declare
from selection.services.suggesting import suggestions, with_agencies

READS, OPENS = "reads", "opens"  # beside the severities that were declared


@dataclass
class Cell:
    """One seat for one proposal: ticked, free, or why not."""

    seat: object
    value: str
    is_reader: bool
    has_declared: bool
    refusal: str


@dataclass
class Row:
    proposal: object
    cells: list
    readers: int
    is_complete: bool
    may_read: bool = False  # the person may open the proposal itself
    drawn: str = ""  # the cells as the page shows them


@dataclass
class Grid:
    seats: list = field(default_factory=list)  # pairs of seat and load
    rows: list = field(default_factory=list)

    @property
    def ticks(self):
        """The values of all ticked cells."""
        return [cell.value for row in self.rows for cell in row.cells if cell.is_reader]


def _value(seat, proposal):
    return f"{seat.seat_no}:{proposal.code}"


def assignable(plan, user):
    """Proposals to be read that are not closed to this person.

    A clerk assigns before the review opens, so before the committee may read.
    """
    return to_declare(plan, user).filter(state__in=ASSIGNABLE).for_list()


def _seats(plan):
    """The seats that read and score."""
    committee = plan.standing_committee
    return with_agencies(committee.seats.active().scoring()) if committee else Seat.objects.none()


def grid(plan, user, proposals):
    """The grid of these proposals as it stands, in a fixed number of statements."""
    loads = _loads(_seats(plan), user)
    seats = [seat for seat, _load in loads]
    suspected = suggestions(seats, proposals) if seats else {}
    said, reads, readable = _known(plan, user, proposals)
    rows = [_row(plan, p, seats, said, suspected, reads) for p in proposals]
    for row in rows:
        row.may_read = row.proposal.pk in readable
    return Grid(loads, rows)


def _known(plan, user, proposals):
    """In one statement: ({pair: severity declared}, pairs that read, proposals one may open).

    A pair is (seat id, proposal id).
    """
    about = {"proposal__in": proposals}
    declared = Conflict.objects.filter(**about).values_list("seat", "proposal", "severity")
    given = Assignment.objects.filter(**about).values_list("seat", "proposal", Value(READS))
    shown = plan.call.proposals.filter(pk__in=[p.pk for p in proposals]).visible_to(user)
    opened = shown.values_list(Value(0), "pk", Value(OPENS))
    said = {}
    for seat, proposal, what in declared.order_by().union(
        given.order_by(), opened.order_by(), all=True
    ):
        said.setdefault(what, set()).add((seat, proposal))
    reads, opened = said.pop(READS, set()), said.pop(OPENS, set())
    severity_of = {pair: severity for severity, pairs in said.items() for pair in pairs}
    return severity_of, reads, {proposal for _nobody, proposal in opened}


def _loads(seats, user):
    """Each seat with how many proposals it was given this year, whatever page is shown.

    Without those that are closed to this person: a number would tell who reads them.
    """
    closed = user.accesses.filter(kind="closed").values("proposal")
    given = Assignment.objects.filter(seat=OuterRef("pk")).exclude(proposal__in=closed)
    counted = given.order_by().values("seat").annotate(count=Count("*")).values("count")
    return [(seat, seat.load or 0) for seat in seats.annotate(load=Subquery(counted))]


def _row(plan, proposal, seats, said, suspected, reads):
    cells = []
    for seat in seats:
        key = (seat.pk, proposal.pk)
        cells.append(
            Cell(
                seat=seat,
                value=_value(seat, proposal),
                is_reader=key in reads,
                has_declared=key in said,
                refusal=obstacle(seat, said.get(key), suspected.get(key)) or "",
            )
        )
    readers = sum(cell.is_reader for cell in cells)
    return Row(proposal, cells, readers, readers >= plan.min_reviewers)


def changes(plan, user, ticked, shown):
    """Do what the person changed in the grid: (how many changed, sentences of refusals).

    ``shown`` are the ticks that the page had: what another did meanwhile stands.
    """
    codes = {value.partition(":")[2] for value in ticked ^ shown}
    seats, done, refused = list(_seats(plan)), 0, []
    for proposal in assignable(plan, user).filter(code__in=codes):
        for seat in seats:
            value = _value(seat, proposal)
            if (value in ticked) == (value in shown):
                continue
            try:
                (assign if value in ticked else unassign)(seat, proposal, by=user)
                done += 1
            except MoveRefused as why:
                refused.append(f"{proposal.code}, {seat}: {why.sentence}")
    return done, refused
