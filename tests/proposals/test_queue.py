"""The officers' queue: whose, how old, how many working days are left; and handing over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import queueing, services
from proposals.models import Access
from proposals.states import State
from proposals.todo import todo
from proposals.views import queue as page
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AccessFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-02 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def arrived(**fields):
    return ProposalFactory(state=State.SUBMITTED, **fields)


def begun(**fields):
    return ProposalFactory(state=State.SCREENING, **fields)


def codes(user, whose=queueing.ALL):
    found = queueing.chosen(queueing.in_hand(user), whose, user)
    return [proposal.code for proposal in queueing.page(found, "", 100)]


def shown(client, **query):
    return client.get(url("queue", **query)).context


# --- Order, age, days --------------------------------------------------------------------


@pytest.mark.postgres
def test_overdue_cases_come_first_then_the_longest_wait(at, officer):
    old = arrived()
    at("2024-12-03 09:00")
    first = begun()
    at("2024-12-11 09:00")
    second = begun()
    young = arrived()
    at("2024-12-17 09:00")  # the seventh working day after 3 December was the 16th

    assert codes(officer) == [first.code, second.code, old.code, young.code]
    counts = queueing.counts(queueing.in_hand(officer), officer)
    assert counts == {"mine": 0, "unowned": 2, "all": 4, "overdue": 1}


@pytest.mark.parametrize(
    ("today", "left", "late_by"),
    [
        ("2024-12-02 10:00", 7, 0),
        ("2024-12-03 10:00", 6, 0),
        ("2024-12-13 10:00", 0, 0),
        ("2024-12-14 10:00", -1, 1),
        ("2024-12-16 10:00", -1, 1),
        ("2024-12-17 10:00", -2, 2),
    ],
)
def test_seven_working_days_from_the_start(at, officer, today, left, late_by):
    begun()
    at(today)

    [line] = queueing.lines(queueing.in_hand(officer))

    assert (line.due.date(), line.left, line.late_by) == (date(2024, 12, 13), left, late_by)
    counts = queueing.counts(queueing.in_hand(officer), officer)
    assert counts["overdue"] == (late_by > 0)


def test_each_call_counts_its_own_days(at, officer):
    slow = CallFactory(fiscal_year=2569, screening_days=15)
    begun(), begun(call=slow)
    at("2024-12-16 10:00")

    assert queueing.counts(queueing.in_hand(officer), officer)["overdue"] == 1


def test_the_age_is_counted_in_working_days(at, officer):
    arrived()
    at("2024-12-06 10:00")

    [line] = queueing.lines(queueing.in_hand(officer))

    assert (line.age, line.due, line.left) == (3, None, None)


def test_after_a_return_the_days_begin_again(at, officer):
    proposal = complete_proposal(state=State.SCREENING, case_owner=officer)
    services.write_return(proposal, [DEFECT], officer)
    services.return_for_revision(proposal, officer)
    assert codes(officer) == []
    at("2024-12-09 10:00")

    services.resubmit(proposal, submitter(proposal))

    [line] = queueing.lines(queueing.in_hand(officer))
    assert line.left == 7


DEFECT = {"question": "F22", "defect_th": "ไม่ได้บอกที่มา", "request_th": "เพิ่มเวทีประชาคม"}


# --- Whose ---------------------------------------------------------------------------------


def test_mine_unowned_and_all(officer):
    mine, theirs, nobodys = begun(case_owner=officer), begun(), arrived()
    ProposalFactory(), ProposalFactory(state=State.ELIGIBLE), ProposalFactory(returned=True)

    assert codes(officer, queueing.MINE) == [mine.code]
    assert codes(officer, queueing.UNOWNED) == [nobodys.code]
    assert codes(officer) == [mine.code, theirs.code, nobodys.code]


def test_what_is_closed_to_an_officer_is_neither_listed_nor_counted(officer):
    proposal = arrived()
    AccessFactory(proposal=proposal, user=officer, kind=Access.Kind.CLOSED)

    assert codes(officer) == []
    assert queueing.counts(queueing.in_hand(officer), officer)["all"] == 0


def test_the_page_begins_with_the_own_cases_where_there_are_any(client_of, officer):
    arrived()
    assert shown(client_of(officer))["whose"] == queueing.ALL
    begun(case_owner=officer)

    context = shown(client_of(officer))

    assert context["whose"] == queueing.MINE
    assert [(name, count) for name, _l, count, _h in context["views"]] == [
        ("mine", 1),
        ("unowned", 1),
        ("all", 2),
    ]


def test_the_queue_is_for_the_office(client_of):
    proposal = arrived()

    assert client_of(submitter(proposal)).get(url("queue")).status_code == 403
    assert client_of(UserFactory(auditor=True)).get(url("queue")).status_code == 200


def test_who_only_reads_is_offered_nothing_to_take(client_of, officer):
    arrived()
    take = 'name="back" value="queue"'

    assert take in client_of(officer).get(url("queue")).content.decode()
    auditor = UserFactory(auditor=True)
    assert take not in client_of(auditor).get(url("queue")).content.decode()


# --- Paging ----------------------------------------------------------------------------------


@pytest.mark.postgres
def test_pages_follow_each_other_without_a_gap(client_of, officer, monkeypatch, at):
    monkeypatch.setattr(page, "PAGE", 2)
    begun(), begun()
    at("2024-12-16 10:00")
    begun(), arrived(), arrived()
    client, seen, after = client_of(officer), [], ""

    for _page in range(3):
        context = shown(client, whose="all", after=after)
        seen.append([line.proposal.code for line in context["lines"]])
        after = context["next_key"]

    assert [len(found) for found in seen] == [2, 2, 1]
    assert [code for found in seen for code in found] == codes(officer)
    assert after == ""


@pytest.mark.parametrize("after", ["x", "0~2024-12-02~P", "9~2024-12-02T10:00:00+00:00~P", "~~"])
def test_an_odd_key_begins_anew(client_of, officer, after):
    proposal = arrived()

    [line] = shown(client_of(officer), after=after)["lines"]

    assert line.proposal == proposal


@pytest.mark.postgres
def test_the_queue_costs_the_same_for_one_and_three(client_of, officer):
    client = client_of(officer)
    counts = []
    for more in (1, 2):
        for _case in range(more):
            begun(), arrived()
        with CaptureQueriesContext(connection) as asked:
            shown(client, whose="all")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 14


def test_the_task_list_leads_to_what_nobody_owns(officer):
    arrived()

    [line] = todo(officer)

    assert line.url == url("queue", whose="unowned")
