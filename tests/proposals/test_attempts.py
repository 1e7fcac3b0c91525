"""Who tried to submit and could not: noted with the reason, shown to the office alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import FailedAttempt, Proposal, Receipt
from proposals.services import attempting, submitting
from proposals.states import State
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
Code = FailedAttempt.Code


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def press(client_of, proposal, person, **sent):
    return client_of(person).post(url("submit", proposal.code), {"key": "k"} | sent)


def noted():
    return list(FailedAttempt.objects.order_by("pk").values_list("code", flat=True))


@pytest.mark.parametrize(
    ("moment", "make", "code"),
    [
        ("2025-01-07 00:00", complete_proposal, Code.LATE),
        ("2024-11-01 00:00", complete_proposal, Code.EARLY),
        ("2025-01-06 23:59:59", ProposalFactory, Code.INCOMPLETE),
    ],
)
def test_a_refused_attempt_is_noted_with_its_reason(client_of, at, moment, make, code):
    proposal = make()
    person = submitter(proposal)
    arrived = at(moment)

    press(client_of, proposal, person)

    attempt = FailedAttempt.objects.get()
    assert (attempt.proposal, attempt.person, attempt.code) == (proposal, person, code)
    assert attempt.arrived_at == arrived
    assert attempt.sentence
    assert attempt.request_id


def test_an_old_page_and_a_second_submission_are_told_apart(client_of):
    old, done = complete_proposal(version=3), complete_proposal(state=State.SUBMITTED)

    press(client_of, old, submitter(old), version=2)
    press(client_of, done, submitter(done))

    assert noted() == [Code.CHANGED, Code.OTHER]


def test_who_has_no_right_is_noted_within_the_agency_only(client_of):
    proposal = complete_proposal()
    colleague = MembershipFactory(agency=proposal.lead_agency).user

    answers = [press(client_of, proposal, one) for one in (colleague, UserFactory(auditor=True))]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert noted() == [Code.NO_RIGHT]


def test_an_error_of_the_system_is_noted_and_nothing_is_half_done(client_of, monkeypatch):
    proposal = complete_proposal()
    person = submitter(proposal)
    client = client_of(person)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(submitting, "reindex", lambda proposal: 1 / 0)
        failed = client.post(url("submit", proposal.code), {"key": "k"})
    again = client.post(url("submit", proposal.code), {"key": "k"})

    assert (failed.status_code, again.status_code) == (500, 302)
    assert noted() == [Code.ERROR]
    assert Receipt.objects.count() == 1


def test_a_success_leaves_no_trace(client_of):
    proposal = complete_proposal()

    press(client_of, proposal, submitter(proposal))

    assert Proposal.objects.get().state == State.SUBMITTED
    assert noted() == []


def note(proposal, code=Code.LATE):
    return attempting.note(proposal, UserFactory(), code, sentence="ช้าไป")


def test_the_office_sees_who_tried(client_of):
    first, second = note(ProposalFactory()), note(ProposalFactory(), Code.ERROR)

    page = client_of(UserFactory(staff=True)).get(url("attempts", 2568))

    assert page.context["attempts"] == [second, first]
    assert [count for _label, count in page.context["counts"]] == [1, 1]
    assert str(first.person) in page.content.decode()


def test_the_page_asks_as_many_questions_for_many(client_of):
    client = client_of(UserFactory(staff=True))
    counts = []
    for more in (1, 2):
        for _each in range(more):
            note(ProposalFactory())
        with CaptureQueriesContext(connection) as asked:
            client.get(url("attempts", 2568))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_only_failures_of_the_last_day_count_for_more_time(at):
    proposal = ProposalFactory()
    note(proposal)
    late, late_but_no_right = ProposalFactory(), ProposalFactory()
    at(proposal.call.closes_at - timedelta(hours=23))
    note(late, Code.INCOMPLETE)
    note(late_but_no_right, Code.NO_RIGHT)

    found = attempting.tried_in_vain(proposal.call)

    assert [row["proposal"] for row in found] == [late.pk]
