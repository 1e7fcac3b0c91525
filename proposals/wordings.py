"""What the letters of room 1 say, as shipped, and the fields that their texts may name."""

from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wordings import Document, Field, Part

YEAR = Field("ปีงบประมาณ", "ปีงบประมาณ พ.ศ. ของการเปิดรับข้อเสนอ", "๒๕๖๘")
CODE = Field("เลขข้อเสนอ", "เลขของข้อเสนอ", "P68-0001")
TITLE = Field("ชื่อข้อเสนอ", "ชื่อประเด็นที่เสนอ", "ลดภาระงานเอกสารของโรงเรียนขนาดเล็ก")
AGENCY = Field("หน่วยงาน", "หน่วยงานเจ้าของข้อเสนอ", "กรมการปกครอง")
DUE = Field("กำหนดแก้ไข", "วันและเวลาสุดท้ายที่ส่งข้อเสนอที่แก้ไขแล้ว", "๑๐ มกราคม ๒๕๖๘ เวลา ๒๓.๕๙ น.")
REASON = Field("เหตุผล", "เหตุผลของผลการตรวจสอบ ตามที่บันทึกไว้", "ไม่ใช่หน่วยงานของรัฐ")
CONTACT = Field("ผู้ประสานงาน", "ชื่อผู้ประสานงานหลัก", "นางสาวสมใจ ใจดี")
POST = Field("ตำแหน่งผู้ประสานงาน", "ตำแหน่งของผู้ประสานงานหลัก", "นักวิเคราะห์นโยบายและแผนชำนาญการ")

OF_PROPOSAL = (YEAR, CODE, TITLE, AGENCY)
REFERENCE = Part(
    "reference", "อ้างถึง", "ข้อเสนอ {เลขข้อเสนอ} เรื่อง {ชื่อข้อเสนอ}", OF_PROPOSAL, is_line=True
)
CLOSING = Part("closing", "คำลงท้าย", "ขอแสดงความนับถือ", is_line=True)


def subject(text, fields=OF_PROPOSAL):
    """The line "เรื่อง" of a letter."""
    return Part("subject", "เรื่อง", text, fields, is_line=True)


RETURN_LETTER = Document(
    "return-letter",
    Kind.SCREENING_LETTER,
    "หนังสือแจ้งให้แก้ไขข้อเสนอ",
    (
        subject("ขอให้แก้ไขข้อเสนอประเด็นการบูรณาการ"),
        REFERENCE,
        Part(
            "cause",
            "ภาคเหตุ",
            "ตามที่หน่วยงานของท่านได้เสนอประเด็นการบูรณาการต่อสำนักงาน ป.ย.ป. ความละเอียดตามที่อ้างถึง นั้น",
            OF_PROPOSAL,
        ),
        Part(
            "request",
            "ภาคความประสงค์ (ก่อนตารางรายการที่ต้องแก้ไข)",
            "สำนักงาน ป.ย.ป. ได้ตรวจสอบแล้ว ขอให้แก้ไขเพิ่มเติมตามรายการต่อไปนี้ "
            "ภายในวันที่ {กำหนดแก้ไข} โดยแจ้งครบทุกรายการในครั้งนี้",
            (*OF_PROPOSAL, DUE),
            needs=(DUE.name,),
        ),
        Part("end", "ภาคสรุป", "จึงเรียนมาเพื่อโปรดดำเนินการ", (*OF_PROPOSAL, DUE)),
        CLOSING,
    ),
)
INELIGIBLE_LETTER = Document(
    "ineligible-letter",
    Kind.SCREENING_LETTER,
    "หนังสือแจ้งผลการตรวจสอบคุณสมบัติ (ไม่ผ่าน)",
    (
        subject("แจ้งผลการตรวจสอบข้อเสนอประเด็นการบูรณาการ"),
        REFERENCE,
        Part(
            "cause",
            "ภาคเหตุ",
            "ตามที่หน่วยงานของท่านได้เสนอประเด็นการบูรณาการต่อสำนักงาน ป.ย.ป. "
            "ความละเอียดตามที่อ้างถึง สำนักงาน ป.ย.ป. ขอขอบคุณที่ร่วมเสนอประเด็น",
            OF_PROPOSAL,
        ),
        Part(
            "result",
            "ผลการตรวจสอบ (ก่อนตารางข้อที่ไม่ผ่าน)",
            "สำนักงาน ป.ย.ป. ได้ตรวจสอบแล้ว ข้อเสนอดังกล่าวไม่ผ่านการตรวจสอบคุณสมบัติ เนื่องจาก{เหตุผล}",
            (*OF_PROPOSAL, REASON),
            needs=(REASON.name,),
        ),
        Part("end", "ภาคสรุป", "จึงเรียนมาเพื่อโปรดทราบ", OF_PROPOSAL),
        CLOSING,
    ),
)
ENDORSEMENT = Document(
    "endorsement",
    Kind.ENDORSEMENT,
    "หนังสือรับรองข้อเสนอ (แบบให้หัวหน้าหน่วยงานลงนาม)",
    (
        subject("รับรองข้อเสนอประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}"),
        Part(
            "cause",
            "ภาคเหตุ",
            "ตามที่สำนักงาน ป.ย.ป. เปิดรับข้อเสนอประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} นั้น",
            OF_PROPOSAL,
        ),
        Part(
            "endorses",
            "การรับรองและมอบหมาย",
            "{หน่วยงาน} ขอรับรองข้อเสนอ {เลขข้อเสนอ} เรื่อง {ชื่อข้อเสนอ} และมอบหมายให้ "
            "{ผู้ประสานงาน} ตำแหน่ง {ตำแหน่งผู้ประสานงาน} เป็นผู้ประสานงานหลัก",
            (*OF_PROPOSAL, CONTACT, POST),
            needs=(CODE.name, TITLE.name, CONTACT.name),
        ),
        Part("end", "ภาคสรุป", "จึงเรียนมาเพื่อโปรดพิจารณา", OF_PROPOSAL),
        CLOSING,
    ),
)
