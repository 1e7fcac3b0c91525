"""Every paper of room 1 is a sound PDF, and reads as an official paper does."""

import re

import pytest

from proposals import documents
from proposals.models import Return, ReturnItem
from proposals.services.submitting import submit
from pyp_portal.papers.columns import widths
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)
from tests.papers.pdfs import headings, poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db


def handed_in():
    proposal = complete_proposal(title_th="น้ำท่วมตำบล: ทำแผนที่ความเสี่ยงร่วมกัน")
    AttachmentFactory(proposal=proposal)
    return submit(proposal, submitter(proposal)), proposal


def full():
    receipt, proposal = handed_in()
    return documents.full_proposal(receipt.revision, proposal, proposal.owner)


def full_draft():
    proposal = complete_proposal()
    return documents.full_draft(proposal, proposal.owner)


def empty_draft():
    proposal = ProposalFactory()
    return documents.full_draft(proposal, proposal.owner)


def summary():
    proposal = complete_proposal()
    return documents.summary(proposal, proposal.owner)


def empty_summary():
    proposal = ProposalFactory()
    return documents.summary(proposal, proposal.owner)


def endorsement():
    proposal = complete_proposal()
    return documents.endorsement_form(proposal, proposal.owner)


def empty_endorsement():
    proposal = ProposalFactory()
    return documents.endorsement_form(proposal, proposal.owner)


def receipt():
    handed_in()
    return Paper.objects.get(kind="PD-06")


def return_letter():
    proposal, officer = complete_proposal(), UserFactory(staff=True)
    at = proposal.created_at
    letter = Return.objects.create(
        proposal=proposal, round_no=1, written_by=officer, sent_at=at, due_at=at
    )
    for question in ("F22", "F44"):
        ReturnItem.objects.create(
            letter=letter, question=question, defect_th="ไม่ได้บอกที่มา", request_th="เพิ่มเวที 2 ครั้ง"
        )
    return documents.return_letter(letter, proposal, officer)


def ineligible_letter():
    proposal = complete_proposal()
    pass_all(proposal, UserFactory(), E5="FAIL")
    return documents.ineligible_letter(proposal, "เป็นคำของบประมาณ", UserFactory())


PAPERS = (
    full,
    full_draft,
    empty_draft,
    summary,
    empty_summary,
    endorsement,
    empty_endorsement,
    receipt,
    return_letter,
    ineligible_letter,
)


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.mark.parametrize("write", PAPERS)
def test_every_paper_is_sound(write, caplog):
    paper = write()

    pdf = sound_pdf_of(paper, caplog)

    assert "None" not in "".join(poppler_pages(pdf))
    assert widths_of(paper.html) == {100}


def widths_of(html):
    """What the columns of each table make together."""
    return {
        sum(map(int, re.findall(r'class="w(\d+)"', group)))
        for group in re.findall("<colgroup>(.*?)</colgroup>", html)
    } or {100}


@pytest.mark.parametrize("write", PAPERS)
def test_every_table_has_its_columns_and_heads(write):
    html = write().html

    assert html.count("<table") == html.count("<colgroup>")
    assert "<th>" not in html


def test_the_full_text_has_a_bookmark_for_each_part(caplog):
    found = headings(sound_pdf_of(full(), caplog))

    assert [title[:9] for title in found if title.startswith("ส่วนที่")] == [
        f"ส่วนที่ {number}" for number in "๑๒๓๔๕๖๗"
    ]


def test_yes_is_a_word():
    html = full().html

    assert "✓" not in html
    assert '<td class="lines">ใช่</td>' in html


@pytest.mark.parametrize(
    ("position", "agency", "greeted"),
    [
        (
            "นายกองค์การบริหารส่วนจังหวัด",
            "องค์การบริหารส่วนจังหวัดสงขลา",
            "นายกองค์การบริหารส่วนจังหวัดสงขลา",
        ),
        ("ผู้ว่าราชการจังหวัด", "จังหวัดน่าน", "ผู้ว่าราชการจังหวัดน่าน"),
        ("อธิบดี", "กรมชลประทาน", "อธิบดีกรมชลประทาน"),
        ("", "กรมชลประทาน", "หัวหน้าหน่วยงาน กรมชลประทาน"),
    ],
)
def test_a_letter_greets_the_head_of_the_agency(position, agency, greeted):
    proposal = complete_proposal(lead_agency__name_th=agency)
    proposal.answers.data = proposal.answers.data | {"head_position": position}

    assert documents.addressee(proposal) == greeted


def test_without_answers_the_agency_is_greeted():
    proposal = ProposalFactory(lead_agency__name_th="กรมชลประทาน")

    assert documents.addressee(proposal) == "หัวหน้าหน่วยงาน กรมชลประทาน"


@pytest.mark.parametrize(
    ("headers", "rows", "expected"),
    [
        ([], [], []),
        (["ที่"], [["1"]], [100]),
        (["ก", "ข"], [["x" * 90, "x" * 50]], [50, 50]),
        (["ก", "ข", "ค", "ง"], [["x", "x" * 50, "", "x"]], [15, 65, 10, 10]),
    ],
)
def test_columns_share_the_width_by_what_stands_in_them(headers, rows, expected):
    assert widths(headers, rows) == expected


def test_seven_columns_still_make_a_hundred():
    assert sum(widths(list("กขคงจฉช"), [["x" * n for n in range(1, 8)]])) == 100
