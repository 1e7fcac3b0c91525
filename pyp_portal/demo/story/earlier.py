"""The year before: four issues that are followed up today; its selection is told in short."""

from pyp_portal.demo.seed import moment
from pyp_portal.demo.story import choosing, lab, shortcuts
from pyp_portal.demo.story.company import DIRECTOR, SECRETARY, Act
from selection.services import planning

YEAR = 2567
READERS = (3, 8, 9)
ADVICE = "มีภาคีครบและวัดผลได้ ขอให้ระบุผู้รับผิดชอบหลังจบหลักสูตร"
PLACE = "ห้องประชุมสำนักงาน ป.ย.ป."
REASON = "รุ่นก่อนเก็บหลักฐานนอกระบบ สำนักงาน ป.ย.ป. ตรวจแล้วครบตามเกณฑ์"


def codes(company):
    """The proposals of the year before."""
    return [code for code in company.seed.proposals if company.year_of(code) == YEAR]


def acts(company):
    """The selection and the lab of the year before."""
    yield from choosing.of_year(company, YEAR, data(company))
    yield Act(moment("2024-02-20T09:00:00+07:00"), lambda: lab.open_cohort(company, YEAR))
    yield Act(moment("2024-09-30T16:00:00+07:00"), lambda: dissolve(company))
    for code in codes(company):
        yield from in_lab(company, code)


def dissolve(company):
    """The committee of a year ends with its fiscal year."""
    for seat in company.plan(YEAR).committee.seats.active():
        planning.end_seat(seat, reason="สิ้นปีงบประมาณ", by=company.person(SECRETARY))


def data(company):
    """The year before in the shape of the demo year."""
    members = company.seed["committee"]["members"]
    found = codes(company)
    cohort = company.seed["cohort"]
    settings = cohort["settings"] | {"reserve_valid_until": "2024-06-30"}
    return {
        "cohort": cohort | {"settings": settings},
        "committee": {
            "name_th": f"คณะกรรมการพิจารณาคัดเลือกประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {YEAR}",
            "order_no": f"9/{YEAR}",
            "order_date": "2024-01-12",
            "signed_by": DIRECTOR,
            "members": members,
        },
        "coi_declarations": [],
        "dates": {
            "declared": "2024-01-22T14:10:00+07:00",
            "opened": "2024-01-24T09:30:00+07:00",
            "sheets_due": "2024-02-02T23:59:00+07:00",
            "second_reading": "2024-02-06T12:00:00+07:00",
        },
        "reviews": [
            sheet(code, seat, "2024-02-01T10:00:00+07:00", "D")
            for code in found
            for seat in READERS
        ],
        "pitch_scores": [
            sheet(code, row["seat_no"], "2024-02-14T13:00:00+07:00", "P")
            for code in found
            for row in members
            if row["vote"]
        ],
        "pitch_sessions": [pitch_day(company, found, members)],
        "meetings": [
            meeting("2024-02-05", found, members, "SHORTLISTED", "ให้ผ่านเข้ารอบนำเสนอ"),
            meeting("2024-02-20", found, members, "SELECTED", "ให้ได้รับการคัดเลือก"),
        ],
        "announcements": [
            announcement("2/2567", "2024-02-06", "SHORTLIST", "รายชื่อข้อเสนอที่ผ่านเข้ารอบนำเสนอ"),
            announcement("4/2567", "2024-02-29", "RESULT", "ผลการคัดเลือกประเด็นการบูรณาการ"),
        ],
    }


def sheet(code, seat, at, letter):
    """A sheet with four points on every criterion."""
    return {
        "proposal": code,
        "seat_no": seat,
        "scores": {f"{letter}{n}": 4 for n in range(1, 7)},
        "strength_th": "",
        "advice_th": ADVICE if letter == "D" else "",
        "submitted_at": at,
    }


def pitch_day(company, found, members):
    """One morning of pitches."""
    slots = [
        {
            "proposal": code,
            "start": f"2024-02-14T09:{15 * place:02d}:00+07:00",
            "presenter_th": company.seed.proposals[code]["contact_name"],
        }
        for place, code in enumerate(found)
    ]
    return {
        "date": "2024-02-14",
        "place_th": PLACE,
        "order_drawn_at": "2024-02-12T15:00:00+07:00",
        "attending_seats": [row["seat_no"] for row in members],
        "slots": slots,
    }


def meeting(date, found, members, outcome, text):
    """One meeting at which everybody was there and agreed."""
    votes = sum(row["vote"] for row in members)
    return {
        "start": f"{date}T09:30:00+07:00",
        "end": f"{date}T11:30:00+07:00",
        "mode": "ONSITE",
        "place_th": PLACE,
        "notice_at": f"{date[:-2]}{int(date[-2:]) - 4:02d}T14:00:00+07:00",
        "notice_says_second_call": True,
        "minutes_certified_at": f"{date}T16:00:00+07:00",
        "attendance": [
            {"seat_no": row["seat_no"], "status": "PRESENT", "joined": "ONSITE"} for row in members
        ],
        "items": [
            {
                "item_no": f"5.{place}",
                "proposal": code,
                "recused_seats": [],
                "outcome": outcome,
                "votes_for": votes,
                "votes_against": 0,
                "votes_abstain": 0,
                "resolution_th": text,
            }
            for place, code in enumerate(found, start=1)
        ],
        "dissent": [],
    }


def announcement(number, date, kind, title):
    """An announcement signed by the director."""
    return {
        "no": f"ประกาศสำนักงาน ป.ย.ป. ที่ {number}",
        "date": date,
        "title_th": f"{title} ประจำปีงบประมาณ พ.ศ. {YEAR}",
        "kind": kind,
        "proposals": [],
        "signed_by": DIRECTOR,
    }


def in_lab(company, code):
    """The lab of an issue whose evidence was kept outside of the portal."""
    for at, number, event in company.seed.steps(code):
        by = event["by"]
        if number == "T23":
            yield Act(at, lambda by=by: shortcuts.enter_without_people(company, code, by, REASON))
        elif number == "T24":
            yield Act(at, lambda by=by: shortcuts.complete_by_waiver(company, code, by, REASON))
        elif number == "T26":
            yield Act(at, lambda by=by, at=at: shortcuts.present_alone(company, code, by, at))
