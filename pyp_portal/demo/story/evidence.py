"""What a team does in the lab: advice, prototypes, people, tests, the plan for other areas."""

from datetime import timedelta

from cohorts import services
from cohorts.models import Prototype
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story import advice
from pyp_portal.demo.story.company import Act, day

FIGURES = ("indicator_th", "unit_th", "baseline", "target")
VERDICTS = {
    "SCALE": "ผลถึงเป้าหมายและผู้ใช้ต้องการใช้ต่อ",
    "ITERATE": "ผลดีขึ้นชัดเจนแต่ยังไม่ถึงเป้าหมายทุกตัว จึงปรับแล้วทดสอบอีกครั้ง",
    "STOP": "ผลไม่ต่างจากเดิม จึงหยุดและใช้ทรัพยากรกับแนวทางอื่น",
}


def innovator(company, code):
    """The first tier-5 member of a team."""
    rows = company.seed.of("participants")[code]
    return company.person(next(row["person"] for row in rows if row["tier"] == "PUBLIC_INNOVATOR"))


def acts(company, code):
    """Advice, prototypes, people who took part, tests."""
    yield from advice.acts(company, code)
    for row in company.seed.of("prototypes")[code]:
        yield from building(company, code, row)
    for row in company.seed.of("participation_activities")[code]:
        yield Act(moment(row["date"], hour=12), lambda row=row: take_part(company, code, row))
    for row in company.seed.of("pilot_tests")[code]:
        yield from testing(company, code, row)


def building(company, code, row):
    """A prototype and its versions."""
    first = moment(row["versions"][0]["date"], hour=9)

    def begin():
        services.add_prototype(
            company.team(code),
            by=innovator(company, code),
            name_th=row["name_th"],
            kinds=row["kinds"],
        )

    def version(one):
        found = Prototype.objects.get(team=company.team(code), name_th=row["name_th"])
        facts = {k: one[k] for k in ("description_th", "what_changed_th", "fidelity", "decision")}
        services.add_version(found, by=innovator(company, code), made_on=day(one["date"]), **facts)

    yield Act(first, begin)
    for one in row["versions"]:
        yield Act(moment(one["date"], hour=10), lambda one=one: version(one))


def take_part(company, code, row):
    """The public gives opinions, designs along, tests."""
    same = ("level", "channel", "place_th", "people_total", "female", "male", "age_bands")
    services.record_activity(
        company.team(code),
        by=innovator(company, code),
        kind=row["type"],
        held_on=day(row["date"]),
        vulnerable=row["vulnerable"],
        main_points_th=row["main_points_th"],
        what_changed_th=row["what_changed_th"],
        **{name: row[name] for name in same},
    )


def testing(company, code, row):
    """A pilot test is planned, measured on its last day, and judged."""
    same = ("area_th", "hypothesis_th", "method_th", "sample_size")
    found = {}

    def begin():
        found["test"] = services.plan_pilot(
            company.team(code),
            by=innovator(company, code),
            started_on=day(row["start"]),
            ended_on=day(row["end"]),
            metrics=[{name: metric[name] for name in FIGURES} for metric in row["metrics"]],
            **{name: row[name] for name in same},
        )

    def finish():
        by, test = innovator(company, code), found["test"]
        results = {metric["indicator_th"]: metric["result"] for metric in row["metrics"]}
        for metric in test.metrics.all():
            services.measure(
                metric,
                by=by,
                value=results[metric.indicator_th],
                measured_on=day(row["end"]),
                source_th="แบบบันทึกของทีมในพื้นที่นำร่อง",
            )
        services.judge_pilot(
            test,
            by=by,
            decision=row["decision"],
            verdict_th=VERDICTS[row["decision"]],
            qualitative_th=row["qualitative_th"],
        )

    yield Act(moment(row["start"], hour=13) - timedelta(weeks=1), begin)
    yield Act(moment(row["end"], hour=13), finish)


PHASES = (
    {"name_th": "เตรียมทีมและข้อมูล", "months": 2, "result_th": "มีผู้รับผิดชอบและค่าฐานของพื้นที่"},
    {"name_th": "ทดลองในพื้นที่", "months": 4, "result_th": "ทดลองครบหนึ่งรอบและปรับแล้ว"},
    {"name_th": "ดำเนินการเต็มพื้นที่", "months": 6, "result_th": "รายงานตัวชี้วัดเดียวกับต้นแบบ"},
)


def plan(company, code, by):
    """The plan for other areas, taken from what the proposal says of scaling out."""
    row = company.seed.proposals[code]
    advice.develop(company, code, by)
    written = services.write_plan(
        company.team(code),
        by=by,
        core_th=row["prototype_idea"]["text"],
        adaptable_th="ปรับจำนวนคน งบประมาณ และช่องทางให้เหมาะกับพื้นที่ได้",
        conditions_th=row["scale_out_potential"],
        steps_th=row["sustainability"],
        phases=PHASES,
    )
    services.approve_plan(written, by=by)
