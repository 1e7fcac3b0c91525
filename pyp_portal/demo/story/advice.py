"""Advice of tier 1 and its answer, an obstacle raised to the centre, the development proposal."""

from datetime import timedelta

from cohorts import services
from cohorts.models import MentoringSession, RaisedObstacle
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import Act, day

LATER = timedelta(days=12)
DONE = "ทีมปรับแผนงานตามคำแนะนำ และรายงานผลในการประชุมทีมครั้งถัดมาแล้ว"
RULE = "ระเบียบการเบิกค่าใช้จ่ายยังไม่รองรับทีมร่วมจากหลายหน่วยงาน"
WANTED = "ขอให้สำนักงาน ป.ย.ป. หารือกรมบัญชีกลางและแจ้งแนวปฏิบัติแก่ทุกทีม"
ANSWER = "หารือกรมบัญชีกลางแล้ว ให้หน่วยงานเจ้าภาพเบิกแทนได้ตามหนังสือเวียนที่แนบในระบบ"


def acts(company, code):
    """Advice as it was given, what became of it but for the last, and one obstacle."""
    rows = company.seed.of("mentoring_sessions")[code]
    for row in rows:
        at = moment(row["date"], hour=10)
        yield Act(at, lambda row=row: advise(company, code, row))
        if row is not rows[-1]:
            yield Act(at + LATER, lambda row=row: answer(company, code, row))
    yield from obstacle(company, code)


def advise(company, code, row):
    """Tier 1 gives advice."""
    advisor = company.person(row["advisor"])
    services.record_mentoring(
        company.team(code),
        by=advisor,
        advisor=advisor,
        held_on=day(row["date"]),
        advice_th=row["advice_th"],
    )


def answer(company, code, row):
    """The coordinator says what was done with it."""
    given = MentoringSession.objects.get(team=company.team(code), held_on=day(row["date"]))
    by = coordinator(company, code)
    services.answer_advice(given, by=by, outcome="FOLLOWED", done_th=DONE)


def obstacle(company, code):
    """What the team cannot clear away itself; the centre answers, and it helps."""
    owner = company.seed.proposals[code]["case_owner"]

    def raised():
        return RaisedObstacle.objects.get(team=company.team(code))

    def ask():
        by = coordinator(company, code)
        facts = {"kind": "REGULATION", "text_th": RULE, "wanted_th": WANTED}
        services.raise_obstacle(company.team(code), by=by, **facts)

    def tell():
        services.answer_obstacle(raised(), by=company.person(owner), answer_th=ANSWER)

    def settle():
        services.settle_obstacle(raised(), by=coordinator(company, code))

    yield Act(moment("2025-05-14", hour=10), ask)
    yield Act(moment("2025-05-26", hour=10), tell)
    yield Act(moment("2025-05-28", hour=10), settle)


def develop(company, code, by):
    """The development proposal, from what the proposal says and what the lab found."""
    row, team = company.seed.proposals[code], company.team(code)
    services.write_development(
        team,
        by=by,
        note_th="ฉบับแรกจากข้อเสนอเดิม",
        problem_th=row["problem_statement"],
        proposal_th=row["prototype_idea"]["text"],
        steps_th=row["sustainability"],
    )
    found = [test["qualitative_th"] for test in company.seed.of("pilot_tests")[code]]
    services.write_development(
        team, by=by, note_th="เพิ่มหลักฐานจากการทดสอบ", evidence_th="\n".join(found) or DONE
    )


def coordinator(company, code):
    """The tier-2 member of a team."""
    rows = company.seed.of("participants")[code]
    return company.person(next(row["person"] for row in rows if row["tier"] == "COORDINATOR"))
