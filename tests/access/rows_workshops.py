"""What the pages of the training answer to each role."""

from datetime import time

from cohorts import checkin, completion
from cohorts.models import AttendanceImport
from cohorts.services.certifying import issue
from cohorts.states import TierKey
from pyp_portal import clock
from tests.access.matrix import EVERYBODY, LAB, OFFICE, SIGNED_IN, STO, expect
from tests.access.rows_cohorts import READERS, act, of, only, page, year
from tests.access.rows_proposals import export_of
from tests.factories.workshops import AttendanceFactory, WorkshopFactory

SEEN = f"{OFFICE} {LAB}"


def prepare(world):
    """A session that lasts all day, an entry, a list, and certificates of tier 2."""
    staff = world.people["staff"]
    seats = world.team.participants.confirmed()
    world.coordinator = seats.get(tier__key=TierKey.COORDINATOR)
    world.advisor = seats.get(tier__key=TierKey.ADVISOR)
    world.workshop = WorkshopFactory(
        cohort=world.cohort, held_on=clock.today(), capacity=20, about_th="ฝึกปฏิบัติ",
        morning_from=time(0), morning_to=time(12), morning_minutes=720,
        afternoon_from=time(12), afternoon_to=time(23, 59), afternoon_minutes=719,
    )  # fmt: skip
    world.ahead = WorkshopFactory(cohort=world.cohort, number=999, held_on=world.cohort.lab_ends_on)
    AttendanceFactory(session=world.workshop, seat=world.coordinator, note_th="รถติด")
    world.meeting_list = AttendanceImport.objects.create(
        session=world.workshop, name="list.csv", read_at=clock.now(), read_by=staff,
        rows=[{"name": "คนแปลกหน้า", "email": "", "how": "", "why": "unknown", "halves": {},
               "whose": "", "pk": None, "who": ""}],
    )  # fmt: skip
    (line,) = completion_lines(world)
    world.certificate = issue(world.cohort, line, staff)


def completion_lines(world):
    """The line of tier 2, which gets a certificate on purpose."""
    lines = completion.of_cohort(world.cohort, world.people["staff"])
    return [line for line in lines if line.who == world.coordinator]


def seen_by(codes):
    """Those who see a session get the code, the rest 404."""
    return expect(404, **{f"c{codes}": SEEN})


def for_(*may, code=200):
    return only(*may, code=code, seen=SEEN) | {"anonymous": 302}


def nothing(world):
    return {}


def seat(name):
    return lambda world: {"uid": getattr(world, name).uid}


WORKSHOP = of("workshop")
OWN = for_("tier2")

ROWS = [
    page("workshops", expect(404, c200=OFFICE), year),
    page("workshop_new", expect(404, c200=STO, c403=READERS), year),
    page("workshop", seen_by(200), WORKSHOP),
    page("workshop_edit", for_(STO), WORKSHOP),
    page("workshop_cancel", for_(STO), WORKSHOP),
    page("workshop_calendar", seen_by(200), WORKSHOP),
    # --- Check-in
    page("workshop_screen", for_(STO), WORKSHOP),
    page("workshop_screen_now", for_(STO), WORKSHOP),
    page("check_in", seen_by(200), lambda w: WORKSHOP(w) | {"token": checkin.token(w.workshop)}),
    act(
        "check_in",
        seen_by(302) | {"anonymous": 302},
        lambda w: WORKSHOP(w) | {"token": "1"},
        {"ticket": "forged"},
    ),
    # --- Attendance
    page("attendance", for_(OFFICE), WORKSHOP),
    act("attendance", for_(STO, code=302), WORKSHOP),
    act("attendance_rest", for_(STO, code=302), WORKSHOP, {"half": "morning", "status": "ABSENT"}),
    page("list_new", for_(STO), WORKSHOP),
    page("list", for_(STO), of("meeting_list")),
    # --- One's own
    page("my_training", expect(200, c200=SIGNED_IN), nothing),
    page("my_calendar", expect(200, c200=SIGNED_IN), nothing),
    act("workshop_place", for_(LAB, code=302), WORKSHOP),
    page("workshop_leave", for_(LAB), WORKSHOP),
    act("workshop_back", for_(LAB, code=302), WORKSHOP),
    page("evaluation", OWN, WORKSHOP),
    page(
        "rating",
        expect(404, c200="tier2"),
        lambda w: {"uid": w.coordinator.uid, "moment": "after"},
    ),
    page("reflection", expect(404, c200="tier2"), seat("coordinator")),
    # --- Hours and certificates
    page("hours", expect(404, c200=OFFICE), year),
    act(
        "list_export",
        expect(404, c302=f"{STO} anonymous", c403=READERS),
        lambda world: {**year(world), "of": "reflections"},
    ),
    page("reflections", expect(404, c200=STO, c403=READERS), year),
    act("hours_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    *(
        act(
            "list_export",
            expect(404, c302=f"{OFFICE} anonymous"),
            lambda world, of=of: {**year(world), "of": of},
        )
        for of in (
            "attendance",
            "workshops",
            "deliverables",
            "activities",
            "measurements",
            "mentoring",
        )
    ),
    act("issue_certificates", expect(404, c302=f"{STO} anonymous", c403=READERS), year),
    page("presence", only(STO), seat("advisor")),
    page("certificate", expect(200, c200=EVERYBODY), of("certificate")),
    act("certificate", expect(200, c200=EVERYBODY), of("certificate"), {"name": "ใครก็ไม่รู้"}),
    page("certificate_file", expect(404, c202=f"{OFFICE} tier2"), of("certificate")),
    page(
        "withdraw_certificate",
        expect(404, c200=STO, c403=f"{READERS} tier2"),
        of("certificate"),
    ),
    page(
        "renew_certificate",
        expect(404, c200=STO, c403=f"{READERS} tier2"),
        of("certificate"),
    ),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.hours", **year(w)),
    ),
]
