"""What the fields of letters about personal data are called, with an example of each."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Personal data")
FIELDS = {
    "person.name_th": ("ชื่อของท่าน", "นางสาวมะลิ ใจดี"),
    "asked.get_right_display": ("สิ่งที่ขอ", "แก้ไขข้อมูลของฉัน"),
    "asked.get_outcome_display": ("ผล", "ดำเนินการตามคำขอแล้ว"),
    "asked.answer": ("คำตอบ", "แก้ไขตำแหน่งตามคำสั่งแล้ว"),
    "erasure.done_at": ("วันและเวลาที่เสร็จ", "6 ม.ค. 2568 15.32 น."),
    "asked.asked_at": ("วันที่ขอ", "6 มกราคม 2568"),
}
CASES = {}
LINKS = {}
