"""How a letter names the head of an agency: the post and the agency in one."""

UNSAID = ("เทศบาล", "ที่ทำการปกครอง", "สำนักงาน")  # of the name of an agency, once the post is said
OF = {  # what follows a post without a space: the name of the agency itself
    "อธิบดี": ("กรม",),
    "ปลัด": ("กระทรวง",),
    "เลขาธิการ": ("คณะกรรมการ", "สภา"),
    "นายกเทศมนตรี": ("นคร", "เมือง", "ตำบล"),
    "อธิการบดี": ("มหาวิทยาลัย", "สถาบัน"),
    "ผู้อำนวยการ": ("สำนัก", "กอง", "ศูนย์", "สถาบัน", "โรง", "วิทยาลัย", "องค์การ"),
}
HEADS = {  # how the name of an agency begins, and its head with it
    "สำนักงานปลัดกระทรวง": "ปลัดกระทรวง",
    "กระทรวง": "ปลัดกระทรวง",
    "กรม": "อธิบดีกรม",
    "จังหวัด": "ผู้ว่าราชการจังหวัด",
    "กรุงเทพมหานคร": "ผู้ว่าราชการกรุงเทพมหานคร",
    "เทศบาล": "นายกเทศมนตรี",
    "องค์การบริหารส่วน": "นายกองค์การบริหารส่วน",
    "มหาวิทยาลัย": "อธิการบดีมหาวิทยาลัย",
}
SHORTEST = 3  # letters that a post and an agency share


def post_at(position, agency):
    """A post with the name of its agency, which it does not say twice.

    ``นายกเทศมนตรีเมือง`` of ``เทศบาลเมืองน่าน`` is ``นายกเทศมนตรีเมืองน่าน``.
    """
    for name in (agency, _shortened(agency)):
        shared = _shared(position, name)
        if shared:
            return position + name[shared:]
        if name.startswith(OF.get(position, ())):
            return position + name
    return f"{position} {agency}"


def _shortened(agency):
    """The name without what a post says for it."""
    found = next((word for word in UNSAID if agency.startswith(word)), "")
    return agency.removeprefix(found)


def _shared(position, agency):
    """How many letters of an agency's beginning a post ends with."""
    counts = range(len(agency), SHORTEST - 1, -1)
    return next((n for n in counts if position.endswith(agency[:n])), 0)


def head_of(agency):
    """The head of an agency of which only the name is known."""
    for beginning, head in HEADS.items():
        if agency.startswith(beginning):
            return head + agency.removeprefix(beginning)
    return f"หัวหน้าหน่วยงาน {agency}"
