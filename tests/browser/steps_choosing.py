"""From "eligible" to "pitched": plan, committee, interests, readers, sheets, the pitch."""

from proposals.states import State
from tests.browser.cast import TITLE
from tests.browser.visitor import be

DOC = {"D1": 4, "D2": 5, "D3": 4, "D4": 4, "D5": 3, "D6": 4}
PITCH = {"P1": 5, "P2": 4, "P3": 5, "P4": 4, "P5": 4, "P6": 5}
WORDS = {"strength": "ภาคีครบและพร้อมเริ่มงาน", "advice": "เพิ่มตัวชี้วัดของผู้ใช้บริการ"}


def set_up(visitor, cast):
    """The office opens the selection, keeps its plan and enters the appointment order."""
    officer = visitor(cast.officer).go("selection:index")
    officer.press_text(f"{cast.year}")
    officer.fill(reserve_valid_until=be("2025-06-30"), max_selected=10, redeclare_for_pitch=False)
    officer.press("Save the plan")
    officer.go("selection:committee", cast.year).follow("Enter an appointment order")
    officer.fill(number="12/2568", date=be("2025-01-13"), signed_by=cast.director.email)
    officer.fill_rows("seats", list(seats_of(cast))).press("Appoint the committee")
    officer.sees_text(str(cast.chair)).sees_text("12/2568")


def seats_of(cast):
    """The rows of the order: chair, experts, secretary."""
    people = [(cast.chair, "CHAIR"), *((one, "EXPERT") for one in cast.experts)]
    for number, (person, role) in enumerate([*people, (cast.secretary, "SECRETARY")], 1):
        yield {"seat_no": number, "user": person.email, "role": role}


def declare(visitor, cast):
    """Everybody accepts the terms and declares; one is tied, and loses sight of it at once."""
    for seated in [cast.chair, *cast.experts, cast.secretary]:
        member = visitor(seated).go("selection:terms", cast.year)
        member.press("I have read the terms and accept them")
    for expert in [*cast.readers, *cast.others]:
        member = visitor(expert).go("home").go("selection:declarations", cast.year)
        member.press("No interest in all the rest").sees_text("ไม่มีส่วนได้เสีย")
    tied = visitor(cast.tied).go("selection:declarations", cast.year)
    tied.sees_text(cast.code).follow("Declare", beside="main")
    tied.fill(severity="hard", kind="RELATIVE_3RD_DEGREE", reason="ญาติเป็นผู้ประสานงาน")
    tied.press("Declare").sees_not_text(cast.code)


def look_in_vain(visitor, cast):
    """For the tied member the proposal does not exist, wherever one looks."""
    tied = visitor(cast.tied).go("proposals:list").sees_not_text(cast.code)
    tied.go("selection:tasks", cast.year).sees_not_text(cast.code)
    tied.finds_nothing_at("proposals:detail", cast.code)
    tied.finds_nothing_at("journey", cast.code)


def open_review(visitor, cast):
    """The secretary chooses three readers and opens the review."""
    secretary = visitor(cast.secretary).go("home").go("selection:assignments", cast.year)
    for reader in cast.readers:
        secretary.page.get_by_label(f"{reader}: {cast.code}").check()
    secretary.press("Keep the readers").follow("Open the review")
    secretary.fill(day=be("2025-02-06")).press("Open the review")
    secretary.sees("The review is open; the readers have been written to.")
    applicant = visitor(cast.applicant).go("proposals:detail", cast.code)
    applicant.sees_state(State.REVIEWING, public=True)
    applicant.go("journey", cast.code).sees_not_text(str(State.REVIEWING.label))


def score_documents(visitor, cast):
    """Three readers fill their sheets; nobody sees those of others before the own is in."""
    first, second, third = cast.readers
    sheet = open_sheet(visitor(first).go("home").go("selection:tasks", cast.year), cast)
    fill_sheet(sheet, DOC).press("Save the draft").sees("The draft is saved. Nobody else sees it.")
    sheet.press("Submit the points").sees("Your score sheet is submitted.")
    for reader, points in ((second, {**DOC, "D1": 5}), (third, {**DOC, "D6": 3})):
        sheet = open_sheet(visitor(reader).go("selection:tasks", cast.year), cast)
        fill_sheet(sheet, points).press("Submit the points")
    visitor(first).go("selection:board", cast.year).sees_text(cast.code)
    visitor(cast.officer).go("selection:board", cast.year).sees_text(cast.code)
    visitor(cast.officer).go("selection:proposal_sheets", cast.code)


def open_sheet(member, cast):
    """From the list of own sheets to the one that waits."""
    return member.open_link(TITLE)


def fill_sheet(sheet, points):
    """Points for every criterion, and words to the applicant."""
    for code, value in points.items():
        closed = sheet.page.locator(f"details#{code}:not([open]) > summary")
        if closed.count():
            closed.click()
        sheet.fill(**{code: value})
    return sheet.fill(**WORDS, confidence=3)


def plan_pitch(visitor, cast):
    """The secretary plans the session, gives a slot, draws the order by lot."""
    secretary = visitor(cast.secretary).go("selection:sessions", cast.year)
    secretary.go("selection:new_session", cast.year)
    secretary.fill(day=be("2025-02-14"), at="09:00", mode="HYBRID", place_th="ห้องประชุมสำนักงาน")
    secretary.press("Plan the session").open_link("14")
    secretary.press("Give them slots").follow("Draw the order")
    secretary.fill(public="845521").press("Draw the order").press("Issue the schedule")
    applicant = visitor(cast.applicant).go("home").go("proposals:detail", cast.code)
    applicant.sees_state(State.SHORTLISTED, public=True)


def hold_pitch(visitor, cast):
    """The session begins before those who sit; the pitch is held, and they score it."""
    secretary = visitor(cast.secretary).go("selection:sessions", cast.year).open_link("14")
    secretary.press("Begin the session").press("Has pitched").sees_text(cast.code)
    for member in [*cast.readers, *cast.others]:
        sheet = open_sheet(visitor(member).go("selection:tasks", cast.year), cast)
        fill_sheet(sheet, PITCH).press("Submit the points")
    secretary.go("selection:sessions", cast.year).open_link("14").press("Close the session")
    visitor(cast.applicant).go("proposals:detail", cast.code).sees_state(State.PITCHED, public=True)
