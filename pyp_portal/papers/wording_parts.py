"""The parts that the words of forms and reports are made of: heads, lines, notes, an end.

What a table says belongs to the record; what stands around it is worded here.
"""

from pyp_portal.papers.wordings import Part


def head(text, fields=(), needs=()):
    """The title at the top of a paper."""
    return Part("heading", "ชื่อเอกสาร", text, fields, needs, is_line=True)


def line(key, label, text, fields=(), needs=()):
    """One line: the head of a section, or what stands before or below a table."""
    return Part(key, label, text, fields, needs, is_line=True)


def heads(*texts):
    """The heads of all sections, in their order: h1, h2 and so on."""
    return tuple(line(f"h{n}", f"หัวข้อที่ {n}", text) for n, text in enumerate(texts, start=1))


def intro(fields=(), text=""):
    """A paragraph before everything else; nothing stands there as shipped."""
    return Part("intro", "คำนำ (เว้นว่างได้)", text, fields)


def end(fields=(), text="", label="ข้อความปิดท้าย (เว้นว่างได้)"):
    """What stands after everything else, before the signature."""
    return Part("end", label, text, fields)


def signer(text, key="signer", label="ผู้ลงนาม (ใต้ชื่อ)"):
    """What stands below the name of who signs."""
    return line(key, label, text)
