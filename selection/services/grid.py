"""The grid of readers: proposals by seats that score, with loads and obstacles."""

from dataclasses import dataclass, field

from django.db.models import Count

from proposals.grounds import MoveRefused
from selection.models import Assignment, Conflict
from selection.services.assigning import ASSIGNABLE, assign, obstacle, unassign
from selection.services.declaring import to_declare
from selection.services.suggesting import suggestions, with_agencies


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
    found = with_agencies(committee.seats.active().scoring()) if committee else []
    return list(found)


def grid(plan, user, proposals):
    """The grid of these proposals as it stands, in a fixed number of statements."""
    seats = _seats(plan)
    suspected = suggestions(seats, proposals) if seats else {}
    said = {
        (seat, proposal): severity
        for seat, proposal, severity in Conflict.objects.filter(proposal__in=proposals).values_list(
            "seat", "proposal", "severity"
        )
    }
    reads = set(Assignment.objects.filter(proposal__in=proposals).values_list("seat", "proposal"))
    shown = plan.call.proposals.filter(pk__in=[p.pk for p in proposals])
    readable = set(shown.visible_to(user).values_list("pk", flat=True))
    rows = [_row(plan, p, seats, said, suspected, reads) for p in proposals]
    for row in rows:
        row.may_read = row.proposal.pk in readable
    return Grid(_loads(seats, user), rows)


def _loads(seats, user):
    """Each seat with how many proposals it was given this year, whatever page is shown.

    Without those that are closed to this person: a number would tell who reads them.
    """
    closed = user.accesses.filter(kind="closed").values("proposal")
    given = Assignment.objects.filter(seat__in=seats).exclude(proposal__in=closed)
    given = given.order_by().values_list("seat")
    counted = dict(given.annotate(count=Count("*")))
    return [(seat, counted.get(seat.pk, 0)) for seat in seats]


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
    seats, done, refused = _seats(plan), 0, []
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
