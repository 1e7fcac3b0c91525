"""What the pages of the pitch day answer to each role."""

from pyp_portal import clock
from selection.models import PitchSession, SlideDeck
from selection.services import running, sheets, slides
from tests.access.matrix import AGENCY, COMMITTEE, EVERYBODY, LAB, OFFICE, Row, expect
from tests.access.rows_selection import KNOW, MANAGERS, READING, about, act, act_about, page, uid
from tests.factories.proposals import StoredFileFactory
from tests.factories.selection import fresh

RUNS = f"{MANAGERS} chair"
READS = f"{AGENCY} {LAB} {OFFICE} {READING}"
SENDS = f"editor submitter {MANAGERS}"
session, slot = uid("pitch_session"), uid("pitch_slot")


def published(world):
    """The slot of a session whose schedule is out, and which still takes slides."""
    session = PitchSession.objects.filter(pk=world.pitch_session.pk)
    session.update(published_at=clock.now(), slides_due=None)
    return slot(world)


def sheet(world):
    """The pitch sheet of one member."""
    return {"uid": sheets.open_pitch_sheet(world.seats["assigned"], world.proposal).uid}


def deck(world):
    """Slides that were sent for a slot whose schedule is out."""
    published(world)
    made = SlideDeck.objects.create(
        slot=world.pitch_slot,
        file=StoredFileFactory(),
        sent_at=clock.now(),
        sent_by=world.people["editor"],
    )
    return {"uid": made.uid}


def outside(world):
    return {"key": running.show_outside(world.pitch_session).waiting_key}


def begun(world):
    """Slides that the editor has begun to send; for everybody else they do not exist."""
    place = published(world)
    editor = world.people["editor"]
    incoming = slides.begin(fresh(world.pitch_slot), "a.pdf", 100, "1", by=editor)
    return place | {"key": incoming.pk}


def coming(name, method, answer):
    """An address of those slides."""
    codes = expect(404, c403=others(READS, SENDS), **{f"c{answer}": "editor"})
    return Row(f"selection:{name}", codes, begun, method=method)


def others(names, *taken):
    """Those of the first group who are in none of the others."""
    away = " ".join(taken).split()
    return " ".join(name for name in names.split() if name not in away)


def own(name, code, **options):
    """A page of one's own sheet: for everybody else it does not exist."""
    return Row(f"selection:{name}", expect(404, **{code: "assigned"}), sheet, **options)


ROWS = [
    page("draw", MANAGERS, session),
    page("lot", KNOW, session),
    page("live", KNOW, session),
    page("live_now", KNOW, session),
    page("session_calendar", KNOW, session),
    page("final_pass", COMMITTEE, session),
    page("pitch_sheets", MANAGERS, session),
    page("close_scoring", "chair secretary", session),
    page("open_points", "chair secretary", session),
    act_about("shut_points", "chair secretary", sheet, state="shortlisted"),
    act("record_paper", MANAGERS, session),
    act("show_outside", MANAGERS, session),
    act("hide_outside", MANAGERS, session),
    act_about("open_item", RUNS, slot),
    act_about("begin_pitch", RUNS, slot),
    act_about("begin_questions", RUNS, slot),
    act_about("presented", RUNS, slot),
    Row("selection:waiting", expect(200, c200=EVERYBODY), outside),
    Row("selection:waiting_now", expect(200, c200=EVERYBODY), outside),
    own("pitch_sheet", "c200", state="shortlisted"),
    own("sheet_now", "c200", state="shortlisted"),
    own("keep_points", "c200", method="post", data=lambda w: {"version": "0"}, state="shortlisted"),
    own("let_pass", "c302", method="post", state="shortlisted"),
    own("leave_pitch", "c302", method="post", state="shortlisted"),
    about("typed", MANAGERS, sheet, state="shortlisted"),
    # Before the schedule is out nobody outside the committee and the office knows of it.
    Row("selection:slot", expect(404, c200=f"{READING} {OFFICE}"), slot),
    Row("selection:slot", expect(404, c200=READS), published, state="shortlisted"),
    Row("selection:slot_calendar", expect(404, c200=READS), published),
    Row(
        "selection:send_slides",
        expect(404, c200=SENDS, c403=others(READS, SENDS)),
        published,
        method="post",
    ),
    Row(
        "selection:begin_slides",
        expect(404, c200=SENDS, c403=others(READS, SENDS)),
        published,
        method="post",
        data=lambda w: {"name": "a.pdf", "size": "100", "changed": "1"},
    ),
    coming("slides_part", "get", 200),
    coming("slides_part", "put", 400),
    coming("finish_slides", "post", 409),
    coming("drop_slides", "post", 204),
    Row("selection:slides", expect(404, c200=READS), deck),
]
