"""A signed announcement whose letters are to be written and approved."""

from datetime import date

import pytest

from selection.kinds import AnnouncementKind, Outcome
from selection.models import LetterText
from tests.factories.accounts import UserFactory
from tests.factories.selection import announced, decided, plan_of, seat_members

RESULT = AnnouncementKind.RESULT
CLEAN = "ภาคีครบ"


def letter_of(proposal):
    return LetterText.objects.get(item__proposal=proposal)


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
