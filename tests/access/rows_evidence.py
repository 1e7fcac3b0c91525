"""What the pages of advice, pilot tests, obstacles and the development proposal answer."""

from cohorts import services
from tests.access.matrix import OFFICE, STO, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    MANAGED,
    REASON,
    SEEN,
    WORK,
    act,
    of,
    only,
    page,
    posted,
    team,
)
from tests.access.rows_proposals import export_of
from tests.factories.cohorts import PilotTestFactory
from tests.factories.proposals import StoredFileFactory

FIGURE = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15}
ASKED = {"kind": "BUDGET", "text_th": "เบิกข้ามหน่วยงานไม่ได้", "wanted_th": "ขอหารือ"}
ANSWER = "ประสานกรมบัญชีกลางแล้ว ให้เบิกจ่ายตามหนังสือเวียน"


def prepare(world):
    """A test with a measured value, advice, a note, a proposal with a comment, two obstacles."""
    staff, file = world.people["staff"], StoredFileFactory()
    world.test = PilotTestFactory(team=world.team, decision="")
    metric = world.test.metrics.create(result=17, **FIGURE)
    world.value = metric.measurements.create(
        value=17, measured_on=world.test.ended_on, source_th="ทะเบียน", file=file,
        recorded_by=staff, recorded_at=world.team.formed_at,
    )  # fmt: skip
    world.session_of_advice = world.team.mentoring.create(
        advisor=world.people["tier1"], held_on=world.test.ended_on, advice_th="เริ่มจากเล็ก",
        recorded_by=staff, recorded_at=world.team.formed_at,
    )  # fmt: skip
    world.note = services.take_note(
        world.team, by=staff, file=file, noted_on=world.test.ended_on, text_th="ชาวบ้านมา 12 คน"
    )
    ask(world, staff)


def ask(world, staff):
    """The proposal in two versions with a comment; one obstacle to answer, one answered."""
    facts = {"written_by": staff, "written_at": world.team.formed_at, "note_th": "แรก"}
    version = world.team.development.create(number=1, problem_th="รอ 46 วัน", **facts)
    world.team.development.create(number=2, problem_th="รอ 17 วัน", **facts)
    world.comment = version.comments.create(
        section="problem_th", text_th="ขอตัวเลข", by=staff, at=world.team.formed_at
    )
    world.raised = services.raise_obstacle(world.team, by=staff, **ASKED)
    world.told = services.raise_obstacle(world.team, by=staff, **ASKED)
    services.answer_obstacle(world.told, by=staff, answer_th=ANSWER)


def test_of(world):
    return team(world) | {"uid": world.test.uid}


def advice_of(world):
    return team(world) | {"uid": world.session_of_advice.uid}


def comment_of(world):
    return team(world) | {"uid": world.comment.uid}


SEES = expect(404, c200=SEEN)
INSIDE = f"{STO} tier1 tier2 tier3 tier5 partner"
OFFICE_ROWS = expect(404, c200=OFFICE)

ROWS = [
    page("answer_advice", only(WORK), advice_of, state="in_lab"),
    act(
        "answer_advice", posted(WORK), advice_of,
        {"outcome": "FOLLOWED", "done_th": "ทดสอบกับผู้สูงอายุแล้ว 12 คน"}, "in_lab",
    ),
    page("diary", SEES, state="in_lab"),
    page("note", only(WORK, "partner"), state="in_lab"),
    page("note_file", SEES, lambda w: team(w) | {"uid": w.note.file_id}),
    page("pilot_new", only(WORK), state="in_lab"),
    page("pilot", SEES, test_of, state="in_lab"),
    page("measure", only(WORK), test_of, state="in_lab"),
    page("verdict", only(WORK), test_of, state="in_lab"),
    page("value_file", SEES, lambda w: team(w) | {"uid": w.value.file_id}),
    page("prototype", SEES, lambda w: team(w) | {"uid": w.version.prototype.uid}, state="in_lab"),
    page("development", SEES, state="in_lab"),
    page("write_development", only(COORDINATION), state="in_lab"),
    act(
        "write_development", posted(COORDINATION),
        data={"note_th": "สาม", "problem_th": "รอ 15 วัน"}, state="in_lab",
    ),
    act(
        "autosave_development", only(COORDINATION) | {"anonymous": 302},
        data={"_q": "problem_th", "problem_th": "รอ 15 วัน"}, state="in_lab",
    ),
    page("development_changes", SEES, state="in_lab"),
    page("comment_development", only(INSIDE), state="in_lab"),
    act(
        "comment_development", posted(INSIDE),
        data={"section": "risks_th", "text_th": "ฝนตกทำอย่างไร"}, state="in_lab",
    ),
    page("settle_comment", only(COORDINATION), comment_of, state="in_lab"),
    act("settle_comment", posted(COORDINATION), comment_of, state="in_lab"),
    # --- Obstacles
    page("obstacles", OFFICE_ROWS, lambda w: {}),
    act("obstacles_export", expect(403, c302=f"{OFFICE} anonymous"), lambda w: {}),
    act(
        "export_file",
        expect(404, c302="anonymous", c200="staff auditor"),
        lambda w: export_of(w, "cohorts.export_obstacles"),
    ),
    page("obstacle_new", only(WORK), state="in_lab"),
    act("obstacle_new", posted(WORK), data=ASKED, state="in_lab"),
    page("raised", SEES, of("raised"), state="in_lab"),
    page("assign_obstacle", MANAGED, of("raised"), state="in_lab"),
    page("answer_obstacle", MANAGED, of("raised"), state="in_lab"),
    act("answer_obstacle", posted(STO), of("raised"), {"answer_th": ANSWER}, "in_lab"),
    act("settle_obstacle", posted(WORK), of("told"), state="in_lab"),
    page("ask_again", only(WORK), of("told"), state="in_lab"),
    act("ask_again", posted(WORK), of("told"), REASON, "in_lab"),
]  # fmt: skip
