"""What papers of the training and the lab say around their tables: PD-18 to PD-22.

Values are those of the year or of the team; ``paper_words`` gives them.
"""

from cohorts.wordings import AS_OF, REFERENCE
from proposals.wordings import AGENCY, CODE, TITLE, YEAR
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wording_parts import end, head, heads, intro, line, signer
from pyp_portal.papers.wordings import Document, Field

NUMBER = Field("ครั้งที่", "ครั้งที่ของการอบรม", "๓")
CHAIR = Field("ประธาน", "ผู้รับฟังการนำเสนอ", "นายกรัฐมนตรี")
PRESENTED = Field("วันที่นำเสนอ", "วันที่นำเสนอผล", "๒๘ สิงหาคม ๒๕๖๘")
PLACE = Field("สถานที่", "สถานที่ประชุม", "ตึกภักดีบดินทร์ ทำเนียบรัฐบาล")

OF_YEAR = (YEAR,)
OF_TEAM = (YEAR, CODE, TITLE, AGENCY)
OF_WORKSHOP = (YEAR, NUMBER)
OF_BRIEF = (*OF_TEAM, CHAIR, PRESENTED)
OF_SESSION = (YEAR, CHAIR, PRESENTED, PLACE)
IN_YEAR = line("of_year", "บรรทัดปีงบประมาณ", "ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}", OF_YEAR)
COURSE = line("course", "บรรทัดใต้ชื่อเอกสาร", "หลักสูตร ป.ย.ป. ครั้งที่ {ครั้งที่}", OF_WORKSHOP)
COORDINATOR = signer("ผู้ประสานงาน (ป.ย.ป. ๒)")
STATED = line("as_of", "บรรทัดวันที่ของข้อมูล", "ข้อมูล ณ วันที่ {วันที่ของข้อมูล}", (YEAR, AS_OF))

ROSTER = Document(
    "roster",
    Kind.ROSTER,
    "ทำเนียบผู้เข้าร่วมหลักสูตร",
    (
        head("ทำเนียบผู้เข้าร่วมหลักสูตร ป.ย.ป.", OF_YEAR),
        IN_YEAR,
        intro(OF_YEAR),
        line(
            "contacts",
            "หมายเหตุช่องทางติดต่อ",
            "ช่องทางติดต่อพิมพ์เฉพาะที่เจ้าของข้อมูลเลือกเปิดเผยต่อผู้เข้าร่วมทั้งรุ่น ช่องทางอื่นขอได้ที่สำนักงาน ป.ย.ป.",
        ),
        line(
            "no_contacts",
            "หมายเหตุเมื่อไม่มีผู้เปิดเผยช่องทางติดต่อ",
            "ไม่มีผู้เข้าร่วมที่เลือกเปิดเผยช่องทางติดต่อต่อผู้เข้าร่วมทั้งรุ่น ติดต่อได้ผ่านสำนักงาน ป.ย.ป.",
        ),
        line("partners", "ชื่อตารางภาคี", "ภาคีและผู้ร่วมงาน"),
        line("index", "หัวข้อดัชนี", "ดัชนีรายชื่อ เรียงตามตัวอักษร"),
        end(OF_YEAR),
    ),
)
SCHEDULE = Document(
    "training-schedule",
    Kind.ATTENDANCE,
    "กำหนดการอบรม",
    (head("กำหนดการอบรมหลักสูตร ป.ย.ป.", OF_YEAR), IN_YEAR, intro(OF_YEAR), end(OF_YEAR)),
)
SIGN_IN = Document(
    "sign-in-sheet",
    Kind.ATTENDANCE,
    "ใบลงทะเบียนการอบรม",
    (
        head("ใบลงทะเบียนการอบรม", OF_WORKSHOP),
        COURSE,
        intro(OF_WORKSHOP),
        end(OF_WORKSHOP),
        signer("ผู้รับลงทะเบียน"),
    ),
)
ATTENDANCE = Document(
    "attendance-summary",
    Kind.ATTENDANCE,
    "สรุปการเข้าอบรม",
    (
        head("สรุปการเข้าอบรม", OF_WORKSHOP),
        COURSE,
        intro(OF_WORKSHOP),
        *heads("๑. จำนวนผู้เข้าอบรม", "๒. รายชื่อ"),
        end(OF_WORKSHOP),
        signer("ผู้สรุปการเข้าอบรม"),
    ),
)
LAB_REPORT = Document(
    "lab-report",
    Kind.LAB_REPORT,
    "รายงานผลห้องปฏิบัติการนโยบาย",
    (
        head("รายงานผลห้องปฏิบัติการนโยบาย", OF_TEAM),
        intro(OF_TEAM),
        *heads(
            "๑. ทีมและระยะเวลา",
            "๒. ความเข้าใจประชาชนและค่าฐาน",
            "๓. ทางเลือกเชิงนโยบาย",
            "๔. ต้นแบบ",
            "๕. ผลการทดสอบต้นแบบ",
            "๖. การมีส่วนร่วมของประชาชน",
            "๗. คำแนะนำของที่ปรึกษาโครงการและผลการดำเนินการ",
            "๘. อุปสรรคที่ขอให้ส่วนกลางแก้ไข",
            "๙. ผลงานและด่านของแต่ละช่วง",
        ),
        end(OF_TEAM),
        COORDINATOR,
    ),
)
CLOSING_REPORT = Document(
    "closing-report",
    Kind.LAB_REPORT,
    "รายงานปิดเรื่อง",
    (
        head("รายงานปิดเรื่อง", OF_TEAM),
        intro(OF_TEAM),
        *heads("สรุปผล", "บทเรียน", "รายงานการติดตาม", "พื้นที่ขยายผล", "ข้อสั่งการ"),
        end(OF_TEAM),
    ),
)
POLICY_BRIEF = Document(
    "policy-brief",
    Kind.POLICY_BRIEF,
    "ข้อเสนอเพื่อการพัฒนา",
    (
        head("ข้อเสนอเพื่อการพัฒนา", OF_TEAM),
        intro(OF_TEAM),
        line("plan", "หัวข้อแผนขยายผล", "แผนขยายผล"),
        line("not_approved", "หมายเหตุเมื่อแผนยังไม่ผ่าน", "แผนนี้ยังไม่ผ่านความเห็นชอบของผู้ประสานงาน"),
        end(OF_TEAM),
        COORDINATOR,
    ),
)
SCALE_PLAN = Document(
    "scale-plan",
    Kind.POLICY_BRIEF,
    "แผนขยายผล",
    (
        head("แผนขยายผล", OF_TEAM),
        intro(OF_TEAM),
        *heads("๑. แผน", "๒. หลักฐานจากการทดสอบต้นแบบ", "๓. พื้นที่ขยายผล"),
        end(OF_TEAM),
        COORDINATOR,
    ),
)
KIT = Document(
    "adoption-kit",
    Kind.POLICY_BRIEF,
    "ชุดนำไปใช้",
    (
        head("ชุดนำไปใช้", OF_TEAM),
        intro(OF_TEAM),
        *heads("๑. แผนขยายผล", "๒. ต้นแบบรุ่นล่าสุด", "๓. หลักฐาน", "๔. พื้นที่ที่นำไปใช้แล้ว"),
        end(OF_TEAM),
    ),
)
BRIEF = Document(
    "presentation-brief",
    Kind.PRESENTATION,
    "สรุปผู้บริหารสำหรับการนำเสนอ (หน้าเดียว)",
    (
        head("สรุปผู้บริหาร", OF_BRIEF),
        line(
            "occasion",
            "บรรทัดใต้ชื่อเอกสาร",
            "การนำเสนอผลการขับเคลื่อนต่อ{ประธาน} วันที่ {วันที่นำเสนอ}",
            OF_BRIEF,
        ),
    ),
)
SESSION_RECORD = Document(
    "presentation-record",
    Kind.PRESENTATION,
    "บันทึกผลการนำเสนอ",
    (
        head("บันทึกผลการนำเสนอผลการขับเคลื่อน", OF_SESSION),
        line("before", "ผู้รับฟัง", "ต่อ{ประธาน}", OF_SESSION),
        line(
            "before_delegated",
            "ผู้รับฟัง (เมื่อมีคำสั่งมอบหมาย)",
            "ต่อ{ประธาน} ตาม{คำสั่งมอบหมาย}",
            (*OF_SESSION, REFERENCE),
        ),
        line("where", "วันและสถานที่", "วันที่ {วันที่นำเสนอ} ณ {สถานที่}", OF_SESSION),
        intro(OF_SESSION),
        line("directives", "หัวข้อข้อสั่งการ", "ข้อสั่งการ"),
        end(OF_SESSION),
        signer("ผู้บันทึก"),
    ),
)
