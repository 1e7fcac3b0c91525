"""What may point to a person in a citizen's words is covered before anybody reads them in public.

A proposal for the reader who decides, never the last word: Thai writes names without spaces,
so a machine covers too little at times and too much at others.
"""

import re

COVER = "[ปิดข้อมูลส่วนบุคคล]"
_DIGIT = "[0-9๐-๙]"
_GAP = r"[\s.\-–]?"
_TITLE = r"(?:นางสาว|นาง|นาย|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.)"
# Words that begin like a title and name an office or a thing, not a person.
_NO_NAME = r"(?!\s?(?:ก(?:\s|เ|อ|ส|รั|ฯ|$)|อำเภอ|ทะเบียน|ช่าง|หน้า|ทุน|จ้าง|พยาบาล|แบบ|ฟ้า))"
_RUN = r"[\u0e01-\u0e3a\u0e40-\u0e4e]{2,30}"
PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(rf"(?<!\d){_DIGIT}(?:{_GAP}{_DIGIT}){{12}}(?!\d)"),  # 13 digits: an identity card
    re.compile(rf"(?<!\d)(?:\+66|[0๐]){_GAP}{_DIGIT}(?:{_GAP}{_DIGIT}){{6,8}}(?!\d)"),
    re.compile(r"(?:line|ไลน์)\s*(?:id|ไอดี)?\s*[:=@]?\s*@?[A-Za-z][A-Za-z0-9._-]{3,}", re.I),
    re.compile(rf"บ้านเลขที่\s*{_DIGIT}+(?:/{_DIGIT}+)?"),
    re.compile(rf"{_TITLE}{_NO_NAME}\s?{_RUN}(?:\s{_RUN}(?=\s|$|[,.]))?"),
)
_MARKUP = re.compile(r"<\s*[/!?a-zA-Z]|javascript\s*:", re.I)
_LINK = re.compile(r"https?://|www\.", re.I)


def masked(text):
    """The text with everything covered that looks like a name, a number or an address."""
    for pattern in PATTERNS:
        text = pattern.sub(COVER, text)
    return text


def is_code(text):
    """True for words that a browser might run: nobody writes an opinion like that."""
    return bool(_MARKUP.search(text))


def has_link(text):
    """True where the text leads elsewhere."""
    return bool(_LINK.search(text))
