"""Many documents as one file: pages, numbers, links, bookmarks, fonts, tags; parts kept."""

import re
from base64 import b64encode
from io import BytesIO

import outloud
import page as validator
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from pyp_portal.papers.booklets import binding, fontless, parts
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from tests.papers.crews import work_here
from tests.papers.pdfs import SARA_AM, bare, fonts, opened, poppler_pages, tool

WORDS = "สำนักงานน้ำท่า กำหนดทำ นา น้ำ นำ"
COVER = Cover("รวมข้อเสนอ ปีงบประมาณ พ.ศ. ๒๕๖๘", lines=("เรียงตามเลขรับ",))


def document(title, body="", layout="report"):
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body class="{layout}" data-number="เลขที่เอกสาร ๑" data-title="{title}">'
        f"<h1>{title}</h1>{body}</body></html>"
    )


def picture():
    made = BytesIO()
    Image.new("RGB", (40, 30), (10, 90, 200)).save(made, "PNG")
    return "data:image/png;base64," + b64encode(made.getvalue()).decode()


LOGO = f'<p><img alt="ตรา" src="{picture()}"></p>'
LONG = document("เรื่องที่สอง", f"<h2>ความเป็นมา</h2>{LOGO}" + f"<p>{WORDS}</p>" * 60)
LEAVES = [
    Leaf("เรื่องที่หนึ่ง", document("เรื่องที่หนึ่ง", f"<h2>สรุป</h2>{LOGO}<p>{WORDS}</p>"), label="P68-0001"),
    Leaf("เรื่องที่สอง", LONG, label="P68-0002"),
    Leaf(
        "ตารางกว้าง",
        document("ตารางกว้าง", f'<section class="wide"><p><b>{WORDS}</b></p></section>'),
        under=True,
    ),
]


def book_of(leaves, **facts):
    """The bytes of a booklet of these leaves."""
    file = BytesIO()
    for _part in binding.write(file, Booklet(COVER, leaves, len(leaves), **facts)):
        pass
    return file.getvalue()


@pytest.fixture(scope="module")
def ours():
    """A booklet of documents of ours alone, made once without a database."""
    with pytest.MonkeyPatch.context() as patch:
        work_here(patch)
        patch.setattr(parts, "known", lambda _keys: {})
        patch.setattr(parts, "keep", lambda *_facts: None)
        return book_of(LEAVES)


def outline(pdf):
    """[(words, page, those under it)] of the bookmarks."""
    with opened(pdf) as file, file.open_outline() as marks:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}

        def read(items):
            return [(m.title, pages[m.destination[0].objgen], read(m.children)) for m in items]

        return read(marks.root)


def test_pages_are_numbered_and_the_contents_say_the_true_numbers(ours):
    texts = poppler_pages(ours)
    marks = outline(ours)

    assert marks == [
        ("สารบัญ", 2, []),
        ("P68-0001 เรื่องที่หนึ่ง", 3, [("สรุป", 3, [])]),
        ("P68-0002 เรื่องที่สอง", 4, [("ความเป็นมา", 4, []), ("ตารางกว้าง", 7, [])]),
    ]
    assert len(texts) == 8
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    footers = [re.findall("หน้า [๐-๙]+ จาก [๐-๙]+", text) for text in texts]
    assert footers == [[]] + [[f"หน้า {n} จาก 8".translate(thai)] for n in range(2, 9)]
    rows = re.findall(r"^(?:P68-000. )?(\S+) ([๐-๙]+)$", texts[1], re.MULTILINE)
    assert rows == [("เรื่องที่หนึ่ง", "๓"), ("เรื่องที่สอง", "๔"), ("ตารางกว้าง", "๗")]
    assert "ทั้งเล่ม ๘ หน้า" in texts[0]


def test_a_line_of_the_contents_leads_to_its_page(ours):
    with opened(ours) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}
        links = [annot for page in file.pages for annot in page.obj.get("/Annots", [])]
        assert [pages[one.Dest[0].objgen] for one in links] == [3, 4, 7]
        assert str(links[0].Contents) == "P68-0001 เรื่องที่หนึ่ง"
        assert not any("/A" in one for one in links)


def test_the_whole_has_one_font_a_face_and_its_text_is_true(ours):
    faces = [name.partition("+")[2] for name, *_flags in fonts(ours)]
    text = bare("".join(poppler_pages(ours)))

    assert sorted(faces) == ["Sarabun", "Sarabun-Bold", "Sarabun-Semi-Bold"]
    assert {tuple(flags) for _name, *flags in fonts(ours)} == {("yes", "yes", "yes")}
    assert text.count(bare(WORDS)) == 62
    cover = "สำนักงานขับเคลื่อนการปฏิรูปประเทศ (สำนักงาน ป.ย.ป.) ลำดับ"
    assert text.count(SARA_AM) == WORDS.count(SARA_AM) * 62 + cover.count(SARA_AM)


def test_tags_are_joined_and_hold_for_a_screen_reader(ours, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(ours)
    with opened(ours) as file:
        pages = {page.obj.objgen for page in file.pages}
        held = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Pg" in one]
        assert len(held) > 60
        assert {one.Pg.objgen for one in held} <= pages
    assert validator.validate_pdf_bytes(ours, profile="ua1").is_compliant
    assert [f for f in outloud.check(path).findings if f.severity == "error"] == []
    assert b"No syntax or stream encoding errors" in tool("qpdf", "--check", path)


def test_a_page_looks_as_it_does_alone_but_for_its_foot(ours):
    alone = fontless.front(LEAVES[1].html, {})[0]

    def look(pdf, number):
        with pypdfium2.PdfDocument(pdf) as file:
            drawn = file[number].render(scale=1).to_pil()
            return drawn.crop((0, 0, drawn.width, int(drawn.height * 0.95))).tobytes()

    assert look(ours, 4) == look(alone, 1)


def test_a_picture_of_several_parts_is_stored_once(ours):
    with opened(ours) as file:
        pictures = [
            one
            for one in file.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
    assert len(pictures) == 1
