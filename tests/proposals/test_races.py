"""Two at once: each act takes effect once, and the second person learns who was first."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from proposals import services
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Proposal, Receipt
from proposals.services.moving import lock, move, move_all
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    CallFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def together(*acts):
    """Run the acts at the same moment, each in a thread; what each answered or raised."""
    start, moment = Barrier(len(acts)), clock.now()

    def run(act):
        start.wait()
        try:
            with clock.at(moment):
                return act()
        except MoveRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def refused(answers):
    return [answer for answer in answers if isinstance(answer, MoveRefused)]


@pytest.fixture
def december(at):
    return at("2024-12-20 10:00")


def test_five_presses_of_one_form_give_one_receipt(december):
    proposal = complete_proposal()
    person = submitter(proposal)

    answers = together(*[lambda: services.submit(proposal, person, key="form", version=1)] * 5)

    assert len({answer.pk for answer in answers}) == 1
    assert Receipt.objects.count() == 1
    assert [event.verb for event in timeline(proposal)] == ["submit"]


def test_two_colleagues_submitting_get_one_receipt(december):
    proposal = complete_proposal()
    people = [submitter(proposal) for _each in range(2)]

    answers = together(
        lambda: services.submit(proposal, people[0], key="a"),
        lambda: services.submit(proposal, people[1], key="b"),
    )

    assert len(refused(answers)) == 1
    assert Receipt.objects.count() == 1


def test_two_officers_deciding_at_once(december):
    proposal = complete_proposal(state=State.SCREENING)
    officers = [UserFactory(staff=True) for _each in range(2)]
    pass_all(proposal, officers[0])
    services.write_return(
        proposal, [{"question": "F22", "defect_th": "ขาด", "request_th": "เพิ่ม"}], officers[1]
    )

    answers = together(
        lambda: services.mark_eligible(proposal, officers[0], version=2),
        lambda: services.return_for_revision(proposal, officers[1], version=2),
    )

    [second] = refused(answers)
    [first] = [answer for answer in answers if answer is not second]
    assert Proposal.objects.get().state == first.state
    winner = officers[0] if first.state == State.ELIGIBLE else officers[1]
    assert str(winner) in second.sentence
    moves = [event for event in timeline(proposal) if event.after]
    assert len(moves) == 1


def test_saving_while_submitting_loses_nothing(december):
    proposal = complete_proposal()
    person = submitter(proposal)

    answers = together(
        lambda: services.submit(proposal, person, key="form"),
        lambda: services.save_answers(proposal, {"impact": "พิมพ์พร้อมกัน"}, person),
    )

    fresh, receipt = Proposal.objects.get(), Receipt.objects.get()
    assert fresh.state == State.SUBMITTED
    saved = fresh.answers.data.get("impact")
    assert saved == receipt.revision.content["answers"].get("impact")
    assert (saved is None) == bool(refused(answers))


def test_two_saves_of_one_version_keep_the_first(december):
    proposal = complete_proposal()
    person = submitter(proposal)

    answers = together(
        lambda: services.save_answers(proposal, {"impact": "หนึ่ง"}, person, version=1),
        lambda: services.save_answers(proposal, {"impact": "สอง"}, person, version=1),
    )

    assert len(refused(answers)) == 1
    assert Proposal.objects.get().version == 2


def test_drafts_begun_at_once_get_numbers_of_their_own(december):
    agency = ProposalFactory(code="P68-9999").lead_agency
    call, person = CallFactory(), UserFactory()

    answers = together(*[lambda: services.start(call, agency, person)] * 4)

    assert sorted(answer.code for answer in answers) == [f"P68-000{n}" for n in range(1, 5)]


def test_two_workers_expire_a_draft_once(at):
    complete_proposal()
    at("2025-01-08 10:00")

    answers = together(services.expire_drafts, services.expire_drafts)

    assert sum(answers) == 1


def test_two_workers_remind_once(at):
    at("2025-01-06 00:10")
    proposal = complete_proposal()

    together(services.remind_drafts, services.remind_drafts)

    addresses = Message.objects.values_list("address", flat=True)
    assert len(addresses) == len(set(addresses)) == 3
    assert proposal.state == State.DRAFT


def test_who_waited_reads_the_owner_of_now(december):
    proposal, officer = complete_proposal(state=State.SUBMITTED), UserFactory(staff=True)
    owned = Proposal.objects.filter(pk=proposal.pk)
    owned.update(case_owner=None)
    is_held, has_asked = Event(), Event()

    def take():
        with transaction.atomic():
            taken = services.take_case(proposal, officer, officer)
            is_held.set()
            has_asked.wait(5)
            sleep(0.3)  # the other waits for the row by now
        return taken

    def read():
        is_held.wait(5)
        with transaction.atomic():
            has_asked.set()
            return lock(proposal)

    taken, read_after = together(take, read)

    assert taken.case_owner == officer
    assert read_after.case_owner == officer


def test_a_batch_moves_all_or_none(december):
    proposals = [ProposalFactory(state=State.ELIGIBLE) for _each in range(3)]
    shown = Grounds(passed=frozenset({"reviewers_assigned", "coi_all_declared"}))
    missing = Grounds(passed=frozenset({"reviewers_assigned"}))

    with pytest.raises(MoveRefused):
        move_all(
            [
                (proposal, "open_review", missing if proposal == proposals[-1] else shown, {})
                for proposal in proposals
            ]
        )
    assert set(Proposal.objects.values_list("state", flat=True)) == {State.ELIGIBLE}
    assert not timeline(proposals[0]).exists()

    moved = move_all([(p, "open_review", shown, {"data": {"batch": 1}}) for p in proposals])
    assert [p.state for p in moved] == [State.REVIEWING] * 3
    assert timeline(proposals[0]).get().data == {"batch": 1}


def test_of_two_who_give_the_same_cases_one_does(december):
    officers = [UserFactory(staff=True) for _each in range(2)]
    shown = {ProposalFactory(state=State.SUBMITTED).code: "1" for _each in range(2)}

    def give(target):
        try:
            return services.do_together("owner", shown, by=target, target=target)
        except Refused as late:
            return late

    answers = together(*(partial(give, target) for target in officers))

    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert len(set(Proposal.objects.values_list("case_owner", flat=True))) == 1


def test_a_move_out_of_turn_changes_nothing(december):
    proposal = ProposalFactory(state=State.DRAFT)

    with pytest.raises(MoveRefused) as refusal:
        move(proposal, "mark_eligible", Grounds(by=UserFactory(staff=True)))

    assert str(State.DRAFT.label) in refusal.value.sentence
    assert Proposal.objects.get().version == 1
