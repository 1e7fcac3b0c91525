"""What the pages of teams, the lab and the follow-up answer to each role."""

from cohorts import documents, services
from cohorts.models import Ending, FollowUpReport, ScaleOutPlan
from cohorts.services.access import let_everybody_in
from cohorts.states import TierKey
from pyp_portal import clock
from tests.access.matrix import AGENCY, LAB, OFFICE, SIGNED_IN, STO, Row, expect
from tests.access.rows_proposals import export_of
from tests.factories.cohorts import (
    ActivityFactory,
    ItemFactory,
    PartnerFactory,
    RoundFactory,
    SeatFactory,
    SessionFactory,
    SiteFactory,
    TeamFactory,
    VersionFactory,
    cohort_of,
)
from tests.factories.proposals import StoredFileFactory

TIERS = {
    "tier1": TierKey.ADVISOR,
    "tier2": TierKey.COORDINATOR,
    "tier3": TierKey.AREA_OPERATOR,
    "tier5": TierKey.PUBLIC_INNOVATOR,
}
REASON = {"reason": "เหตุผลที่ยาวพอสำหรับการทดสอบ"}
NO_PHASES = {"phases-TOTAL_FORMS": 0, "phases-INITIAL_FORMS": 0}
PLAN = {"core_th": "ทีมร่วม", "adaptable_th": "ตารางเวร", "conditions_th": "มีผู้รับเรื่อง"}


def prepare(world):
    """A team of the proposal that has been through everything, and tiers and partner in it."""
    world.cohort = cohort_of(world.proposal.call)
    file = StoredFileFactory()
    world.team = TeamFactory(
        proposal=world.proposal,
        committed=True,
        commitment_file=file,
        entered_lab_at=clock.now(),
    )
    world.team.deliverables.update(file=file, submitted_at=clock.now(), version=1)
    world.team.phases.update(state="active")
    seat_people(world)
    after_the_lab(world)


def seat_people(world):
    """Tiers and partner in the team; one seat asked of the agency, one offered to an outsider."""
    for role, key in TIERS.items():
        SeatFactory(team=world.team, key=key, person=world.people[role])
    world.partner = PartnerFactory(team=world.team, person=world.people["partner"])
    let_everybody_in(world.team)
    world.seat = SeatFactory(team=world.team, requested=True)
    world.offered = SeatFactory(
        team=world.team,
        key=TierKey.PUBLIC_INNOVATOR,
        nominated=True,
        person=world.people["other"],
        agency=world.other_agency,
    )
    world.doubtful = SeatFactory(team=world.team, key=TierKey.COORDINATOR, doubtful=True)


def after_the_lab(world):
    """Plan, session, outcome, round with a report, site and papers."""
    team, staff = world.team, world.people["staff"]
    ActivityFactory(team=team)
    world.version = VersionFactory(prototype__team=team, file=StoredFileFactory())
    ScaleOutPlan.objects.create(team=team, written_by=staff, written_at=clock.now(), **PLAN)
    world.session = SessionFactory(cohort=world.cohort, held_on=clock.today())
    world.item = ItemFactory(team=team, session=world.session)
    world.directive = services.add_directive(
        world.item, by=staff, text_th="ให้ศึกษา", responsible_agency=world.other_agency,
        due_on=clock.today(),
    )  # fmt: skip
    world.round = RoundFactory(team=team)
    world.answered = RoundFactory(team=team, months=12)
    answered(world)
    world.site = SiteFactory(team=team)
    Ending.objects.create(team=team, written_at=clock.now(), written_by=staff, lesson_th="บทเรียน")
    world.roster = documents.roster(world.cohort, by=staff)
    world.snapshot = services.minister_report(world.cohort, by=staff)
    world.team_paper = documents.closing_report(team, by=staff)


def answered(world):
    """A report that waits for the office."""
    return FollowUpReport.objects.create(
        round=world.answered,
        overall="GREEN",
        submitted_at=clock.now(),
        submitted_by=world.people["staff"],
    )


# --- Who --------------------------------------------------------------------
SEEN = f"{AGENCY} {OFFICE} {LAB}"
READERS = "auditor admin admin2"
PANEL = "assigned unassigned chair secretary adviser"  # see the proposal, not the team


def only(*may, code=200, seen=SEEN):
    """Those who may get ``code``, others who see the record 403, the rest 404."""
    allowed = " ".join(may).split()
    refused = " ".join(role for role in seen.split() if role not in allowed)
    return expect(404, **{f"c{code}": " ".join(allowed), "c403": refused})


def posted(*may, seen=SEEN):
    """The same for acts, which answer by sending the person back."""
    return only(*may, code=302, seen=seen) | {"anonymous": 302}


COORDINATION = f"{STO} tier2"
WORK = f"{STO} tier2 tier3 tier5"
REPORTERS = f"{STO} editor submitter tier2 tier3"
SITES = f"{STO} editor submitter tier2 tier3 tier5"
SEES_OFFERED = f"{SEEN} other"


# --- Where ------------------------------------------------------------------
def year(world):
    return {"year": world.cohort.call.fiscal_year}


def team(world):
    return {"code": world.proposal.code}


def phase(world):
    return {"code": world.proposal.code, "phase": "DEFINE"}


def item(world):
    return {"code": world.proposal.code, "item": "L2"}


def of(name):
    """The address of a record of the world by its uid."""
    return lambda world: {"uid": getattr(world, name).uid}


def page(name, codes, kwargs=team, **options):
    return Row(f"cohorts:{name}", codes, kwargs=kwargs, **options)


def act(name, codes, kwargs=team, data=None, state=""):
    return Row(
        f"cohorts:{name}", codes, kwargs=kwargs, method="post", data=lambda w: data or {},
        state=state,
    )  # fmt: skip


MANAGED = only(STO)
OFFICE_ONLY = expect(404, c200=STO, c403=READERS)
OFFICE_ACT = expect(404, c302=STO, c403=READERS) | {"anonymous": 302}

ROWS = [
    Row("cohorts:index", expect(200, c302=OFFICE)),
    Row("cohorts:mine", expect(200, c200=SIGNED_IN)),
    page("cohort", expect(404, c200=OFFICE), year),
    act("open", expect(403, c302=f"{STO} anonymous"), year),
    page("settings", OFFICE_ONLY, year),
    act("roster", OFFICE_ACT, year),
    act("roster_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.export", **year(w)),
    ),
    page(
        "cohort_paper",
        expect(404, c202=OFFICE),
        lambda w: year(w) | {"uid": w.roster.uid},
    ),
    page("session_new", OFFICE_ONLY, year),
    page("session", expect(404, c200=SEEN), of("session")),
    page("session_add", only(STO), of("session")),
    # --- The team
    page("team", expect(404, c200=SEEN), state="in_lab"),
    page("history", only(OFFICE)),
    page("team_paper", expect(404, c202=SEEN), lambda w: team(w) | {"uid": w.team_paper.uid}),
    act(
        "form_team",
        expect(404, c302=STO, c403=f"{AGENCY} {READERS} {LAB} {PANEL}"),
        state="selected",
    ),
    page("seat_new", MANAGED),
    page("link", MANAGED),
    page("partner", MANAGED),
    page("end_partner", MANAGED, lambda w: team(w) | {"uid": w.partner.uid}),
    page("commitment", MANAGED),
    page("commitment_file", expect(404, c200=SEEN)),
    page("waive_gap", MANAGED),
    act("waive_gap", posted(STO), data=REASON),
    page("enter_lab", MANAGED, state="selected"),
    act("complete_lab", posted(STO), state="in_lab"),
    page("reopen_lab", MANAGED, state="lab_completed"),
    act("reopen_lab", posted(STO), data=REASON, state="lab_completed"),
    page("responsible", MANAGED),
    # --- Seats
    page("seat", expect(404, c200=SEEN), of("seat")),
    page("seat", expect(404, c200=SEES_OFFERED), of("offered")),
    page("nominate", only(STO, "submitter head"), of("seat"), state="selected"),
    act("answer", posted("other", seen=SEES_OFFERED), of("offered"), REASON | {"answer": "no"}),
    page("exception", MANAGED, of("doubtful")),
    act("exception", posted(STO), of("doubtful"), REASON, "selected"),
    page("replace", MANAGED, of("seat")),
    page("withdraw", MANAGED, of("seat")),
    act("withdraw", posted(STO), of("seat"), REASON),
    # --- The lab
    page("work", expect(404, c200=SEEN), state="in_lab"),
    page("gate", expect(404, c200=SEEN), phase, state="in_lab"),
    act("start_phase", posted(COORDINATION), phase, state="in_lab"),
    act("request_gate", posted(COORDINATION), phase, state="in_lab"),
    act("pass_gate", posted(STO), phase, state="in_lab"),
    page("waive_gate", MANAGED, phase, state="in_lab"),
    act("waive_gate", posted(STO), phase, REASON, "in_lab"),
    page("send_back", MANAGED, phase, state="in_lab"),
    act("send_back", posted(STO), phase, REASON, "in_lab"),
    page("deliverable", expect(404, c200=SEEN), item, state="in_lab"),
    act("deliverable", posted(WORK), item, {"summary": "ฉบับใหม่"}, "in_lab"),
    act("approve_deliverable", posted(COORDINATION), item, state="in_lab"),
    page("return_deliverable", only(COORDINATION), item, state="in_lab"),
    page("deliverable_file", expect(404, c200=SEEN), item),
    page("activity", only(WORK, "partner"), state="in_lab"),
    page("version", only(WORK), state="in_lab"),
    page(
        "version_file",
        expect(404, c200=SEEN),
        lambda w: team(w) | {"uid": w.version.file_id},
    ),
    page("mentoring", only(COORDINATION, "tier1"), state="in_lab"),
    page("plan", only(WORK), state="in_lab"),
    act("plan", posted(WORK), data=PLAN | NO_PHASES, state="in_lab"),
    act("approve_plan", posted(COORDINATION), state="in_lab"),
    # --- After the lab
    page("outcome", MANAGED, state="lab_completed"),
    page("follow", expect(404, c200=SEEN), state="follow_up"),
    act("start_follow_up", posted(STO), state="presented"),
    act("mark_scaled", posted(STO), state="follow_up"),
    page("resume", MANAGED, state="scaled"),
    act("resume", posted(STO), data=REASON, state="scaled"),
    page("site_new", only(SITES), state="follow_up"),
    page("site", only(SITES), lambda w: team(w) | {"uid": w.site.uid}, state="follow_up"),
    page("close", only("director"), state="follow_up"),
    act("close", posted("director"), data={"summary_th": "สรุป"}, state="scaled"),
    page("discontinue", only("director"), state="follow_up"),
    act("discontinue", posted("director"), data=REASON | {"lesson_th": "บทเรียน"}, state="in_lab"),
    page("round", expect(404, c200=SEEN), of("round"), state="follow_up"),
    page("report", only(REPORTERS), of("round"), state="follow_up"),
    act("report", posted(REPORTERS), of("round"),
        {"overall": "GREEN", "indicators-TOTAL_FORMS": 0, "indicators-INITIAL_FORMS": 0},
        "follow_up"),
    act("accept", posted(STO), of("answered"), state="follow_up"),
    page("return", MANAGED, of("answered"), state="follow_up"),
    act("return", posted(STO), of("answered"), REASON, "follow_up"),
    page("waive_round", MANAGED, of("round"), state="follow_up"),
    act("waive_round", posted(STO), of("round"), REASON, "follow_up"),
    # No paper before the report is accepted, for nobody.
    page("round_paper", expect(404), of("answered")),
    act("issue_paper", expect(404), of("answered")),
]  # fmt: skip
