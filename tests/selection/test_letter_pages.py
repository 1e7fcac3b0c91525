"""The pages of the letters: merged, written and approved by those who prepare the release."""

from datetime import date

import pytest

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


def letter_of(proposal):
    return LetterText.objects.get(item__proposal=proposal)


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


def test_letters_are_for_those_who_prepare_them_and_for_the_auditor(
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

    assert (before, after) == ([200, 404, 404], [200, 403, 404])
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
