"""Meetings with their minutes, and announcements with what applicants learn by them."""

from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.models import Announcement
from tests.browser.visitor import be

PLACE = "ห้องประชุมสำนักงาน"
ADVICE = "ภาคีครบ ขอให้เพิ่มตัวชี้วัดของผู้ใช้บริการ"


def call_meeting(visitor, cast, day):
    """A meeting with the proposal on its agenda, and the notice in time."""
    secretary = visitor(cast.secretary).go("selection:meetings", cast.year)
    secretary.follow("Plan a meeting")
    secretary.fill(day=be(day), at="13:30", mode="HYBRID", place_th=PLACE)
    secretary.press("Plan the meeting")
    open_latest(secretary, cast).fill(proposals=[cast.code]).press("Add to the agenda")
    secretary.follow("Send the notice").press("Send the notice")
    secretary.sees("The notice is on its way to every member.")


def open_latest(member, cast):
    """The newest meeting of the committee."""
    member.go("selection:meetings", cast.year)
    number = member.page.locator("main .task a").count()
    return member.open_link(f"{number}/2568")


def begin(secretary, cast):
    """Open the meeting and note who came."""
    open_latest(secretary, cast).press("Open the meeting")
    seats = range(1, len(cast.experts) + 3)
    secretary.fill(**{f"seat-{number}": "PRESENT" for number in seats}, **{"online-2": True})
    return secretary.press("Note the attendance")


def resolve(secretary, outcome, votes, **facts):
    """What the committee decided about the only item."""
    secretary.follow("Record the resolution")
    secretary.fill(outcome=outcome, votes_for=votes, text_th="เห็นชอบ", reason=ADVICE, **facts)
    return secretary.press("Record the resolution")


def end(visitor, cast):
    """Close, write the minutes, and have them certified by the chair."""
    secretary = open_latest(visitor(cast.secretary), cast).press("Close the meeting")
    secretary.follow("Write the minutes").fill(
        opening_th="ประธานแจ้งกำหนดการ", recording_th="บันทึกไว้ที่ฝ่ายเลขานุการ"
    )
    secretary.press("Keep the minutes")
    chair = open_latest(visitor(cast.chair).go("home"), cast).press("Certify the minutes")
    chair.sees("The minutes are certified and frozen.")


def hold_first(visitor, cast):
    """Meeting 1: through to the pitch."""
    resolve(begin(visitor(cast.secretary), cast), "SHORTLISTED", 6)
    end(visitor, cast)


def hold_second(visitor, cast):
    """Meeting 2: one member finds a tie and leaves the room; the others select."""
    secretary = begin(visitor(cast.secretary), cast).follow("A member leaves")
    secretary.choose_text("seat", str(cast.late)).fill(reason="เพิ่งทราบว่าญาติเป็นวิทยากรของเรื่องนี้")
    secretary.press("Note that the member left").sees_text(str(cast.late))
    resolve(secretary, "SELECTED", 5)
    visitor(cast.applicant).go("proposals:detail", cast.code).sees_state(State.PITCHED, public=True)
    end(visitor, cast)


def draft(visitor, cast, kind, title, number, day):
    """The secretary gathers the results; the signature is recorded."""
    secretary = visitor(cast.secretary).go("selection:announcements", cast.year)
    secretary.follow("Draft an announcement").fill(kind=kind, title_th=title)
    secretary.press("Draft the announcement").open_link(title)
    secretary.sees("The announcement is not signed yet.").follow("Record the signature")
    secretary.fill(number=number, date=be(day), signed_by=cast.director.email)
    secretary.press("Record the signature")


def approve_letters(visitor, cast, title):
    """The secretary merges the comments, the director approves what holds no finding."""
    secretary = visitor(cast.secretary).go("selection:announcements", cast.year)
    secretary.open_link(title).follow("Letters").press("Merge the members’ comments")
    director = visitor(cast.director).go("home").go("selection:announcements", cast.year)
    director.open_link(title).follow("Letters").press("Approve all without a finding")


def release(visitor, cast, title):
    """The director presses, and once the hold is over everybody knows at once."""
    approve_letters(visitor, cast, title)
    director = visitor(cast.director).go("selection:announcements", cast.year)
    director.open_link(title).press("Release the results")
    director.sees("The release is under way. Until it is over it can be cancelled.")
    held = Announcement.objects.get(title_th=title)
    with clock.at(held.release_at):
        services.release_all_held()


def announce_shortlist(visitor, cast):
    """Nothing is known before the release, everything after it."""
    title = "รายชื่อข้อเสนอที่ผ่านเข้ารอบนำเสนอ"
    draft(visitor, cast, "SHORTLIST", title, "ประกาศที่ 2/2568", "2025-02-11")
    applicant = visitor(cast.applicant).go("proposals:detail", cast.code)
    applicant.sees_state(State.REVIEWING, public=True)
    release(visitor, cast, title)
    applicant.go("proposals:detail", cast.code).sees_state(State.SHORTLISTED, public=True)
    applicant.go("journey", cast.code).follow("Result").sees_text(ADVICE)


def announce_result(visitor, cast):
    """Selected; the applicant reads means and comments, and nobody's name."""
    title = "ผลการคัดเลือกข้อเสนอ"
    draft(visitor, cast, "RESULT", title, "ประกาศที่ 3/2568", "2025-02-20")
    release(visitor, cast, title)
    applicant = visitor(cast.applicant).go("proposals:detail", cast.code)
    applicant.sees_state(State.SELECTED, public=True).go("journey", cast.code).follow("Result")
    for judge in [cast.chair, *cast.experts]:
        applicant.sees_not_text(str(judge))
