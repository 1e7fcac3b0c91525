"""The head of the agency stands behind the proposal: asked, answered, late, changed, forgotten."""

from datetime import timedelta

import pytest
from django.core import signing

from proposals import services
from proposals.fingerprints import text_hash
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import EndorsementAsk, Proposal
from proposals.services import endorsing
from proposals.services.endorsing import answer, ask, why_dead
from pyp_portal import clock
from pyp_portal.accounts.models import Membership
from pyp_portal.history.services import latest, timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import submitter
from tests.proposals.endorsed import NO, YES, endorse, hash_now, told

pytestmark = pytest.mark.django_db
REASON = "ขอให้ปรับงบประมาณก่อน"


def test_without_endorsement_nothing_is_submitted(proposal, person):
    with pytest.raises(MoveRefused):
        services.submit(proposal, person)

    assert [lack.question for lack in proposal.missing_to_submit()] == ["F55"]


def test_a_head_with_an_account_endorses(proposal, person, head):
    asked = ask(proposal, person, head=head)

    endorse(asked)
    receipt = services.submit(proposal, person)

    online = receipt.revision.content["answers"]["endorsement_online"]
    assert told("endorsement_asked") == [head.email]
    assert (online["name"], online["holds"]) == (str(head), True)
    assert online["sha256"] == text_hash(receipt.revision.content["answers"])
    assert not Proposal.objects.get().awaits_endorsement


def test_the_agency_and_who_asked_are_told(proposal, person, head):
    endorse(ask(proposal, person, head=head))

    people = ["alt@example.org", "contact@example.org", "saraban@example.org", person.email]
    assert told("endorsement_given") == sorted(people)


def test_a_head_without_account_signs_with_name_and_position(proposal, person):
    asked = ask(proposal, person, address=" Nayok@Example.org ")

    endorse(asked, name="นายสมชาย ใจดี", position="นายก อบต.")

    event = latest(proposal)
    assert told("endorsement_asked") == ["nayok@example.org"]
    assert (event.verb, event.by) == ("endorsed_online", None)
    assert event.reason == "นายสมชาย ใจดี, นายก อบต."
    assert proposal.answered()["endorsement_online"]["position"] == "นายก อบต."


def test_sent_back_with_a_reason(proposal, person, head):
    asked = ask(proposal, person, head=head)

    with pytest.raises(ReasonNeeded):
        answer(asked, NO, by=head, reason="สั้น")
    answer(asked, NO, by=head, reason=REASON)

    assert person.email in told("endorsement_sent_back")
    assert REASON in Message.objects.filter(address=person.email).last().body
    assert proposal.answered()["endorsement_online"] is None


def test_a_text_changed_before_submission_is_endorsed_anew(proposal, person, head):
    endorse(ask(proposal, person, head=head))
    services.save_answers(proposal, {"impact": "เปลี่ยนไปแล้ว"}, person)

    [lack] = Proposal.objects.get().missing_to_submit()
    with pytest.raises(MoveRefused):
        services.submit(proposal, person)
    endorse(ask(proposal, person, head=head))

    assert "หลังจาก" in lack.text or "after" in lack.text
    assert services.submit(proposal, person).number


def test_what_was_not_read_is_not_endorsed(proposal, person, head):
    asked, seen = ask(proposal, person, head=head), hash_now(proposal)
    services.save_answers(proposal, {"impact": "เปลี่ยนระหว่างอ่าน"}, person)

    with pytest.raises(MoveRefused):
        answer(asked, YES, by=head, seen=seen)

    assert EndorsementAsk.objects.get().is_open


def test_a_revision_that_the_office_asked_for_stays_endorsed(proposal, person, head):
    endorse(ask(proposal, person, head=head))
    services.submit(proposal, person)
    officer = UserFactory(staff=True)
    services.take_case(proposal, officer, officer)
    services.start_screening(proposal, officer)
    services.write_return(
        proposal, [{"question": "F22", "defect_th": "ขาด", "request_th": "เพิ่ม"}], officer
    )
    services.return_for_revision(proposal, officer)
    services.save_answers(proposal, {"area_need_evidence": "เวทีประชาคม 9 หมู่บ้าน"}, person)

    services.resubmit(proposal, person)

    assert not Proposal.objects.get().awaits_endorsement


def test_recalled_and_changed_it_is_endorsed_anew(proposal, person, head):
    endorse(ask(proposal, person, head=head))
    services.submit(proposal, person)
    services.recall(proposal, person)
    services.save_answers(proposal, {"impact": "เปลี่ยนไปแล้ว"}, person)

    assert [lack.question for lack in Proposal.objects.get().missing_to_submit()] == ["F55"]


# --- Who, and how long --------------------------------------------------------------------


def test_s36_a_right_taken_away_an_hour_ago_endorses_nothing(proposal, person, head, at):
    asked = ask(proposal, person, head=head)
    Membership.objects.filter(user=head).update(can_endorse=False)
    at(clock.now() + timedelta(hours=1))

    with pytest.raises(MoveRefused):
        endorse(asked)

    assert EndorsementAsk.objects.get().is_open


def test_s36_a_typed_link_ends_with_the_right_of_who_sent_it(proposal, person):
    asked = ask(proposal, person, address="nayok@example.org")
    Membership.objects.filter(user=person).update(ended_at=clock.now())

    with pytest.raises(MoveRefused):
        endorse(asked, name="นายสมชาย", position="นายก")


def test_a_colleague_without_the_right_is_not_asked_by_address(proposal, person):
    colleague = MembershipFactory(agency=proposal.lead_agency).user

    with pytest.raises(MoveRefused):
        ask(proposal, person, address=colleague.email.upper())

    assert not EndorsementAsk.objects.exists()


def test_the_address_of_a_head_with_an_account_is_that_head(proposal, person, head):
    assert ask(proposal, person, address=head.email).head == head


def test_a_later_link_ends_the_earlier(proposal, person, head):
    first = ask(proposal, person, address="nayok@example.org")
    second = ask(proposal, person, head=head)

    with pytest.raises(MoveRefused):
        endorse(first, name="นายสมชาย", position="นายก")

    assert EndorsementAsk.objects.open().get() == second


def test_links_are_sent_five_times_a_day_at_most(proposal, person):
    for number in range(5):
        ask(proposal, person, address=f"head{number}@example.org")

    with pytest.raises(MoveRefused):
        ask(proposal, person, address="head9@example.org")


@pytest.mark.parametrize(("days", "works"), [(14, False), (13.999, True)])
def test_a_link_expires(proposal, person, days, works):
    asked = ask(proposal, person, address="nayok@example.org")

    assert (why_dead(asked, clock.now() + timedelta(days=days)) == "") is works


def test_an_answer_is_given_once(proposal, person, head):
    asked = ask(proposal, person, head=head)
    endorse(asked)

    with pytest.raises(MoveRefused):
        answer(asked, NO, by=head, reason=REASON)

    verbs = [event.verb for event in timeline(proposal)]
    assert verbs == ["endorsement_asked", "endorsed_online"]


def test_a_token_that_we_did_not_sign_leads_nowhere(proposal, person):
    asked = ask(proposal, person, address="nayok@example.org")
    forged = signing.Signer(salt="other").sign(str(asked.uid))

    found = [EndorsementAsk.objects.of_token(t) for t in (str(asked.uid), forged, asked.token)]
    assert [list(links) for links in found] == [[], [], [asked]]


def test_after_the_end_nothing_is_endorsed(proposal, person, head, at):
    asked = ask(proposal, person, head=head)
    at("2025-01-07 00:00")

    with pytest.raises(MoveRefused):
        answer(asked, YES, by=head, seen=hash_now(proposal), at=clock.now())


def test_heads_are_active_members_with_the_right(proposal, head):
    MembershipFactory(can_endorse=True)
    submitter(proposal)
    MembershipFactory(agency=proposal.lead_agency, can_endorse=True, ended_at=clock.now())

    assert endorsing.heads(proposal.lead_agency) == [head]
