"""A cohort as large as one gets: ten teams, 200 people, 60 sessions, opinions, areas.

It stands beside the load year, in the year before it, so that neither makes the other large.
"""

from datetime import time, timedelta

from cohorts.models import (
    Attendance,
    IssuePage,
    Opinion,
    Participant,
    ScaleOutSite,
    WorkshopSession,
)
from cohorts.spread_states import SiteStatus
from cohorts.states import ActivityKind, Channel, Phase, TierKey
from cohorts.training import Attended, Source
from cohorts.voices import AgeBand, Feel, Group
from proposals.models import Call, FormVersion, Proposal, Theme
from proposals.states import State
from pyp_portal import thai
from pyp_portal.accounts.models import Province
from pyp_portal.demo.load import BATCH, YEAR
from pyp_portal.demo.load_cohorts import WORD, Driving

LAB_YEAR = YEAR - 1
TEAMS, SESSIONS, OPINIONS, SITES = 10, 60, 3000, 400
TO_COME = 2  # sessions
# 20 seats a team, 200 in all.
SEATS = {
    TierKey.ADVISOR: 1,
    TierKey.COORDINATOR: 2,
    TierKey.AREA_OPERATOR: 10,
    TierKey.PUBLIC_INNOVATOR: 7,
}
STATES = [State.IN_LAB] * 6 + [State.FOLLOW_UP] * 3 + [State.SCALED]
CAME = [Attended.PRESENT] * 8 + [Attended.LATE, Attended.ABSENT]


class LabYear:
    """The cohort of a year of its own, with everything that its pages count."""

    def __init__(self, load, agencies, members, officer):
        self.load, self.officer = load, officer
        self.agencies, self.members = agencies, members
        self.first_day = (load.now - timedelta(days=150)).date()

    def fill(self):
        """All of it; gives the cohort."""
        driving = Driving(self.load, self.call(), self.officer, mark="lab-")
        cohort = driving.cohort
        for tier in driving.tiers:
            tier.seats, tier.most = SEATS[tier.key], None
            tier.save()
        teams = driving.form(self.proposals(cohort.call))
        seats = self.confirmed(cohort)
        self.train(cohort, seats)
        self.hear(teams)
        self.spread(teams)
        return cohort

    def call(self):
        """A call that closed a year ago."""
        return Call.objects.create(
            fiscal_year=LAB_YEAR,
            name_th=f"ปีทดสอบ {LAB_YEAR}",
            opens_at=self.load.now - timedelta(days=420),
            closes_at=self.load.now - timedelta(days=360),
            lab_starts_on=self.first_day,
            lab_ends_on=self.first_day + timedelta(days=182),
            form_version=FormVersion.objects.newest(),
        )

    def proposals(self, call):
        """The issues of the ten teams, with answers of real length."""
        themes = list(Theme.objects.all())
        made = Proposal.objects.bulk_create(
            self.proposal(call, number, state, themes) for number, state in enumerate(STATES, 1)
        )
        self.load.details(made)
        return made

    def proposal(self, call, number, state, themes):
        title = f"{self.load.chance.choice(self.load.texts)['title_th']} แล็บที่ {number}"
        agency = self.agencies[number]
        return Proposal(
            code=f"P{LAB_YEAR % 100}-{number:05d}",
            call=call,
            lead_agency=agency,
            form_version_id=call.form_version_id,
            title_th=title,
            title_key=thai.normalise(title),
            theme=self.load.chance.choice(themes),
            province=agency.province,
            owner=self.members[number],
            case_owner=self.officer,
            created_at=call.opens_at,
            updated_at=call.closes_at,
            submitted_at=call.closes_at,
            decided_at=call.closes_at,
            state=state,
        )

    def confirmed(self, cohort):
        """All seats, taken on the first day of the lab."""
        since = self.load.now - timedelta(days=150)
        seats = Participant.objects.filter(cohort=cohort)
        seats.update(privacy_seen_at=since, confirmed_at=since)
        return list(seats.order_by("pk"))

    # --- Training -------------------------------------------------------------
    def train(self, cohort, seats):
        """Sixty sessions that are over, with every seat in each of them; two are to come."""
        sessions = WorkshopSession.objects.bulk_create(
            self.session(cohort, number) for number in range(1, SESSIONS + TO_COME + 1)
        )
        tiers = list(cohort.tiers.all())
        through = WorkshopSession.invited.through
        through.objects.bulk_create(
            through(workshopsession_id=session.pk, tier_id=tier.pk)
            for session in sessions
            for tier in tiers
        )
        Attendance.objects.bulk_create(
            (self.attendance(one, seat) for one in sessions[:SESSIONS] for seat in seats),
            batch_size=BATCH,
        )

    def session(self, cohort, number):
        """A day of six hours, every other day; those to come follow week by week."""
        phases, ahead = list(Phase), max(number - SESSIONS, 0)
        day = 150 + 7 * ahead if ahead else 10 + 2 * number
        return WorkshopSession(
            cohort=cohort,
            number=number,
            title_th=f"อบรมครั้งที่ {number}",
            about_th=WORD,
            phase=phases[number * len(phases) // (SESSIONS + TO_COME + 1)],
            held_on=self.first_day + timedelta(days=day),
            morning_from=time(9),
            morning_to=time(12),
            afternoon_from=time(13),
            afternoon_to=time(16),
            morning_minutes=180,
            afternoon_minutes=180,
            mode=Channel.ONSITE,
            place_th="ห้องอบรม",
            planned_at=self.load.now,
            changed_at=self.load.now,
        )

    def attendance(self, session, seat):
        came = self.load.chance.choice(CAME)
        return Attendance(
            session=session,
            seat=seat,
            morning=came,
            afternoon=came,
            source=Source.HAND,
            recorded_at=self.load.now,
            recorded_by=self.officer,
        )

    # --- Citizens -------------------------------------------------------------
    def hear(self, teams):
        """A public page for each issue, and what people said: half of it shown."""
        IssuePage.objects.bulk_create(
            IssuePage(
                team=team,
                lede_th=WORD,
                trying_th=WORD,
                written_by=self.officer,
                written_at=self.load.now,
                published_by=self.officer,
                published_at=self.load.now,
            )
            for team in teams
        )
        Opinion.objects.bulk_create(
            (self.opinion(teams[number % TEAMS], number) for number in range(OPINIONS)),
            batch_size=BATCH,
        )

    def opinion(self, team, number):
        """What one person said; every second one has been read and is shown."""
        chance, moment = self.load.chance, self.load.now - timedelta(minutes=number)
        is_shown = number % 2 == 0
        return Opinion(
            token=self.uuid(),
            team=team,
            kind=ActivityKind.OPINION,
            age_band=chance.choice(AgeBand.values),
            group=chance.choice(["", "", *Group.values]),
            province=team.proposal.province,
            notice="1",
            feel=chance.choice(Feel.values),
            words=WORD,
            given_at=moment,
            public_words=WORD if is_shown else "",
            shown_at=moment if is_shown else None,
            shown_by=self.officer if is_shown else None,
        )

    def uuid(self):
        return f"{self.load.chance.getrandbits(128):032x}"

    # --- Areas ----------------------------------------------------------------
    def spread(self, teams):
        """Four hundred areas all over the country; every third copied it from another area."""
        provinces = list(Province.objects.all())
        made = ScaleOutSite.objects.bulk_create(
            self.site(teams[number % TEAMS], provinces) for number in range(SITES)
        )
        copies = []
        for number in range(TEAMS, SITES, 3):  # the site of the same team before it
            made[number].copied_from = made[number - TEAMS]
            copies.append(made[number])
        ScaleOutSite.objects.bulk_update(copies, ["copied_from"], batch_size=BATCH)

    def site(self, team, provinces):
        return ScaleOutSite(
            team=team,
            province=self.load.chance.choice(provinces),
            district_th="เมือง",
            agency_th="องค์การบริหารส่วนตำบลข้างเคียง",
            mode="SCALE_OUT",
            status=self.load.chance.choice(SiteStatus.values),
            started_on=self.first_day,
            population=500,
            updated_on=self.load.now.date(),
        )
