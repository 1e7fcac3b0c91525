"""What the forms of room 1 say around what was answered: PD-03, PD-04 and PD-06."""

from proposals.wordings import OF_PROPOSAL
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wording_parts import end, head, intro, line, signer
from pyp_portal.papers.wordings import Document, Field

RECEIPT_NUMBER = Field("เลขที่ใบรับ", "เลขที่ของใบรับข้อเสนอ", "R68-0001")

FULL = Document(
    "full-proposal",
    Kind.PROPOSAL,
    "แบบข้อเสนอ (ฉบับเต็ม)",
    (
        head("แบบข้อเสนอประเด็นการบูรณาการ", OF_PROPOSAL),
        line("of_year", "บรรทัดใต้ชื่อเอกสาร", "ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}", OF_PROPOSAL),
        intro(OF_PROPOSAL),
        end(OF_PROPOSAL, label="คำรับรองก่อนลายมือชื่อ (เว้นว่างได้)"),
        signer("หัวหน้าหน่วยงานผู้เสนอ"),
    ),
)
SUMMARY = Document(
    "one-page-summary",
    Kind.SUMMARY,
    "แบบสรุปข้อเสนอหนึ่งหน้า",
    (
        head("แบบสรุปข้อเสนอ", OF_PROPOSAL),
        intro(OF_PROPOSAL),
        line("summary", "หัวข้อบทสรุป", "บทสรุป"),
        line("outcomes", "หัวข้อผลลัพธ์", "ผลลัพธ์ที่คาดหวัง"),
        end(OF_PROPOSAL),
    ),
)
RECEIPT = Document(
    "receipt",
    Kind.RECEIPT,
    "ใบรับข้อเสนอ",
    (
        head("ใบรับข้อเสนอประเด็นการบูรณาการ", OF_PROPOSAL),
        line(
            "number",
            "บรรทัดเลขที่ใบรับ",
            "เลขที่ใบรับ {เลขที่ใบรับ}",
            (*OF_PROPOSAL, RECEIPT_NUMBER),
            (RECEIPT_NUMBER.name,),
        ),
        intro(OF_PROPOSAL),
        line("files", "หัวข้อเอกสารที่รับไว้", "เอกสารที่รับไว้"),
        end(
            (*OF_PROPOSAL, RECEIPT_NUMBER),
            "ใบรับนี้ออกโดยระบบ ไม่ต้องลงนาม เก็บไว้เป็นหลักฐานการยื่น "
            "ตรวจสอบความถูกต้องได้ด้วยเลขที่เอกสารและรหัสท้ายหน้า",
            label="หมายเหตุท้ายใบรับ",
        ),
    ),
)
