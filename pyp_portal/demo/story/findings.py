"""What the first phases of a team found: visit, figures at the start, options, tools, comments."""

from datetime import timedelta

from cohorts import services
from cohorts.methods import METHODS
from cohorts.models import Deliverable, TeamPhase
from cohorts.states import Phase
from pyp_portal.demo.story import advice, evidence
from pyp_portal.demo.story.company import Act, day

EARLIER = timedelta(days=2)
SEEN = "สังเกตการให้บริการตั้งแต่ยื่นเรื่องจนทราบผล และสัมภาษณ์ผู้ใช้บริการกับเจ้าหน้าที่หน้างาน"
ADVICE = "ขอให้ทดสอบกับผู้ใช้จริงอย่างน้อยสองรอบก่อนสรุปผล และเตรียมหนังสือหารือระเบียบไว้ล่วงหน้า"
OTHERS = (
    ("ปรับขั้นตอนเดิมและทำคู่มือให้เจ้าหน้าที่", 2, 1),
    ("จ้างหน่วยงานภายนอกดำเนินการทั้งหมด", 3, 5),
)
WHY = "ได้ผลต่อประชาชนมากที่สุดเมื่อเทียบกับแรงและเงินที่ต้องใช้ และหน่วยงานเริ่มได้เอง"


def acts(company, code, phase, at):
    """What is written down before the deliverable of a phase is handed in."""
    yield Act(at, lambda: use(company, code, phase))
    if phase in TOLD:
        yield Act(at, lambda: TOLD[phase](company, code, at))


def use(company, code, phase):
    """The first two tools of the phase."""
    found = TeamPhase.objects.get(team=company.team(code), phase=phase)
    keys = [method.key for method in METHODS[Phase(phase)][:2]]
    services.use_methods(found, keys, by=evidence.innovator(company, code))


def visit(company, code, at):
    """The team was where the first activity with the public took place."""
    place = company.seed.of("participation_activities")[code][0]["place_th"]
    services.record_visit(
        company.team(code),
        by=evidence.innovator(company, code),
        held_on=at.date() - EARLIER,
        place_th=place,
        informants=14,
        seen_th=SEEN,
    )


def measure(company, code, at):
    """The figures that the pilot test starts from."""
    for test in company.seed.of("pilot_tests")[code]:
        for metric in test["metrics"]:
            services.record_baseline(
                company.team(code),
                by=evidence.innovator(company, code),
                indicator_th=metric["indicator_th"],
                unit_th=metric["unit_th"],
                value=str(metric["baseline"]),
                measured_on=day(str(at.date())),
                source_th="ทะเบียนและรายงานของหน่วยงานในพื้นที่ (ข้อมูลสมมติ)",
            )


def compare(company, code, at):
    """Three options, and the one that became the prototype."""
    by = evidence.innovator(company, code)
    name = company.seed.of("prototypes")[code][0]["name_th"]
    mine = services.record_option(company.team(code), by=by, name_th=name, impact=5, effort=3)
    for other, impact, effort in OTHERS:
        services.record_option(
            company.team(code), by=by, name_th=other, impact=impact, effort=effort
        )
    services.choose_option(mine, by=advice.coordinator(company, code), reason=WHY)


def comment(company, code, at):
    """Tier 1 says something about the prototype before it is handed in."""
    advisors = [
        row["person"] for row in company.seed.of("participants")[code] if row["tier"] == "ADVISOR"
    ]
    paper = Deliverable.objects.get(team=company.team(code), code=Phase.PROTOTYPE.code)
    services.comment_on(paper, by=company.person(advisors[0]), text=ADVICE)


TOLD = {
    Phase.EMPATHIZE: visit,
    Phase.DEFINE: measure,
    Phase.IDEATE: compare,
    Phase.PROTOTYPE: comment,
}
