"""The gates a PDF must pass before an official may see it, and what it may never fetch (S16)."""

import datetime
import gc
import html
import re
import resource
import threading
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, HTTPServer

import page as validator
import pypdfium2
import pytest
import weasyprint

from pyp_portal.papers import rendering, seals, services, tasks, thaifix
from pyp_portal.papers.kinds import Kind
from tests.papers.pdfs import (
    NIKHAHIT,
    SARA_AM,
    bare,
    headings,
    opened,
    pdfium_pages,
    poppler_pages,
    sound_pdf_of,
    tool,
)

DAY = datetime.date(2024, 12, 2)
READERS = pytest.mark.parametrize("read", [poppler_pages, pdfium_pages])
FURNITURE = re.compile(
    r"(?:-[๐-๙]+-)?เลขที่เอกสารปยป-\d{4}-PD\d\d-\d{4}(?:ออกโดยระบบ.*?\(SHA-256\)[0-9a-f]{64})?"
    r"|หน้า[๐-๙]+จาก[๐-๙]+"
)


@pytest.fixture
def letter(record, paragraphs, at):
    at("2025-02-18 10:30")
    return services.issue(
        Kind.RESULT_LETTER,
        record,
        template="sample/letter.html",
        context={"day": DAY, "paragraphs": paragraphs[:9]},
        title="แจ้งผลการพิจารณาข้อเสนอประเด็นการบูรณาการ",
    )


@pytest.fixture
def report(record, paragraphs, at):
    at("2025-02-18 10:30")
    rows = [(paragraphs[n % 17][:120], "สำนักงานน้ำท่า", 90 - n / 4) for n in range(60)]
    facts = [("หน่วยงาน", "อบจ. สงขลา"), ("ผู้ประสานงาน", "นายตัวอย่าง น้ำใจ"), ("หมายเหตุ", "")]
    return services.issue(
        Kind.SCORES,
        record,
        template="sample/report.html",
        context={"paragraphs": paragraphs, "rows": rows, "facts": facts},
        title="รายงานสรุปผลการพิจารณา",
    )


@lru_cache(maxsize=8)
def rendered(html):
    return rendering.render(html)


def pdf_of(paper):
    made = rendered(seals.sealed(paper))
    return made.pdf, made.pages


def written(paper):
    """Every letter of the document's body, as the template wrote it."""
    body = paper.html.partition(seals.PLACE)[2]
    return bare(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def without_furniture(text, title, is_first):
    """A page's text without its page number, running title and seal."""
    text = FURNITURE.sub("", bare(text))
    return text if is_first else text.replace(bare(title), "", 1)


@READERS
def test_a_letter_reads_back_exactly_as_it_was_written(letter, read):
    pdf, pages = pdf_of(letter)
    found = read(pdf)
    assert pages == len(found) >= 2
    texts = "".join(FURNITURE.sub("", bare(text)) for text in found)
    assert sorted(texts) == sorted(written(letter))
    body = written(letter).partition("ความเป็นมา")[2]
    assert texts.endswith(body)


@READERS
def test_a_report_reads_back_with_its_table_head_on_every_page(report, read):
    pdf, _pages = pdf_of(report)
    found = [
        without_furniture(text, report.title, is_first=number == 0)
        for number, text in enumerate(read(pdf))
    ]
    head = "ที่ข้อเสนอหน่วยงานคะแนน"
    tabled = [text for text in found if head in text]
    assert len(tabled) >= 3
    texts = "".join(found)
    first, _, rest = texts.partition(head)
    assert first + head + rest.replace(head, "") == written(report)


@READERS
def test_every_sara_am_is_kept_and_no_loose_nikhahit_is_left(report, read):
    text = FURNITURE.sub("", bare("".join(read(pdf_of(report)[0]))))
    assert text.count(SARA_AM) == written(report).count(SARA_AM) > 200
    assert NIKHAHIT not in text


def test_a_date_line_is_found_as_it_is_typed(letter):
    text = "".join(poppler_pages(pdf_of(letter)[0])).replace("\xa0", " ")
    assert "ประกาศ ณ วันที่ ๒ ธันวาคม พ.ศ. ๒๕๖๗" in text


def test_lines_break_at_words_by_the_thai_dictionary(paragraphs):
    letters = re.sub("[^ก-ฺเ-๎]", "", "".join(paragraphs))[:400]
    box = f'<title>ก</title><p id="box">{letters}</p>'
    style = "<style>#box { width: 10cm; overflow-wrap: normal; text-indent: 0 }</style>"
    pdf = rendering.render(f'<html lang="th">{style}{box}</html>').pdf
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
    rights = [right for _left, _bottom, right, _top in boxes]
    assert max(rights) < (2.5 + 10.1) / 2.54 * 72
    lines = poppler_pages(pdf)[0].strip().splitlines()
    assert len([line for line in lines if re.search("[ก-๎]{5}", line)]) == 9


def test_the_file_is_sound_titled_thai_and_tells_its_headings(report, tmp_path):
    pdf, _pages = pdf_of(report)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    assert b"No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    with opened(pdf) as file:
        assert str(file.Root.Lang) == "th"
        assert str(file.docinfo.Title) == report.title
        assert file.Root.MarkInfo.Marked
    assert headings(pdf) == [report.title, "ข้อมูลทั่วไป", "ความเป็นมา", "รายการ"]


@pytest.mark.parametrize(("sample", "pages"), [("announcement", 1), ("form", 2)])
def test_the_other_bases_pass_the_gates_too(record, paragraphs, sample, pages, caplog):
    paper = services.issue(
        Kind.ANNOUNCEMENT,
        record,
        template=f"sample/{sample}.html",
        context={"paragraphs": paragraphs[:3], "facts": [("ชื่อ", "น้ำใจ")], "text": "ทำ\nนำ"},
        title="ผลการคัดเลือก",
    )
    assert len(poppler_pages(sound_pdf_of(paper, caplog))) == pages


def test_a_report_and_a_letter_pass_them_too(report, letter, caplog):
    assert len(poppler_pages(sound_pdf_of(report, caplog))) > 5
    assert len(poppler_pages(sound_pdf_of(letter, caplog))) == 2


def test_pages_are_numbered_in_thai_digits_by_kind(report, letter):
    pdf, pages = pdf_of(report)
    found = poppler_pages(pdf)
    last = str(pages).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert f"หน้า {last} จาก {last}" in found[-1]
    assert not re.search("หน้า [๐-๙]", found[0])
    found = poppler_pages(pdf_of(letter)[0])
    assert "- ๒ -" in found[1]
    assert not re.search("- [๐-๙]+ -", found[0])


def test_the_seal_prints_number_address_and_hash(letter):
    text = bare(poppler_pages(pdf_of(letter)[0])[0])
    assert letter.number in text
    assert letter.content_sha256 in text
    assert "http://localhost:8000/verify/" in text
    assert "เมื่อวันที่๑๘กุมภาพันธ์๒๕๖๘เวลา๑๐.๓๐น." in text


def test_a_watermark_lies_on_every_page(report, settings):
    words = (seals.DRAFT, seals.SAMPLE)
    pdf = rendering.render(seals.sealed(report), watermark=words).pdf
    for text in poppler_pages(pdf):
        assert all(bare(line) in bare(text) for line in words)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    settings.DEMO = True
    assert seals.watermark(report) == ()


def test_thai_text_looks_the_same_as_without_the_mend(paragraphs, monkeypatch):
    source = f'<html lang="th"><title>ก</title><h1>ขึ้น เริ่ม ปั้น ก๋ำ</h1><p>{paragraphs[1]}</p></html>'

    def picture():
        with pypdfium2.PdfDocument(rendering.render(source).pdf) as document:
            return document[0].render(scale=2).to_pil().tobytes()

    mended = picture()
    monkeypatch.setattr(thaifix.stream, "Font", thaifix._stock_font)
    monkeypatch.setattr(thaifix.stream.Stream, "show_text", thaifix._stock_show_text)
    monkeypatch.setattr(thaifix.stream.Stream, "set_text_rise", thaifix._stock_set_text_rise)
    assert picture() == mended


def test_a_machine_whose_pdfs_lose_thai_makes_none(monkeypatch):
    rendering.prove_thai.cache_clear()
    monkeypatch.setattr(thaifix.stream, "Font", thaifix._stock_font)
    monkeypatch.setattr(thaifix.stream.Stream, "show_text", thaifix._stock_show_text)
    with pytest.raises(rendering.Refused):
        rendering.render("<p>ก</p>")
    monkeypatch.undo()
    rendering.prove_thai()


def test_another_release_of_the_renderer_is_refused(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"71\.0"):
        thaifix.install()


@pytest.fixture
def listener():
    """A server on this machine that notes who called."""
    calls = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", calls
    server.shutdown()
    thread.join()
    server.server_close()


SNARES = [
    '<img alt="" src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<style>p {{ background: url("{url}") }}</style><p>ก</p>',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font: 9pt X }}</style><p>ก',
    '<object data="{url}"></object>',
    '<svg><image href="{url}"/></svg>',
]


@pytest.mark.parametrize("snare", SNARES)
@pytest.mark.parametrize("place", ["file:///etc/hostname", "http", "//example.org/x", "paper:x"])
def test_s16_a_document_reaches_neither_files_nor_the_net(snare, place, listener):
    address, calls = listener
    url = f"{address}/secret" if place == "http" else place
    try:
        pdf = rendering.render(f"<title>ก</title>{snare.format(url=url)}").pdf
    except rendering.Refused:
        pdf = b""
    assert calls == []
    assert b"EmbeddedFile" not in pdf


def test_s16_a_document_has_its_limits_of_memory_and_time(monkeypatch):
    rendering.render("<title>ก</title>")
    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(rendering, "HTML", lambda **_document: bytearray(64 * 2**30))
    with pytest.raises(MemoryError):
        rendering.render("<title>ก</title>")
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert (tasks.make.soft_time_limit, tasks.make.time_limit) == (240, 300)


def test_s16_text_of_people_stays_text(issue):
    paper = issue(f'<img src="file:///etc/passwd"> {seals.PLACE} <script>1</script>')
    assert paper.html.count(seals.PLACE) == 1
    pdf, _pages = pdf_of(paper)
    assert bare('<img src="file:///etc/passwd">') in bare("".join(poppler_pages(pdf)))


def test_the_collector_rests_only_while_a_document_is_laid_out(issue):
    pdf_of(issue())
    assert gc.isenabled()


def test_a_letter_that_sarabun_lacks_does_not_stop_a_paper(issue):
    pdf, _pages = pdf_of(issue("ใจดี 😀 ทำ"))
    text = bare("".join(poppler_pages(pdf)))
    assert "ใจดี" in text
    assert "ทำ" in text
