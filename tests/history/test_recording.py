"""What is recorded, how it is read, and what may be erased."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history.models import Event, EventDetail
from pyp_portal.history.origin import coming_from
from pyp_portal.history.services import (
    erase,
    erase_all,
    latest,
    record,
    timeline,
    whole_timeline,
)
from pyp_portal.history.verifying import verify

NOON = datetime(2025, 1, 6, 5, 0, tzinfo=UTC)


def test_an_event_says_who_when_from_where_to_and_why(person):
    thing, officer = person(), person(given_th="ใจเย็น", family_th="ตั้งใจ")

    with clock.at(NOON), coming_from("203.0.113.7", officer):
        record(thing, "returned", before="screening", after="returned", reason="ขาดหนังสือ", n=3)

    event = timeline(thing).get()
    assert (event.verb, event.before, event.after) == ("returned", "screening", "returned")
    assert (event.at, event.by, event.seq) == (NOON, officer, 1)
    assert (event.who, event.address, event.reason) == (
        "ใจเย็น ตั้งใจ",
        "203.0.113.7",
        "ขาดหนังสือ",
    )
    assert event.data == {"n": 3}


def test_what_no_person_did_was_done_by_the_system(person):
    event = record(person(), "expired")

    assert (event.by, event.who, event.address) == (None, _("The system"), "")


def test_the_person_named_wins_over_the_person_of_the_request(person):
    named, signed_in = person(), person()

    with coming_from("203.0.113.7", signed_in):
        assert record(named, "corrected", by=named).by == named
        assert record(named, "corrected").by == signed_in


def test_dates_and_amounts_in_the_data_keep_the_chain_whole(person):
    thing = person()
    record(thing, "planned", on=date(2025, 1, 6), cost=Decimal("1.50"), at=NOON, none=None)

    assert timeline(thing).get().data == {
        "on": "2025-01-06",
        "cost": "1.50",
        "at": "2025-01-06T05:00:00Z",
        "none": None,
    }
    assert verify().faults == []


def test_each_record_has_a_chain_of_its_own(person):
    one, other = person(), person()
    for thing, verb in [(one, "first"), (other, "first"), (one, "second")]:
        record(thing, verb)

    assert [(e.seq, e.verb) for e in timeline(one)] == [(1, "first"), (2, "second")]
    first, second = timeline(one)
    assert second.previous_hash == first.hash
    assert timeline(other).get().previous_hash == ""


def test_latest_tells_who_was_first(person):
    thing, early, late = person(), person(), person()
    record(thing, "decided", by=early)
    record(thing, "noted", by=late)

    assert latest(thing).by == late
    assert latest(thing, "decided").by == early
    assert latest(thing, "never") is None


@pytest.mark.postgres
def test_recording_costs_three_statements(person, django_assert_num_queries):
    thing, officer = person(), person()
    for _n in range(2):
        with django_assert_num_queries(3):
            record(thing, "noted", by=officer)


def test_a_timeline_costs_one_statement(person, django_assert_num_queries):
    thing = person()
    for _n in range(3):
        record(thing, "noted", by=person(), reason="เพราะ")

    with django_assert_num_queries(1):
        assert len([(e.who, e.reason, e.by) for e in timeline(thing)]) == 3


@pytest.mark.postgres
def test_erasing_a_person_keeps_the_chain_whole(person):
    thing, officer = person(), person()
    with coming_from("203.0.113.7", officer):
        event = record(thing, "returned", reason="ชื่อคน")
        record(thing, "resubmitted")

    erase(event, by=officer, reason="คำขอตามกฎหมาย")

    blanked = EventDetail.objects.get(event=event)
    assert (blanked.name, blanked.address, blanked.reason, blanked.salt) == ("", "", "", "")
    assert timeline(thing).first().who == _("Name erased")
    assert [(e.verb, e.data) for e in whole_timeline(thing)][-1] == ("erased", {"seq": 1})
    assert [e.verb for e in timeline(thing)] == ["returned", "resubmitted"]
    assert latest(thing).verb == "resubmitted"  # to take a name out is no act upon the record
    assert verify().faults == []
    assert Event.objects.count() == 3


@pytest.mark.postgres
def test_many_events_are_erased_with_one_record_a_chain_and_decisions_keep_their_reason(person):
    thing, other, officer = person(), person(), person()
    with coming_from("203.0.113.7", officer):
        for each in (thing, thing, other):
            record(each, "returned", reason="ขาดหนังสือรับรอง")
        record(thing, "seen")
    theirs = Event.objects.filter(by=officer).select_related("detail")

    assert erase_all(theirs, by=person(), reason="ม. 33", keeps_reasons=True) == 4

    assert [(e.verb, e.who, e.reason) for e in timeline(thing)][:3] == [
        ("returned", _("Name erased"), "ขาดหนังสือรับรอง"),
        ("returned", _("Name erased"), "ขาดหนังสือรับรอง"),
        ("seen", _("Name erased"), ""),
    ]
    assert [e.data["seqs"] for e in Event.objects.filter(verb="erased")] == [[1, 2, 3], [1]]
    assert not EventDetail.objects.filter(address="203.0.113.7").exists()
    assert verify().faults == []
