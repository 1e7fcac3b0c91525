"""Sheets from paper: two people read the same, or it does not count."""

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.services.access import close
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.models import Event
from selection import services
from selection.kinds import Severity, Stage
from selection.models import Seat
from selection.services import doors, typing_in
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    PITCH_CODES,
    REASON,
    fresh,
    plan_of,
    seat_members,
    slot_of,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(at):
    at("2025-02-13 09:00")
    plan = plan_of()
    seats = seat_members(plan, 2)
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    doors.open_to_committee(proposal, seats)
    slot = slot_of(plan, proposal, seats)
    services.open_item(slot)
    return seats[1].sheets.get(stage=Stage.PITCH)


@pytest.fixture
def clerks():
    return [UserFactory(staff=True) for _each in range(3)]


def read(value=4, **other):
    return {"points": dict.fromkeys(PITCH_CODES, value) | other}


def form_of(value=4, **other):
    return {code: str(value) for code in PITCH_CODES} | other


def url(sheet):
    return reverse("selection:typed", args=[sheet.uid])


def text(response):
    return response.content.decode()


def test_the_sheet_counts_once_a_second_person_reads_the_same(sheet, clerks):
    typing_in.type_in(sheet, by=clerks[0], advice="พูดให้สั้น", **read())
    assert fresh(sheet).submitted_at is None

    typed = typing_in.type_in(sheet, by=clerks[1], advice="พูดให้สั้น", **read(4.0))

    now = fresh(sheet)
    assert (now.total, now.submitted_at, now.advice_th) == (80, clock.now(), "พูดให้สั้น")
    assert (typed.first_by, typed.second_by, typed.agreed_at) == (*clerks[:2], clock.now())
    named = Event.objects.of(sheet).exclude(verb="submitted").values_list("verb", "by")
    assert list(named) == [
        ("typed in from paper", clerks[0].pk),
        ("typed in from paper", clerks[1].pk),
        ("checked against paper", clerks[1].pk),
    ]


def test_where_reasons_are_asked_for_they_are_typed_in_and_compared_too(sheet, clerks, client_of):
    plan = sheet.proposal.call.selection_plan
    services.change_plan(plan, by=None, remarks="required")
    reasons = {f"{code}_comment": f"เหตุผล {code}" for code in PITCH_CODES}
    first, second = client_of(clerks[0]), client_of(clerks[1])
    assert first.post(url(sheet), form_of(4)).status_code == 200
    first.post(url(sheet), form_of(4, **reasons))
    second.post(url(sheet), form_of(4, **reasons | {"P2_comment": "อีกอย่าง"}))
    assert [row[0] for row in typing_in.differences(typing_in.open_entry(sheet))] == ["P2_comment"]
    assert "เหตุผล P3" in text(first.get(url(sheet)))

    second.post(url(sheet), form_of(4, **reasons))

    assert fresh(sheet).submitted_at
    assert sheet.scores.get(criterion__code="P2").comment == "เหตุผล P2"


def test_one_person_alone_never_hands_it_in(sheet, clerks):
    for value in (3, 4, 4):
        typed = typing_in.type_in(sheet, by=clerks[0], **read(value))

    assert (typed.first["points"]["P1"], typed.second) == ("4", None)
    assert fresh(sheet).submitted_at is None


def test_what_differs_is_shown_until_one_of_them_reads_again(sheet, clerks):
    typing_in.type_in(sheet, by=clerks[0], strength="ชัดเจน", **read())
    typed = typing_in.type_in(sheet, by=clerks[1], **read(P2=5))
    assert typing_in.differences(typed) == [("P2", "4", "5"), ("strength", "ชัดเจน", "")]

    typed = typing_in.type_in(sheet, by=clerks[0], **read(P2=5))

    assert typed.agreed_at
    assert fresh(sheet).points()["P2"] == 5


def test_a_third_person_takes_the_place_of_the_second(sheet, clerks):
    typing_in.type_in(sheet, by=clerks[0], **read())
    typing_in.type_in(sheet, by=clerks[1], **read(5))

    typed = typing_in.type_in(sheet, by=clerks[2], **read())

    assert (typed.second_by, bool(typed.agreed_at)) == (clerks[2], True)


def test_a_sheet_with_gaps_is_not_kept(sheet, clerks):
    with pytest.raises(MoveRefused, match="P3"):
        typing_in.type_in(sheet, by=clerks[0], **read(P3=None))

    assert typing_in.open_entry(sheet) is None


def test_what_the_member_began_or_handed_in_is_not_typed_over(sheet, clerks):
    services.save_sheet(sheet, {"P1": 5})
    with pytest.raises(MoveRefused):
        typing_in.type_in(sheet, by=clerks[0], **read())
    submit(sheet.seat, sheet.proposal, stage=Stage.PITCH)

    with pytest.raises(MoveRefused):
        typing_in.type_in(sheet, by=clerks[0], **read())


def test_nothing_is_typed_for_a_pitch_that_is_not_open_or_was_left(sheet, clerks):
    plan = sheet.proposal.call.selection_plan
    other = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    slot_of(plan, other, list(Seat.objects.all()))
    with pytest.raises(MoveRefused):
        typing_in.type_in(other.sheets.first(), by=clerks[0], **read())
    services.declare(sheet.seat, sheet.proposal, Severity.HARD, reason=REASON)

    with pytest.raises(MoveRefused):
        typing_in.type_in(sheet, by=clerks[0], **read())


def test_the_second_person_does_not_see_what_the_first_has_read(sheet, clerks, client_of):
    first, second = client_of(clerks[0]), client_of(clerks[1])
    first.post(url(sheet), form_of(3, strength="ลับเฉพาะ"))

    page = text(second.get(url(sheet)))
    assert "ลับเฉพาะ" not in page
    assert 'value="3"' not in page
    assert "ลับเฉพาะ" in text(first.get(url(sheet)))
    answer = second.post(url(sheet), form_of(3, P6="4"), follow=True)
    assert "ลับเฉพาะ" in text(answer)
    second.post(url(sheet), form_of(3, strength="ลับเฉพาะ"))

    assert fresh(sheet).total == 60


def test_a_refusal_keeps_what_was_typed(sheet, clerks, client_of):
    services.save_sheet(sheet, {"P1": 5})

    page = client_of(clerks[0]).post(url(sheet), form_of(2, advice="ข้อความยาว"))

    assert page.status_code == 200
    assert "ข้อความยาว" in text(page)


def test_the_list_says_who_is_missing_and_shows_no_points(sheet, clerks, client_of):
    typing_in.type_in(sheet, by=clerks[0], **read(5))
    session = sheet.proposal.pitch_slots.get().session
    page = text(client_of(clerks[1]).get(reverse("selection:pitch_sheets", args=[session.uid])))

    assert "พิมพ์แล้วหนึ่งครั้ง" in page
    assert str(clerks[0]) in page
    assert page.count(sheet.proposal.code + "</td>") == 3
    assert "100.00" not in page


def test_the_list_names_no_proposal_that_is_closed_to_the_clerk(sheet, client_of):
    clerk = sheet.seat.user
    clerk.role_grants.create(role="sto_staff", given_at=clock.now())
    services.declare(sheet.seat, sheet.proposal, Severity.HARD, reason=REASON)
    session = sheet.proposal.pitch_slots.get().session

    page = client_of(clerk).get(reverse("selection:pitch_sheets", args=[session.uid]))

    assert sheet.proposal.code not in text(page)
    assert client_of(clerk).get(url(sheet)).status_code == 404


def test_s7_who_types_in_for_a_member_keeps_their_own_conflicts_and_is_named(
    sheet, clerks, client_of
):
    close(sheet.proposal, clerks[0], "interest")

    shut = [getattr(client_of(clerks[0]), act)(url(sheet), form_of()) for act in ("get", "post")]
    typed = client_of(clerks[1]).post(url(sheet), form_of())

    assert [answer.status_code for answer in [*shut, typed]] == [404, 404, 302]
    acts = Event.objects.of(sheet).filter(verb__contains="typed")
    assert {event.by for event in acts} == {clerks[1]}
