"""Counts beside the filters: right, in one statement, kept while nothing happens, and private."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from proposals import facets, services
from proposals.forms.listing import AGES
from proposals.looking import chips, look_at
from proposals.models import Call, Proposal, Theme
from proposals.models.calls import current_among
from proposals.queueing import ages
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import AccessFactory, CallFactory, ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def count(officer, query="", views=()):
    """The counts for what the address asks for."""
    look = look_at(QueryDict(query), officer)
    return facets.counted(look.form, officer, views)


def numbers(officer, name, query=""):
    """{key: how many} of one filter."""
    found, _sizes = count(officer, query)
    return {key: n for key, _words, n in found[name]}


@pytest.fixture
def some(officer):
    """Three proposals that differ in everything that is counted."""
    old = clock.now() - timedelta(days=30)
    theme, other = Theme.objects.get(code="TH-05"), Theme.objects.get(code="TH-01")
    local = AgencyFactory(level="LOCAL", type="SAO")
    central = AgencyFactory(level="CENTRAL", type="MINISTRY")
    submitted = {"state": State.SUBMITTED, "theme": theme, "submitted_at": clock.now()}
    return [
        ProposalFactory(lead_agency=local, province_id=90, case_owner=officer, **submitted),
        ProposalFactory(lead_agency=local, province_id=50, **submitted | {"submitted_at": old}),
        ProposalFactory(lead_agency=central, province_id=90, theme=other, state=State.DRAFT),
    ]


def test_each_filter_says_how_many_each_choice_has(officer, some):
    found, _sizes = count(officer)

    said = {name: [(key, n) for key, _words, n in lines] for name, lines in found.items()}
    assert said == {
        "state": [("draft", 1), ("submitted", 2)],
        "theme": [("TH-01", 1), ("TH-05", 2)],
        "province": [("50", 1), ("90", 2)],
        "owner": [("me", 1), ("none", 2), (str(officer.pk), 1)],
        "age": [("new", 1), ("old", 1)],
        "level": [("CENTRAL", 1), ("LOCAL", 2)],
        "kind": [("MINISTRY", 1), ("SAO", 2)],
        "region": [("ใต้", 2), ("เหนือ", 1)],
    }


def test_a_filter_counts_what_the_others_leave(officer, some):
    assert numbers(officer, "theme", "province=90") == {"TH-01": 1, "TH-05": 1}
    assert numbers(officer, "province", "province=90") == {"50": 1, "90": 2}
    assert numbers(officer, "state", "theme=TH-05&owner=me") == {"submitted": 1}
    assert numbers(officer, "age", "owner=none") == {"old": 1}


def test_views_are_counted_with_them(officer, some):
    asked = [{"year": "2568"}, {"owner": "me"}, {"state": "draft", "province": "50"}]

    assert count(officer, views=asked)[1] == [3, 1, 0]


def test_the_page_names_the_counts_and_leaves_out_what_has_none(officer, some, client_of):
    page = client_of(officer).get("/proposals/", {"theme": "TH-03", "level": "LOCAL"})

    form = page.context["form"]
    offered = {name: list(form.fields[name].widget.choices)[1:] for name in ("theme", "kind")}
    name = Theme.objects.get(code="TH-03").name_th
    assert offered["theme"] == [
        ("TH-05", f"{Theme.objects.get(code='TH-05')} (2)"),
        ("TH-03", f"{name} (0)"),
    ]
    assert offered["kind"] == []
    assert f'<option value="TH-03" selected>{name} (0)</option>' in page.content.decode()


# --- What the counts cost, and how long they stand -----------------------------------------


def statements(officer, query=""):
    with CaptureQueriesContext(connection) as captured:
        count(officer, query)
    return len(captured)


@pytest.mark.parametrize("query", ["", "q=เรื่อง&theme=TH-05", "region=ใต้&order=arrival"])
def test_the_statements_are_the_same_at_three_and_at_six(officer, some, query):
    record(some[0], "case_taken", by=officer)
    assert officer.case_owner_ids
    facets._kept.cache_clear()
    first = statements(officer, query)
    ProposalFactory.create_batch(3, state=State.ELIGIBLE, province_id=90)
    facets._kept.cache_clear()

    assert statements(officer, query) == first


def test_counts_stand_until_something_happens_or_a_minute_has_passed(officer, some, at):
    record(some[0], "case_taken", by=officer)
    first = numbers(officer, "state")
    ProposalFactory(state=State.DRAFT)

    assert numbers(officer, "state") == first
    at("2024-12-20 10:01")
    assert numbers(officer, "state") == {"draft": 2, "submitted": 2}
    services.take_case(some[1], officer, officer)
    assert numbers(officer, "owner")["me"] == 2


def test_without_any_event_nothing_is_kept(officer):
    assert numbers(officer, "state") == {}
    ProposalFactory(state=State.DRAFT)

    assert numbers(officer, "state") == {"draft": 1}


def test_s6_what_is_closed_to_a_person_is_in_none_of_their_counts(officer, some):
    record(some[0], "case_taken", by=officer)
    other = UserFactory(staff=True)
    assert numbers(other, "state") == {"draft": 1, "submitted": 2}

    AccessFactory(proposal=some[0], user=other, kind="closed")

    assert numbers(other, "state") == {"draft": 1, "submitted": 1}
    assert numbers(officer, "state") == {"draft": 1, "submitted": 2}


# --- How long a case has waited --------------------------------------------------------------


@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCREENING])
def test_each_case_in_hand_has_one_age_and_it_is_that_of_the_queue(state, at):
    now = at("2025-01-16 09:00")
    since = "submitted_at" if state == State.SUBMITTED else "screening_started_at"
    for days in range(16):
        ProposalFactory(state=state, **{since: now - timedelta(days=days)})

    for name, condition in ages().items():
        for proposal in Proposal.objects.filter(condition):
            began = clock.localdate(getattr(proposal, since))
            waited = thai.working_days_between(began, clock.today())
            assert name == ("new" if waited <= 3 else "week" if waited <= 7 else "old")
    assert sum(Proposal.objects.filter(one).count() for one in ages().values()) == 16
    assert [name for name, _words in AGES] == list(ages())


def test_what_is_not_in_hand_has_no_age(at):
    at("2025-01-16 09:00")
    ProposalFactory(state=State.ELIGIBLE, submitted_at=clock.now())

    assert not any(Proposal.objects.filter(one).exists() for one in ages().values())


# --- The call of today -----------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2023-01-01", "2023-12-20", "2024-12-20"])
def test_the_call_of_today_is_the_same_asked_or_at_hand(at, day):
    assert current_among([]) is None
    this = CallFactory()
    year = timedelta(days=365)
    CallFactory(fiscal_year=2567, opens_at=this.opens_at - year, closes_at=this.closes_at - year)
    at(f"{day} 10:00")

    assert current_among(list(Call.objects.all())) == Call.objects.current()


def test_the_chips_of_the_office_ask_what_they_say(officer, some):
    look = look_at(QueryDict(""), officer)
    found = chips(look)

    assert [chip.is_open for chip in found] == [True, *[False] * 5]
    assert count(officer, views=[chip.asked for chip in found])[1] == [3, 3, 1, 1, 0, 0]


@pytest.mark.parametrize("query", ["", "year=", "year=&order=arrival", "year=2570", "q=เรื่อง&year="])
def test_what_is_practice_is_in_no_count_and_no_row(officer, query):
    this = ProposalFactory(state=State.SUBMITTED, submitted_at=clock.now()).call
    practice = Call.objects.get(pk=this.pk)
    practice.pk, practice.is_practice = None, True
    practice.save()
    tried = ProposalFactory(
        call=practice, code="T68-0001", state=State.SUBMITTED, submitted_at=clock.now()
    )
    services.reindex(tried)
    look = look_at(QueryDict(query), officer)

    assert tried not in look.fitting()
    states, sizes = facets.counted(look.form, officer, [{}, {"order": "arrival"}])
    assert sum(n for _key, _words, n in states["state"]) == len(look.fitting())
    assert sizes == [1, 1]
