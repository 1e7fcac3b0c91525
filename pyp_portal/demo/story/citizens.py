"""How the teams listened: pages in plain words, what people could join, what they said."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

from cohorts.models import OpenActivity, Opinion
from cohorts.services import inviting, issue_pages, listening, moderating
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.advice import coordinator
from pyp_portal.demo.story.company import Act, day
from pyp_portal.demo.story.evidence import innovator

WRITTEN, OPENED, SHOWN = "2025-06-10", "2025-07-01", "2025-08-20"
READ_AFTER = timedelta(days=1)
# Of each team: one sentence, what it tries, its steps.
PAGES = {
    "P-001": (
        "ยื่นคำขอที่อำเภอที่เดียว มีคนดูแลเรื่องจนจบ และรู้ผลใน 15 วัน",
        "เดิมเกษตรกรต้องวิ่งหาหลายหน่วยงานและไม่รู้ว่าเรื่องถึงไหน ทีมจึงรวมคนของ อบจ. "
        "กับสำนักงานเกษตรเป็นทีมเดียวต่อหนึ่งอำเภอ",
        [
            ("ยื่นครั้งเดียว", "กรอกแบบหน้าเดียวที่อำเภอ หรือให้อาสาช่วยกรอก"),
            ("มีคนดูแล", "พี่เลี้ยงหนึ่งคนตามเรื่องให้จนจบ"),
            ("รู้ผลเร็ว", "โทรกลับภายใน 3 วัน แจ้งผลใน 15 วัน"),
        ],
    ),
    "P-007": (
        "ผู้สูงอายุมาอยู่ด้วยกันตอนกลางวัน ลูกหลานไปทำงานได้ ไม่ต้องห่วง",
        "ชุมชนเปิดบ้านดูแลวันละ 20 คน จ้างคนวัยเกษียณเป็นผู้ดูแล และเชื่อมข้อมูลเท่าที่จำเป็นกับโรงพยาบาล",
        [
            ("มาเช้า", "รถรับถึงบ้าน หรือลูกหลานมาส่ง"),
            ("อยู่ด้วยกัน", "กินข้าว ออกกำลัง ทำกิจกรรม มีคนดูแล"),
            ("กลับเย็น", "ครอบครัวได้รับข้อความสั้นทุกวัน"),
        ],
    ),
    "P-011": (
        "ซื้อน้ำขวดจ่ายมัดจำเพิ่ม คืนขวดเมื่อไรได้เงินคืน ขวดจึงกลับมาเป็นของมีค่า ไม่กลายเป็นขยะ",
        "เดิมเทศบาลเก็บขยะฝ่ายเดียว ร้านค้ากับโรงเรียนไม่มีเหตุผลให้แยก "
        "ทีมจึงทดลองให้ทุกฝ่ายได้ประโยชน์จากขวดใบเดียวกัน",
        [
            ("จ่ายมัดจำ", "ซื้อน้ำหรืออาหาร จ่ายเพิ่มขวดหรือแก้วละไม่กี่บาท"),
            ("คืนที่ไหนก็ได้", "คืนที่ร้านใดก็ได้ที่ติดป้าย หรือที่โรงเรียน"),
            ("ได้เงินคืนทันที", "รับเหรียญคืน หรือสะสมเป็นค่าอาหารกลางวันเด็ก"),
        ],
    ),
}  # fmt: skip
# What the teams answered, by the first words of the opinion.
ANSWERS = {
    "ขอให้รับเรื่องทางไลน์เสียง": ("done", "รับข้อความเสียงทางไลน์ของอำเภอแล้ว ตั้งแต่ 4 สิงหาคม 2568"),
    "กลัวเลือกตั้งใหม่": ("later", "ตั้งงบปี 2569 ไว้ในข้อบัญญัติแล้ว ส่วนการตั้งกองใหม่รอความเห็นชอบ"),
    "คนนอกตำบลเอาขวดมาคืนเยอะ": ("done", "เปิดจุดรับคืนเพิ่มที่หน้าโรงเรียนทุกวันเสาร์"),
    "แก้วใช้ซ้ำล้างดีไหม": ("done", "ติดรูปจุดล้างและผลตรวจความสะอาดไว้ที่ร้านทุกร้าน"),
    "อาหารจืดไป": ("done", "เพิ่มเมนูอาหารทะเลสัปดาห์ละ 2 วัน โดยนักโภชนาการปรับเครื่องปรุง"),
    "ค่าร่วมจ่าย": ("later", "จะเสนอส่วนลดสำหรับคู่สามีภรรยาในงบปีหน้า"),
}  # fmt: skip
DESIGN_DAY = "P-011"


def acts(company):
    """Pages in June, opinions as they came, what changed shown when the results are presented."""
    for code in PAGES:
        yield Act(moment(WRITTEN, hour=10), partial(publish, company, code))
    yield Act(moment(OPENED, hour=9), partial(open_test, company))
    yield Act(moment("2025-08-02", hour=16), partial(close_test, company))
    for number, row in enumerate(company.seed["public_opinions"]):
        at = moment(row["received_on"], hour=12) + timedelta(minutes=number)
        token = uuid4()
        yield Act(at, partial(say, company, row, token))
        if row["moderation"] == "approved":
            yield Act(at + READ_AFTER, partial(read, company, row, token))
    for team in company.seed["teams"]:
        yield Act(moment(SHOWN, hour=10), partial(show, company, team["proposal"]))


def publish(company, code):
    """The innovator writes the page, the coordinator puts it before everybody."""
    lede, trying, steps = PAGES[code]
    page = issue_pages.write_page(
        company.team(code),
        by=innovator(company, code),
        lede_th=lede,
        trying_th=trying,
        for_whom_th=company.seed.proposals[code]["target_group_th"],
        steps=[{"name": name, "words": words} for name, words in steps],
    )
    issue_pages.publish_page(page, by=coordinator(company, code))


def open_test(company):
    """One team asks people to try its prototype."""
    inviting.open_activity(
        company.team(DESIGN_DAY),
        by=innovator(company, DESIGN_DAY),
        kind="TEST",
        title_th="ลองคืนขวดที่ตลาด แล้วบอกเรา",
        question_th="คืนขวดแล้วได้เงินคืน ใช้ได้กับคุณไหม ติดขัดตรงไหน",
        place_th="ตลาดและหน้าโรงเรียน",
        opens_on=day(OPENED),
        closes_on=day("2025-08-01"),
    )


def close_test(company):
    """It ends with what changed because of it."""
    invitation = OpenActivity.objects.get(team=company.team(DESIGN_DAY))
    inviting.close_activity(
        invitation,
        by=innovator(company, DESIGN_DAY),
        level="INVOLVE",
        channel="FORM",
        held_on=day("2025-08-01"),
        place_th="ตลาดและหน้าโรงเรียน",
        people_total=invitation.opinions.count(),
        female=0,
        male=0,
        main_points_th="เด็กสนุกกับการเก็บขวด แต่วันเสาร์คิวยาวเพราะมีคนนอกตำบลมาคืน",
        what_changed_th="เปิดจุดรับคืนเพิ่มที่หน้าโรงเรียนทุกวันเสาร์",
    )


def say(company, row, token):
    """Somebody writes, without an account."""
    team = company.team(row["proposal"])
    activity = OpenActivity.objects.filter(team=team, closed_at=None).first()
    is_test = row["kind"] == "TEST"
    listening.say(
        team,
        token,
        activity=activity if is_test else None,
        kind=row["kind"],
        words=row["text_th"],
        feel="good" if is_test and row["age_band"] != "45-59" else "",
        age_band=row["age_band"],
        province_id=team.proposal.province_id,
    )


def read(company, row, token):
    """The coordinator reads it, shows it, and answers where there is something to say."""
    by = coordinator(company, row["proposal"])
    opinion = moderating.show(Opinion.objects.get(token=token), by=by)
    for first, (response, words) in ANSWERS.items():
        if row["text_th"].startswith(first):
            moderating.answer(opinion, by=by, response=response, words=words)


def show(company, code):
    """What the activities of the lab changed is shown to everybody."""
    for activity in company.team(code).activities.all():
        inviting.show_activity(activity, by=coordinator(company, code))
