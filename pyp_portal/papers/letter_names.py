"""What the fields of letters about papers and files are called, with an example of each."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Documents")
FIELDS = {
    "new.number": ("เลขที่ใหม่", "นร 0009/2"),
    "new.version": ("ฉบับที่", "2"),
    "old.number": ("เลขที่เดิม", "นร 0009/1"),
    "old.title": ("ชื่อเอกสาร", "หนังสือแจ้งผลการพิจารณา"),
    "export.asked_at": ("วันเวลาที่ขอ", "6 ม.ค. 2568 15.32 น."),
    "export.expires_at": ("ดาวน์โหลดได้ถึง", "13 ม.ค. 2568 15.32 น."),
    "export.refusal": ("เหตุผล", "โปรดขอไฟล์ใหม่อีกครั้ง"),
    "export.title": ("ชื่อไฟล์", "รายชื่อข้อเสนอ"),
}
CASES = {"if export.is_ready": ("ผลการจัดทำ", "พร้อมแล้ว", "ไม่สำเร็จ")}
LINKS = {}
