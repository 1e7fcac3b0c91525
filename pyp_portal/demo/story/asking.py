"""How the call of the demo year was explained, and what people asked the office."""

import uuid
from functools import partial

from proposals.models import Enquiry
from proposals.services import enquiring, explaining
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import Act
from pyp_portal.demo.story.letters import letter

YEAR = 2568
OFFICER, WRITER = "U019", "U001"
BRIEFING = {
    "title_th": "ประชุมชี้แจงการจัดทำข้อเสนอประเด็นการบูรณาการ (ออนไลน์)",
    "title_en": "Briefing on how to prepare proposals for integration issues (online)",
    "starts_at": moment("2024-12-02T13:30:00+07:00"),
    "ends_at": moment("2024-12-02T16:00:00+07:00"),
    "online_url": "https://meet.example.org/pyp-2568",
    "note_th": "ชี้แจงที่มาของหลักสูตร แบบข้อเสนอ 7 ขั้น เกณฑ์การพิจารณา และตอบข้อซักถาม",
}
# When asked, about what, the question, the answer; all published but the last.
ASKED = [
    (
        "2024-12-03T09:40", "eligibility", "อบต. ขนาดเล็กเสนอประเด็นได้หรือไม่ ต้องผ่านจังหวัดก่อนไหม",
        "เสนอได้ หน่วยงานทุกระดับยื่นได้โดยตรง ไม่ต้องผ่านจังหวัด ขอให้มีหน่วยงานภาคีอย่างน้อย 2 หน่วยงาน "
        "และหัวหน้าหน่วยงานรับรอง",
    ),
    (
        "2024-12-04T14:05", "form", "ประเด็นการบูรณาการต่างจากโครงการอย่างไร ต้องใส่งบประมาณหรือไม่",
        "ประเด็นการบูรณาการคือโจทย์ของพื้นที่ที่หน่วยงานเดียวแก้ไม่สำเร็จ ต้นแบบจะพัฒนาในห้องปฏิบัติการภายหลัง "
        "ข้อมูลงบประมาณใส่หรือไม่ใส่ก็ได้ เพราะหลักสูตรของ ป.ย.ป. ไม่ใช่แหล่งงบประมาณ",
    ),
    (
        "2024-12-11T10:20", "endorsement", "นายกฯ ไปราชการ ลงนามหนังสือรับรองไม่ทัน ทำอย่างไรได้บ้าง",
        "ส่งลิงก์ให้หัวหน้าหน่วยงานรับรองทางโทรศัพท์ได้ที่หน้าการรับรองของข้อเสนอ ไม่ต้องพิมพ์หนังสือ",
    ),
    (
        "2024-12-24T15:30", "submission", "ยื่นแล้วพบคำผิด แก้ไขได้หรือไม่",
        "ดึงข้อเสนอกลับมาแก้ไขแล้วยื่นใหม่ได้จนถึงวันที่ 6 มกราคม 2568 เวลา 23.59 น.",
    ),
]  # fmt: skip
# From a step of the form, and after the call: when asked, when answered, about what.
FROM_THE_FORM = [
    (
        "2025-01-02T16:45", "2025-01-06T09:20", "form",
        "แนบหนังสือตอบรับของภาคีในขั้นที่ 7 แล้วไฟล์ใหญ่เกิน 10 MB ต้องย่อไฟล์หรือแยกไฟล์",
        "แยกเป็นหลายไฟล์ได้ หรือบันทึกเป็น PDF แบบย่อขนาดแล้วแนบใหม่",
    ),
    (
        "2025-02-17T15:20", "2025-02-19T10:05", "selection",
        "จะทราบผลการคัดเลือกเมื่อใด และแจ้งผลทางใด",
        "ประกาศผลภายในวันที่ 28 กุมภาพันธ์ 2568 และแจ้งทางอีเมลของผู้ประสานงาน",
    ),
]  # fmt: skip
CALLED = "สอบถามว่าหน่วยงานเดียวกันยื่นได้กี่เรื่อง"
TOLD = "ไม่เกิน 5 เรื่องต่อหน่วยงานในปีนี้"


def acts(company):
    """The briefing with its papers, then question after question."""
    yield Act(moment("2024-11-29T10:00:00+07:00"), lambda: announce(company))
    yield Act(moment("2024-12-02T17:00:00+07:00"), lambda: show_slides(company))
    for at, *words in ASKED:
        yield Act(moment(f"{at}:00+07:00"), lambda words=words: ask_and_answer(company, *words))
    yield Act(moment("2024-12-26T11:10:00+07:00"), lambda: take_a_call(company))
    for asked_at, answered_at, *words in FROM_THE_FORM:
        token = uuid.uuid4()
        yield Act(moment(f"{asked_at}:00+07:00"), partial(ask, company, token, *words[:2]))
        yield Act(moment(f"{answered_at}:00+07:00"), partial(answer, company, token, words[2]))


def announce(company):
    """The briefing and the guide stand on the page of the call."""
    call, by = company.call(YEAR), company.person(OFFICER)
    explaining.plan_briefing(call, by, **BRIEFING)
    paper = letter("guide-2568", "คู่มือการจัดทำข้อเสนอประเด็นการบูรณาการ", "ตัวอย่างเพื่อการสาธิต")
    titles = {"title_th": "คู่มือการจัดทำข้อเสนอ ปี 2568", "title_en": "Guide to proposals, 2025"}
    explaining.add_document(call, by, kind="guide", uploaded=paper, **titles)


def show_slides(company):
    """What was shown, and the recording."""
    call, by = company.call(YEAR), company.person(OFFICER)
    briefing = call.briefings.get()
    paper = letter("slides-2568", "สไลด์ประกอบการชี้แจง", "ตัวอย่างเพื่อการสาธิต")
    explaining.add_document(
        call,
        by,
        kind="slides",
        title_th="สไลด์ประกอบการชี้แจง 2 ธันวาคม 2567",
        title_en="Slides of the briefing on 2 December 2024",
        briefing=briefing,
        uploaded=paper,
    )
    explaining.add_document(
        call,
        by,
        kind="recording",
        title_th="วิดีโอบันทึกการชี้แจง",
        title_en="Recording of the briefing",
        briefing=briefing,
        url="https://video.example.org/pyp-2568",
    )


def ask_and_answer(company, category, question, text):
    """A visitor asks, the officer answers and publishes it without the name."""
    enquiry = enquiring.ask(
        uuid.uuid4(),
        category=category,
        question=question,
        name="ผู้สอบถามจากหน่วยงานตัวอย่าง",
        email="asker@example.org",
        page="/call/",
    )
    by = company.person(OFFICER)
    enquiring.answer(enquiry, by, text)
    enquiring.publish(enquiry, by, question, text)


def take_a_call(company):
    """Somebody calls and is answered at once."""
    person = company.person(WRITER)
    enquiring.log_call(
        uuid.uuid4(),
        company.person(OFFICER),
        asked_by=person,
        agency=person.active_memberships[0].agency,
        phone=person.phone,
        category=Enquiry.Category.SUBMISSION,
        question=CALLED,
        answer=TOLD,
    )


def ask(company, token, category, question):
    """A question from a step of the form; on some days of the demo it still waits."""
    person = company.person(WRITER)
    agency = person.active_memberships[0].agency
    proposal = agency.proposals.filter(call=company.call(YEAR)).order_by("pk").first()
    enquiring.ask(
        token,
        by=person,
        agency=agency,
        proposal=proposal,
        page=f"/proposals/{proposal.code}/step/7/",
        step=7,
        browser="Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36",
        category=category,
        question=question,
    )


def answer(company, token, text):
    """The answer comes on a working day."""
    enquiring.answer(Enquiry.objects.get(token=token), company.person(OFFICER), text)
