"""The meetings of the committee: notice, attendance, recusals, resolutions, minutes."""

from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import CHAIR, SECRETARY, Act
from selection.kinds import ABSENCES_TH
from selection.models import AgendaItem, Meeting
from selection.services import attending, deciding, meeting, minuting

RECORDING = (
    "กรรมการที่ประชุมผ่านสื่ออิเล็กทรอนิกส์แสดงตนก่อนเริ่มประชุม ฝ่ายเลขานุการบันทึกภาพและเสียง "
    "และเก็บข้อมูลจราจรทางคอมพิวเตอร์ของการประชุมไว้กับเอกสารการประชุม"
)
BY_DOCUMENTS = "คณะกรรมการพิจารณาจากคะแนนเอกสารและการอภิปรายในที่ประชุม"
BY_ALL = "คณะกรรมการพิจารณาจากคะแนนเอกสาร คะแนนการนำเสนอ และการอภิปรายในที่ประชุม"
DELEGATE = "นายวีรพล ประชุมแทน"
REASONS = dict.fromkeys(("SHORTLISTED", "SECOND_READING", "NOT_SHORTLISTED"), BY_DOCUMENTS)


def acts(company, year, data):
    """Each meeting from its notice to its certified minutes."""
    for row in data["meetings"]:
        yield from one_meeting(company, year, data, row)


def one_meeting(company, year, data, row):
    """Notice, agenda, attendance, who left, what was resolved, minutes."""
    starts, ends = moment(row["start"]), moment(row["end"])

    def invite():
        by = company.person(SECRETARY)
        called = meeting.call_meeting(
            company.plan(year).committee,
            starts_at=starts,
            place_th=row["place_th"],
            mode=row["mode"],
            notice_says_second_call=row["notice_says_second_call"],
            by=by,
        )
        for item in row["items"]:
            proposal = company.proposal(item["proposal"])
            meeting.add_item(called, proposal=proposal, number=item["item_no"], by=by)
        meeting.send_notice(called, by=by)

    def hold():
        found = find(year, starts)
        by = company.person(SECRETARY)
        meeting.start_meeting(found, by=by)
        attending.mark_attendance(found, present(company, year, row), by=by)
        for item in row["items"]:
            decide(company, year, data, found, item)
        note_dissent(company, year, row, found)

    def close():
        meeting.end_meeting(find(year, starts), by=company.person(SECRETARY))

    def certify():
        found = find(year, starts)
        minuting.write_minutes(found, recording_th=RECORDING, by=company.person(SECRETARY))
        minuting.certify_minutes(found, by=company.person(CHAIR))

    yield Act(moment(row["notice_at"]), invite)
    yield Act(starts, hold)
    yield Act(ends, close)
    yield Act(moment(row["minutes_certified_at"]), certify)


def find(year, starts):
    """The meeting that begins at a moment."""
    return Meeting.objects.get(committee__plan__call__fiscal_year=year, starts_at=starts)


def present(company, year, row):
    """Who came, in person, online or by a delegate."""
    return [
        {
            "seat": company.seat(year, one["seat_no"]),
            "status": one["status"],
            "is_online": one["joined"] == "ONLINE",
            "delegate_th": DELEGATE if one["status"] == "DELEGATE" else "",
            "absence_th": ABSENCES_TH[0] if one["status"] == "ABSENT" else "",
        }
        for one in row["attendance"]
    ]


def decide(company, year, data, found, item):
    """Members with an interest leave the room; the others resolve."""
    by = company.person(SECRETARY)
    agenda = AgendaItem.objects.get(meeting=found, number=item["item_no"])
    for number in item["recused_seats"]:
        deciding.recuse(agenda, company.seat(year, number), by=by)
    rank = reserve_rank(data, item)
    deciding.resolve(
        agenda,
        item["outcome"],
        votes_for=item["votes_for"],
        votes_against=item["votes_against"],
        votes_abstain=item["votes_abstain"],
        text_th=item["resolution_th"],
        reason=REASONS.get(item["outcome"], BY_ALL),
        by=by,
        **({"reserve_rank": rank} if rank else {}),
    )


def reserve_rank(data, item):
    """The place in the reserve that the announcement gives, or None."""
    if item["outcome"] != "RESERVE":
        return None
    lists = [row.get("reserve") or [] for row in data["announcements"]]
    return next(codes.index(item["proposal"]) + 1 for codes in lists if item["proposal"] in codes)


def note_dissent(company, year, row, found):
    """Disagreement that a member wants to see in the minutes (K11)."""
    for one in row["dissent"]:
        item = AgendaItem.objects.get(meeting=found, proposal=company.proposal(one["proposal"]))
        deciding.dissent(item, company.seat(year, one["seat_no"]), one["text_th"])
