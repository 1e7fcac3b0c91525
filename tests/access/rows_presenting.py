"""What the pages of sessions, directives and reports to the Prime Minister answer to each role."""

from cohorts import presentation_papers, report_papers
from pyp_portal import clock
from tests.access.matrix import OFFICE, STO, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    MANAGED,
    OFFICE_ONLY,
    READERS,
    SEEN,
    act,
    of,
    only,
    page,
    posted,
    year,
)
from tests.access.rows_proposals import export_of
from tests.factories.proposals import StoredFileFactory

NOT_OFFICE = " ".join(role for role in SEEN.split() if role not in OFFICE.split())
CARRIES_OUT = f"{SEEN} other"  # the agency that carries the directive out


def step(world):
    """A step with a file, of a directive that the lead agency carries out."""
    world.directive.responsible_agency = world.agency
    world.directive.save()
    facts = {"status": "in_progress", "at": world.directive.updated_at}
    made = world.directive.steps.create(file=StoredFileFactory(), **facts)
    return {"uid": world.directive.uid, "step": made.uid}


def presented(world):
    """The issue has been presented, so an order may follow."""
    world.item.recorded_at = world.session.planned_at
    world.item.save()
    return {"code": world.proposal.code}


def place(world):
    return {"uid": world.session.uid, "code": world.proposal.code}


def slides(world):
    """A file that goes with the issue."""
    facts = {"sent_at": clock.now(), "sent_by": world.people["tier2"]}
    sent = world.item.files.create(file=StoredFileFactory(), **facts)
    return place(world) | {"file": sent.uid}


def brief(world):
    """A brief that was issued."""
    paper = presentation_papers.brief(world.item, by=world.people["staff"])
    return place(world) | {"paper": paper.uid}


def session_record(world):
    """A record of the session that was issued."""
    paper = presentation_papers.session_record(world.session, by=world.people["staff"])
    return {"uid": world.session.uid, "paper": paper.uid}


def report(world):
    return year(world) | {"uid": world.snapshot.uid}


def signed(world):
    """The report with the papers that were issued when it was signed."""
    world.snapshot.signed_by = world.people["director"]
    report_papers.report(world.snapshot, by=world.people["director"])
    report_papers.letter(world.snapshot, by=world.people["director"])
    return report(world)


OFFICE_ACT = expect(404, c302=STO, c403=READERS) | {"anonymous": 302}
DIRECTOR_ACT = expect(404, c302="director", c403=f"staff {READERS}") | {"anonymous": 302}
WORDS = {"summary_th": "ลดเวลารอ", "ask_th": ""}
KEPT = only(STO)  # by the office; those who see the session are told so

ROWS = [
    # --- Sessions
    page("session_change", KEPT, of("session")),
    act("session_book", expect(404, c302=f"{OFFICE} anonymous", c403=NOT_OFFICE), of("session")),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.book", session=str(w.session.uid)),
    ),
    act("session_record", posted(STO), of("session")),
    page("session_paper", expect(404, c202=OFFICE, c403=NOT_OFFICE), session_record),
    page("place", expect(404, c200=SEEN), place),
    act("move_place", posted(STO), place, {"to": "up"}),
    page("change_place", KEPT, place),
    page("other_session", KEPT, place),
    act("take_out", posted(STO), place),
    page("brief", only(COORDINATION), place),
    act("brief", posted(COORDINATION), place, WORDS),
    act("brief_paper", posted(COORDINATION), place),
    page("place_paper", expect(404, c202=SEEN), brief),
    page("place_file_new", only(COORDINATION), place),
    page("place_file", expect(404, c200=SEEN), slides),
    act("remove_place_file", posted(COORDINATION), slides),
    # --- Directives
    page("directives", expect(404, c200=OFFICE), year),
    act("directives_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.directives", **year(w)),
    ),
    page("directive", expect(404, c200=CARRIES_OUT), of("directive")),
    act(
        "directive",
        expect(404, c302=f"{STO} other anonymous", c403=" ".join(
            role for role in SEEN.split() if role not in STO.split()
        )),
        of("directive"),
        {"status": "in_progress"},
    ),
    page("postpone_directive", only(STO, seen=CARRIES_OUT), of("directive")),
    page("evidence_file", expect(404, c200=SEEN), step),
    page("directive_new", MANAGED, presented),
    # --- Reports to the Prime Minister
    page("reports", expect(404, c200=OFFICE), year),
    act("minister_report", OFFICE_ACT, year),
    page("report_page", expect(404, c200=OFFICE), report),
    page("report_words", OFFICE_ONLY, report),
    act("report_words", OFFICE_ACT, report, {"chair_office": "PRIME_MINISTER"}),
    act("report_recompute", OFFICE_ACT, report),
    act("report_review", OFFICE_ACT, report),
    page("report_back", OFFICE_ONLY, report),
    act("report_sign", DIRECTOR_ACT, report),
    page("report_sent", OFFICE_ONLY, report),
    page("report_archive", OFFICE_ONLY, report),
    act("report_preview", OFFICE_ACT, report),
    page("minister_paper", expect(404, c202=OFFICE), signed),
    page("minister_letter", expect(404, c202=OFFICE), signed),
    act("report_export", expect(404, c302=f"{OFFICE} anonymous"), report),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.minister", report=str(w.snapshot.uid)),
    ),
]  # fmt: skip
