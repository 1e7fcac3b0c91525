"""What a screen reader says of a page: its text and its seal, not its running lines."""

import tempfile

import outloud
import pikepdf
import pytest

from pyp_portal.papers import rendering, seals
from tests.papers.pdfs import bare, opened, poppler_pages

RUNNING = "PAG-001"  # running lines that are tagged as text


@pytest.fixture
def pdf(issue, paragraphs):
    """A report of more than two pages."""
    return rendering.render(seals.sealed(issue("\n".join(paragraphs * 2), title="รายงานน้ำ"))).pdf


def elements(node):
    """Every element of the tree, from its root."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def drawn_in_artifacts(page):
    """How many pieces of text of a page are furniture, and how many are not."""
    marks, count = [], {True: 0, False: 0}
    for words, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BMC", "BDC"):
            marks.append(words[0] == "/Artifact")
        elif str(operator) == "EMC":
            marks.pop()
        elif str(operator) in ("Tj", "TJ"):
            count[any(marks)] += 1
    assert marks == []
    return count[True], count[False]


def test_running_lines_are_furniture_and_the_seal_is_read(pdf):
    assert "หน้า๓จาก๔" in bare(poppler_pages(pdf)[2])
    with opened(pdf) as file:
        tree = file.Root.StructTreeRoot
        read = [element.objgen for element in elements(tree)]
        known = [kid.objgen for entry in list(tree.ParentTree.Nums)[1::2] for kid in entry]
        figures = [str(element.Alt) for element in elements(tree) if element.S == "/Figure"]
        first, *rest = map(drawn_in_artifacts, file.pages)
    assert set(known) <= set(read)
    assert len(read) == len(set(read))
    assert figures == ["คิวอาร์โค้ดไปยังหน้าตรวจสอบเอกสาร"]
    assert first[0] == 0  # its foot is the seal
    assert min(min(counts) for counts in rest) > 0


def test_no_running_line_is_tagged_as_text(pdf):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        copy.write(pdf)
        copy.flush()
        assert RUNNING not in {finding.rule for finding in outloud.check(copy.name).findings}
