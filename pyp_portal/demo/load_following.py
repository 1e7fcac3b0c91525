"""What came of the teams of a load year: presentations, rounds with reports, sites, endings."""

from datetime import timedelta

from cohorts.models import (
    Directive,
    Ending,
    FollowUpReport,
    FollowUpRound,
    PresentationItem,
    PresentationSession,
    ReportIndicator,
    ScaleOutSite,
)
from cohorts.presenting_states import ChairOffice, Outcome
from cohorts.states import Channel, Overall, SiteStatus
from proposals.states import State
from pyp_portal.demo.load import batched
from pyp_portal.demo.load_cohorts import WORD

PLACES = 20
BEFORE = frozenset({State.IN_LAB, State.LAB_COMPLETED})


class Following:
    """Everything after the lab, for the teams that have presented."""

    def __init__(self, load, officer):
        self.load, self.officer = load, officer
        self.day = load.now.date()

    def follow(self, teams):
        """Sessions, rounds and sites of a batch of teams."""
        presented = [team for team in teams if team.proposal.state not in BEFORE]
        for some in batched(presented, PLACES):
            self.present(some)
        self.report(presented)
        ScaleOutSite.objects.bulk_create(
            self.site(team) for team in presented for _ in range(self.load.chance.randrange(4))
        )
        Ending.objects.bulk_create(
            Ending(
                team=team,
                summary_th=WORD,
                lesson_th=WORD,
                written_at=self.load.now,
                written_by=self.officer,
            )
            for team in presented
            if team.proposal.state == State.CLOSED
        )

    def present(self, teams):
        """One session with a directive for each issue."""
        session = PresentationSession.objects.create(
            cohort=teams[0].cohort,
            held_on=self.day - timedelta(days=200),
            place_th="ทำเนียบรัฐบาล",
            chair_office=ChairOffice.PRIME_MINISTER,
            mode=Channel.ONSITE,
            planned_at=self.load.now,
        )
        items = PresentationItem.objects.bulk_create(
            PresentationItem(
                session=session,
                team=team,
                order=order,
                outcome=Outcome.DIRECTIVE,
                note_th=WORD,
                recorded_at=self.load.now,
                recorded_by=self.officer,
            )
            for order, team in enumerate(teams, start=1)
        )
        Directive.objects.bulk_create(
            Directive(
                item=item,
                team=item.team,
                text_th=WORD,
                responsible_agency=item.team.responsible_agency,
                due_on=self.day + timedelta(days=60),
                updated_at=self.load.now,
            )
            for item in items
        )

    def report(self, teams):
        """Three rounds a team; the reports of those that are past, but for one in six."""
        rounds = FollowUpRound.objects.bulk_create(
            FollowUpRound(team=team, months=months, due_on=self.due(months))
            for team in teams
            for months in team.cohort.follow_up_months
        )
        reports = FollowUpReport.objects.bulk_create(
            self.filed(one)
            for one in rounds
            if one.due_on < self.day and self.load.chance.random() < 5 / 6
        )
        ReportIndicator.objects.bulk_create(
            ReportIndicator(
                report=report,
                indicator_th=f"ตัวชี้วัดที่ {number}",
                unit_th="ร้อยละ",
                baseline=20,
                target=60,
                value=50,
            )
            for report in reports
            for number in (1, 2, 3)
        )

    def due(self, months):
        """Half a year apart, a little around today."""
        return self.day + timedelta(days=30 * months - 200 - self.load.chance.randrange(180))

    def filed(self, round_):
        """A report; three of four have been accepted."""
        is_accepted = self.load.chance.random() < 3 / 4
        return FollowUpReport(
            round=round_,
            overall=self.load.chance.choice(list(Overall)),
            obstacle_th=WORD,
            spending_baht=120000,
            submitted_at=self.load.now,
            submitted_by=self.officer,
            accepted_at=self.load.now if is_accepted else None,
            accepted_by=self.officer if is_accepted else None,
        )

    def site(self, team):
        """Another area that takes up the model."""
        return ScaleOutSite(
            team=team,
            province=team.proposal.province,
            agency_th="องค์การบริหารส่วนตำบลข้างเคียง",
            mode="SCALE_OUT",
            status=self.load.chance.choice(list(SiteStatus)),
            updated_on=self.day,
        )
