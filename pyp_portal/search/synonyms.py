"""Words that stand for one another: whoever looks for one finds the others too (C-03, C-25)."""

SAME = (
    ("ป.ย.ป.", "ปจป.", "ปยป.", "ป.ย.ป", "ปยป", "ปจป"),
    ("ประเด็นการบูรณาการ", "ประเด็นบูรณาการ", "โจทย์บูรณาการ"),
    ("องค์การบริหารส่วนตำบล", "อบต.", "อบต"),
    ("องค์การบริหารส่วนจังหวัด", "อบจ.", "อบจ"),
    ("เทศบาลตำบล", "ทต."),
    ("เทศบาลเมือง", "ทม."),
    ("เทศบาลนคร", "ทน."),
)


def variants(word):
    """A word, already in small letters, in all its spellings; the word itself comes first."""
    for family in SAME:
        written = next((one for one in family if one in word), None)
        if written:
            others = [word.replace(written, other) for other in family if other != written]
            return [word, *others]
    return [word]
