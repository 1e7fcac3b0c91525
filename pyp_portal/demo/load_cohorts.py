"""The cohort of a load year: teams, participants of the four tiers, gates, and the evidence."""

from datetime import timedelta
from itertools import count, cycle

from cohorts import services
from cohorts.models import (
    Deliverable,
    LabPartner,
    Participant,
    ParticipationActivity,
    PilotMetric,
    PilotTest,
    Prototype,
    PrototypeVersion,
    Team,
    TeamPhase,
)
from cohorts.services.entering import last_day
from cohorts.states import CHOSEN, THROUGH, GateState, Phase, RuleResult, TierKey
from proposals.models import Access
from proposals.states import State
from pyp_portal.accounts.roles import Sector

ADVISORS = 20
WORD = "ทีมได้พบผู้ใช้บริการในพื้นที่และปรับแบบบริการตามที่ได้ฟังมา"


class Driving:
    """What room 3 keeps about every chosen proposal of a load year."""

    def __init__(self, load, call, officer, mark=""):
        self.load, self.officer, self.mark = load, officer, mark
        self.cohort = services.open_cohort(call)
        self.tiers = list(self.cohort.tiers.all())
        self.advisors = cycle(
            load.people(f"{mark}advisor{number}" for number in range(1, ADVISORS + 1))
        )
        self.numbers = count(1)

    def form(self, proposals):
        """Teams of a batch of proposals with all that they did; gives the teams."""
        chosen = [p for p in proposals if p.state in CHOSEN and p.state != State.SELECTED]
        teams = Team.objects.bulk_create(self.team(proposal) for proposal in chosen)
        self.seat(teams)
        self.lay_out(teams)
        self.prototype(teams)
        self.listen(teams)
        self.test(teams)
        return teams

    def team(self, proposal):
        """The team of one proposal; after the lab the lead agency answers for it."""
        is_done = proposal.state != State.IN_LAB
        return Team(
            proposal=proposal,
            cohort=self.cohort,
            name_th=f"ทีม {proposal.code}",
            case_owner=proposal.case_owner,
            formed_at=self.load.now,
            commitment_no="load",
            commitment_date=self.load.now.date(),
            entered_lab_at=self.load.now,
            completed_lab_at=self.load.now if is_done else None,
            responsible_agency=proposal.lead_agency if is_done else None,
        )

    # --- People ---------------------------------------------------------------
    def seat(self, teams):
        """Every seat of every tier: most have confirmed, one in twelve is still asked for."""
        seats = [(team, tier) for team in teams for tier in self.tiers for _ in range(tier.seats)]
        fresh = sum(tier.key != TierKey.ADVISOR for _team, tier in seats)
        people = iter(
            self.load.people(f"{self.mark}part{next(self.numbers)}" for _ in range(fresh))
        )
        made = Participant.objects.bulk_create(
            self.participant(
                team, tier, next(self.advisors if tier.key == TierKey.ADVISOR else people)
            )
            for team, tier in seats
        )
        LabPartner.objects.bulk_create(
            LabPartner(
                team=team,
                name_th="กลุ่มประชาคมในพื้นที่",
                sector=Sector.CIVIL_SOCIETY,
                added_at=self.load.now,
            )
            for team in teams
        )
        self.open_doors(seat for seat in made if seat.confirmed_at)

    def participant(self, team, tier, person):
        """One seat; a few wait for the person's answer."""
        moment = self.load.now
        waits = self.load.chance.random() < 1 / 12
        return Participant(
            cohort=self.cohort,
            team=team,
            tier=tier,
            agency=team.proposal.lead_agency,
            person=person,
            joins_one_issue=tier.key != TierKey.ADVISOR,
            position_th="นักวิเคราะห์นโยบายและแผนชำนาญการ",
            requested_at=moment,
            requested_by=self.officer,
            nominated_at=moment,
            rule_result=RuleResult.PASS,
            rule_code="load",
            privacy_seen_at=None if waits else moment,
            accepted_at=None if waits else moment,
            confirmed_at=None if waits else moment,
        )

    def open_doors(self, seats):
        """The proposal opens to those who confirmed."""
        Access.objects.bulk_create(
            Access(
                proposal=seat.team.proposal,
                user=seat.person,
                kind=Access.Kind.TEAM,
                because=f"team:{seat.team_id}",
                given_at=self.load.now,
            )
            for seat in seats
        )

    # --- Gates ----------------------------------------------------------------
    def lay_out(self, teams):
        """Seven phases and deliverables; those in the lab are somewhere among them."""
        reached = {
            team.pk: self.load.chance.randrange(1, 7) if team.is_in_lab else len(Phase)
            for team in teams
        }
        TeamPhase.objects.bulk_create(
            self.phase(team, order, phase, reached[team.pk])
            for team in teams
            for order, phase in enumerate(Phase)
        )
        Deliverable.objects.bulk_create(
            self.deliverable(team, phase, order < reached[team.pk])
            for team in teams
            for order, phase in enumerate(Phase)
        )

    def phase(self, team, order, phase, reached):
        """A phase behind its gate, at it, or not yet begun."""
        at_gate = self.load.chance.choice([GateState.ACTIVE, GateState.GATE_REQUESTED])
        begun = GateState.PASSED if order < reached else at_gate
        state = begun if order <= reached else GateState.NOT_STARTED
        start = self.cohort.lab_starts_on
        return TeamPhase(
            team=team,
            phase=phase,
            order=order,
            state=state,
            planned_start=start + timedelta(weeks=phase.weeks[0] - 1),
            planned_end=last_day(start, phase),
            started_at=self.load.now if order <= reached else None,
            decided_at=self.load.now if state in THROUGH else None,
            decided_by=self.officer if state in THROUGH else None,
        )

    def deliverable(self, team, phase, is_through):
        """What the phase handed in, approved where its gate is passed."""
        moment = self.load.now if is_through else None
        return Deliverable(
            team=team,
            code=phase.code,
            due_on=last_day(self.cohort.lab_starts_on, phase),
            version=int(is_through),
            summary_th=WORD if is_through else "",
            submitted_at=moment,
            approved_at=moment,
            approved_by=self.officer if is_through else None,
        )

    # --- Evidence -------------------------------------------------------------
    def noted(self):
        """Who wrote it down, and when."""
        return {"recorded_by": self.officer, "recorded_at": self.load.now}

    def prototype(self, teams):
        """A prototype in two versions."""
        made = Prototype.objects.bulk_create(
            Prototype(team=team, name_th="ต้นแบบบริการ", kinds=["SERVICE"]) for team in teams
        )
        PrototypeVersion.objects.bulk_create(
            PrototypeVersion(
                prototype=one,
                number=number,
                made_on=self.load.now.date(),
                description_th=WORD,
                what_changed_th=WORD,
                fidelity="LOW",
                decision="KEEP",
                **self.noted(),
            )
            for one in made
            for number in (1, 2)
        )

    def listen(self, teams):
        """The three ways in which the public takes part."""
        ParticipationActivity.objects.bulk_create(
            ParticipationActivity(
                team=team,
                kind=kind,
                level="INVOLVE",
                channel="ONSITE",
                held_on=self.load.now.date(),
                place_th="ศาลาประชาคม",
                people_total=60,
                female=30,
                male=25,
                main_points_th=WORD,
                what_changed_th=WORD,
                **self.noted(),
            )
            for team in teams
            for kind in ("OPINION", "CO_DESIGN", "TEST")
        )

    def test(self, teams):
        """A pilot test with three figures."""
        tests = PilotTest.objects.bulk_create(
            PilotTest(
                team=team,
                area_th="พื้นที่นำร่อง",
                started_on=self.load.now.date() - timedelta(days=30),
                ended_on=self.load.now.date(),
                hypothesis_th=WORD,
                method_th=WORD,
                sample_size=80,
                decision="SCALE",
                **self.noted(),
            )
            for team in teams
        )
        PilotMetric.objects.bulk_create(
            PilotMetric(
                test=test,
                indicator_th=f"ตัวชี้วัดที่ {number}",
                unit_th="ร้อยละ",
                baseline=20,
                target=60,
                result=55,
            )
            for test in tests
            for number in (1, 2, 3)
        )
