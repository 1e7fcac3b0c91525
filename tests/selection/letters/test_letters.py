"""Words of letters: merged, checked, approved by a second person; nobody's name or value."""

import pytest

from proposals.grounds import MoveRefused
from proposals.stamps import digest
from pyp_portal.history.models import Event
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.services import letters
from tests.factories.selection import (
    REASON,
)
from tests.selection.letters.conftest import CLEAN, letter_of

pytestmark = pytest.mark.django_db


def write(letter, by, *, strengths=CLEAN, seen=None, chosen=()):
    """Write the strengths over what the page had shown, which is what stands."""
    was = {"strengths": digest(letter.strengths_th if seen is None else seen)}
    return letters.keep_texts(letter, {"strengths": strengths}, was=was, chosen=chosen, by=by)


def test_comments_are_merged_once_in_an_order_that_tells_nothing(batch, clerk):
    announcement, proposals = batch

    counts = [letters.merge(announcement, by=clerk), letters.merge(announcement, by=clerk)]

    assert counts == [2, 0]
    letter = letter_of(proposals[0])
    assert letter.strengths == sorted([CLEAN, "พื้นที่ ชัดเจน"])
    assert (letter.reason_th, letter.is_approved) == (REASON, False)


def test_no_letter_goes_out_before_a_second_person_approved_it(batch, clerk, director):
    announcement, _proposals = batch
    letters.merge(announcement, by=clerk)
    with pytest.raises(MoveRefused):
        services.release(announcement, by=director)
    visible = announcement.plan.call.proposals
    assert letters.approve_clean(announcement, by=clerk, visible=visible.all()) == (0, 2)
    assert len(services.obstacles(announcement)) == 1

    assert letters.approve_clean(announcement, by=director, visible=visible.all()) == (2, 0)
    services.release(announcement, by=director)

    assert Paper.objects.filter(kind=Kind.RESULT_LETTER).count() == 2


def test_the_letter_says_the_approved_words_and_no_raw_comment(batch, clerk, director):
    announcement, (chosen, refused) = batch
    letters.merge(announcement, by=clerk)
    for proposal in (chosen, refused):
        letter = letter_of(proposal)
        was = {"strengths": digest(letter.strengths_th), "advice": digest(letter.advice_th)}
        words = {"strengths": "คำที่ผ่านการเห็นชอบ", "advice": ""}
        letters.keep_texts(letter, words, was=was, by=clerk)
        letters.approve(letter_of(proposal), version=1, by=director)

    services.release(announcement, by=director)

    for paper in Paper.objects.filter(kind=Kind.RESULT_LETTER):
        assert ("คำที่ผ่านการเห็นชอบ" in paper.html, CLEAN in paper.html) == (True, False)
    assert services.for_applicant(refused).strengths == ["คำที่ผ่านการเห็นชอบ"]


@pytest.mark.parametrize("leak", ["ได้ 3 คะแนน", "กรรมการท่านหนึ่ง", "a.b@example.go.th"])
def test_what_leaks_is_approved_by_nobody(batch, clerk, director, leak):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    write(letter_of(chosen), clerk, strengths=leak)

    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=1, by=director, keeps_tone=True)

    visible = announcement.plan.call.proposals.all()
    assert letters.approve_clean(announcement, by=director, visible=visible) == (1, 1)


def test_the_family_name_of_a_member_is_found_in_a_letter(batch, clerk, director, seats):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    user = seats[1].user
    type(user).objects.filter(pk=user.pk).update(family_th="วงศ์ตัวอย่างยิ่ง")

    write(letter_of(chosen), clerk, strengths="ตามที่คุณวงศ์ตัวอย่างยิ่งเสนอ")

    found = letters.findings_of(letter_of(chosen), letters.judges_of(announcement.plan))
    assert [one.passage for one in found if one.leaks] == ["คุณวงศ์ตัวอย่างยิ่ง"]


def test_a_harsh_tone_may_stand_once_somebody_says_so(batch, clerk, director):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    write(letter_of(chosen), clerk, strengths="ไร้สาระ")
    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=1, by=director)

    letters.approve(letter_of(chosen), version=1, by=director, keeps_tone=True)

    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=1, by=director, keeps_tone=True)
    assert letter_of(chosen).approved_by == director


def test_nobody_approves_their_own_words(batch, clerk):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)

    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=0, by=clerk)


def test_new_words_are_to_be_approved_again(batch, clerk, director):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    letters.approve(letter_of(chosen), version=0, by=director)

    write(letter_of(chosen), director, strengths=letter_of(chosen).strengths_th)
    assert letter_of(chosen).approved_by == director
    write(letter_of(chosen), director)

    assert letter_of(chosen).is_approved is False


def test_two_who_write_at_once_do_not_overwrite_each_other(batch, clerk, director):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    seen = letter_of(chosen).strengths_th
    write(letter_of(chosen), clerk, strengths="ของคนแรก")

    kept = write(letter_of(chosen), director, strengths="ของคนที่สอง", seen=seen)
    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=0, by=director)

    assert (kept.saved, kept.clashes) == ({}, {"strengths": "ของคนแรก"})
    assert letter_of(chosen).strengths == ["ของคนแรก"]
    choice = {"strengths": digest("ของคนแรก")}
    write(letter_of(chosen), director, strengths="ของคนที่สอง", seen=seen, chosen=choice)
    assert letter_of(chosen).strengths == ["ของคนที่สอง"]
    replaced = Event.objects.of(announcement).get(verb="text replaced")
    assert replaced.reason == "ของคนแรก"


def test_what_is_held_or_out_is_not_rewritten(batch, clerk, director, plan):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    visible = plan.call.proposals.all()
    letters.approve_clean(announcement, by=director, visible=visible)
    services.change_plan(plan, by=director, release_hold=10)
    services.press_release(announcement, by=director)

    with pytest.raises(MoveRefused):
        write(letter_of(chosen), clerk)
    services.release(announcement, by=director)
    with pytest.raises(MoveRefused):
        letters.merge(announcement, by=clerk)


def test_where_no_approval_is_asked_only_clean_comments_go_out(batch, director, plan):
    announcement, (chosen, _refused) = batch
    services.change_plan(plan, by=director, approved_letters=False)
    chosen.sheets.filter(strength_th=CLEAN).update(strength_th="ให้ 4/5 ครับ")

    services.release(announcement, by=director)

    assert services.for_applicant(chosen).strengths == ["พื้นที่\nชัดเจน"]


def test_without_an_approved_letter_no_comment_is_shown(batch, director, plan):
    announcement, (chosen, _refused) = batch
    services.change_plan(plan, by=director, approved_letters=False)
    services.release(announcement, by=director)

    services.change_plan(plan, by=director, approved_letters=True)

    assert services.for_applicant(chosen).strengths == []


def test_a_mean_over_too_few_sheets_is_not_told(batch, director, plan):
    announcement, (chosen, _refused) = batch
    services.change_plan(plan, by=director, approved_letters=False)
    services.release(announcement, by=director)
    told = [criterion.code for criterion, _mean in services.for_applicant(chosen).means]

    services.change_plan(plan, by=director, means_from=4)

    assert told[:2] == ["D1", "D2"]
    assert services.for_applicant(chosen).means == []
