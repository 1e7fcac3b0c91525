"""The page of a message, what goes once more, and the list of addresses that came back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.outbox import addresses
from pyp_portal.outbox.models import ClosedAddress, Message, MessageState, Why
from pyp_portal.reads import exports
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

AGAIN, CLOSED = "outbox:resend", "outbox:addresses"


@pytest.fixture
def officer(db):
    return UserFactory(staff=True)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


@pytest.fixture
def message(post, server):
    """A message that was sent."""
    message = post(title="เรื่องของน้ำ")
    Message.objects.update(state=MessageState.SENT, sent_at=clock.now())
    message.tries.create(
        claim_key=message.uid, address=message.address, began_at=clock.now(), said="250 queued as 7"
    )
    return message


def test_the_page_shows_each_try_but_never_the_words(client, message):
    page = client.get(message.get_absolute_url()).content.decode()

    assert "250 queued as 7" in page
    assert message.body.strip().splitlines()[0] not in page


def test_a_mail_came_back_and_its_address_is_closed(client, message, officer):
    address = reverse("outbox:came_back", args=[message.uid])
    refused = client.post(address, {"kind": "gone", "said": "ไม่"})
    assert "ไม่" in refused.context["form"]["said"].value()
    assert refused.context["form"].errors.keys() == {"said"}

    client.post(address, {"kind": "gone", "said": "550 no such user"}, follow=True)
    again = client.post(address, {"kind": "now", "said": "552 full mailbox"}, follow=True)

    closed = ClosedAddress.objects.get()
    assert (closed.address, closed.closed_by) == (message.address, officer)
    assert [m.level_tag for m in again.context["messages"]] == ["warning"]
    assert "550 no such user" in client.get(reverse(CLOSED)).content.decode()


def test_several_go_once_more_after_a_second_look_and_a_reason(client, post, message):
    other, moving = post(), post()
    Message.objects.filter(pk=other.pk).update(state=MessageState.FAILED)
    uids = {"uids": [message.uid, other.uid, moving.uid]}

    look = client.post(reverse(AGAIN), uids)
    assert (look.status_code, look.context["form"].is_bound) == (200, False)
    assert client.post(reverse(AGAIN), uids | {"reason": "ๆ"}).context["form"].errors.keys() == {
        "reason"
    }
    done = client.post(reverse(AGAIN), uids | {"reason": "ผู้รับแจ้งว่าไม่ได้รับ"}, follow=True)

    assert [m.level_tag for m in done.context["messages"]] == ["success", "warning"]
    waiting = Message.objects.filter(state=MessageState.WAITING)
    assert {one.pk for one in waiting} == {message.pk, other.pk, moving.pk}


@pytest.mark.parametrize("uids", [[], ["x"], ["00000000-0000-0000-0000-000000000000"]])
def test_nothing_chosen_is_told_and_sends_nothing(client, message, uids):
    answer = client.post(reverse(AGAIN), {"uids": uids, "reason": "ไม่ได้รับ"}, follow=True)

    assert [m.level_tag for m in answer.context["messages"]] == ["error"]
    assert Message.objects.get().state == MessageState.SENT


def test_an_address_is_opened_again_with_a_reason_alone(client, officer):
    closed = addresses.close("mali@example.org", Why.REFUSED, "550 5.1.1")
    lift = reverse("outbox:lift", args=[closed.uid])

    client.post(lift, {"reason": ""}, follow=True)
    assert ClosedAddress.objects.closed().exists()
    told = [client.post(lift, {"reason": "แก้ไขแล้ว"}, follow=True) for _n in range(2)]

    levels = [m.level_tag for answer in told for m in answer.context["messages"]]
    assert levels == ["success", "warning"]
    assert ClosedAddress.objects.get().lifted_by == officer


def test_addresses_cost_the_same_at_one_and_three_rows_and_are_exported(client, officer):
    counts = []
    for names in (["a"], ["b", "c"]):
        for name in names:
            addresses.close(f"{name}@example.org", Why.CAME_BACK, "550", by=officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(CLOSED))
        counts.append(len(asked))
    parameters = {"of": "addresses"}
    table = exports.table(ExportFactory(asked_by=officer, kind=exports.KIND, parameters=parameters))

    assert counts[0] == counts[1]
    assert [row[0] for row in table.rows] == [f"{n}@example.org" for n in "cba"]


def test_an_inbox_tells_its_owner_that_mails_come_back(client_of, db):
    mali = UserFactory()
    addresses.close(mali.email, Why.REFUSED, "550 5.1.1")

    pages = [client_of(one).get(reverse("outbox:inbox")) for one in (mali, UserFactory())]

    assert [page.context["closed"] is not None for page in pages] == [True, False]
