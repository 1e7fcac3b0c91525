"""The second pair of eyes: proposed by one, confirmed by another, once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pyp_portal import clock
from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import Approval, Outcome
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from tests.factories.accounts import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
KIND = "close the agency"


def anybody(user):
    return True


def nobody(user):
    return False


def nothing(approval):
    return approval.payload


@pytest.fixture
def proposer():
    return UserFactory(admin=True, given_th="หนึ่ง", family_th="ผู้เสนอ")


@pytest.fixture
def second():
    return UserFactory(admin=True, given_th="สอง", family_th="ผู้ยืนยัน")


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def approval(agency, proposer):
    return approvals.propose(KIND, agency, by=proposer, reason="ยุบรวม", target="draft")


def test_the_act_happens_when_a_second_person_confirms(approval, agency, second):
    answer = approvals.confirm(approval, by=second, allowed=anybody, act=nothing)

    assert answer == {"target": "draft"}
    approval.refresh_from_db()
    assert (approval.outcome, approval.decided_by) == (Outcome.CONFIRMED, second)
    assert approvals.record_of(approval) == agency
    assert [(e.verb, e.reason, e.data) for e in timeline(agency)] == [
        ("proposed", "ยุบรวม", {"kind": KIND}),
        ("confirmed", "", {"kind": KIND}),
    ]


def test_who_proposed_cannot_confirm_nor_refuse(approval, proposer):
    with pytest.raises(Refused):
        approvals.confirm(approval, by=proposer, allowed=anybody, act=nothing)
    with pytest.raises(Refused):
        approvals.refuse(approval, by=proposer, allowed=anybody, answer="ไม่")

    approval.refresh_from_db()
    assert approval.is_open


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        {"outcome": Outcome.CONFIRMED, "by": "proposer"},
        {"outcome": Outcome.TAKEN_BACK, "by": "second"},
        {"outcome": "", "by": "second"},
        {"reason": ""},
    ],
)
def test_the_database_refuses_it_too(approval, proposer, second, change):
    people = {"proposer": proposer, "second": second}
    if by := change.pop("by", None):
        change |= {"decided_by": people[by], "decided_at": clock.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(**change)


def test_only_who_the_room_allows_decides(approval, second):
    with pytest.raises(PermissionDenied):
        approvals.confirm(approval, by=second, allowed=nobody, act=nothing)
    with pytest.raises(PermissionDenied):
        approvals.refuse(approval, by=second, allowed=nobody, answer="ไม่")


def test_a_refusal_needs_words_and_changes_nothing(approval, agency, second):
    with pytest.raises(Refused):
        approvals.refuse(approval, by=second, allowed=anybody, answer=" ")
    approvals.refuse(approval, by=second, allowed=anybody, answer="ยังไม่ถึงเวลา")

    assert timeline(agency).last().reason == "ยังไม่ถึงเวลา"
    assert approvals.open_for(agency, KIND) is None


def test_the_proposer_takes_it_back_and_nobody_else(approval, proposer, second):
    with pytest.raises(PermissionDenied):
        approvals.take_back(approval, by=second)
    approvals.take_back(approval, by=proposer)

    with pytest.raises(Refused):
        approvals.confirm(approval, by=second, allowed=anybody, act=nothing)


def test_the_second_decider_is_told_who_was_first(approval, second):
    approvals.confirm(approval, by=second, allowed=anybody, act=nothing)

    with pytest.raises(Refused) as refused:
        approvals.confirm(approval, by=UserFactory(admin=True), allowed=anybody, act=nothing)

    assert "สอง ผู้ยืนยัน" in refused.value.sentence


def test_one_request_of_a_kind_is_open_at_a_time(approval, agency, proposer, second):
    with pytest.raises(Refused) as refused:
        approvals.propose(KIND, agency, by=second, reason="อีกครั้ง")
    other_kind = approvals.propose("rename", agency, by=second, reason="ชื่อใหม่")
    approvals.refuse(approval, by=second, allowed=anybody, answer="ไม่")
    again = approvals.propose(KIND, agency, by=second, reason="อีกครั้ง")

    assert "หนึ่ง ผู้เสนอ" in refused.value.sentence
    assert set(Approval.objects.of(agency).open()) == {other_kind, again}
    assert set(Approval.objects.for_others_than(proposer)) == {other_kind, again}


def test_without_a_reason_nothing_is_proposed(agency, proposer):
    with pytest.raises(Refused):
        approvals.propose(KIND, agency, by=proposer, reason="")

    assert Approval.objects.count() == 0


def test_an_act_that_fails_leaves_the_request_open(approval, agency, second):
    def fails(approval):
        raise Refused("มีผู้อื่นแก้ไขไปก่อน")

    with pytest.raises(Refused):
        approvals.confirm(approval, by=second, allowed=anybody, act=fails)

    assert approvals.open_for(agency, KIND) == approval
    assert [event.verb for event in timeline(agency)] == ["proposed"]
