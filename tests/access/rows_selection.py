"""What the pages of the selection answer to each role."""

from pyp_portal import clock
from selection import documents, services
from selection.kinds import AnnouncementKind, Outcome, SeatRole, Severity
from selection.models import Announcement, AnnouncementItem, Assignment, PitchSlot, Recusal
from selection.services import doors, sheets
from tests.access.matrix import AGENCY, COMMITTEE, LAB, OFFICE, STO, Row, expect
from tests.access.rows_proposals import export_of
from tests.factories.selection import DUE, REASON

SEATS = {
    "chair": SeatRole.CHAIR,
    "secretary": SeatRole.SECRETARY,
    "assigned": SeatRole.EXPERT,
    "unassigned": SeatRole.EXPERT,
    "recused": SeatRole.EXPERT,
    "adviser": SeatRole.ADVISER_NO_VOTE,
}
KNOW = f"{COMMITTEE} {OFFICE}"
MANAGERS = f"{STO} secretary"
READING = "assigned unassigned chair secretary adviser"  # members to whom nothing is closed


def rest(names, *without):
    """These roles without those."""
    taken = {role for group in without for role in group.split()}
    return " ".join(role for role in names.split() if role not in taken)


def prepare(world):
    """A plan, a committee with a seat for each of its roles, and one of each record."""
    director, proposal = world.people["director"], world.proposal
    world.plan = services.open_plan(proposal.call, min_reviewers=1)
    services.appoint(
        world.plan,
        number="12/2568",
        date=clock.today(),
        signed_by=director,
        members=[
            {
                "user": world.people[role],
                "seat_no": number,
                "role": seat,
                "vote": seat != SeatRole.ADVISER_NO_VOTE,
            }
            for number, (role, seat) in enumerate(SEATS.items(), start=1)
        ],
    )
    for seat in world.plan.committee.seats.all():
        services.accept_terms(seat, 1)
    world.seats = {role: world.plan.committee.seats.get(user=world.people[role]) for role in SEATS}
    services.declare(world.seats["recused"], proposal, Severity.HARD, reason=REASON)
    services.declare(world.seats["adviser"], proposal, Severity.SOFT, reason=REASON)
    doors.open_to_committee(proposal, world.seats.values())
    Assignment.objects.create(
        seat=world.seats["assigned"], proposal=proposal, assigned_at=clock.now()
    )
    world.score_sheet = sheets.open_doc_sheet(world.seats["assigned"], proposal, DUE)
    _sit(world, proposal)
    world.drafted = _announcement(world, proposal)
    world.released = _announcement(world, proposal, is_released=True)


def _sit(world, proposal):
    """A session with a slot, a meeting with an item for which one member has left."""
    moment = clock.now()
    world.pitch_session = services.open_session(world.plan, starts_at=moment, place_th="ห้อง")
    world.pitch_slot = PitchSlot.objects.create(
        session=world.pitch_session, proposal=proposal, order=1, starts_at=moment
    )
    world.meeting = services.call_meeting(world.plan.committee, starts_at=moment, place_th="ห้อง")
    world.agenda_item = services.add_item(world.meeting, proposal=proposal)
    Recusal.objects.create(item=world.agenda_item, seat=world.seats["recused"], left_at=moment)


def _announcement(world, proposal, is_released=False):
    moment = clock.now() if is_released else None
    made = Announcement.objects.create(
        plan=world.plan,
        kind=AnnouncementKind.SHORTLIST,
        title_th="ผลการพิจารณา",
        drafted_at=clock.now(),
        released_at=moment,
    )
    AnnouncementItem.objects.create(
        announcement=made, proposal=proposal, outcome=Outcome.SHORTLISTED
    )
    return made


def year(world):
    return {"year": world.plan.year}


def code(world):
    return {"code": world.proposal.code}


def year_and_code(world):
    return year(world) | code(world)


def uid(name):
    return lambda world: {"uid": getattr(world, name).uid}


def seat(world):
    return {"uid": world.seats["assigned"].uid}


def tie(world):
    """What the adviser declared about the proposal."""
    return year(world) | {"uid": world.seats["adviser"].conflicts.get().uid}


def back(world):
    return {"uid": world.agenda_item.uid, "seat_no": world.seats["recused"].seat_no}


def item_of_draft(world):
    return uid("drafted")(world) | code(world)


def order_paper(world):
    order = world.plan.committee.orders.get()
    return {"uid": documents.papers_about(order).get().uid}


def page(name, allowed, kwargs=year, **options):
    """A page of those who know of the plan: some may open it, the others may not."""
    codes = expect(404, c200=allowed, c403=rest(KNOW, allowed))
    return Row(f"selection:{name}", codes, kwargs, **options)


def act(name, allowed, kwargs=year, **options):
    """An act of some of those who know of the plan."""
    codes = expect(404, c302=allowed, c403=rest(KNOW, allowed))
    return Row(f"selection:{name}", codes, kwargs, method="post", **options)


def about(name, allowed, kwargs, **options):
    """A page about the one proposal: to whom it is closed, it does not exist."""
    codes = expect(404, c200=allowed, c403=rest(KNOW, allowed, "recused"))
    return Row(f"selection:{name}", codes, kwargs, **options)


def act_about(name, allowed, kwargs, **options):
    codes = expect(404, c302=allowed, c403=rest(KNOW, allowed, "recused"))
    return Row(f"selection:{name}", codes, kwargs, method="post", **options)


def draft(name, code, allowed, kwargs=None, method="get"):
    """What is drafted exists for those only who prepare it."""
    others = rest(f"{MANAGERS} auditor", allowed)
    codes = expect(404, **{f"c{code}": allowed, "c403": others})
    return Row(f"selection:{name}", codes, kwargs or uid("drafted"), method=method)


BOARD = "staff director auditor chair secretary unassigned recused adviser"
ANALYSTS = "staff director auditor chair secretary"
LISTS = {
    "sheets": BOARD,
    "slots": KNOW,
    "members": KNOW,
    "interests": f"{MANAGERS} chair auditor",
    "readers": f"{MANAGERS} auditor",
    "enquiries": OFFICE,
    "ties": f"{MANAGERS} chair auditor",
    "meetings": KNOW,
    "challenges": f"{MANAGERS} chair auditor",
    "officers": f"{MANAGERS} chair auditor",
    "seals": f"{MANAGERS} chair auditor",
    "judges": ANALYSTS,
    "pairs": ANALYSTS,
    "between": ANALYSTS,
    "choices": ANALYSTS,
    "limits": ANALYSTS,
    "reserve": KNOW,
}
ROWS = [
    Row("selection:index", expect(403, c200=STO, c302=rest(KNOW, STO) + " anonymous")),
    Row("selection:open_plan", expect(403, c302=f"{STO} anonymous"), year, method="post"),
    page("overview", KNOW),
    page("plan", KNOW),
    page("committee", KNOW),
    page("appoint", STO),
    page("end_seat", STO, seat),
    Row("selection:paper", expect(404, c202=KNOW), order_paper),
    # --- Before the judging
    page("declarations", COMMITTEE),
    act("declare_rest", COMMITTEE),
    act("declaration_paper", COMMITTEE),
    Row(
        "selection:declare",
        expect(404, c200=READING, c403=OFFICE),
        year_and_code,
        state="reviewing",
    ),
    page("interests", f"{MANAGERS} chair auditor"),
    page("correct", MANAGERS, tie),
    page("assignments", f"{MANAGERS} auditor"),
    act("assign", MANAGERS),
    page("open_review", MANAGERS),
    Row(
        "selection:revert",
        expect(404, c200=STO, c403=f"{AGENCY} {LAB} {READING} auditor admin admin2"),
        code,
        state="reviewing",
    ),
    # --- Judging
    page("tasks", COMMITTEE),
    Row("selection:sheet", expect(404, c200="assigned"), uid("score_sheet")),
    Row(
        "selection:sheet",
        expect(404, c302="assigned"),
        uid("score_sheet"),
        method="post",
        data=lambda world: {"save": "1"},
        state="reviewing",
    ),
    Row("selection:reopen", expect(404, c200="assigned"), uid("score_sheet")),
    Row("selection:step_aside", expect(404, c200="assigned"), uid("score_sheet")),
    about("proposal_sheets", rest(BOARD, "recused"), code, state="reviewing"),
    Row("selection:result", expect(200, c404="other recused dpo", c302="anonymous"), code),
    page("board", BOARD, state="reviewing"),
    act("board_export", BOARD, state="reviewing"),
    *(
        act("list_export", who, lambda world, of=of: {**year(world), "of": of}, state="reviewing")
        for of, who in LISTS.items()
    ),
    Row(
        "selection:export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        kwargs=lambda world: export_of(world, "selection.export", year=world.call.fiscal_year),
        method="post",
    ),
    act("board_paper", MANAGERS),
    # --- Pitch
    page("sessions", KNOW),
    page("new_session", MANAGERS),
    page("session", KNOW, uid("pitch_session")),
    act("schedule", MANAGERS, uid("pitch_session")),
    act("start_session", MANAGERS, uid("pitch_session")),
    act("end_session", MANAGERS, uid("pitch_session")),
    Row(  # the page comes back with the sentence: the session is not over
        "selection:session_absences",
        expect(404, c200=MANAGERS, c403=rest(KNOW, MANAGERS)),
        uid("pitch_session"),
        method="post",
    ),
    act("schedule_paper", MANAGERS, uid("pitch_session")),
    about("missed", MANAGERS, uid("pitch_slot")),
    about("again", MANAGERS, uid("pitch_slot")),
    # --- Meetings
    page("meetings", KNOW),
    page("new_meeting", MANAGERS),
    page("meeting", KNOW, uid("meeting")),
    act("agenda", MANAGERS, uid("meeting"), data=lambda world: {"title_th": "เรื่องอื่น ๆ"}),
    page("notice", MANAGERS, uid("meeting")),
    act("start_meeting", MANAGERS, uid("meeting")),
    act("attendance", MANAGERS, uid("meeting")),
    act("end_meeting", MANAGERS, uid("meeting")),
    page("minutes", MANAGERS, uid("meeting")),
    act("certify", "chair secretary", uid("meeting")),
    about("resolve", MANAGERS, uid("agenda_item")),
    about("recuse", MANAGERS, uid("agenda_item")),
    about("dissent", MANAGERS, uid("agenda_item")),
    act_about("come_back", MANAGERS, back),
    # --- Results
    page("announcements", KNOW),
    page("announce", MANAGERS),
    page("announcement", KNOW, uid("released")),
    draft("announcement", 200, f"{MANAGERS} auditor"),
    draft("results_export", 302, f"{MANAGERS} auditor", method="post"),
    act("results_export", KNOW, uid("released")),
    draft("sign", 200, MANAGERS),
    draft("release", 302, "director", method="post"),
    draft("discard", 302, MANAGERS, method="post"),
    draft("drop", 200, MANAGERS, item_of_draft),
    page("reserve", KNOW),
    about("promote", "director", year_and_code, state="reserve"),
]
