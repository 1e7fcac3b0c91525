"""What the fields of letters about tasks are called, with an example of each."""

from django.utils.translation import gettext_lazy as _

ROOM = _("My tasks")
FIELDS = {
    "mark.owner": ("ผู้มอบ", "นายสมชาย ตั้งใจ"),
    "mark.note": ("ข้อความถึงผู้รับ", "โปรดตรวจหนังสือรับรองก่อน"),
    "todo.title": ("ชื่องาน", "ให้คะแนนข้อเสนอ P68-0007"),
    "todo.detail": ("รายละเอียดงาน", "เหลืออีก 3 เรื่อง"),
    "todo.due": ("กำหนด", "20 ม.ค. 2568 16.30 น."),
}
CASES = {
    "if by == mark.taker": ("ตามผู้ทำ", "ผู้รับคืนงาน", "ผู้มอบรับงานกลับ"),
    "if todo": ("เมื่องานยังอยู่", "งานยังอยู่"),
    "if todo.due": ("เมื่อมีกำหนด", "มีกำหนด"),
    "if mark.note": ("เมื่อมีข้อความถึงผู้รับ", "มีข้อความ"),
}
LINKS = {}
