"""What the fields of letters about reminders are called, with an example of each."""

from django.utils.translation import gettext_lazy as _

ROOM = _("Reminders")
FIELDS = {
    "halt.rule_name": ("ประเภทการแจ้งเตือน", "ร่างข้อเสนอที่ยังไม่ได้ยื่น"),
    "halt.people": ("จำนวนผู้รับ", "1,250"),
    "halt.day": ("วันที่ส่ง", "6 มกราคม 2568"),
    "most": ("จำนวนที่ส่งได้โดยไม่ต้องขออนุญาต", "500"),
}
CASES = {}
LINKS = {}
