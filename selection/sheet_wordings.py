"""What sheets and records of room 2 say around their tables: PD-09 and PD-11 to PD-13."""

from proposals.wordings import AGENCY, CODE, TITLE, YEAR
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.wording_parts import end, head, heads, intro, line, signer
from pyp_portal.papers.wordings import Document, Field, Part
from selection.wordings import COMMITTEE, MEETING

TERMS = Field("ฉบับที่", "ฉบับของข้อกำหนดที่ยอมรับ", "๑")
ACCEPTED = Field("วันที่ยอมรับ", "วันและเวลาที่ยอมรับ", "๖ มกราคม ๒๕๖๘ เวลา ๐๙.๐๐ น.")
COUNT = Field("จำนวนเรื่อง", "จำนวนข้อเสนอ", "๑๒")
STAGE = Field("ขั้นตอน", "ขั้นที่ให้คะแนน", "การพิจารณาเอกสาร")
DOC_WEIGHT = Field("น้ำหนักเอกสาร", "น้ำหนักของคะแนนเอกสาร ร้อยละ", "๖๐")
PITCH_WEIGHT = Field("น้ำหนักนำเสนอ", "น้ำหนักของคะแนนนำเสนอ ร้อยละ", "๔๐")
PASS_MARK = Field("เกณฑ์ผ่าน", "คะแนนที่ถือว่าผ่าน", "๗๐")
PRESENT = Field("จำนวนที่มา", "จำนวนกรรมการที่มา", "๗")
REQUIRED = Field("จำนวนที่ต้องการ", "จำนวนกรรมการที่ต้องมี", "๕")
CLOSED = Field("เวลาปิดคะแนน", "วันและเวลาที่ปิดการให้คะแนน", "๒๐ กุมภาพันธ์ ๒๕๖๘ เวลา ๑๖.๓๐ น.")
ROUND = Field("รอบที่", "รอบของการให้คะแนน", "๑")
VERSION = Field("ฉบับ", "ฉบับของตารางที่ผนึก", "๑")
FINAL = Field("คะแนน", "คะแนนรวมที่เท่ากัน", "๘๑.๕๐")
PITCH_MINUTES = Field("นาทีนำเสนอ", "จำนวนนาทีของการนำเสนอ", "๑๐")
QUESTION_MINUTES = Field("นาทีซักถาม", "จำนวนนาทีของการซักถาม", "๑๐")
DRAWN = Field("วันจับสลาก", "วันและเวลาที่จับสลาก", "๑๗ กุมภาพันธ์ ๒๕๖๘ เวลา ๑๐.๐๐ น.")
SALT = Field("เลขของสำนักงาน", "เลขของสำนักงานในการจับสลาก", "a1b2")
PUBLIC = Field("เลขสาธารณะ", "เลขสาธารณะในการจับสลาก", "823401")
SEED = Field("รหัสสลาก", "รหัสที่ได้จากสองเลขนั้น", "9f86d081")

OF_YEAR = (YEAR,)
OF_SEAT = (YEAR, COMMITTEE)
OF_SHEET = (YEAR, CODE, TITLE, AGENCY, STAGE)
OF_SCORES = (YEAR, DOC_WEIGHT, PITCH_WEIGHT, PASS_MARK)
OF_SEAL = (YEAR, STAGE, ROUND, VERSION)
OF_TIE = (YEAR, FINAL)
OF_MEETING = (YEAR, COMMITTEE, MEETING)
OF_DRAW = (DRAWN, SALT, PUBLIC, SEED)
DRAWN_BY = tuple(one.name for one in OF_DRAW)
DRAW = "ลำดับได้จากการจับสลากเมื่อวันที่ {วันจับสลาก} "
NUMBERS = "เลขของสำนักงาน {เลขของสำนักงาน} เลขสาธารณะ {เลขสาธารณะ} รหัสสลาก {รหัสสลาก}"
CLERK = signer("เลขานุการคณะกรรมการ")
NO_TIES = "ข้าพเจ้าไม่มีส่วนได้เสียกับข้อเสนอ"

DECLARATION = Document(
    "declaration",
    Kind.DECLARATION,
    "แบบแจ้งส่วนได้เสียและรักษาความลับ",
    (
        head("แบบแจ้งส่วนได้เสียและรักษาความลับของกรรมการ", OF_SEAT),
        intro(OF_SEAT),
        *heads("ส่วนที่ ๑ การรักษาความลับและความเป็นกลาง", "ส่วนที่ ๒ การแจ้งส่วนได้เสีย"),
        Part(
            "accepted",
            "การยอมรับข้อกำหนด (ก่อนข้อกำหนด)",
            "ข้าพเจ้าได้อ่านและยอมรับข้อกำหนดของคณะกรรมการ ฉบับที่ {ฉบับที่} เมื่อวันที่ {วันที่ยอมรับ} ดังนี้",
            (*OF_SEAT, TERMS, ACCEPTED),
            (TERMS.name, ACCEPTED.name),
        ),
        Part(
            "promised",
            "การรักษาความลับ (เมื่อไม่มีข้อกำหนดเป็นฉบับ)",
            "ข้าพเจ้าจะรักษาความลับของการพิจารณา และพิจารณาด้วยความเป็นกลางตามหลักเกณฑ์ที่ประกาศ "
            "ยอมรับเมื่อวันที่ {วันที่ยอมรับ}",
            (*OF_SEAT, ACCEPTED),
            (ACCEPTED.name,),
        ),
        Part("ties", "ก่อนตารางความเกี่ยวข้อง", "ข้าพเจ้าขอแจ้งความเกี่ยวข้องกับข้อเสนอต่อไปนี้", OF_SEAT),
        Part("none", "เมื่อไม่มีส่วนได้เสีย", f"{NO_TIES} {{จำนวนเรื่อง}} เรื่อง ดังนี้", (*OF_SEAT, COUNT)),
        Part(
            "none_of_others",
            "เมื่อไม่มีส่วนได้เสียกับเรื่องที่เหลือ",
            f"{NO_TIES}อื่น {{จำนวนเรื่อง}} เรื่อง ดังนี้",
            (*OF_SEAT, COUNT),
        ),
        Part("nothing", "เมื่อยังไม่มีข้อเสนอ", "ยังไม่มีข้อเสนอที่ต้องแจ้งส่วนได้เสีย", OF_SEAT),
        Part(
            "truth",
            "คำรับรอง",
            "ข้าพเจ้าขอรับรองว่าข้อความข้างต้นเป็นความจริง และหากพบในภายหลังว่ามีส่วนได้เสียกับข้อเสนอใด "
            "จะแจ้งฝ่ายเลขานุการโดยเร็วและไม่ร่วมพิจารณาข้อเสนอนั้น",
            OF_SEAT,
        ),
    ),
)
SCORE_SHEET = Document(
    "score-sheet",
    Kind.SCORES,
    "แบบประเมินรายกรรมการ",
    (
        head("แบบประเมินข้อเสนอประเด็นการบูรณาการ", OF_SHEET),
        line("of_stage", "บรรทัดใต้ชื่อเอกสาร", "{ขั้นตอน} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}", OF_SHEET),
        intro(OF_SHEET),
        line(
            "points",
            "ชื่อตารางคะแนน",
            "คะแนนรายเกณฑ์ (ให้คะแนน ๑ ถึง ๕ คิดตามน้ำหนักเป็นคะแนนเต็ม ๑๐๐)",
        ),
        line("strength", "หัวข้อจุดเด่น", "จุดเด่นของข้อเสนอ"),
        line("advice", "หัวข้อข้อเสนอแนะ", "ข้อเสนอแนะต่อผู้เสนอ"),
        end(OF_SHEET, label="คำรับรองก่อนลายมือชื่อ (เว้นว่างได้)"),
    ),
)
SCORE_SUMMARY = Document(
    "score-summary",
    Kind.SCORES,
    "สรุปคะแนน",
    (
        head("สรุปคะแนนการพิจารณาข้อเสนอ ปีงบประมาณ พ.ศ. {ปีงบประมาณ}", OF_YEAR),
        line(
            "weights",
            "บรรทัดใต้ชื่อเอกสาร",
            "คะแนนเอกสารร้อยละ {น้ำหนักเอกสาร} คะแนนนำเสนอร้อยละ {น้ำหนักนำเสนอ} เกณฑ์ผ่าน {เกณฑ์ผ่าน} คะแนน",
            OF_SCORES,
        ),
        intro(OF_YEAR),
        line("note", "ใต้ตาราง", "จำนวนใบคือใบประเมินที่นับคะแนน ข้อสังเกตอ้างข้อของเกณฑ์ในตารางต่อไป"),
        line("criteria", "หัวข้อเกณฑ์", "เกณฑ์และน้ำหนัก"),
        end(OF_YEAR),
        CLERK,
    ),
)
PITCH_RECORD = Document(
    "pitch-record",
    Kind.SCORES,
    "บันทึกการนำเสนอ",
    (
        head("บันทึกการนำเสนอข้อเสนอประเด็นการบูรณาการ", OF_YEAR),
        line(
            "quorum",
            "องค์ประชุม",
            "องค์ประชุม: มา {จำนวนที่มา} คน ต้องการ {จำนวนที่ต้องการ} คน ปิดการให้คะแนนเมื่อวันที่ {เวลาปิดคะแนน}",
            (YEAR, PRESENT, REQUIRED, CLOSED),
            (PRESENT.name, REQUIRED.name, CLOSED.name),
        ),
        intro(OF_YEAR),
        *heads("กรรมการที่เข้าร่วม", "ลำดับการนำเสนอ", "ผลของลำดับต่อคะแนน"),
        Part("drawn", "การจับสลาก (เมื่อจับสลาก)", f"{DRAW}{NUMBERS}", OF_DRAW, DRAWN_BY),
        end(OF_YEAR),
    ),
)
SEAL = Document(
    "seal",
    Kind.SCORES,
    "ใบผนึกตารางคะแนน",
    (
        head("ใบผนึกตารางคะแนน", OF_SEAL),
        line(
            "which",
            "บรรทัดใต้ชื่อเอกสาร",
            "{ขั้นตอน} รอบที่ {รอบที่} ฉบับที่ {ฉบับ} ปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
            OF_SEAL,
            (ROUND.name, VERSION.name),
        ),
        intro(OF_SEAL),
        *heads("รหัสของตารางคะแนน (SHA-256)", "เหตุที่ผนึกใหม่", "สิ่งที่ต่างจากฉบับก่อน"),
        Part(
            "how",
            "วิธีตรวจสอบ",
            "ผู้มีไฟล์ตารางคะแนนคำนวณ SHA-256 ของไฟล์แล้วต้องได้รหัสเดียวกัน "
            "หากต่างไปแม้ตัวอักษรเดียว แสดงว่าไฟล์ไม่ใช่ตารางที่ผนึกไว้",
        ),
        end(OF_SEAL),
    ),
)
TIE_BREAK = Document(
    "tie-break",
    Kind.SCORES,
    "บันทึกการจัดลำดับข้อเสนอที่คะแนนเท่ากัน",
    (
        head("บันทึกการจัดลำดับข้อเสนอที่คะแนนเท่ากัน", OF_YEAR),
        line(
            "which",
            "บรรทัดใต้ชื่อเอกสาร",
            "คะแนนรวมเท่ากัน {คะแนน} คะแนน ปีงบประมาณ พ.ศ. {ปีงบประมาณ}",
            OF_TIE,
            (FINAL.name,),
        ),
        intro(OF_YEAR),
        *heads("ขั้นตอนตามที่ประกาศ", "การดำเนินการ", "ผลการจัดลำดับ"),
        end(OF_YEAR),
    ),
)
PITCH_SCHEDULE = Document(
    "pitch-schedule",
    Kind.PITCH_SCHEDULE,
    "กำหนดการและลำดับการนำเสนอ",
    (
        head("กำหนดการนำเสนอข้อเสนอประเด็นการบูรณาการ", OF_YEAR),
        line(
            "minutes",
            "เวลาของแต่ละเรื่อง",
            "นำเสนอ {นาทีนำเสนอ} นาที ตอบข้อซักถาม {นาทีซักถาม} นาที",
            (YEAR, PITCH_MINUTES, QUESTION_MINUTES),
        ),
        line("drawn", "การจับสลาก (เมื่อจับสลาก)", f"{DRAW}({NUMBERS})", OF_DRAW, DRAWN_BY),
        intro(OF_YEAR),
        end(OF_YEAR),
        CLERK,
    ),
)
MINUTES = Document(
    "minutes",
    Kind.MINUTES,
    "รายงานการประชุม",
    (
        head("รายงานการประชุม{คณะกรรมการ}", OF_MEETING, (COMMITTEE.name,)),
        line("number", "บรรทัดครั้งที่", "ครั้งที่ {ครั้งที่}", OF_MEETING, (MEETING.name,)),
        intro(OF_MEETING),
        end(OF_MEETING),
        signer("ผู้จดรายงานการประชุม", "recorder", "ผู้จดรายงาน (ใต้ชื่อ)"),
        signer("ผู้ตรวจรายงานการประชุม", "certifier", "ผู้ตรวจรายงาน (ใต้ชื่อ)"),
    ),
)
