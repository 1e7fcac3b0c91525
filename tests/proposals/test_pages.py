"""The pages of room 1, gone through as people do."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals.models import Proposal, Receipt
from proposals.services.submitting import freeze
from proposals.states import State
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    pdf,
    submitter,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def url(name, *args, **query):
    return reverse(f"proposals:{name}", args=args, query=query)


def letter(name="letter.pdf"):
    return SimpleUploadedFile(name, pdf(), "application/pdf")


def fields_of(response):
    """What a browser would send back for the forms of a step, as the page shows it."""
    form = response.context["form"]
    sent = {"version": response.context["proposal"].version}
    for part in form.parts():
        for piece in part.forms if hasattr(part, "forms") else [part]:
            for field in piece:
                sent |= shown(field)
        if hasattr(part, "management_form"):
            sent |= {f.html_name: f.value() for f in part.management_form}
    return {name: value for name, value in sent.items() if value is not None}


def shown(field):
    """Name and value of one control, or of the controls it is made of."""
    value = field.value()
    widget = field.field.widget
    if hasattr(widget, "decompress"):
        parts = widget.decompress(value) if not isinstance(value, list) else value
        return {f"{field.html_name}_{n}": part or "" for n, part in enumerate(parts)}
    if isinstance(value, bool):
        return {field.html_name: "on"} if value else {}
    return {field.html_name: "" if value is None else value}


def test_the_public_page_of_the_call(client):
    CallFactory()

    page = client.get(url("call"))

    assert page.status_code == 200
    assert "แผนงาน ทรัพยากร ทีม เอกสาร" in page.content.decode()
    assert client.get(url("call", 2568)).status_code == 200
    assert client.get(url("call", 2570)).status_code == 404


def test_a_member_begins_a_draft_of_the_own_agency(client_of):
    CallFactory()
    member = MembershipFactory()

    answer = client_of(member.user).post(url("new"), {"agency": member.agency.code})

    proposal = Proposal.objects.get()
    assert answer.url == url("step", proposal.code, 1)
    assert (proposal.code, proposal.lead_agency, proposal.origin) == (
        "P68-0001",
        member.agency,
        "area",
    )
    assert proposal.answers.data["contact_email"] == member.user.email


def test_nobody_begins_a_draft_for_others(client_of):
    CallFactory()
    member, other = MembershipFactory(), AgencyFactory()

    assert client_of(member.user).post(url("new"), {"agency": other.code}).status_code == 403
    assert not Proposal.objects.exists()


def test_an_officer_begins_what_the_centre_proposes(client_of):
    CallFactory()
    agency = AgencyFactory(name_th="สำนักงานพัฒนาทดลอง")
    client = client_of(UserFactory(staff=True))

    assert agency.name_th in client.get(url("new", q="พัฒนาทดลอง")).content.decode()
    client.post(url("new"), {"agency": agency.code})

    assert Proposal.objects.get().origin == "centre"


@pytest.mark.parametrize("number", range(1, 8))
def test_each_step_comes_back_as_it_was_saved(client_of, number):
    proposal = complete_proposal()
    before = proposal.answered()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, number))

    answer = client.post(url("step", proposal.code, number), fields_of(page))

    assert answer.status_code == 302, [part.errors for part in answer.context["form"].parts()]
    after = Proposal.objects.get()
    assert after.version == proposal.version + 1
    assert {k: v for k, v in after.answered().items() if before.get(k)} == {
        k: v for k, v in before.items() if v
    }


def test_too_long_comes_back_with_all_that_was_typed(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    typed = fields_of(page) | {"title_th": "ก" * 201, "summary": "เขียนใหม่ "}

    answer = client.post(url("step", proposal.code, 2), typed)

    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#id_title_th"' in body
    assert "ก" * 201 in body
    assert "เขียนใหม่" in body
    assert Proposal.objects.get().version == 1


def test_broken_thai_is_mended_on_input(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))

    typed = fields_of(page) | {"title_th": "นํ้าท่วม\u200bที่ตํ\u0e32บล เเก้ไขร่วมกันให้ได้"}
    client.post(url("step", proposal.code, 2), typed)

    assert Proposal.objects.get().title_th == "น้ำท่วมที่ตำบล แก้ไขร่วมกันให้ได้"


def test_an_old_page_keeps_what_was_typed_and_says_who_was_first(client_of):
    proposal = complete_proposal()
    first, second = submitter(proposal), submitter(proposal)
    page = client_of(second).get(url("step", proposal.code, 3))
    typed = fields_of(page) | {"problem_statement": "ข้อความของคนที่สอง " * 15}
    client_of(first).post(url("step", proposal.code, 3), fields_of(page))

    answer = client_of(second).post(url("step", proposal.code, 3), typed)

    body = answer.content.decode()
    assert str(first) in body
    assert "ข้อความของคนที่สอง" in body
    assert "ข้อความของคนที่สอง" not in Proposal.objects.get().answers.data["problem_statement"]
    again = client_of(second).post(
        url("step", proposal.code, 3), typed | {"version": answer.context["proposal"].version}
    )
    assert again.status_code == 302


def test_a_row_without_province_is_asked_for(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    typed = fields_of(page) | {
        "target_areas-1-district_th": "สะเดา",
        "target_areas-1-province_code": "",
    }

    answer = client.post(url("step", proposal.code, 2), typed)

    assert answer.status_code == 200
    assert 'href="#id_target_areas-1-province_code"' in answer.content.decode()


def test_a_registered_partner_is_found_and_chosen(client_of):
    proposal = complete_proposal()
    agency = AgencyFactory(name_th="กรมทดลองข้อมูล", level="CENTRAL")
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 5))
    sought = fields_of(page) | {"find": "1", "agency_query": "ทดลองข้อ"}

    found = client.get(client.post(url("step", proposal.code, 5), sought).url)
    typed = fields_of(found) | {"partners-0-agency": agency.code}
    client.post(url("step", proposal.code, 5), typed)

    partner = proposal.partners.get(agency=agency)
    assert (partner.level, partner.sector) == ("CENTRAL", "PUBLIC")


def test_the_same_title_twice_is_refused_beside_its_field(client_of):
    proposal = complete_proposal()
    other = complete_proposal(lead_agency=proposal.lead_agency)
    client = client_of(submitter(other))
    page = client.get(url("step", other.code, 2))

    answer = client.post(
        url("step", other.code, 2), fields_of(page) | {"title_th": proposal.title_th}
    )

    assert 'href="#id_title_th"' in answer.content.decode()


def test_the_review_says_what_is_missing_with_links(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))

    body = client.get(url("review", proposal.code)).content.decode()

    assert f"{url('step', proposal.code, 3)}#q-problem_statement" in body
    assert f"{url('step', proposal.code, 7)}#q-endorsement_letter" in body


def test_from_the_letter_to_the_receipt(client_of, django_capture_on_commit_callbacks):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    signed = {
        "letter": letter(),
        "letter_no": "ที่ ทด 1/2567",
        "letter_date_0": "4",
        "letter_date_1": "12",
        "letter_date_2": "2567",
    }
    assert client.post(url("endorse", proposal.code), signed).status_code == 302
    page = client.get(url("review", proposal.code))
    sent = {"version": page.context["proposal"].version, "key": page.context["key"]}

    answers = [client.post(url("submit", proposal.code), sent) for _press in range(3)]

    assert [answer.url for answer in answers] == [url("receipt", proposal.code)] * 3
    receipt = Receipt.objects.get()
    body = client.get(url("receipt", proposal.code)).content.decode()
    assert receipt.number in body
    assert receipt.revision.sha256 in body


def test_a_letter_of_the_future_is_not_taken(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    sent = {
        "letter": letter(),
        "letter_no": "1",
        "letter_date_0": "1",
        "letter_date_1": "1",
        "letter_date_2": "2569",
    }

    answer = client.post(url("endorse", proposal.code), sent)

    assert answer.status_code == 200
    assert "letter_date" in answer.context["endorsement_form"].errors


def test_a_wrong_file_says_which_kinds_are_taken(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    sent = {"kind": "attachments", "file": SimpleUploadedFile("x.pdf", b"<html><script>")}

    answer = client.post(url("attach", proposal.code), sent)

    assert answer.status_code == 200
    assert "PDF" in answer.context["attach_form"].errors["file"][0]


def test_a_file_is_attached_read_and_taken_away(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    client.post(url("attach", proposal.code), {"kind": "partner_letters", "file": letter()})
    attachment = proposal.attachments.get()

    download = client.get(url("file", attachment.uid))
    assert b"".join(download.streaming_content).startswith(b"%PDF")
    client.post(url("detach", attachment.uid))

    assert download["Content-Disposition"].startswith("attachment")
    assert not proposal.attachments.current().exists()


def test_s2_a_stranger_gets_no_file(client_of):
    attachment = AttachmentFactory()
    stranger = MembershipFactory().user

    assert client_of(stranger).get(url("file", attachment.uid)).status_code == 404


def test_late_the_button_says_closed_and_the_draft_can_be_read(client_of, at):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    at("2025-01-07 00:00")

    answer = client.post(url("submit", proposal.code), {"key": "k"}, follow=True)

    assert "23.59" in answer.content.decode()
    assert client.get(url("text", proposal.code)).status_code == 200
    assert Proposal.objects.get().state == State.DRAFT


def test_a_withdrawal_needs_reason_and_letter(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    client = client_of(submitter(proposal))

    refused = client.post(url("withdraw", proposal.code), {"reason": "สั้น"})
    client.post(url("withdraw", proposal.code), {"reason": "ผู้บริหารเปลี่ยนนโยบาย", "letter": letter()})

    assert set(refused.context["form"].errors) == {"reason", "letter"}
    assert Proposal.objects.get().state == State.WITHDRAWN


def test_screening_from_the_case_to_eligible(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    officer = UserFactory(staff=True)
    client = client_of(officer)

    client.post(url("take", proposal.code), {"version": 1})
    client.post(url("start_screening", proposal.code), {"version": 2})
    checks = {f"E{n}": "PASS" for n in range(1, 9)}
    client.post(url("screening", proposal.code), checks)
    client.post(url("mark_eligible", proposal.code), {"version": 3})

    fresh = Proposal.objects.get()
    assert (fresh.state, fresh.case_owner) == (State.ELIGIBLE, officer)


def test_a_check_that_is_no_pass_needs_its_reason(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))

    answer = client.post(url("screening", proposal.code), {"E5": "FIX"})

    assert answer.status_code == 200
    assert "E5_reason" in answer.context["form"].errors
    assert not proposal.checks.exists()


def test_the_letter_of_return_is_kept_then_sent(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    defect = {
        "defects-TOTAL_FORMS": "1",
        "defects-INITIAL_FORMS": "0",
        "defects-0-question": "F22",
        "defects-0-defect_th": "ไม่ได้บอกที่มา",
        "defects-0-request_th": "เพิ่มเวทีประชาคม",
    }

    client.post(url("return", proposal.code), defect | {"keep": "1"})
    assert Proposal.objects.get().state == State.SCREENING
    client.post(url("return", proposal.code), defect | {"send": "1"})

    assert Proposal.objects.get().state == State.RETURNED
    assert proposal.returns.get().items.get().request_th == "เพิ่มเวทีประชาคม"


def test_the_agency_revises_only_the_named_field(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, person = UserFactory(staff=True), submitter(proposal)
    freeze(proposal, person)
    defect = {
        "defects-TOTAL_FORMS": "1",
        "defects-INITIAL_FORMS": "0",
        "defects-0-question": "F22",
        "defects-0-defect_th": "ไม่ได้บอกที่มา",
        "defects-0-request_th": "เพิ่มเวทีประชาคม",
        "send": "1",
    }
    client_of(officer).post(url("return", proposal.code), defect)
    client = client_of(person)
    page = client.get(url("step", proposal.code, 3))
    assert set(page.context["form"].form.fields) == {"area_need_evidence"}
    assert "เพิ่มเวทีประชาคม" in page.content.decode()

    client.post(
        url("step", proposal.code, 3), fields_of(page) | {"area_need_evidence": "เวที 3 ครั้ง"}
    )
    client.post(url("submit", proposal.code), {"key": "again"})

    assert Proposal.objects.get().state == State.SCREENING
    steps = client.get(url("text", proposal.code)).context["steps"]
    assert [
        reading.question.code
        for _number, _title, readings in steps
        for reading in readings
        if reading.is_changed
    ] == ["F22"]


def test_two_people_turn_a_proposal_down(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, director = UserFactory(staff=True), UserFactory(director=True)
    pass_all(proposal, officer, E5="FAIL")

    client_of(officer).post(
        url("propose_ineligible", proposal.code), {"reason": "เป็นคำของบประมาณก่อสร้าง"}
    )
    page = client_of(director).get(url("screening", proposal.code))
    [(approval, may_confirm)] = page.context["approvals"]
    assert may_confirm
    decide = url("decide", proposal.code, approval.uid)
    assert client_of(officer).post(decide, {"agrees": "on"}).status_code == 403
    client_of(director).post(decide, {"agrees": "on"})

    assert Proposal.objects.get().state == State.INELIGIBLE


def test_a_merger_needs_both_letters(client_of):
    proposal = complete_proposal(state=State.ELIGIBLE)
    other = complete_proposal(state=State.ELIGIBLE)
    client = client_of(UserFactory(staff=True))

    client.post(
        url("merge", proposal.code),
        {"other": other.code, "own_letter": letter(), "other_letter": letter()},
    )

    fresh = Proposal.objects.get(pk=proposal.pk)
    assert (fresh.state, fresh.merged_into) == (State.MERGED, other)
    assert other.partners.filter(agency=proposal.lead_agency).count() == 1


def test_two_administrators_correct_a_state(client_of):
    proposal = ProposalFactory(state=State.WITHDRAWN)
    first, second = UserFactory(admin=True), UserFactory(admin=True)

    client_of(first).post(
        url("correct", proposal.code), {"to": "screening", "reason": "ถอนผิดเรื่องโดยไม่ตั้งใจ"}
    )
    approval = client_of(second).get(url("screening", proposal.code)).context["approvals"][0][0]
    decide = url("decide", proposal.code, approval.uid)
    client_of(first).post(decide, {"agrees": "on"})
    assert Proposal.objects.get().state == State.WITHDRAWN
    client_of(second).post(decide, {"agrees": "on"})

    assert Proposal.objects.get().state == State.SCREENING


def test_an_officer_gives_more_time(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(UserFactory(staff=True))
    defect = {
        "defects-TOTAL_FORMS": "1",
        "defects-INITIAL_FORMS": "0",
        "defects-0-question": "F22",
        "defects-0-defect_th": "ไม่ได้บอกที่มา",
        "defects-0-request_th": "เพิ่มเวทีประชาคม",
        "send": "1",
    }
    client.post(url("return", proposal.code), defect)

    client.post(
        url("extend", proposal.code),
        {
            "reason": "น้ำท่วมพื้นที่ของหน่วยงาน",
            "last_day_0": "20",
            "last_day_1": "1",
            "last_day_2": "2568",
        },
    )

    assert proposal.returns.get().due_at.date() == date(2025, 1, 20)


@pytest.mark.parametrize("name", ["detail", "text", "files", "history", "preview", "receipt"])
@pytest.mark.parametrize("state", State)
def test_the_record_shows_in_every_state(client_of, name, state):
    proposal = complete_proposal(state=state)

    for user in (submitter(proposal), UserFactory(staff=True)):
        assert client_of(user).get(url(name, proposal.code)).status_code == 200


def test_applicants_see_public_labels_only(client_of):
    proposal = complete_proposal(state=State.REVIEWING)
    client = client_of(submitter(proposal))

    pages = [
        client.get(url(name, proposal.code)).content.decode() for name in ("detail", "history")
    ]
    pages.append(client.get(url("list")).content.decode())

    for body in pages:
        assert str(State.REVIEWING.label) not in re.sub(r"<[^>]+>", " ", body)


def test_papers_are_made_and_handed_out(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))

    for kind in ("full", "summary", "endorsement"):
        answer = client.post(url("make_paper", proposal.code, kind))
        assert client.get(answer.url).status_code in {200, 202}
        assert client_of(MembershipFactory().user).get(answer.url).status_code == 404
