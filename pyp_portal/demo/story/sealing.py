"""The ends of the rounds: sealed tables of scores, and a few close proposals ranked by members."""

from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import CHAIR, SECRETARY, Act
from selection.kinds import Stage
from selection.models import Ranking
from selection.services import combining, ranking, sealing, standings

SEALS = (
    ("2025-02-07T09:00:00+07:00", Stage.DOC, ""),
    ("2025-02-18T17:00:00+07:00", Stage.DOC, "อ่านเพิ่มเติมตามมติคณะกรรมการ ครั้งที่ 1/2568"),
    ("2025-02-19T17:00:00+07:00", Stage.PITCH, ""),
)
RANKED, CLOSED = "2025-02-20T09:00:00+07:00", "2025-02-20T16:00:00+07:00"
CLOSE_ONES = slice(8, 12)  # around the line of ten seats


def acts(company, year):
    """The seals of the demo year, and the ranking before its second meeting."""
    for at, stage, reason in SEALS:
        yield Act(moment(at), lambda s=stage, r=reason: seal(company, year, s, r))
    yield Act(moment(RANKED), lambda: rank(company, year))
    yield Act(moment(CLOSED), lambda: close(company, year))


def seal(company, year, stage, reason):
    """The secretary closes a round, or takes in what was submitted since."""
    sealing.close_round(company.plan(year), stage, reason=reason, by=company.person(SECRETARY))


def rank(company, year):
    """The chair has those around the line ranked; each member goes by their own points."""
    plan = company.plan(year)
    ranked = standings(plan, list(plan.proposals()))
    chosen = [standing.key for standing in ranked if standing.final is not None][CLOSE_ONES]
    opened = ranking.open_ranking(plan, chosen, by=company.person(CHAIR))
    for seat in plan.committee.seats.active().scoring():
        if ranking.may_rank(opened, seat):
            ranking.cast_ballot(opened, seat, own_order(seat, ranking.open_to(opened, seat)))


def own_order(seat, proposals):
    """The proposals as this member scored their pitches; those not scored come last."""
    sheets = seat.sheets.filter(stage=Stage.PITCH, submitted_at__isnull=False)
    totals = dict(sheets.values_list("proposal", "total"))
    return [p.pk for p in sorted(proposals, key=lambda p: (-totals.get(p.pk, 0), p.code))]


def close(company, year):
    """The ranking is closed and combined."""
    ranking.close_ranking(
        Ranking.objects.get(plan__call__fiscal_year=year), by=company.person(CHAIR)
    )
    combining.combine_waiting()
