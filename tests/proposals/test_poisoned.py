"""S16, S17: a poisoned proposal makes an ordinary PDF, or fails alone and the next is made."""

import re

import pytest

from proposals import documents
from pyp_portal.papers import limits, rendering, tasks
from pyp_portal.papers.jobs import State
from tests.factories.papers import PaperFactory
from tests.factories.proposals import complete_proposal
from tests.papers.pdfs import sound_pdf_of
from tests.papers.texts import poppler_pages, said

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
POISON = (
    f"{SCRIPT}{'<b><i>' * 12}<style>@import 'http://127.0.0.1/x'</style>"
    "<img src=file:///etc/passwd><link rel=attachment href=file:///etc/passwd>"
    "{{ settings.SECRET_KEY }}{% include 'base.html' %}{ชื่อเรื่อง}${7*7}%(x)s=1+1<!-- seal -->"
    "\u202eกลับหน้า\u202c ซ่\u200bอ\u200dน\ufeff \u2066ก\u2069 \uff1cscript\uff1e &#60;b&#62; 😀 陳 ำ่"
)
ROWS = 5


def poisoned(value):
    """Answers with the poison in every text that people write."""
    if isinstance(value, dict):
        return {key: poisoned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one) for one in value]
    return POISON if isinstance(value, str) and re.search("[ก-๎]", value) else value


def proposal_with(**changes):
    proposal = complete_proposal(title_th=SCRIPT)
    proposal.answers.data |= changes
    proposal.answers.save()
    return proposal


@pytest.fixture
def in_every_answer():
    proposal = complete_proposal(title_th=SCRIPT)
    answers = proposal.answers
    answers.data = poisoned(answers.data)
    answers.data["workplan"] *= ROWS
    answers.save()
    return proposal


def test_s17_poison_in_every_answer_makes_an_ordinary_paper(in_every_answer, caplog):
    paper = documents.full_draft(in_every_answer, in_every_answer.owner)

    pdf = sound_pdf_of(paper, caplog)  # two readers find every word as it was written

    text = said("".join(poppler_pages(pdf)).replace("<", "&lt;"))
    assert text.count("{{settings.SECRET_KEY}}{%include'base.html'%}{ชื่อเรื่อง}") > ROWS
    assert said("%(x)s=1+1&lt;!--seal--&gt;กลับหน้าซ่อน") in text
    assert b"EmbeddedFile" not in pdf
    assert b"/URI" not in pdf


def test_s16_ten_megabytes_fail_alone_and_the_next_paper_is_made():
    """As many letters as make ten megabytes would: refused before anything is laid out."""
    big = proposal_with(summary="น้ำท่วมซ้ำซาก " * 250_000)
    paper = documents.full_draft(big, big.owner)
    small = PaperFactory()

    with pytest.raises(limits.TooMuch):
        tasks.make(paper.pk)
    tasks.make(small.pk)

    paper.refresh_from_db()
    small.refresh_from_db()
    assert (paper.state, paper.attempts) == (State.FAILED, 1)
    assert re.fullmatch(
        r"TooMuch: The document has 3,[0-9,]{7} letters; 1,500,000 are allowed\.", paper.error
    )
    assert small.state == State.MADE


def test_s16_markup_nested_without_end_fails_alone():
    """No room lets it in; were it to come, the worker lives."""
    with pytest.raises(RecursionError):
        rendering.render("<title>ก</title>" + "<div>" * 3000)
    assert rendering.render("<title>ก</title>").pages == 1
