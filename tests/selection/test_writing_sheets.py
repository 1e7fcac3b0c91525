"""A sheet while it is written, in one window or in two; notes; abstaining."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.stamps import Sight, digest
from pyp_portal import clock
from selection import services
from selection.kinds import AnnouncementKind, Remarks, Stage
from selection.models import Announcement, PrivateNote, ScoreSheet
from selection.services.noting import keep_note, note_of, sweep_notes
from selection.services.writing import keep
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    REASON,
    SeatFactory,
    fresh,
    pitched,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
ALL_FOUR = dict.fromkeys(DOC_CODES, 4)


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def sheet(plan):
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats[1:])
    services.open_review([proposal], due=DUE)
    return seats[1].sheets.get()


def put(sheet, sight=None, **values):
    return keep(sheet, values, sheet.seat.user, sight)


def texts(sheet):
    kept = fresh(sheet)
    return kept.strength_th, kept.advice_th


def test_one_field_is_saved_and_the_rest_stands(sheet):
    put(sheet, strength="ชัดเจน", D1=4)
    put(sheet, advice="ลดขอบเขต")

    assert texts(sheet) == ("ชัดเจน", "ลดขอบเขต")
    assert fresh(sheet).points() == {"D1": 4}
    assert fresh(sheet).version == 2


def test_the_same_again_changes_nothing(sheet):
    put(sheet, D1=4, D1_comment="ครบ")
    put(sheet, D1="4", D1_comment=" ครบ ")

    assert fresh(sheet).version == 1


def test_two_windows_that_write_different_fields_both_stand(sheet):
    one, two = (Sight(base=0, tab=tab, turn=1) for tab in "ab")
    put(sheet, one, strength="จากหน้าต่างแรก")
    outcome = put(sheet, two, advice="จากหน้าต่างที่สอง")

    assert outcome.clashes == []
    assert texts(sheet) == ("จากหน้าต่างแรก", "จากหน้าต่างที่สอง")


def test_what_another_window_saved_since_is_not_overwritten(sheet):
    put(sheet, Sight(base=0, tab="a"), strength="ข้อความแรก")
    outcome = put(sheet, Sight(base=0, tab="b"), strength="ข้อความที่สอง", D2=3)

    clash = outcome.clashes[0]
    assert (clash.mine, clash.theirs) == ("ข้อความที่สอง", "ข้อความแรก")
    assert texts(sheet)[0] == "ข้อความแรก"
    assert fresh(sheet).points() == {"D2": 3}


def test_a_field_that_this_window_never_touched_is_no_clash(sheet):
    put(sheet, Sight(base=0, tab="a"), strength="ข้อความแรก")
    outcome = put(sheet, Sight(base=0, tab="b", was={"strength": digest("")}), strength="")

    assert (outcome.clashes, texts(sheet)[0]) == ([], "ข้อความแรก")


@pytest.mark.parametrize(
    ("choice", "stands", "noted"),
    [("chosen", "ข้อความที่สอง", "ข้อความแรก"), ("yielded", "ข้อความแรก", "ข้อความที่สอง")],
)
def test_of_two_texts_one_stands_and_the_other_goes_to_the_own_note(sheet, choice, stands, noted):
    put(sheet, Sight(base=0, tab="a"), strength="ข้อความแรก", D1=2)
    seen = {"strength": 1, "D1": 1} if choice == "chosen" else {}
    names = frozenset({"strength", "D1"})
    sight = Sight(base=0, tab="b", seen=seen, **{choice: names})
    put(sheet, sight, strength="ข้อความที่สอง", D1=5)

    assert texts(sheet)[0] == stands
    assert note_of(sheet.seat.user, sheet.proposal).text == noted


def test_a_post_that_was_held_up_on_its_way_comes_too_late(sheet):
    put(sheet, Sight(base=0, tab="a", turn=5), advice="ใหม่กว่า")
    put(sheet, Sight(base=0, tab="a", turn=4), advice="เก่ากว่า")

    assert texts(sheet)[1] == "ใหม่กว่า"


def test_a_sheet_that_is_in_takes_nothing_more(sheet):
    submit(sheet.seat, sheet.proposal)

    assert isinstance(put(sheet, D1=1).refusal, MoveRefused)


def test_a_reason_beside_each_criterion_where_the_plan_asks_for_it(plan, sheet):
    services.change_plan(plan, by=None, remarks=Remarks.REQUIRED)
    said = dict.fromkeys(DOC_CODES[1:], "มีหลักฐาน")
    services.save_sheet(sheet, ALL_FOUR, comments=said)

    with pytest.raises(MoveRefused, match="D1"):
        services.submit_sheet(sheet)
    services.save_sheet(sheet, ALL_FOUR, comments=said | {"D1": "ตรงกับแผน"})

    assert services.submit_sheet(sheet).submitted_at


# --- Abstaining
def test_who_abstains_is_done_and_counts_nowhere(sheet):
    services.save_sheet(sheet, ALL_FOUR, advice="เขียนไว้แล้ว")
    services.abstain(sheet, reason=REASON)

    kept = fresh(sheet)
    assert (kept.is_locked, kept.advice_th, kept.abstain_reason) == (True, "เขียนไว้แล้ว", REASON)
    mine = sheet.seat.sheets
    assert (list(mine.waiting()), list(mine.counted())) == ([], [])
    assert list(ScoreSheet.objects.abstained()) == [sheet]
    for verb in (services.submit_sheet, services.abstain):
        with pytest.raises(MoveRefused):
            verb(sheet, **({"reason": REASON} if verb is services.abstain else {}))


def test_abstaining_from_documents_needs_a_reason_and_from_a_pitch_does_not(plan, sheet):
    with pytest.raises(ReasonNeeded):
        services.abstain(sheet, reason="สั้น")
    newcomer = SeatFactory(committee=plan.committee)
    late = services.open_pitch_sheet(newcomer, pitched(plan, list(plan.committee.seats.all())[:3]))

    assert services.abstain(late).abstained_at
    assert late.stage == Stage.PITCH


def test_the_office_takes_an_abstention_back_with_a_reason(sheet):
    clerk = UserFactory(staff=True)
    services.abstain(sheet, reason=REASON)
    with pytest.raises(ReasonNeeded):
        services.take_abstention_back(sheet, reason="", by=clerk)
    services.take_abstention_back(sheet, reason=REASON, by=clerk)

    assert fresh(sheet).is_waiting
    with pytest.raises(MoveRefused):
        services.take_abstention_back(sheet, reason=REASON, by=clerk)


# --- Notes
def test_a_note_keeps_both_texts_of_two_windows(sheet):
    user, proposal = sheet.seat.user, sheet.proposal
    keep_note(proposal, user, "จำไว้ถาม", Sight(base=0, tab="a"))
    keep_note(proposal, user, "อีกเรื่อง", Sight(base=0, tab="b"))
    keep_note(proposal, user, "อีกเรื่อง", Sight(base=0, tab="b"))

    assert note_of(user, proposal).text == "อีกเรื่อง\n\nจำไว้ถาม"
    assert note_of(UserFactory(), proposal) is None


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_notes_go_ninety_days_after_the_last_results(plan, sheet, days, left):
    keep_note(sheet.proposal, sheet.seat.user, "จำไว้ถาม")
    with clock.at(clock.now() + timedelta(days=1)):
        Announcement.objects.create(
            plan=plan,
            kind=AnnouncementKind.RESULT,
            title_th="ผล",
            drafted_at=clock.now(),
            released_at=clock.now(),
        )
    sweep_notes()
    with clock.at(clock.now() + timedelta(days=days + 1)):
        sweep_notes()

    assert PrivateNote.objects.count() == left
