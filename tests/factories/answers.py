"""Answers that pass V-01 to V-07: an invented proposal of a subdistrict."""

import json
from pathlib import Path

import proposals
from proposals.questions import AskedForm

WORDS = json.loads((Path(proposals.__file__).parent / "reference/form.json").read_text())
FORM = AskedForm(1, WORDS)  # the first version, for tests without a database

ANSWERS = {
    "sub_unit": "สำนักปลัด",
    "head_name": "นายสมมติ ตัวอย่างดี",
    "head_position": "นายกองค์การบริหารส่วนตำบล",
    "contact_name": "นางสาวใบเตย ตัวอย่างดี",
    "contact_position": "นักวิเคราะห์นโยบายและแผนชำนาญการ",
    "contact_phone": "081-000-1001",
    "contact_email": "contact@example.org",
    "alt_contact": [
        {"name": "นายสำรอง ตัวอย่าง", "phone": "081-000-1002", "email": "alt@example.org"}
    ],
    "saraban_email": "saraban@example.org",
    "secondary_themes": ["TH-02"],
    "issue_status": {"value": "NEW", "text": "เป็นประเด็นใหม่ ยังไม่เคยเสนอ"},
    "pilot_area_idea": {"text": "ตำบลเดียวที่มีกลุ่มพร้อมทดสอบภายในหกเดือน"},
    "summary": "ชาวบ้านต้องเดินทางหลายที่เพื่อขออนุญาตเรื่องเดียว " * 4 + "จบ",
    "problem_statement": "กลุ่มผู้ประกอบการรายย่อยประสบปัญหาขั้นตอนซ้ำซ้อน เพราะข้อมูลไม่เชื่อมกัน " * 4 + "จบ",
    "evidence": [
        {
            "label_th": "เวลารอเฉลี่ย",
            "value": 46,
            "unit_th": "วัน",
            "source_th": "ทะเบียนคุมคำขอ",
            "year_be": 2567,
        }
    ],
    "area_need_evidence": "เวทีประชาคม 5 หมู่บ้าน",
    "target_group": [{"group_th": "ผู้ขออนุญาต", "count": 400, "unit_th": "คน"}],
    "vulnerable_groups": ["ELDERLY"],
    "past_efforts": "เคยทำศูนย์บริการร่วมเมื่อปี 2565 แต่ข้อมูลไม่เชื่อมกัน",
    "why_integration": "ข้อมูลอยู่กับสามหน่วยงาน ไม่มีใครถือครบ",
    "local_plan_reference": "แผนพัฒนาท้องถิ่น พ.ศ. 2566–2570",
    "alignment_reason": "ลดขั้นตอนให้ประชาชนตามนโยบายบริการภาครัฐ",
    "approach": "รวมข้อมูลให้เจ้าหน้าที่เห็นชุดเดียวกัน แล้วเขียนขั้นตอนใหม่ร่วมกับผู้ใช้บริการจริง " * 3 + "จบ",
    "pooled_resources": [
        {"provider_th": "ที่ทำการปกครองอำเภอ", "kind": "PEOPLE", "description_th": "เจ้าหน้าที่ 2 คน"}
    ],
    "public_participation_plan": "ชวนผู้ใช้บริการ 30 คนเล่าเส้นทางและทดลองใช้",
    "prototype_idea": {"kinds": ["SERVICE"], "text": "เคาน์เตอร์เดียวที่ อบต."},
    "innovation": "ใช้ข้อมูลร่วมกันครั้งแรกในอำเภอ",
    "outputs": [{"indicator_th": "ขั้นตอนใหม่", "unit_th": "ชุด", "baseline": 0, "target": 12}],
    "outcomes": [
        {
            "indicator_th": "เวลารอเฉลี่ย",
            "unit_th": "วัน",
            "baseline": 46,
            "baseline_year_be": 2567,
            "target": 15,
            "method_th": "ทะเบียนคุม",
            "collector_th": "สำนักปลัด",
        }
    ],
    "scale_out_potential": "อบต. อื่นในอำเภอใช้ได้ทันที",
    "candidate_sites": [90],
    "sustainability": "สำนักปลัดรับผิดชอบต่อด้วยงบของ อบต.",
    "risks": [
        {
            "risk_th": "เจ้าหน้าที่ย้าย",
            "probability": "MEDIUM",
            "impact": "LOW",
            "response_th": "ทำคู่มือและผู้รับช่วง",
        }
    ],
    "workplan": [
        {"activity_th": "ทำแผนที่ข้อมูล", "owner_th": "อบต.", "start": "2025-03", "end": "2025-04"},
        {"activity_th": "ออกแบบขั้นตอน", "owner_th": "อบต.", "start": "2025-04", "end": "2025-05"},
        {"activity_th": "ทดสอบ", "owner_th": "อำเภอ", "start": "2025-06", "end": "2025-08"},
    ],
    "declare_true": True,
    "privacy_ack": {"value": True, "version": "1"},
    "publish_consent": True,
}
PARTNERS = [
    {
        "name_th": "ที่ทำการปกครองอำเภอ",
        "level": "REGIONAL",
        "sector": "PUBLIC",
        "role_th": "ให้ข้อมูลและเจ้าหน้าที่",
        "status": "AGREED",
    },
    {
        "name_th": "สมาคมผู้ค้าในตำบล",
        "level": "",
        "sector": "CIVIL_SOCIETY",
        "role_th": "ร่วมออกแบบและทดลองใช้",
        "status": "DISCUSSING",
    },
]
AREAS = [{"province_code": 90, "district_th": "รัตภูมิ", "is_pilot": True}]
POLICIES = ["U67-06", "NS-6", "NS-4"]
