"""What the fields of announcements and of letters about LINE are called, with examples."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Announcements by mail")
FIELDS = {
    "announcement.subject": ("หัวเรื่องของประกาศ", "ขยายเวลารับข้อเสนอถึงวันที่ 15 มกราคม 2568"),
    "announcement.body": ("ข้อความของประกาศ", "สำนักงานขยายเวลารับข้อเสนอออกไปอีกเจ็ดวัน"),
}
CASES = {
    "if recipient.email": ("ตามบัญชีของผู้รับ", "มีบัญชีในระบบ", "อีเมลสารบรรณของหน่วยงาน"),
    "if announcement.is_news": ("เมื่อเป็นข่าวที่เลือกรับ", "เป็นข่าวที่ผู้รับเลือกรับ"),
}
LINKS = {}
