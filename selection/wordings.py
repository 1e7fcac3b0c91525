"""What the letters, announcements and orders of room 2 say, as shipped, and their fields."""

from proposals.wordings import AGENCY, CLOSING, CODE, TITLE, YEAR, subject
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wordings import Document, Field, Part

OUTCOME = Field("ผลการพิจารณา", "ผลตามมติของคณะกรรมการ", "ได้รับการคัดเลือก")
OPINION = Field("ความเห็น", "ความเห็นของคณะกรรมการต่อข้อเสนอนี้", "ควรขยายพื้นที่นำร่อง")
UNTIL = Field("วันสุดท้ายที่แจ้งข้อเท็จจริง", "วันสุดท้ายที่แจ้งข้อเท็จจริงที่คลาดเคลื่อน", "๑๔ มีนาคม ๒๕๖๘")
NUMBER = Field("เลขที่ประกาศ", "เลขที่ของประกาศผล", "ประกาศ ๑/๒๕๖๘")
DATE = Field("วันที่ประกาศ", "วันที่ของประกาศผล", "๒๘ กุมภาพันธ์ ๒๕๖๘")
RESERVE_UNTIL = Field("วันสุดท้ายของรายชื่อสำรอง", "วันที่รายชื่อสำรองใช้ได้ถึง", "๓๐ มิถุนายน ๒๕๖๘")
COMMITTEE = Field("คณะกรรมการ", "ชื่อคณะกรรมการ", "คณะกรรมการพิจารณาคัดเลือกประเด็นการบูรณาการ")
DUTIES = Field("หน้าที่", "หน้าที่ตามที่คำสั่งกำหนด", "พิจารณาข้อเสนอตามหลักเกณฑ์ที่ประกาศ")
AMENDED = Field("คำสั่งเดิม", "เลขที่ของคำสั่งที่แก้ไขเพิ่มเติม", "๑๒/๒๕๖๘")
AMENDED_DATE = Field("วันที่คำสั่งเดิม", "วันที่ของคำสั่งที่แก้ไขเพิ่มเติม", "๖ มกราคม ๒๕๖๘")
TERM = Field("ระยะเวลา", "ตั้งแต่เมื่อใด ถึงเมื่อใด ตามที่คำสั่งกำหนด", "ตั้งแต่บัดนี้เป็นต้นไป")
ALL_DUTIES = "พิจารณาข้อเสนอตามหลักเกณฑ์ที่ประกาศ ให้คะแนน รับฟังการนำเสนอ และมีมติคัดเลือก"

NAMES_OF_PROPOSAL = (CODE.name, TITLE.name, AGENCY.name)
OF_RESULT = (YEAR, CODE, TITLE, AGENCY, NUMBER, DATE)
OF_ORDER = (YEAR, COMMITTEE)
OF_AMENDMENT = (*OF_ORDER, AMENDED, AMENDED_DATE)
DECIDED = "คณะกรรมการได้พิจารณาแล้ว ผลการพิจารณาคือ {ผลการพิจารณา}"
DECIDING = (
    "คณะกรรมการพิจารณาคัดเลือกประเด็นการบูรณาการ หลักสูตร ป.ย.ป. ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ได้พิจารณา"
)
ORDERING = (
    "เพื่อให้การพิจารณาคัดเลือกข้อเสนอประเด็นการบูรณาการ หลักสูตร ป.ย.ป. "
    "ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} เป็นไปด้วยความเรียบร้อย โปร่งใส และเป็นธรรม จึง"
)
AMENDING = "แก้ไขเพิ่มเติมคำสั่งที่ {คำสั่งเดิม} ลงวันที่ {วันที่คำสั่งเดิม} เรื่อง แต่งตั้ง{คณะกรรมการ}"
HAVE_DUTIES = "ให้คณะกรรมการมีหน้าที่{หน้าที่} โดยกรรมการผู้มีส่วนได้เสียต้องแจ้งและไม่ร่วมพิจารณาข้อเสนอนั้น"


def enquiry(told):
    """The paragraph on how to say that a fact is wrong."""
    text = f"หากพบข้อเท็จจริงคลาดเคลื่อน โปรดแจ้ง{told}ภายในวันที่ {{{UNTIL.name}}}"
    return Part("enquiry", "การแจ้งข้อเท็จจริง (เมื่อกำหนดวันไว้)", text, (UNTIL,), (UNTIL.name,))


RESULT_LETTER = Document(
    "result-letter",
    Kind.RESULT_LETTER,
    "หนังสือแจ้งผลรายหน่วยงาน",
    (
        subject("แจ้งผลการพิจารณาข้อเสนอประเด็นการบูรณาการ {เลขข้อเสนอ}", OF_RESULT),
        Part("reference", "อ้างถึง", "{เลขที่ประกาศ} ลงวันที่ {วันที่ประกาศ}", OF_RESULT, is_line=True),
        Part(
            "cause",
            "ภาคเหตุ",
            "ตามที่หน่วยงานของท่านได้เสนอประเด็นการบูรณาการ เลขรับ {เลขข้อเสนอ} เรื่อง {ชื่อข้อเสนอ} นั้น",
            OF_RESULT,
        ),
        Part("result", "ผล (ไม่มีความเห็น)", DECIDED, (*OF_RESULT, OUTCOME), (OUTCOME.name,)),
        Part(
            "result_opinion",
            "ผล (มีความเห็น)",
            f"{DECIDED} โดยมีความเห็นว่า {{ความเห็น}}",
            (*OF_RESULT, OUTCOME, OPINION),
            (OUTCOME.name, OPINION.name),
        ),
        Part("strengths", "หัวข้อจุดเด่น", "จุดเด่นที่คณะกรรมการเห็น", is_line=True),
        Part("advice", "หัวข้อข้อเสนอแนะ", "ข้อเสนอแนะเพื่อการพัฒนา", is_line=True),
        enquiry(""),
        Part("end", "ภาคสรุป", "จึงเรียนมาเพื่อโปรดทราบ", OF_RESULT),
        CLOSING,
    ),
)
ANNOUNCEMENT = Document(
    "announcement",
    Kind.ANNOUNCEMENT,
    "ประกาศผลการคัดเลือก",
    (
        Part(
            "shortlisted",
            "ผู้ผ่านเข้ารอบนำเสนอ",
            f"{DECIDING}ข้อเสนอแล้ว จึงประกาศรายชื่อข้อเสนอที่ผ่านเข้ารอบนำเสนอ เรียงตามเลขรับ ดังนี้",
            (YEAR,),
        ),
        Part(
            "selected",
            "ผู้ได้รับการคัดเลือก",
            f"{DECIDING}เสร็จสิ้นแล้ว จึงประกาศรายชื่อข้อเสนอที่ได้รับการคัดเลือก เรียงตามเลขรับ ดังนี้",
            (YEAR,),
        ),
        Part(
            "promoted",
            "การเลื่อนข้อเสนอสำรองแทนข้อเสนอที่ถอน",
            "ตามที่{หน่วยงาน}ได้ขอถอนข้อเสนอ {เลขข้อเสนอ} เรื่อง {ชื่อข้อเสนอ} ซึ่งได้รับการคัดเลือก "
            "สำนักงานจึงเลื่อนข้อเสนอในรายชื่อสำรองตามลำดับเป็นผู้ได้รับการคัดเลือก ดังนี้",
            (YEAR, CODE, TITLE, AGENCY),
            (CODE.name,),
        ),
        Part("reserve", "หัวข้อรายชื่อสำรอง", "รายชื่อสำรองตามลำดับ", (YEAR,), is_line=True),
        Part(
            "reserve_until",
            "หัวข้อรายชื่อสำรอง (เมื่อกำหนดวันไว้)",
            "รายชื่อสำรองตามลำดับ ใช้ได้ถึงวันที่ {วันสุดท้ายของรายชื่อสำรอง}",
            (YEAR, RESERVE_UNTIL),
            (RESERVE_UNTIL.name,),
            is_line=True,
        ),
        enquiry("สำนักงาน"),
    ),
)
COMMITTEE_ORDER = Document(
    "committee-order",
    Kind.COMMITTEE_ORDER,
    "คำสั่งแต่งตั้งคณะกรรมการ",
    (
        Part(
            "opening",
            "การแต่งตั้ง",
            f"{ORDERING}แต่งตั้ง{{คณะกรรมการ}} ประกอบด้วย",
            OF_ORDER,
            (COMMITTEE.name,),
        ),
        Part(
            "amending",
            "การแก้ไขเพิ่มเติมคำสั่งเดิม (มีกรรมการเพิ่ม)",
            f"{ORDERING}{AMENDING} ประกอบด้วย",
            OF_AMENDMENT,
            (COMMITTEE.name, AMENDED.name),
        ),
        Part(
            "amending_ends",
            "การแก้ไขเพิ่มเติมคำสั่งเดิม (ไม่มีกรรมการเพิ่ม)",
            f"{ORDERING}{AMENDING}",
            OF_AMENDMENT,
            (COMMITTEE.name, AMENDED.name),
        ),
        Part("ended", "ผู้พ้นจากการเป็นกรรมการ", "ให้บุคคลต่อไปนี้พ้นจากการเป็นกรรมการ", OF_ORDER),
        Part("duties", "หน้าที่", HAVE_DUTIES, (*OF_ORDER, DUTIES), (DUTIES.name,)),
        Part(
            "duties_delegates",
            "หน้าที่ (เมื่อมอบหมายผู้แทนได้)",
            f"{HAVE_DUTIES} กรรมการโดยตำแหน่งอาจมอบหมายผู้แทนเป็นหนังสือได้",
            (*OF_ORDER, DUTIES),
            (DUTIES.name,),
        ),
        Part("force", "การมีผลใช้บังคับ", "ทั้งนี้ {ระยะเวลา}", (TERM,), (TERM.name,)),
    ),
)
MEMORANDUM = Document(
    "memorandum",
    Kind.MEMORANDUM,
    "บันทึกข้อความเสนอผลการคัดเลือก",
    (
        Part(
            "background",
            "๑. เรื่องเดิม",
            f"{DECIDING}ข้อเสนอและมีมติแล้ว จึงขอเสนอผลการพิจารณาเพื่อโปรดลงนามในประกาศ",
            (YEAR,),
        ),
        Part(
            "request",
            "๔. ข้อเสนอ",
            "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนามในประกาศ และให้เผยแพร่ผลพร้อมกันทุกหน่วยงาน",
            (YEAR,),
        ),
    ),
)
