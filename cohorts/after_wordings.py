"""What papers after the lab say around their tables: PD-23 to PD-26."""

from cohorts.lab_wordings import IN_YEAR, OF_TEAM, OF_YEAR, STATED
from cohorts.wordings import AS_OF
from proposals.wordings import YEAR
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wording_parts import end, head, heads, intro, line, signer
from pyp_portal.papers.wordings import Document, Field

HASH = Field("รหัส", "รหัสของชุดตัวเลข (SHA-256)", "9f86d081…")
MONTHS = Field("รอบ", "จำนวนเดือนของรอบการติดตาม", "๖")
TIER = Field("ระดับ", "ระดับของผู้เข้าร่วม", "ป.ย.ป. ๓")
ROLE = Field("บทบาท", "บทบาทของผู้เข้าร่วม", "คณะทำงาน")
HOURS = Field("ชั่วโมง", "จำนวนชั่วโมงที่เข้าอบรม", "๖๐")
GIVEN = Field("วันที่ให้", "วันที่ให้ประกาศนียบัตร", "๒๙ สิงหาคม พ.ศ. ๒๕๖๘")

OF_ROUND = (*OF_TEAM, MONTHS)
OF_AWARD = (YEAR, TIER, ROLE)
REPORTER = signer("ผู้รายงาน", "reporter", "ผู้รายงาน (ใต้ชื่อ)")
HEAD_OF_UNIT = signer("หัวหน้าหน่วยงาน")

MINISTER_REPORT = Document(
    "minister-report",
    Kind.MINISTER_REPORT,
    "รายงานผลการดำเนินการ",
    (
        head("รายงานผลการดำเนินการ หลักสูตร ป.ย.ป.", OF_YEAR),
        IN_YEAR,
        STATED,
        intro((YEAR, AS_OF)),
        *heads(
            "๑. ภาพรวมของรุ่น",
            "๒. เรื่องที่ต้องการข้อสั่งการ",
            "๓. แผนระยะต่อไป",
            "๔. รายประเด็น",
            "ภาคผนวก ตัวเลขจำแนก",
        ),
        line(
            "frozen",
            "หมายเหตุท้ายรายงาน",
            "ตัวเลขทั้งหมดตรึงไว้ ณ วันที่ {วันที่ของข้อมูล} รหัสของชุดตัวเลข (SHA-256) {รหัส}",
            (YEAR, AS_OF, HASH),
            (HASH.name,),
        ),
        end((YEAR, AS_OF)),
    ),
)
FOLLOW_UP = Document(
    "follow-up-report",
    Kind.FOLLOW_UP,
    "แบบรายงานการติดตาม (ที่ส่งแล้ว)",
    (
        head("แบบรายงานการติดตามรอบ {รอบ} เดือน", OF_ROUND, (MONTHS.name,)),
        intro(OF_ROUND),
        line("figures", "หัวข้อตัวชี้วัด (หลังเลขข้อ)", "ตัวชี้วัดผลลัพธ์"),
        line("spending", "หัวข้อการใช้จ่าย (หลังเลขข้อ)", "การใช้จ่าย"),
        line("sites", "หัวข้อพื้นที่ (หลังเลขข้อ)", "พื้นที่ขยายผล"),
        line("obstacles", "หัวข้ออุปสรรค (หลังเลขข้อ)", "อุปสรรคและความช่วยเหลือที่ต้องการ"),
        line("story", "หัวข้อเรื่องเล่า (หลังเลขข้อ)", "เรื่องเล่าของคนหนึ่งคน"),
        end(OF_ROUND, label="คำรับรองก่อนลายมือชื่อ (เว้นว่างได้)"),
        REPORTER,
        HEAD_OF_UNIT,
    ),
)
ROUND_FORM = Document(
    "follow-up-form",
    Kind.FOLLOW_UP,
    "แบบรายงานการติดตาม (ให้กรอก)",
    (
        head("แบบรายงานการติดตามรอบ {รอบ} เดือน", OF_ROUND, (MONTHS.name,)),
        intro(OF_ROUND),
        *heads(
            "๑. ภาพรวม",
            "๒. ตัวชี้วัดผลลัพธ์",
            "๓. การใช้จ่าย",
            "๔. พื้นที่ขยายผล",
            "๕. อุปสรรคและความช่วยเหลือที่ต้องการ",
            "๖. เรื่องเล่าของคนหนึ่งคน (ไม่เกิน ๖๐๐ ตัวอักษร)",
        ),
        end(OF_ROUND, label="คำรับรองก่อนลายมือชื่อ (เว้นว่างได้)"),
        REPORTER,
        HEAD_OF_UNIT,
    ),
)
CERTIFICATE = Document(
    "certificate",
    Kind.CERTIFICATE,
    "ประกาศนียบัตรและเกียรติบัตร",
    (
        line("opening", "บรรทัดเหนือชื่อ", "ฉบับนี้ให้ไว้เพื่อแสดงว่า"),
        line(
            "completion",
            "ผู้สำเร็จหลักสูตร (ใต้ชื่อ)",
            "สำเร็จหลักสูตร ป.ย.ป. ระดับ {ระดับ} {บทบาท} จำนวน {ชั่วโมง} ชั่วโมง ในประเด็น",
            (*OF_AWARD, HOURS),
            (TIER.name, HOURS.name),
        ),
        line(
            "appreciation",
            "ผู้ทำหน้าที่ในทีม (ใต้ชื่อ)",
            "ได้ทำหน้าที่{บทบาท} ระดับ {ระดับ} ในประเด็น",
            OF_AWARD,
            (TIER.name,),
        ),
        line(
            "thanks",
            "ภาคี (ใต้ชื่อ)",
            "ได้ร่วมเป็นภาคีของห้องปฏิบัติการนวัตกรรมเชิงนโยบาย ในประเด็น",
            OF_YEAR,
        ),
        line("thanks_end", "ภาคี (ใต้ชื่อประเด็น)", "จึงขอขอบคุณไว้ ณ โอกาสนี้", OF_YEAR),
        line(
            "of_year",
            "บรรทัดปีงบประมาณ",
            "หลักสูตร ป.ย.ป. ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
            OF_YEAR,
        ),
        line("given", "วันที่ให้", "ให้ไว้ ณ วันที่ {วันที่ให้}", (YEAR, GIVEN), (GIVEN.name,)),
        signer("ผู้อำนวยการหลักสูตร", label="ผู้ลงนามคนที่สอง"),
        line("check", "บรรทัดเหนือที่อยู่ตรวจสอบ", "ตรวจสอบชื่อผู้ได้รับที่"),
    ),
)
YEAR_REPORT = Document(
    "cohort-report",
    Kind.COHORT_REPORT,
    "รายงานสรุปรุ่น",
    (
        head("รายงานสรุปรุ่น หลักสูตร ป.ย.ป.", OF_YEAR),
        IN_YEAR,
        STATED,
        intro((YEAR, AS_OF)),
        *heads(
            "๑. บทสรุปผู้บริหาร",
            "๒. การรับและคัดเลือกข้อเสนอ",
            "๓. ผู้เข้าร่วมและการอบรม",
            "๔. ห้องปฏิบัติการนโยบาย",
            "๕. การมีส่วนร่วมของประชาชน",
            "๖. การนำเสนอผลและข้อสั่งการ",
            "๗. การติดตามผลและการขยายผล",
            "๘. งบประมาณ ปัญหาและอุปสรรค",
            "๙. บทเรียน",
            "ภาคผนวก รายประเด็น",
        ),
        end((YEAR, AS_OF)),
    ),
)
ONE_PAGE = Document(
    "cohort-summary",
    Kind.COHORT_REPORT,
    "สรุป ๑ หน้าของรุ่น",
    (
        head("สรุป ๑ หน้า เสนอผู้อำนวยการสำนักงาน ป.ย.ป.", OF_YEAR),
        line(
            "course",
            "บรรทัดใต้ชื่อเอกสาร",
            "หลักสูตร ป.ย.ป. รุ่นปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
            OF_YEAR,
        ),
        *heads("๑. เรื่องที่ต้องตัดสินใจหรือเร่งรัด"),
        line("teams", "หัวข้อที่ ๒ ระหว่างแล็บ", "๒. ทีมกับด่านของแล็บ"),
        line("issues", "หัวข้อที่ ๒ หลังแล็บ", "๒. ผลของแต่ละประเด็น"),
        line("dues", "หัวข้อที่ ๓", "๓. กำหนดที่ใกล้ถึง"),
    ),
)
