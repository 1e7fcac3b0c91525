"""Words of letters: merged, checked, approved by a second person; nobody's name or value."""

from datetime import date

import pytest

from proposals.grounds import MoveRefused
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Severity
from selection.models import LetterText
from selection.services import letters
from tests.factories.accounts import UserFactory
from tests.factories.proposals import submitter
from tests.factories.selection import (
    REASON,
    announced,
    decided,
    fresh,
    plan_of,
    seat_members,
)

pytestmark = pytest.mark.django_db
RESULT = AnnouncementKind.RESULT
CLEAN = "ภาคีครบ"


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(
        min_reviewers=2,
        reserve_valid_until=date(2025, 6, 30),
        approved_letters=True,
    )


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def clerk():
    return UserFactory(staff=True)


@pytest.fixture
def batch(plan, seats, director):
    """A signed announcement of a selected and a declined one, with the comments of members."""
    _meeting, proposals = decided(plan, seats, director, [Outcome.SELECTED, Outcome.NOT_SELECTED])
    for proposal in proposals:
        sheets = proposal.sheets.filter(stage="doc").order_by("pk")
        for sheet, words in zip(sheets, (CLEAN, "พื้นที่\nชัดเจน", ""), strict=True):
            type(sheet).objects.filter(pk=sheet.pk).update(strength_th=words, advice_th=words)
    return announced(plan, RESULT, by=director), proposals


def write(letter, by, *, strengths=CLEAN, version=None):
    return letters.write(
        letter,
        reason=REASON,
        strengths=strengths,
        advice="",
        version=letter.version if version is None else version,
        by=by,
    )


def letter_of(proposal):
    return LetterText.objects.get(item__proposal=proposal)


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
        write(letter_of(proposal), clerk, strengths="คำที่ผ่านการเห็นชอบ")
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

    written = write(letter_of(chosen), clerk, strengths="ตามที่วงศ์ตัวอย่างยิ่งเสนอ")

    found = letters.findings_of(written, letters.judges_of(announcement.plan))
    assert [one.passage for one in found if one.leaks] == ["วงศ์ตัวอย่างยิ่ง"]


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

    write(letter_of(chosen), director)

    assert letter_of(chosen).is_approved is False


def test_two_who_write_at_once_do_not_overwrite_each_other(batch, clerk, director):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    write(letter_of(chosen), clerk, strengths="ของคนแรก")

    with pytest.raises(MoveRefused):
        write(letter_of(chosen), director, strengths="ของคนที่สอง", version=0)
    with pytest.raises(MoveRefused):
        letters.approve(letter_of(chosen), version=0, by=director)

    assert letter_of(chosen).strengths == ["ของคนแรก"]


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


def page_of(announcement, *rest):
    return f"{announcement.get_absolute_url()}letters/" + "".join(f"{one}/" for one in rest)


def test_a_letter_from_merge_to_approval_on_the_pages(batch, clerk, director, client_of):
    announcement, (chosen, refused) = batch
    office, other = client_of(clerk), client_of(director)
    url = page_of(announcement, chosen.code)
    missing = office.get(url).status_code
    office.post(page_of(announcement, "merge"))
    written = {"reason": REASON, "strengths": "ไร้สาระ", "advice": "", "version": "0"}
    office.post(url, written)
    stale = office.post(url, written | {"strengths": "คำที่พิมพ์ไว้"})
    shown = other.get(url).content.decode()
    other.post(f"{url}approve/", {"version": "1", "keeps_tone": "on"})
    other.post(f"{url}approve/", {"version": "x"})
    other.post(page_of(announcement, "approve"))
    listed = other.get(page_of(announcement)).content.decode()

    assert missing == 404
    assert "คำที่พิมพ์ไว้" in stale.content.decode()
    assert "ไร้สาระ" in shown and CLEAN in shown
    assert [letter_of(one).approved_by for one in (chosen, refused)] == [director, director]
    assert listed.count(clerk.name_th) == 0
    services.release(announcement, by=director)
    late = other.post(page_of(announcement, "approve"), follow=True)
    assert "notice" in late.content.decode()
    assert "<textarea" not in other.get(url).content.decode()


def test_a_letter_too_short_keeps_what_was_typed(batch, clerk, client_of):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)

    page = client_of(clerk).post(
        page_of(announcement, chosen.code), {"reason": "สั้น", "strengths": "ยังอยู่", "version": "0"}
    )

    assert (page.status_code, "ยังอยู่" in page.content.decode()) == (200, True)
    assert letter_of(chosen).version == 0


def test_letters_are_for_those_who_prepare_them_and_later_for_the_auditor(
    batch, clerk, director, seats, client_of
):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    auditor = client_of(UserFactory(auditor=True))
    member, applicant = client_of(seats[1].user), client_of(submitter(chosen))
    before = [c.get(page_of(announcement)).status_code for c in (auditor, member, applicant)]
    letters.approve_clean(announcement, by=director, visible=announcement.plan.call.proposals.all())
    services.release(announcement, by=director)

    after = [c.get(page_of(announcement)).status_code for c in (auditor, member, applicant)]

    assert (before, after) == ([404, 404, 404], [200, 403, 404])
    assert auditor.post(page_of(announcement, "merge")).status_code == 403
    assert auditor.get(page_of(announcement, chosen.code)).status_code == 200


def test_s6_a_letter_about_what_is_closed_to_a_clerk_is_not_theirs(batch, clerk, plan, client_of):
    announcement, (chosen, refused) = batch
    letters.merge(announcement, by=clerk)
    seat = plan.committee.seats.first()
    type(seat).objects.filter(pk=seat.pk).update(role="SECRETARY")
    services.declare(fresh(seat), refused, Severity.NONE)
    services.declare(fresh(seat), chosen, Severity.HARD, reason=REASON)
    client = client_of(seat.user)

    listed = client.get(page_of(announcement)).content.decode()

    assert (chosen.code in listed, refused.code in listed) == (False, True)
    assert client.get(page_of(announcement, chosen.code)).status_code == 404
    client.post(page_of(announcement, "approve"))
    assert [letter_of(one).is_approved for one in (chosen, refused)] == [False, True]
