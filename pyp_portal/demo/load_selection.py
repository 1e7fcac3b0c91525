"""The judging of a load year: a committee, readers, sheets with points, doors."""

from datetime import timedelta

from proposals.models import Access
from proposals.states import State
from selection import scoring
from selection.kinds import SeatRole, Severity, Stage
from selection.models import Assignment, Conflict, Criterion, Score, ScoreSheet
from selection.services import planning

SEATS = 30
BATCH = 500
EARLY = 100  # proposals that one member has still to read
NOT_JUDGED = frozenset(
    {State.DRAFT, State.SUBMITTED, State.SCREENING, State.RETURNED, State.ELIGIBLE}
    | {State.INELIGIBLE}
)
NOT_PITCHED = NOT_JUDGED | {State.REVIEWING, State.SHORTLISTED, State.NOT_SHORTLISTED}


class Judging:
    """Score sheets of the documents for every proposal whose review has begun."""

    def __init__(self, load, call, per_proposal):
        self.load, self.per_proposal = load, per_proposal
        self.plan = planning.open_plan(call, reserve_valid_until=None, approved_letters=False)
        self.sheets_due = load.now + timedelta(days=3)

    def appoint(self, secretary, director):
        """A committee of thirty readers and its secretary."""
        people = self.load.people(f"judge{number}" for number in range(1, SEATS + 1))
        members = [
            {"user": user, "seat_no": number, "role": SeatRole.EXPERT}
            for number, user in enumerate(people, start=1)
        ]
        clerk = {"user": secretary, "seat_no": SEATS + 1, "role": SeatRole.SECRETARY}
        committee = planning.appoint(
            self.plan,
            number="1",
            date=self.load.now.date(),
            signed_by=director,
            members=[*members, clerk],
        )
        committee.seats.update(terms_accepted_at=self.load.now)
        self.seats = list(committee.seats.select_related("user"))
        self.criteria = {
            stage: list(Criterion.objects.filter(rubric__plan=self.plan, rubric__stage=stage))
            for stage in Stage
        }
        self.weights = {c.code: c.weight for found in self.criteria.values() for c in found}

    def judge(self, proposals):
        """Readers, their doors and their sheets for one batch of proposals."""
        judged = [proposal for proposal in proposals if proposal.state not in NOT_JUDGED]
        pairs = [(seat, proposal) for proposal in judged for seat in self.readers(proposal)]
        now = self.load.now
        Assignment.objects.bulk_create(
            Assignment(seat=seat, proposal=proposal, assigned_at=now) for seat, proposal in pairs
        )
        Conflict.objects.bulk_create(
            Conflict(seat=seat, proposal=proposal, severity=Severity.NONE, declared_at=now)
            for seat, proposal in pairs
        )
        self.open_doors(pairs, judged)
        sheets = ScoreSheet.objects.bulk_create(
            [self.sheet(seat, proposal, Stage.DOC) for seat, proposal in pairs]
            + [self.sheet(seat, proposal, Stage.PITCH) for seat, proposal in self.pitched(judged)]
        )
        self.score([sheet for sheet in sheets if sheet.submitted_at])

    def readers(self, proposal):
        """Readers by chance; the first member is one of them for all early proposals.

        So the pages of one member are full at every size.
        """
        drawn = self.load.chance.sample(self.seats[:-1], self.per_proposal)
        mine = self.seats[0]
        return [mine, *drawn[1:]] if self.is_early(proposal) and mine not in drawn else drawn

    def is_early(self, proposal):
        return int(proposal.code.rpartition("-")[2]) <= EARLY

    def open_doors(self, pairs, judged):
        """To the readers of each proposal, and to the secretary."""
        doors = [(proposal, seat.user, Access.Kind.SCORE) for seat, proposal in pairs]
        doors += [(proposal, self.seats[-1].user, Access.Kind.READ) for proposal in judged]
        Access.objects.bulk_create(
            Access(
                proposal=proposal,
                user=user,
                kind=kind,
                because="review",
                given_at=self.load.now,
            )
            for proposal, user, kind in doors
        )

    def pitched(self, judged):
        """Who scored which pitch: just over half of the committee."""
        return [
            (seat, proposal)
            for proposal in judged
            if proposal.state not in NOT_PITCHED
            for seat in self.load.chance.sample(self.seats[:-1], SEATS // 2 + 1)
        ]

    def sheet(self, seat, proposal, stage):
        """Nine of ten sheets are in; those still open belong to proposals under review."""
        waits = self.load.chance.random() < 0.1 or (seat.seat_no == 1 and self.is_early(proposal))
        is_open = proposal.state == State.REVIEWING and waits
        points = self.points(seat, proposal, stage)
        sheet = ScoreSheet(
            seat=seat,
            proposal=proposal,
            stage=stage,
            opened_at=self.load.now,
            due_at=self.sheets_due,
            submitted_at=None if is_open else self.load.now,
            total=None if is_open else scoring.sheet_total(points, self.weights),
            strength_th="มีภาคีครบและวัดผลได้ชัดเจน",
            advice_th="ขอให้ระบุผู้รับผิดชอบหลังจบหลักสูตรและแหล่งงบประมาณ",
        )
        sheet.drawn = points
        return sheet

    def points(self, seat, proposal, stage):
        """Points by the proposal, by how strict the judge is, and by chance."""
        number = int(proposal.code.rpartition("-")[2])
        level = 3.5 + (number * 37 % 200 - 100) / 125 + (seat.seat_no % 7 - 3) * 0.15
        drawn = (round(self.load.chance.gauss(level, 0.7)) for _each in self.criteria[stage])
        codes = (criterion.code for criterion in self.criteria[stage])
        return {code: min(max(value, 1), 5) for code, value in zip(codes, drawn, strict=True)}

    def score(self, sheets):
        """The points of submitted sheets."""
        Score.objects.bulk_create(
            (
                Score(sheet=sheet, criterion=one, points=sheet.drawn[one.code])
                for sheet in sheets
                for one in self.criteria[sheet.stage]
            ),
            batch_size=BATCH,
        )
