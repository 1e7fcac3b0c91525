"""What the fields of letters are called: each room names its own beside its e-mails.

``FIELDS`` gives a value its name and an example. A value is found by the end of its path, so
that ``seat.team.proposal.code`` is named as ``proposal.code`` unless it has a name of its own.
``CASES`` names what stands only sometimes, and its cases in order; or a list, and its item.
``LINKS`` names where a letter leads, where "the link" is not enough.
"""

from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

NAMELESS = "ข้อมูลอื่น"
FIELDS = {
    "recipient": ("ผู้รับ", "นางสาวมะลิ ใจดี"),
    "recipient.name_th": ("ผู้รับ", "นางสาวมะลิ ใจดี"),
    "user.name_th": ("ผู้รับ", "นางสาวมะลิ ใจดี"),
    "site_url": ("ที่อยู่ของระบบ", "https://…"),
    "path": ("ลิงก์", "https://…"),
    "by": ("ผู้ทำ", "นายสมชาย ตั้งใจ"),
    "reason": ("เหตุผล", "ข้อมูลยังไม่ครบ"),
    "year": ("ปีงบประมาณ", "2568"),
    "fiscal_year": ("ปีงบประมาณ", "2568"),
    "count": ("จำนวน", "3"),
    "ip": ("ที่อยู่เครือข่าย", "203.0.113.7"),
    "timestamp": ("วันเวลา", "6 ม.ค. 2568 15.32 น."),
    "proposal.code": ("เลขข้อเสนอ", "P68-0007"),
    "proposal.title_th": ("ชื่อข้อเสนอ", "จากปลาต่างถิ่นสู่รายได้"),
    "proposal.lead_agency": ("หน่วยงาน", "สำนักงานประมงจังหวัดสมุทรสงคราม"),
    "file.name": ("ชื่อไฟล์", "หนังสือรับรอง.pdf"),
    "file.found": ("สิ่งที่พบ", "Eicar-Test-Signature"),
}


@dataclass(frozen=True)
class Naming:
    """The names of one room, and behind them those that all letters share."""

    fields: dict
    cases: dict
    links: dict
    room: str = ""

    def of(self, told):
        """Name and example of a value, of a condition or of a list.

        What nobody named is called something: better than a page that cannot be opened.
        """
        return self.named(told) or (NAMELESS, "…")

    def named(self, told):
        """The same, or None where nobody named it."""
        if told in self.cases:
            return self.cases[told][0], ""
        path = told.split("|")[0]
        steps = path.split(".")
        for place in range(len(steps)):
            end = ".".join(steps[place:])
            if found := self.fields.get(end) or FIELDS.get(end):
                return found
        return None

    def link(self, told):
        """Name and label of a link."""
        return "ลิงก์", self.links.get(told, _("The address of the page that the letter leads to"))

    def branches(self, told, name):
        """What the cases of a condition are called, or the item of a list."""
        labels = self.cases.get(told, ())[1:]
        yield from (f"{name}: {label}" for label in labels)
        for number in count(len(labels) + 1):
            yield f"{name}: {_('otherwise')}" if number == 2 else f"{name} ({number})"

    def word(self, key):
        return {"subject": _("Subject"), "body": _("Text")}[key]


def title_of(room):
    """What a room is called where letters are listed."""
    return import_string(f"{settings.LETTER_NAMES[room]}.ROOM")


def naming_of(room):
    """The names of a room by its folder of templates; ``settings.LETTER_NAMES`` knows where."""
    module = settings.LETTER_NAMES.get(room)
    if module is None:
        return None
    named = [import_string(f"{module}.{kind}") for kind in ("FIELDS", "CASES", "LINKS")]
    return Naming(*named, room=room)
