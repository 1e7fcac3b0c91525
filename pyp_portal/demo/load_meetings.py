"""The pitches, meetings and announcements of a load year: who was there, what was decided."""

from datetime import timedelta
from itertools import count

from proposals.states import State
from pyp_portal import clock
from pyp_portal.demo.load import batched
from selection.kinds import AnnouncementKind, Outcome, Presence
from selection.models import (
    AgendaItem,
    Announcement,
    AnnouncementItem,
    Attendance,
    Meeting,
    Minutes,
    PitchAttendance,
    PitchSession,
    PitchSlot,
    Resolution,
)

SLOTS, ITEMS = 20, 40
AHEAD, FIRST_AHEAD = 30, 9000
DECIDED = {
    State.SHORTLISTED: Outcome.SHORTLISTED,
    State.NOT_SHORTLISTED: Outcome.NOT_SHORTLISTED,
    State.NOT_SELECTED: Outcome.NOT_SELECTED,
}
UNDECIDED = frozenset(
    {State.DRAFT, State.SUBMITTED, State.SCREENING, State.RETURNED, State.ELIGIBLE}
    | {State.REVIEWING, State.PITCHED, State.INELIGIBLE}
)
NO_PITCH = UNDECIDED - {State.PITCHED} | {State.SHORTLISTED, State.NOT_SHORTLISTED}


class Meetings:
    """Pitch sessions and committee meetings, each with its attendance."""

    def __init__(self, load, judging, officer):
        self.load, self.officer = load, officer
        self.seats, self.plan = judging.seats, judging.plan
        self.held = load.now - timedelta(days=20)
        self.numbers = count(1)
        self.plan_ahead()

    def plan_ahead(self):
        """A page of sessions, meetings and drafts that are still ahead, at every size."""
        days = [self.load.now + timedelta(days=day) for day in range(1, AHEAD + 1)]
        place = {"place_th": "ห้องประชุม ๑"}
        PitchSession.objects.bulk_create(
            PitchSession(plan=self.plan, starts_at=day, **place) for day in days
        )
        year = clock.localdate(self.held).year + 543
        Meeting.objects.bulk_create(
            Meeting(committee=self.plan.committee, year=year, number=number, starts_at=day, **place)
            for number, day in enumerate(days, start=FIRST_AHEAD)
        )
        Announcement.objects.bulk_create(
            Announcement(
                plan=self.plan, kind=AnnouncementKind.RESULT, title_th="ร่างประกาศ", drafted_at=day
            )
            for day in days
        )

    def hold(self, proposals):
        """Everything for one batch of proposals."""
        pitched = [proposal for proposal in proposals if proposal.state not in NO_PITCH]
        decided = [proposal for proposal in proposals if proposal.state not in UNDECIDED]
        for some in batched(pitched, SLOTS):
            self.pitch(some)
        for some in batched(decided, ITEMS):
            self.announce(self.meet(some), some)

    def pitch(self, proposals):
        """A session with a slot for each."""
        session = PitchSession.objects.create(
            plan=self.plan,
            starts_at=self.held,
            place_th="ห้องประชุม ๑",
            order_seed="load",
            order_drawn_at=self.held,
            started_at=self.held,
            ended_at=self.held + timedelta(hours=6),
        )
        PitchAttendance.objects.bulk_create(
            PitchAttendance(session=session, seat=seat) for seat in self.seats
        )
        PitchSlot.objects.bulk_create(
            PitchSlot(
                session=session,
                proposal=proposal,
                order=order,
                starts_at=session.time_of(order),
                presenter_th="ผู้แทนหน่วยงาน",
                presented_at=session.time_of(order),
            )
            for order, proposal in enumerate(proposals, start=1)
        )

    def meet(self, proposals):
        """A meeting that decided about these proposals; gives its resolutions."""
        meeting = Meeting.objects.create(
            committee=self.plan.committee,
            year=clock.localdate(self.held).year + 543,
            number=next(self.numbers),
            starts_at=self.held,
            place_th="ห้องประชุม ๑",
            notice_sent_at=self.held - timedelta(days=5),
            started_at=self.held,
            ended_at=self.held + timedelta(hours=3),
        )
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, seat=seat, status=self.presence()) for seat in self.seats
        )
        items = AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, position=place, number=f"4.{place}", proposal=proposal)
            for place, proposal in enumerate(proposals, start=1)
        )
        Minutes.objects.create(
            meeting=meeting,
            written_at=self.held,
            written_by=self.officer,
            certified_at=self.held,
            certified_by=self.officer,
        )
        return Resolution.objects.bulk_create(self.resolution(item) for item in items)

    def presence(self):
        """Four of five came."""
        return self.load.chance.choice([*[Presence.PRESENT] * 4, Presence.ABSENT])

    def resolution(self, item):
        """What was decided is what the proposal became."""
        return Resolution(
            item=item,
            outcome=DECIDED.get(item.proposal.state, Outcome.SELECTED),
            votes_for=self.load.chance.randrange(16, 25),
            text_th="ที่ประชุมมีมติตามที่ฝ่ายเลขานุการเสนอ",
            reason="มีภาคีครบและวัดผลได้ชัดเจน",
            decided_at=self.held,
            recorded_by=self.officer,
        )

    def announce(self, resolutions, proposals):
        """The announcement of a meeting, signed and released."""
        meeting = resolutions[0].item.meeting
        announcement = Announcement.objects.create(
            plan=self.plan,
            kind=AnnouncementKind.RESULT,
            title_th=f"ผลการพิจารณา ครั้งที่ {meeting.label}",
            meeting=meeting,
            number=f"load {meeting.label}",
            date=clock.localdate(self.held),
            signed_by=self.officer,
            drafted_at=self.held,
            released_at=self.held,
            released_by=self.officer,
        )
        AnnouncementItem.objects.bulk_create(
            AnnouncementItem(
                announcement=announcement,
                proposal=proposal,
                outcome=resolution.outcome,
                resolution=resolution,
            )
            for resolution, proposal in zip(resolutions, proposals, strict=True)
        )
