"""The papers that a member signs: what they declared (PD-09) and their sheets (PD-11)."""

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Paper
from selection import member_papers, services
from selection.kinds import Interest, Severity, Verdict
from selection.services import signing
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import plan_of, ready_proposal, reviewed, seat_members
from tests.papers.pdfs import bare, poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db
WHY = "เคยเป็นที่ปรึกษาของหน่วยงานนี้"
TOLD = "มีผู้แจ้งว่าเป็นญาติกับนายก"


@pytest.fixture(autouse=True)
def january(at):
    return at("2025-01-27 10:00")


@pytest.fixture
def plan():
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


def declare_all(plan, seat):
    """No tie to one proposal, an acquaintance at another, an interest in a third."""
    ties = {Severity.NONE: "", Severity.SOFT: WHY, Severity.HARD: WHY}
    found = {}
    for severity, reason in ties.items():
        found[severity] = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
        kind = "" if severity == Severity.NONE else Interest.NAMED_ADVISER
        services.declare(seat, found[severity], severity, kind=kind, reason=reason)
    return found


def url(name, *args):
    return reverse(f"selection:{name}", args=args)


# --- What was declared (PD-09) ------------------------------------------------------


def test_the_declaration_names_terms_and_ties_and_is_for_the_member_to_sign(plan, seats, caplog):
    seat = seats[1]
    seat.terms = services.terms_of(plan)
    seat.save()
    found = declare_all(plan, seat)

    paper = signing.print_declaration(plan, seat, by=seat.user)

    text = bare("".join(poppler_pages(sound_pdf_of(paper, caplog))))
    for said in (seat.terms.text_th[:30], f"({seat.user.name_th})", "ไม่มีส่วนได้เสียกับข้อเสนออื่น ๑ เรื่อง"):
        assert bare(said) in text
    assert bare(found[Severity.SOFT].title_th) in text
    assert found[Severity.HARD].code in text
    assert text.count(bare(WHY)) == 2
    assert [event.verb for event in timeline(seat)][-1] == "declaration printed"


def test_what_is_closed_is_named_by_number_and_agency_alone(plan, seats):
    hard = declare_all(plan, seats[1])[Severity.HARD]
    hard.title_th = "ชื่อเรื่องที่ปิดสำหรับกรรมการผู้นี้"
    hard.save()

    html = signing.print_declaration(plan, seats[1], by=seats[1].user).html

    assert (hard.code in html, hard.title_th in html) == (True, False)


def test_what_others_weighed_about_a_member_is_not_theirs_to_sign(plan, seats):
    proposal = ready_proposal(plan, seats[:1])
    officer = UserFactory(staff=True)
    services.weigh(seats[1], proposal, Interest.NOMINEE, Verdict.CONFIRMED, reason=TOLD, by=officer)

    html = signing.print_declaration(plan, seats[1], by=seats[1].user).html

    assert (TOLD in html, proposal.code in html) == (False, False)
    assert "ยังไม่มีข้อเสนอที่ต้องแจ้งส่วนได้เสีย" in html


def test_it_is_issued_once_and_anew_after_a_change(plan, seats):
    seat = seats[1]
    soft = declare_all(plan, seat)[Severity.SOFT]
    first = signing.print_declaration(plan, seat, by=seat.user)
    again = signing.print_declaration(plan, seat, by=seat.user)
    services.declare(seat, soft, Severity.NONE)

    later = signing.print_declaration(plan, seat, by=seat.user)

    assert (first == again, first == later) == (True, False)
    assert Paper.objects.of(seat).count() == 2


def test_not_before_everything_is_declared_and_the_terms_accepted(plan, seats):
    seat = seats[1]
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    with pytest.raises(MoveRefused, match="1"):
        signing.print_declaration(plan, seat, by=seat.user)

    seat.terms_accepted_at = None
    seat.save()
    with pytest.raises(MoveRefused):
        signing.print_declaration(plan, seat, by=seat.user)
    assert not Paper.objects.exists()


def test_a_member_asks_from_the_page_and_others_read_as_they_may_read_interests(
    plan, seats, client_of
):
    seat, client = seats[1], client_of(seats[1].user)
    services.declare(seat, ProposalFactory(call=plan.call, state=State.ELIGIBLE), Severity.NONE)
    assert url("declaration_paper", 2568) in client.get(url("declarations", 2568)).content.decode()

    answer = client.post(url("declaration_paper", 2568))

    people = {
        "own": seat.user,
        "chair": seats[0].user,
        "other member": seats[2].user,
        "officer": UserFactory(staff=True),
        "auditor": UserFactory(auditor=True),
        "stranger": UserFactory(),
    }
    codes = {who: client_of(person).get(answer.url).status_code for who, person in people.items()}
    assert codes == {
        "own": 202, "chair": 202, "other member": 404,
        "officer": 202, "auditor": 202, "stranger": 404,
    }  # fmt: skip
    listed = client_of(people["chair"]).get(url("interests", 2568)).content.decode()
    assert answer.url in listed


def test_before_all_is_declared_the_page_says_what_is_left(plan, seats, client_of):
    ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    client = client_of(seats[1].user)

    answer = client.post(url("declaration_paper", 2568), follow=True)

    assert "เหลืออีก 1 เรื่อง" in answer.content.decode()
    assert url("declaration_paper", 2568) not in answer.content.decode()


def test_whom_a_proposal_in_it_is_closed_to_does_not_read_it(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[:2])
    paper = signing.print_declaration(plan, seats[1], by=seats[1].user)
    services.recuse_late(seats[0], proposal, reason=WHY)

    client, address = client_of(seats[0].user), url("paper", paper.uid)
    assert client.get(address).status_code == 404
    assert address not in client.get(url("interests", 2568)).content.decode()


# --- A sheet as a paper (PD-11) --------------------------------------------------------


def test_a_sheet_on_paper_shows_points_parts_and_total(plan, seats, caplog):
    proposal = reviewed(plan, seats[1:], points=3)
    sheet = seats[1].sheets.get(proposal=proposal)

    paper = signing.print_sheet(sheet, by=seats[1].user)

    text = bare("".join(poppler_pages(sound_pdf_of(paper, caplog))))
    for said in (proposal.title_th, seats[1].user.name_th, "คะแนนรวม", "๖๐.๐๐"):
        assert bare(said) in text
    assert signing.print_sheet(sheet, by=seats[1].user) == paper
    parts = [member_papers._scored(score)["part"] for score in sheet.scores.all()]
    assert sum(parts) == sheet.total


def test_a_changed_sheet_is_another_paper_and_an_open_one_none(plan, seats):
    proposal = reviewed(plan, seats[1:])
    sheet = seats[1].sheets.get(proposal=proposal)
    first = signing.print_sheet(sheet, by=seats[1].user)
    services.reopen_sheet(sheet, reason="ให้คะแนนผิดข้อ ขอแก้ไข", by=seats[0].user)
    with pytest.raises(MoveRefused):
        signing.print_sheet(sheet, by=seats[1].user)
    services.submit_sheet(seats[1].sheets.get(proposal=proposal))

    assert signing.print_sheet(sheet, by=seats[1].user) != first


def test_the_member_and_who_runs_the_selection_have_it_printed(plan, seats, client_of):
    sheet = seats[1].sheets.get(proposal=reviewed(plan, seats[1:]))
    people = {
        "own": seats[1].user,
        "officer": UserFactory(staff=True),
        "chair": seats[0].user,
        "auditor": UserFactory(auditor=True),
        "stranger": UserFactory(),
    }

    codes = {
        who: client_of(person).post(url("sheet_paper", sheet.uid)).status_code
        for who, person in people.items()
    }

    assert codes == {"own": 302, "officer": 302, "chair": 403, "auditor": 403, "stranger": 404}
    paper = Paper.objects.get()
    read = {
        who: client_of(one).get(url("paper", paper.uid)).status_code for who, one in people.items()
    }
    assert read == {"own": 202, "officer": 202, "chair": 202, "auditor": 202, "stranger": 404}
    tasks = client_of(seats[1].user).get(url("tasks", 2568)).content.decode()
    assert url("sheet_paper", sheet.uid) in tasks
