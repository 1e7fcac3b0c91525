"""Each try is a line of the log; what came back, what goes once more, and mail in test mode."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pyp_portal import clock
from pyp_portal.history.origin import coming_from
from pyp_portal.history.services import timeline
from pyp_portal.outbox import addresses, delivery, mailing, resending, services
from pyp_portal.outbox.models import Attempt, ClosedAddress, Message, MessageState, Outcome, Why
from pyp_portal.outbox.tasks import deliver, deliver_waiting
from pyp_portal.outbox.todo import kinds
from pyp_portal.todo import told
from tests.factories.accounts import UserFactory


@pytest.fixture
def officer(db):
    return UserFactory(staff=True)


def tries(message):
    return list(message.tries.values_list("outcome", "said"))


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_each_try_is_kept_with_what_the_server_said(post, server):
    message = post()
    server.answers["RCPT"] = "451 later"
    deliver(message.pk)
    del server.answers["RCPT"]
    Message.objects.update(due_at=clock.now())
    deliver(message.pk)

    (first, said), second = tries(message)
    assert first == Outcome.LATER
    assert "451" in said
    assert second == (Outcome.TAKEN, "250 taken")
    assert set(message.tries.values_list("address", flat=True)) == {message.address}
    assert not message.tries.filter(ended_at=None).exists()


def test_a_try_that_nobody_ended_says_so(post):
    """Its worker was killed: the line of the log stays as it was written with the claim."""
    message = post()
    delivery.claim(message.pk)
    with clock.at(clock.now() + 2 * delivery.LEASE):
        delivery.sweep()

    assert tries(message) == [(Outcome.OPEN, "")]
    assert message.tries.get().ended_at is None


@pytest.mark.parametrize(
    ("answer", "is_closed"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.2.1 mailbox disabled", True),
        ("550 5.7.1 looks like spam", False),
        ("550 nobody here", False),  # what is not said in the code, a person decides
        ("451 4.1.1 later", False),
    ],
)
def test_an_address_is_closed_only_where_the_server_says_that_nobody_is_there(
    post, server, answer, is_closed
):
    server.answers["RCPT"] = answer
    message = post()
    deliver(message.pk)

    closed = [(one.address, one.why) for one in ClosedAddress.objects.all()]
    assert closed == ([("mali@example.org", Why.REFUSED)] if is_closed else [])


def test_to_an_address_that_came_back_nothing_goes_until_a_person_lifts_it(post, server, officer):
    closed = addresses.close("Mali@example.org ", Why.CAME_BACK, "550", by=officer)
    held, other = post(), post(to="kulap@example.org")
    deliver_waiting()

    assert (state_of(held), tries(held)) == (MessageState.HELD, [(Outcome.HELD, "")])
    assert [letter["To"] for letter in server.letters] == ["kulap@example.org"]
    chosen = Message.objects.all()
    assert resending.resend(chosen.filter(pk=held.pk), by=officer, reason="ลองใหม่") == 0

    assert addresses.lift(closed, by=officer, reason="ตู้จดหมายเปิดแล้ว") == 1
    with pytest.raises(ValidationError):
        addresses.lift(closed, by=officer, reason="ตู้จดหมายเปิดแล้ว")
    assert state_of(held) == MessageState.HELD  # old reminders do not flood a mended mailbox
    assert resending.resend(chosen, by=officer, reason="ลองใหม่") == 2
    deliver_waiting()
    assert len(server.letters) == 3
    assert state_of(other) == MessageState.SENT
    assert [event.verb for event in timeline(closed)] == ["closed", "lifted"]


@pytest.mark.postgres
def test_an_address_is_closed_once_and_may_close_again(db, officer):
    first = addresses.close("mali@example.org", Why.REFUSED, "550 5.1.1")
    assert addresses.close("mali@example.org", Why.CAME_BACK, "550", by=officer) is None
    addresses.lift(first, by=officer, reason="แก้ไขแล้ว")

    assert addresses.close("mali@example.org", Why.REFUSED, "550 5.1.1") != first
    assert ClosedAddress.objects.closed().count() == 1


@pytest.mark.parametrize("is_gone", [True, False])
def test_an_officer_notes_that_a_mail_came_back(post, server, officer, is_gone):
    message = post()
    with pytest.raises(ValidationError):  # it is not sent yet
        addresses.came_back(message, by=officer, said="550 no", is_gone=is_gone)
    deliver(message.pk)
    addresses.came_back(message, by=officer, said="550 no", is_gone=is_gone)

    assert (state_of(message), message.trouble) == (MessageState.RETURNED, "550 no")
    assert ClosedAddress.objects.filter(closed_by=officer, message=message).exists() is is_gone
    assert [event.reason for event in timeline(message)] == ["550 no"]
    assert message.handed_over_at <= clock.now() + timedelta(seconds=1)


def test_what_goes_once_more_is_a_new_mail_but_a_doubtful_one_stays_the_same(post, server, officer):
    sent, doubtful, waiting = post(), post(), post()
    Message.objects.filter(pk=sent.pk).update(state=MessageState.SENT)
    Message.objects.filter(pk=doubtful.pk).update(state=MessageState.UNCERTAIN)

    assert resending.resend(Message.objects.all(), by=officer, reason="ไม่ได้รับ") == 2
    deliver_waiting()

    uids = [sent.uid, doubtful.uid, waiting.uid]
    names = [f"<{uid}{more}@example.org>" for uid, more in zip(uids, (".1", "", ""), strict=True)]
    assert sorted(letter["Message-ID"] for letter in server.letters) == sorted(names)
    events = [(one.verb, one.reason, one.by) for one in timeline(sent)]
    assert events == [("sent again", "ไม่ได้รับ", officer)]


@pytest.mark.postgres
def test_two_who_send_once_more_at_once_send_one(post, officer):
    """The second has read the message before the first has asked."""
    message = post()
    Message.objects.update(state=MessageState.FAILED)
    message.refresh_from_db()

    assert [resending._again(message, officer, "ไม่ได้รับ") for _n in range(2)] == [1, 0]
    assert timeline(message).count() == 1


def test_in_test_mode_a_mail_goes_to_whoever_caused_it(post, server, settings, officer):
    settings.MAIL_TEST_ADDRESS = "test@office.example.org"
    with coming_from("127.0.0.1", officer):
        post(title="หนึ่ง")
    job = post(title="สอง", to="kulap@example.org")
    deliver_waiting()

    targets = [letter["To"] for letter in server.letters]
    assert targets == [officer.email, "test@office.example.org"]
    subject = mailing.subject_of(job)
    assert subject == f"[ทดสอบ ผู้รับจริงคือ kulap@example.org] {job.subject}"
    assert list(Attempt.objects.values_list("address", flat=True)) == targets


def test_in_test_mode_no_address_of_others_is_closed(post, server, settings):
    settings.MAIL_TEST_ADDRESS = "test@office.example.org"
    server.answers["RCPT"] = "550 5.1.1 no such user"
    deliver(post().pk)

    assert not ClosedAddress.objects.exists()


def test_whoever_signs_in_with_a_closed_address_is_asked_to_correct_it(db):
    mali, kulap = UserFactory(), UserFactory()
    addresses.close(mali.email, Why.REFUSED, "550 5.1.1")

    assert [one.url for one in told(mali, kinds(mali))] == ["/accounts/email/"]
    assert told(kulap, kinds(kulap)) == []


@pytest.mark.parametrize("state", ["failed", "returned"])
def test_addresses_of_strangers_are_let_go_with_their_mails(post, server, state):
    server.answers["RCPT"] = "550 5.1.1 no such user"
    deliver(post().pk)
    assert ClosedAddress.objects.exists()
    Message.objects.update(state=state)

    gone = services.forget_settled(["sample/note.txt"], clock.now() + timedelta(days=1))
    assert (gone, ClosedAddress.objects.count(), Attempt.objects.count()) == (1, 0, 0)
