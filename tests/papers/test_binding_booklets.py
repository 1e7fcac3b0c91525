"""How a booklet comes about: parts kept for the next, what fails, what comes from elsewhere."""

import subprocess
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import page as validator
import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage

from pyp_portal import clock
from pyp_portal.papers import rendering, tasks
from pyp_portal.papers.booklets import answering, binding, crew, joiner, parts
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from tests.papers.crews import work_here
from tests.papers.pdfs import fonts, headings, opened, poppler_pages

pytestmark = pytest.mark.django_db
COVER = Cover("รวมเอกสาร")


def document(title):
    return (
        f'<html lang="th"><title>{title}</title><body class="report"><h1>{title}</h1></body></html>'
    )


def leaf(number):
    return Leaf(f"เรื่อง {number}", document(f"เรื่อง {number}"))


def foreign(pages=2, turned=90):
    """A PDF of another maker, its sheets turned."""
    made = BytesIO()
    with pikepdf.new() as file:
        for _each in range(pages):
            file.add_blank_page(page_size=(300, 500))
            file.pages[-1].obj.Rotate = turned
        file.save(made)
    return made.getvalue()


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What the crew is asked in this test."""
    return work_here(monkeypatch)


def bound(leaves, **facts):
    file = BytesIO()
    steps = list(binding.bound(Booklet(COVER, leaves, len(leaves), **facts), "now").write(file))
    return file.getvalue(), len(steps)


def test_a_part_that_lies_there_is_not_made_again(asked):
    first, steps = bound([leaf(1), leaf(2)])
    made = asked.count("part")
    again, _steps = bound([leaf(1), leaf(2)])
    bound([leaf(1), leaf(3)])

    assert (steps, made, asked.count("part")) == (3, 2, 3)
    assert again == first
    assert parts.Part.objects.count() == 3


def test_another_style_or_release_makes_other_parts(monkeypatch):
    before = parts.key_of("<p>ก", ())
    parts.make.cache_clear()
    monkeypatch.setattr(parts, "SHAPE", "2")
    after = parts.key_of("<p>ก", ())
    parts.make.cache_clear()

    assert len({before, after, parts.key_of("<p>ข", ()), parts.key_of("<p>ก", ("ร่าง",))}) == 4


def test_what_a_worker_made_before_it_died_is_there_for_the_next(asked):
    leaves = [leaf(1), leaf(2), leaf(3)]
    with closing(binding.write(BytesIO(), Booklet(COVER, leaves, 3))) as steps:
        next(steps)
        next(steps)
    died = asked.count("part")
    bound(leaves)

    assert asked.count("part") == 3 + (died - 2)
    assert asked.count("front") == 1


def test_a_part_whose_file_is_gone_is_made_again(asked):
    bound([leaf(1)])
    default_storage.delete(parts.Part.objects.get().name)
    bound([leaf(1)])

    assert asked.count("part") == 2


def test_parts_that_no_booklet_used_for_a_month_are_removed(at):
    at("2025-02-18 10:00")
    bound([leaf(1), leaf(2)])
    kept, old = parts.Part.objects.order_by("pk")
    parts.Part.objects.filter(pk=old.pk).update(used_at=clock.now() - timedelta(days=31))
    tasks.purge_exports()

    assert list(parts.Part.objects.all()) == [kept]
    assert [default_storage.exists(one.name) for one in (kept, old)] == [True, False]


def test_a_document_that_cannot_be_made_is_said_to_be_missing_and_spoils_no_other(caplog):
    picture = '<p><img alt="" src="file:///etc/hostname">'
    broken = Leaf("เรื่องที่เสีย", picture, label="P68-0012", note="กรมหนึ่ง")
    pdf, _steps = bound([leaf(1), broken, leaf(2)])
    texts = poppler_pages(pdf)

    assert len(texts) == 5
    assert "P68-0012 · กรมหนึ่ง" in texts[3]
    assert "ระบบจัดทำเอกสารส่วนนี้ไม่ได้" in texts[3]
    assert "เรื่อง 2" in texts[4]
    assert parts.Part.objects.count() == 2
    assert "เรื่องที่เสีย" in caplog.text


def test_a_file_of_another_maker_is_bound_as_it_is_and_claims_nothing():
    annex = Leaf("เอกสารแนบ ๑", opened=lambda: BytesIO(foreign()), under=True)
    torn = Leaf("เอกสารแนบ ๒", opened=lambda: BytesIO(b"%PDF-1.4 torn"), under=True)
    pdf, _steps = bound([leaf(1), annex, torn])
    texts = poppler_pages(pdf)

    with opened(pdf) as file:
        assert "/StructTreeRoot" in file.Root
        assert [int(page.obj.get("/Rotate", 0)) for page in file.pages] == [0, 0, 0, 90, 90, 0]
    assert not validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    assert "หน้า ๕ จาก ๖" in texts[4]
    assert "ระบบจัดทำเอกสารส่วนนี้ไม่ได้" in texts[5]
    with pypdfium2.PdfDocument(pdf) as file:
        left, *_others = file[3].get_textpage().get_charbox(0)
        width, height = file[3].get_size()
    assert (width, height) == (500, 300)
    assert left > 300 - 60  # the right of the sheet is the foot of the page


def test_a_file_that_has_a_font_by_the_name_of_ours_keeps_its_own():
    letter = rendering.render(document("ฎีกา ฐานข้อมูล")).pdf
    pdf, _steps = bound([leaf(1), Leaf("หนังสือ", opened=lambda: BytesIO(letter))])

    assert poppler_pages(pdf)[3].splitlines() == ["ฎีกา ฐานข้อมูล", "หน้า ๔ จาก ๔"]


def test_a_font_that_ours_lack_stays_in_the_part_that_needs_it():
    pdf, _steps = bound([leaf(1), Leaf("อักษรอื่น", document("漢字 ใจดี"))])
    named = [name.partition("+")[2] for name, *_flags in fonts(pdf)]

    assert "ใจดี" in poppler_pages(pdf)[3]
    assert sorted(name for name in named if "Sarabun" in name) == [
        "Sarabun",
        "Sarabun-Bold",
        "Sarabun-Semi-Bold",
    ]


def test_a_very_long_book_bears_no_tags_and_says_so(monkeypatch):
    monkeypatch.setattr(binding, "MOST_TAGGED", 2)
    monkeypatch.setattr(joiner, "TOGETHER", 2)
    annex = Leaf("เอกสารแนบ", opened=lambda: BytesIO(foreign(1)))
    pdf, _steps = bound([leaf(1), leaf(2), leaf(3), annex, leaf(4)])
    firsts = [text.splitlines()[0] for text in poppler_pages(pdf)[2:]]

    assert firsts == ["เรื่อง 1", "เรื่อง 2", "เรื่อง 3", "หน้า ๖ จาก ๗", "เรื่อง 4"]
    assert headings(pdf) == ["สารบัญ", "เรื่อง 1", "เรื่อง 2", "เรื่อง 3", "เอกสารแนบ", "เรื่อง 4"]
    with opened(pdf) as file:
        assert "/StructTreeRoot" not in file.Root
        assert not any("/StructParents" in page.obj for page in file.pages)
        assert b"pdfuaid:part" not in file.Root.Metadata.read_bytes()


def test_a_mark_lies_on_every_page_and_a_watermark_too():
    mark = '<html lang="th"><title>ก</title><body class="reader-mark"><p>เล่มของ น้ำใจ</p>'
    annex = Leaf("เอกสารแนบ", opened=lambda: BytesIO(foreign(1)))
    pdf, _steps = bound([leaf(1), annex], mark=mark, watermark=("ตัวอย่าง",))
    texts = poppler_pages(pdf)

    assert ["เล่มของ น้ำใจ" in text for text in texts] == [True] * 4
    assert ["ตัวอย่าง" in text for text in texts] == [True, True, True, False]


# --- The warm processes themselves
def test_a_warm_process_answers_refuses_and_knows_no_secret(monkeypatch, tmp_path):
    monkeypatch.undo()
    monkeypatch.setenv("SECRET_KEY", "not for renderers")
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        crew.subprocess, "Popen", lambda *a, **kw: started.append(kw["env"]) or popen(*a, **kw)
    )
    monkeypatch.setattr(crew, "HANDS", 1)
    path = tmp_path / "one.part"
    with crew.Crew() as hands:
        made = hands.ask("part", html=document("น้ำ"), watermark=[], to=str(path))
        with pytest.raises(crew.Failed, match="may not fetch"):
            hands.ask("part", html='<img src="http://127.0.0.1/x">', watermark=[], to=str(path))
        process = hands.hands[0].process
    assert made["pages"] == 1
    assert made["used"][1] < 400
    assert [mark[:2] for mark in answering.part_in(path)[0]["outline"]] == [["น้ำ", 0]]
    assert set(started[0]) <= set(crew.KEPT)
    assert process.poll() is not None


def test_a_process_that_takes_too_long_is_put_away_and_the_next_question_answered(monkeypatch):
    monkeypatch.undo()
    hand = crew.Hand()
    hand.command = ["python3", "-c", "import sys, time; time.sleep(60)"]
    with pytest.raises(crew.Failed, match="too long"):
        hand.ask("part", patience=0.2)
    hand.command = ["python3", "-c", "input(); print('{\"pages\": 3}', flush=True); input()"]
    assert hand.ask("part") == {"pages": 3}
    hand.answers = crew.ANSWERS
    before = hand._ready()
    hand.stop()
    assert before.poll() is not None
