"""Two officers at once, and acts refused: nothing is replaced unseen, nothing typed is lost."""

import pytest

from proposals.models import Proposal
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import DEFECT, letter, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def test_an_old_checklist_replaces_nothing_and_keeps_what_was_typed(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    first, second = [UserFactory(staff=True) for _each in range(2)]
    client_of(first).post(url("screening", proposal.code), {"E5": "PASS", "version": 1})

    page = (
        client_of(second)
        .post(
            url("screening", proposal.code),
            {"E5": "FIX", "E5_reason": "เป็นงานประจำ", "version": 1},
        )
        .content.decode()
    )

    assert str(first) in page
    assert "เป็นงานประจำ" in page
    assert proposal.checks.get().result == "PASS"


def test_an_old_letter_replaces_nothing_and_keeps_what_was_typed(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    first, second = [UserFactory(staff=True) for _each in range(2)]
    client_of(first).post(url("return", proposal.code), DEFECT | {"keep": "1", "version": 1})

    page = (
        client_of(second)
        .post(
            url("return", proposal.code),
            DEFECT | {"defects-0-defect_th": "อีกคนเห็นต่าง", "send": "1", "version": 1},
        )
        .content.decode()
    )

    assert str(first) in page
    assert "อีกคนเห็นต่าง" in page
    assert Proposal.objects.get().state == State.SCREENING
    assert proposal.returns.get().items.get().defect_th == DEFECT["defects-0-defect_th"]


@pytest.mark.parametrize("name", ["propose_ineligible", "extend", "merge"])
def test_a_refused_act_keeps_the_reason_that_was_typed(client_of, name):
    proposal = complete_proposal(state=State.ELIGIBLE)
    other = complete_proposal(state=State.ELIGIBLE, code="P68-0777")
    reason = "เหตุผลยาวพอสมควร"
    sent = {
        "reason": reason,
        "last_day_0": "9",
        "last_day_1": "1",
        "last_day_2": "2568",
        "other": other.code,
        "own_letter": letter(),
        "other_letter": letter("other.pdf"),
        "version": 77,
    }

    answer = client_of(UserFactory(staff=True)).post(url(name, proposal.code), sent)

    assert answer.status_code == 200
    assert (other.code if name == "merge" else reason) in answer.content.decode()
    assert Proposal.objects.get(pk=proposal.pk).version == 1


def test_a_refused_withdrawal_keeps_the_reason_that_was_typed(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    sent = {"reason": "หน่วยงานเปลี่ยนแผนแล้ว", "letter": letter(), "version": 77}

    answer = client_of(submitter(proposal)).post(url("withdraw", proposal.code), sent)

    assert answer.status_code == 200
    assert sent["reason"] in answer.content.decode()
    assert Proposal.objects.get().state == State.SUBMITTED
