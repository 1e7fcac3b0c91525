"""What is over its time is only reported; it goes when two people agreed to just that list."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.models import Event
from pyp_portal.history.services import timeline
from pyp_portal.history.verifying import verify
from pyp_portal.privacy import retaining, tasks
from pyp_portal.privacy.models import Hold, Removal, RemovalItem
from pyp_portal.privacy.schedule import Rule, all_rules
from pyp_portal.timetable import TIMETABLE
from tests.accounts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
DRAFTS = "expired-drafts"


@pytest.fixture
def admins():
    return UserFactory(admin=True, given_th="ธีระ"), UserFactory(admin=True, given_th="วิภา")


def draft(days=400, **kwargs):
    """A draft that expired so many days ago."""
    moment = clock.now() - timedelta(days=days)
    return ProposalFactory(state=State.EXPIRED, ended_at=moment, **kwargs)


def reported():
    retaining.look()
    return Removal.objects.get(rule=DRAFTS, done_at=None)


def agreed(removal, admins):
    approval = retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
    return retaining.confirm(approval, by=admins[1])


def titles(removal):
    return set(removal.items.values_list("label", flat=True))


def test_every_rule_is_whole_and_has_its_way():
    rules = all_rules()

    assert len(rules) == 20
    for rule in rules.values():
        if rule.job:
            assert rule.job in TIMETABLE
            assert rule.due is None
        else:
            assert list(rule.due(clock.now())) == []
            assert callable(rule.act) and callable(rule.since)


def test_the_report_names_what_is_over_and_removes_nothing():
    old = draft(366)
    young = draft(364)
    ProposalFactory(state=State.DRAFT)

    tasks.look()

    removal = Removal.objects.get()
    assert (removal.rule, removal.count, titles(removal)) == (DRAFTS, 1, {str(old)})
    assert set(Proposal.objects.filter(state=State.EXPIRED)) == {old, young}
    assert retaining.go_on() == 0


def test_the_report_follows_what_becomes_of_the_records():
    first = draft()
    removal = reported()
    draft()
    assert titles(reported()) == titles(removal) | {str(first)}
    assert reported().count == 2

    Proposal.objects.filter(state=State.EXPIRED).update(state=State.DRAFT)
    retaining.look()
    assert not Removal.objects.exists()


def test_two_people_agree_and_the_worker_removes(admins):
    gone, stays = draft(), draft(30)
    removal = reported()
    key = gone.pk

    agreed(removal, admins)
    assert Proposal.objects.filter(pk=key).exists()
    assert retaining.go_on() == 1

    assert not Proposal.objects.filter(pk=key).exists()
    assert Proposal.objects.filter(pk=stays.pk).exists()
    removal.refresh_from_db()
    assert (removal.asked_by, removal.confirmed_by) == admins
    assert removal.counts == {"proposals": 1, "files": 0, "records": 1}
    assert [event.verb for event in timeline(removal)] == [
        "proposed", "confirmed", "removal begun", "removal done",
    ]  # fmt: skip
    last = Event.objects.filter(record_type="proposals.proposal", record_id=str(key)).last()
    assert (last.verb, last.by) == ("retention_over", admins[1])
    assert retaining.go_on() == 0
    assert verify().faults == []


def test_a_record_at_which_something_fails_holds_up_no_other(admins, monkeypatch):
    draft(), draft()
    removal = reported()
    agreed(removal, admins)
    first, act = removal.items.order_by("pk").first(), retaining._act

    def broken(rule, row, item, by):
        if item == first:
            raise OSError
        act(rule, row, item, by)

    with monkeypatch.context() as patched, pytest.raises(OSError):
        patched.setattr(retaining, "_act", broken)
        retaining.go_on()

    assert removal.items.get(done_at=None) == first
    assert retaining.go_on() == 1


def test_nobody_agrees_to_another_list_than_was_proposed(admins):
    draft()
    removal = reported()
    approval = retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
    Proposal.objects.filter(state=State.EXPIRED).update(state=State.DRAFT)

    with pytest.raises(Refused):
        retaining.confirm(approval, by=admins[1])
    assert approvals.open_for(removal, retaining.KIND) == approval
    assert Removal.objects.get().confirmed_at is None


def test_a_day_that_passes_changes_nothing_in_what_was_proposed(admins, at):
    at("2026-02-20 09:00")
    old, ripening = draft(400), draft(364)
    removal = reported()
    approval = retaining.propose(removal, by=admins[0], reason="ครบกำหนด")

    at("2026-02-25 09:00")
    retaining.look()
    retaining.confirm(approval, by=admins[1])
    retaining.go_on()

    assert not Proposal.objects.filter(pk=old.pk).exists()
    assert Proposal.objects.filter(pk=ripening.pk).exists()
    assert titles(reported()) == {str(ripening)}


def test_one_person_alone_removes_nothing(admins):
    draft()
    removal = reported()
    officer, auditor = UserFactory(staff=True), UserFactory(auditor=True)
    for person in (officer, auditor):
        with pytest.raises(PermissionDenied):
            retaining.propose(removal, by=person, reason="x")
    approval = retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
    with pytest.raises(PermissionDenied):
        retaining.confirm(approval, by=auditor)
    with pytest.raises(Refused):
        retaining.confirm(approval, by=admins[0])
    facts = {"confirmed_at": clock.now(), "asked_by": officer, "confirmed_by": officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.update(**facts)
    assert retaining.confirm(approval, by=officer).confirmed_by == officer


def test_what_is_held_back_stays_until_it_is_let_go(admins):
    kept, other = draft(), draft()
    removal = reported()
    item = removal.items.get(label=str(kept))

    held = retaining.hold(item, by=admins[0], reason="มีข้อร้องเรียน")
    assert titles(reported()) == {str(other)}
    with pytest.raises(Refused):
        retaining.hold(item, by=admins[1], reason="อีกครั้ง")
    retaining.let_go(held, by=admins[1])
    with pytest.raises(Refused):
        retaining.let_go(held, by=admins[0])

    assert titles(reported()) == {str(kept), str(other)}
    assert [event.verb for event in timeline(held)] == ["held back", "let go"]


def test_held_back_or_come_alive_after_the_yes_is_not_touched(admins):
    held, alive, gone = draft(), draft(), draft()
    removal = reported()
    agreed(removal, admins)
    retaining.hold(removal.items.get(label=str(held)), by=admins[0], reason="มีคดี")
    Proposal.objects.filter(pk=alive.pk).update(state=State.DRAFT)

    retaining.go_on()

    left = set(Proposal.objects.values_list("pk", flat=True))
    assert left == {held.pk, alive.pk}
    skipped = dict(RemovalItem.objects.values_list("record_id", "skipped"))
    assert skipped == {str(held.pk): "held", str(alive.pk): "not_due", str(gone.pk): ""}
    assert Removal.objects.get(pk=removal.pk).counts["records"] == 1


def test_what_is_done_or_written_anew_is_held_back_and_proposed_no_more(admins):
    draft()
    removal = reported()
    item = removal.items.get()
    Proposal.objects.update(state=State.DRAFT)
    retaining.look()

    with pytest.raises(Refused):
        retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
    with pytest.raises(Refused):
        retaining.hold(item, by=admins[0], reason="มีคดี")
    Proposal.objects.update(state=State.EXPIRED)
    removal = agreed(reported(), admins)
    item = removal.items.get()
    retaining.go_on()
    with pytest.raises(Refused):
        retaining.hold(item, by=admins[0], reason="มีคดี")
    assert not Hold.objects.exists()


def test_what_something_hangs_on_stays_and_the_rest_goes(admins, settings):
    bound, free = draft(), draft()

    def act(proposal, by):
        if proposal == bound:
            raise Refused("somebody works on it")
        return {"proposals": 1}

    settings.RETENTION = [f"{__name__}.TRIED"]
    rule = all_rules()[DRAFTS]
    globals()["TRIED"] = [Rule(**{**vars(rule), "act": act})]
    agreed(reported(), admins)
    retaining.go_on()

    found = dict(RemovalItem.objects.values_list("record_id", "skipped"))
    assert found == {str(bound.pk): "bound", str(free.pk): ""}


TRIED = [all_rules()[DRAFTS]]


def test_a_worker_that_dies_half_way_leaves_the_rest_to_the_next(admins):
    drafts = [draft() for _each in range(3)]
    removal = agreed(reported(), admins)
    first = removal.items.order_by("pk").first()

    assert retaining._do(removal, first.pk) is True
    assert Removal.objects.get().done_at is None
    assert Proposal.objects.filter(pk__in=[one.pk for one in drafts]).count() == 2

    assert retaining.go_on() == 2
    assert Removal.objects.get().counts["records"] == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_workers_remove_each_record_once():
    admins = UserFactory(admin=True), UserFactory(admin=True)
    for _each in range(4):
        draft()
    removal = agreed(reported(), admins)

    done, refused = at_once(retaining.go_on, retaining.go_on)

    assert (sum(done), refused) == (4, [])
    removal.refresh_from_db()
    assert removal.counts["records"] == 4
    assert [event.verb for event in timeline(removal)].count("removal done") == 1
