"""What the page of a run shows: figures, loads, warnings, and each proposal with its readers."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from selection.matching import checking, words
from selection.matching.problem import bounds
from selection.models import Assignment, ProposedReader


@dataclass
class Load:
    """What one seat would read."""

    seat: object
    count: int
    least: int
    most: int
    today: int

    @property
    def change(self):
        return self.count - self.today


@dataclass
class Preview:
    """A run as it stands with all changes by hand, against the readers of today."""

    proposals: int = 0
    pairs: int = 0
    added: int = 0
    gone: int = 0
    without_expert: list = field(default_factory=list)  # codes
    groups: int = 0
    strangers: int = 0
    judge_pairs: int = 0
    loads: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    @property
    def changes_readers(self):
        """Whether there are readers today: only then is it told who would be new."""
        return bool(self.gone or self.added < self.pairs)

    @property
    def is_comparable(self):
        return self.groups == 1

    @property
    def without_codes(self):
        return ", ".join(self.without_expert)


def names_of(plan):
    """{number of a seat: the seat} of all that are active."""
    committee = plan.standing_committee
    seats = committee.seats.active().select_related("user") if committee else []
    return {seat.seat_no: seat for seat in seats}


def preview(run):
    """The figures of an open or finished run, in a fixed number of statements."""
    problem, seats = run.problem(), names_of(run.plan)
    rows = run.readers.standing().values_list("seat__seat_no", "proposal__code")
    pairs = set(rows)
    loads, today = checking.loads_of(pairs), checking.loads_of(problem.present)
    judges = len(loads)
    readers = checking.readers_of(pairs)
    experts = {judge.number: judge.themes for judge in problem.judges}
    return Preview(
        proposals=len(problem.issues),
        pairs=len(pairs),
        added=len(pairs - problem.present),
        gone=len(problem.present - pairs),
        without_expert=[
            issue.code
            for issue in problem.issues
            if not any(issue.theme in experts.get(n, ()) for n in readers[issue.code])
        ],
        groups=len(checking.groups(pairs)),
        strangers=checking.strangers(pairs),
        judge_pairs=judges * (judges - 1) // 2,
        loads=[
            Load(
                seats.get(judge.number, judge.number),
                loads[judge.number],
                *_limits(problem, judge),
                today[judge.number],
            )
            for judge in problem.judges
        ],
        warnings=[words.sentence(one, seats) for one in checking.troubles(problem, pairs)],
    )


def _limits(problem, judge):
    """Where everyone reads everything there is no other limit than the number of proposals."""
    if problem.rules.everyone:
        return 0, len(problem.issues)
    return bounds(problem, judge)


def refusals(run, user):
    """Why there is no answer and what to change, without what is closed to this person."""
    closed = user.accesses.filter(kind="closed", proposal__call=run.plan.call_id)
    hidden = set(closed.values_list("proposal__code", flat=True))
    seats = names_of(run.plan)
    return [words.advised(one, seats) for one in run.refusals() if one.code not in hidden]


def issues_of(run):
    """The proposals of a run, each with its proposed readers and those of today."""
    rows = run.readers.select_related("seat__user", "changed_by")
    reads = Assignment.objects.select_related("seat__user")
    found = run.plan.call.proposals.filter(
        pk__in=ProposedReader.objects.filter(run=run).values("proposal")
    )
    return found.select_related("lead_agency__province", "province", "theme").prefetch_related(
        Prefetch("assignments", reads, "reads_today"),
        Prefetch("proposed_readers", rows, "proposed"),
    )


def lines(proposals):
    """Each proposal with a line a reader, and who would stop reading it."""
    return [_line(proposal) for proposal in proposals]


def _line(proposal):
    today = {row.seat_id for row in proposal.reads_today}
    standing = [row for row in proposal.proposed if not row.is_dropped]
    chosen = {row.seat_id for row in standing}
    province = proposal.province or proposal.lead_agency.province
    region = province.region_th if province else ""
    return {
        "proposal": proposal,
        "readers": [
            {
                "row": row,
                "is_new": row.seat_id not in today,
                "why": "" if row.by_hand else words.reasons(row.why, region),
            }
            for row in standing
        ],
        "dropped": [row for row in proposal.proposed if row.is_dropped],
        "leaving": [row.seat for row in proposal.reads_today if row.seat_id not in chosen],
    }


def candidates(run, proposal):
    """Every judge of a run for one proposal: who reads it, what speaks for it, what forbids it."""
    problem, seats = run.problem(), names_of(run.plan)
    issue = next(one for one in problem.issues if one.code == proposal.code)
    rows = run.readers.standing().values_list("seat__seat_no", "proposal__code")
    pairs = set(rows)
    loads = checking.loads_of(pairs)
    return [
        {
            "seat": seats[judge.number],
            "load": loads[judge.number],
            "most": _limits(problem, judge)[1],
            "reads": (judge.number, issue.code) in pairs,
            "is_blocked": (judge.number, issue.code) in problem.blocked,
            "has_scored": (judge.number, issue.code) in problem.scored,
            "knows_theme": bool(issue.theme) and issue.theme in judge.themes,
            "is_outside": bool(issue.region) and issue.region not in judge.home,
        }
        for judge in problem.judges
        if judge.number in seats
    ]
