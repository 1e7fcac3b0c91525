"""What the fields of letters about accounts are called, with an example of each."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Accounts")
FIELDS = {
    "acting.admin": ("ผู้ดูแลระบบ", "นายดูแล ระบบดี"),
    "acting.began_at": ("วันเวลาที่เริ่ม", "6 ม.ค. 2568 15.32 น."),
    "acting.person": ("ผู้ใช้", "นางสาวมะลิ ใจดี"),
    "acting.reason": ("เหตุผล", "ตรวจปัญหาตามที่ผู้ใช้แจ้ง"),
    "activate_url": ("ลิงก์ยืนยันอีเมล", "https://…"),
    "agency.name_th": ("หน่วยงาน", "สำนักงานประมงจังหวัดสมุทรสงคราม"),
    "asked.name_th": ("หน่วยงานที่ขอเพิ่ม", "เทศบาลตำบลตัวอย่าง"),
    "deleted_email": ("อีเมลที่นำออก", "mali@example.org"),
    "duplicate.name_th": ("รายการที่ซ้ำ", "อบต.ตัวอย่าง"),
    "from_email": ("อีเมลเดิม", "mali@example.org"),
    "grant.get_role_display": ("บทบาท", "เจ้าหน้าที่สำนักงาน ป.ย.ป."),
    "invitation.accepted_by": ("ผู้ตอบรับ", "นางสาวมะลิ ใจดี"),
    "invitation.address": ("อีเมลผู้รับเชิญ", "mali@example.org"),
    "invitation.expires_at": ("ใช้ได้ถึง", "20 ม.ค. 2568 23.59 น."),
    "invitation.invited_by": ("ผู้เชิญ", "นายสมชาย ตั้งใจ"),
    "made.begins": ("วันเริ่ม", "6 มกราคม 2568"),
    "made.deputy": ("ผู้ปฏิบัติหน้าที่แทน", "นายตั้งใจ ทำงาน"),
    "made.ends": ("วันสุดท้าย", "20 มกราคม 2568"),
    "made.officer": ("เจ้าของเรื่อง", "นางสาวใจเย็น ดูแล"),
    "membership.note": ("หมายเหตุจากผู้ขอ", "ย้ายมาใหม่"),
    "membership.user": ("ผู้ขอ", "นางสาวมะลิ ใจดี"),
    "membership.user.email": ("อีเมลของผู้ขอ", "mali@example.org"),
    "password_reset_url": ("ลิงก์ตั้งรหัสผ่าน", "https://…"),
    "signup_url": ("ลิงก์สมัคร", "https://…"),
    "to_email": ("อีเมลใหม่", "mali.j@example.org"),
}
CASES = {
    "if invitation.can_submit": ("เมื่อยื่นข้อเสนอได้", "ยื่นข้อเสนอได้"),
    "if membership.can_edit": ("เมื่อเขียนข้อเสนอได้", "เขียนข้อเสนอได้"),
    "if membership.can_endorse": ("เมื่อรับรองข้อเสนอได้", "รับรองข้อเสนอได้"),
    "if membership.can_submit": ("เมื่อยื่นข้อเสนอได้", "ยื่นข้อเสนอได้"),
    "if membership.note": ("เมื่อมีหมายเหตุ", "มีหมายเหตุ"),
    "if reason": ("เมื่อมีเหตุผล", "มีเหตุผล"),
}
LINKS = {}
