"""Two people at once: one act takes effect, the other person is told."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from pyp_portal.accounts import approvals, services
from pyp_portal.accounts.models import Membership, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Role, place_of
from pyp_portal.history.services import timeline
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(*acts):
    """Run these acts in threads that start together; what each answered or why it was refused."""
    start, outcomes = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            outcomes.append(act())
        except Refused as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    return [outcome for outcome in outcomes if outcome not in refusals], refusals


def test_two_officers_approve_at_once():
    membership = MembershipFactory(waiting=True)
    officers = [UserFactory(staff=True), UserFactory(staff=True)]

    done, refused = at_once(
        *(lambda by=by: services.approve_membership(membership, by=by) for by in officers)
    )

    membership.refresh_from_db()
    assert (len(done), len(refused)) == (1, 1)
    assert str(membership.approved_by) in refused[0].sentence
    assert [event.verb for event in timeline(membership)] == ["approved"]


def test_one_approves_while_the_other_refuses():
    membership = MembershipFactory(waiting=True)
    first, second = UserFactory(staff=True), UserFactory(staff=True)

    done, refused = at_once(
        lambda: services.approve_membership(membership, by=first),
        lambda: services.refuse_membership(membership, by=second, reason="ไม่พบชื่อ"),
    )

    membership.refresh_from_db()
    assert (len(done), len(refused)) == (1, 1)
    assert membership.is_active == (membership.approved_at is not None)
    assert len(timeline(membership)) == 1


def test_a_person_asks_twice_at_once():
    person, agency = UserFactory(), AgencyFactory()

    done, refused = at_once(*[lambda: services.ask_membership(person, agency)] * 2)

    assert (len(done), len(refused)) == (1, 1)
    assert Membership.objects.get() == done[0]


def test_two_confirm_at_once_and_the_second_is_told_who_was_first():
    agency = AgencyFactory()
    proposer = UserFactory(admin=True)
    seconds = [UserFactory(admin=True), UserFactory(admin=True)]
    approval = approvals.propose("close", agency, by=proposer, reason="ยุบรวม")
    acts = []

    def confirm(by):
        return approvals.confirm(approval, by=by, allowed=lambda user: True, act=acts.append)

    done, refused = at_once(*(lambda by=by: confirm(by) for by in seconds))

    approval.refresh_from_db()
    assert (len(done), len(refused), len(acts)) == (1, 1, 1)
    assert str(approval.decided_by) in refused[0].sentence


def test_two_propose_at_once():
    agency = AgencyFactory()
    people = [UserFactory(admin=True), UserFactory(admin=True)]

    done, refused = at_once(
        *(lambda by=by: approvals.propose("close", agency, by=by, reason="ยุบ") for by in people)
    )

    assert (len(done), len(refused)) == (1, 1)
    assert approvals.open_for(agency, "close") == done[0]


def test_two_administrators_end_each_other_and_one_stays():
    one, two = UserFactory(admin=True), UserFactory(admin=True)

    def end(person, by):
        return services.end_role(person, Role.ADMIN, by=by, reason="พ้นหน้าที่")

    done, refused = at_once(lambda: end(one, two), lambda: end(two, one))

    assert (len(done), len(refused)) == (1, 1)
    assert User.objects.holding(Role.ADMIN).count() == 1


def test_two_administrators_close_each_others_accounts_at_once():
    one, two = UserFactory(admin=True), UserFactory(admin=True)

    def close(person, by):
        return services.close_account(person, by=by, reason="พ้นหน้าที่")

    done, refused = at_once(lambda: close(one, two), lambda: close(two, one))

    assert (len(done), len(refused)) == (1, 1)
    assert User.objects.holding(Role.ADMIN).count() == 1


def test_two_second_persons_decide_at_once_and_one_is_told(at):
    call, person = CallFactory(), MembershipFactory().user
    at(call.closes_at - timedelta(days=1))
    acting = services.ask_to_act(person, by=UserFactory(admin=True), reason="ช่วยดูหน้าจอ")
    first, second = UserFactory(staff=True), UserFactory(admin=True)

    done, refused = at_once(
        lambda: services.agree_to_acting(acting, by=first),
        lambda: services.decline_acting(acting, by=second),
    )

    assert (len(done), len(refused)) == (1, 1)


def test_a_code_is_entered_once():
    facts = {"code": "L20", "name_th": "อบต.น้ำใส", "type": "SAO"} | place_of("SAO")
    officers = [UserFactory(staff=True), UserFactory(staff=True)]

    done, refused = at_once(
        *(lambda by=by: services.register_agency(by=by, **facts) for by in officers)
    )

    assert [agency.code for agency in done] == ["L20"]
    assert "ใช้รหัสนี้แล้ว" in refused[0].sentence
