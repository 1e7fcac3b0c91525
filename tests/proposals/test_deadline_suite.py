"""The last evening: what breaks during a submission leaves one receipt or none."""

import pytest
from django.db import connection
from django.test import Client
from kombu.exceptions import OperationalError

from proposals.models import FailedAttempt, Proposal, Receipt
from proposals.services import submitting
from proposals.states import State
from pyp_portal import doorbell
from pyp_portal.outbox.models import Message
from tests.factories.proposals import CallFactory, complete_proposal, submitter
from tests.proposals.browsing import url


def press(proposal, person, key="form"):
    """The button, by a browser whose other side may break."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client.post(url("submit", proposal.code), {"key": key})


def cut():
    """The database goes away under the transaction, as it does when its server is killed."""
    if connection.vendor == "postgresql":
        own = connection.connection.info.backend_pid
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [own])
        other.close()
    else:
        connection.connection.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["freeze", "next_receipt", "reindex"])
def test_a_database_killed_during_submit_leaves_one_receipt_or_none(place, monkeypatch):
    proposal = complete_proposal(call=CallFactory(open_now=True))
    person = submitter(proposal)
    verb = getattr(submitting, place)

    def dying(*args):
        answer = verb(*args)
        cut()
        return answer

    with monkeypatch.context() as broken:
        broken.setattr(submitting, place, dying)
        failed = press(proposal, person)
    after = Receipt.objects.count(), Proposal.objects.get().state
    answers = [press(proposal, person) for _retry in range(2)]

    assert failed.status_code == 500
    assert after == (0, State.DRAFT)
    assert [answer.url for answer in answers] == [url("receipt", proposal.code)] * 2
    assert Receipt.objects.count() == 1
    assert list(FailedAttempt.objects.values_list("code", flat=True)) == ["error"]


@pytest.mark.django_db
def test_a_retry_after_502_and_the_back_button_get_the_same_receipt(at):
    """The answer was lost on the way: the browser sends the form again, or the page behind it."""
    at("2024-12-20 10:00")
    proposal = complete_proposal()
    person = submitter(proposal)
    press(proposal, person)  # its answer never arrives

    retried, back = press(proposal, person), press(proposal, person, key="page before")

    assert retried.url == url("receipt", proposal.code)
    assert back.url == url("review", proposal.code)
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_with_queue_and_mail_server_down_the_receipt_is_given(
    at, monkeypatch, django_capture_on_commit_callbacks
):
    at("2024-12-20 10:00")
    proposal = complete_proposal()

    def dead(*args, **kwargs):
        raise OperationalError("no broker")

    monkeypatch.setattr(doorbell, "ask", dead)
    with django_capture_on_commit_callbacks(execute=True):
        answer = press(proposal, submitter(proposal))

    assert answer.url == url("receipt", proposal.code)
    assert Receipt.objects.count() == 1
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "year"), [("2024-12-31 23:59:59", "2567"), ("2025-01-01 00:00", "2568")]
)
def test_over_new_year_the_receipt_bears_the_year_of_its_arrival(at, moment, year):
    at(moment)
    proposal = complete_proposal()
    person = submitter(proposal)

    press(proposal, person)

    client = Client()
    client.force_login(person)
    body = client.get(url("receipt", proposal.code)).content.decode()
    receipt = Receipt.objects.get()
    assert receipt.number == "ปยป-รับ-2568-0001"  # of the call's fiscal year on both sides
    assert year in body.split(receipt.number, 1)[1].split("SHA-256")[0]


@pytest.mark.django_db
def test_arrived_before_the_end_and_kept_after_it_counts(at):
    """Arrival decides: the request came in time and the verb ran a minute later."""
    arrival = at("2025-01-06 23:59:59")
    proposal = complete_proposal()
    person = submitter(proposal)
    at("2025-01-07 00:01")

    receipt = submitting.submit(proposal, person, at=arrival)

    assert receipt.arrived_at == arrival
    assert receipt.revision.frozen_at > proposal.call.closes_at
