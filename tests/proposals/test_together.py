"""One act on several proposals: looked at row by row, done to all or none, told once."""

import pytest
from django.urls import reverse

from proposals import services
from proposals.models import Proposal
from proposals.services import together
from proposals.services.together import OWNER, START
from proposals.states import State
from proposals.views import together as page
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts.pages import said
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory, ProposalFactory

pytestmark = pytest.mark.django_db
URL = reverse("proposals:together")


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def target():
    return UserFactory(staff=True)


def arrived(**fields):
    return ProposalFactory(**{"state": State.SUBMITTED} | fields)


def versions(*proposals):
    return {one.code: str(Proposal.objects.get(pk=one.pk).version) for one in proposals}


def rows(*proposals):
    return [f"{code}:{version}" for code, version in versions(*proposals).items()]


def said_of(lines):
    return {line.proposal: (line.will, line.stays) for line in lines}


# --- The look before -------------------------------------------------------------------------


def test_s1_the_preview_says_of_each_row_what_would_happen_or_why_not(officer, target):
    free, ended = arrived(), arrived(state=State.WITHDRAWN)
    of_another = arrived(case_owner=officer)
    theirs, barred, hidden = arrived(case_owner=target), arrived(), arrived()
    AccessFactory(proposal=barred, user=target, kind="closed")
    AccessFactory(proposal=hidden, user=officer, kind="closed")
    codes = [one.code for one in (free, ended, of_another, theirs, barred, hidden)]

    lines = services.looked_at(OWNER, codes, by=officer, target=target)

    assert said_of(lines) == {
        free: (f"เจ้าของ: ยังไม่มี → {target}", ""),
        of_another: (f"เจ้าของ: {officer} → {target}", ""),
        ended: ("", "เรื่องสิ้นสุดแล้ว"),
        theirs: ("", f"{target} เป็นเจ้าของเรื่องนี้อยู่แล้ว"),
        barred: ("", "เจ้าหน้าที่ผู้รับเข้าถึงเรื่องนี้ไม่ได้ จึงคงไว้เช่นเดิม"),
    }


def test_a_check_begins_where_it_is_handed_in_and_somebodys(officer):
    ready, free = arrived(case_owner=officer), arrived()
    begun, done = arrived(state=State.SCREENING), arrived(state=State.ELIGIBLE)

    lines = services.looked_at(START, [one.code for one in (ready, free, begun, done)], by=officer)

    assert said_of(lines) == {
        ready: ("เริ่มตรวจสอบวันนี้", ""),
        free: ("", "ยังไม่มีเจ้าของเรื่อง โปรดมอบหมายก่อน"),
        begun: ("", "เริ่มตรวจสอบไปแล้ว"),
        done: ("", "สถานะคือ “ผ่านคุณสมบัติ”"),
    }


@pytest.mark.postgres
@pytest.mark.parametrize("act", [OWNER, START])
def test_the_preview_costs_the_same_at_one_and_three(
    officer, target, act, django_assert_max_num_queries
):
    codes = [arrived(case_owner=officer).code for _each in range(3)]
    assert officer.roles

    for chosen in (codes[:1], codes):
        with django_assert_max_num_queries(2):
            services.looked_at(act, chosen, by=officer, target=target)


# --- The act ---------------------------------------------------------------------------------


def test_cases_are_given_and_each_officer_gets_one_letter(officer, target):
    former = UserFactory(staff=True)
    first, second, third = arrived(), arrived(case_owner=former), arrived(case_owner=officer)

    services.do_together(OWNER, versions(first, second, third), by=officer, target=target)

    assert set(Proposal.objects.filter(case_owner=target)) == {first, second, third}
    assert [event.verb for event in timeline(second)] == ["case_taken"]
    letters = {m.recipient: m.body for m in Message.objects.all()}
    assert set(letters) == {target, former}
    assert [one.code in letters[former] for one in (first, second, third)] == [False, True, False]
    assert all(one.code in letters[target] for one in (first, second, third))


def test_who_takes_cases_oneself_gets_no_letter(officer):
    first, second = arrived(), arrived()

    services.do_together(OWNER, versions(first, second), by=officer, target=officer)

    assert set(Proposal.objects.filter(case_owner=officer)) == {first, second}
    assert not Message.objects.exists()


def test_checks_begin_together_with_their_dates_and_history(officer, december):
    first, second = arrived(case_owner=officer), arrived(case_owner=officer)

    services.do_together(START, versions(first, second), by=officer)

    for proposal in (first, second):
        fresh = Proposal.objects.get(pk=proposal.pk)
        assert (fresh.state, fresh.screening_started_at) == (State.SCREENING, december)
        assert [event.verb for event in timeline(fresh)] == ["start_screening"]


def untouched(*proposals):
    """True when none of them has any event."""
    return not any(timeline(proposal).exists() for proposal in proposals)


@pytest.mark.parametrize("why", ["version", "stays", "hidden", "unknown"])
def test_all_or_none_where_one_is_not_as_it_was_shown(officer, target, why):
    first, second = arrived(), arrived()
    asked = versions(first, second)
    if why == "version":
        asked[second.code] = "99"
    if why == "stays":
        AccessFactory(proposal=second, user=target, kind="closed")
    if why == "hidden":
        AccessFactory(proposal=second, user=officer, kind="closed")
    if why == "unknown":
        asked["P99-9999"] = "1"

    with pytest.raises(Refused) as refused:
        services.do_together(OWNER, asked, by=officer, target=target)

    is_named = why in ("version", "stays")
    assert (second.code in refused.value.sentence) == is_named
    assert untouched(first, second)
    assert not Message.objects.exists()


def test_done_twice_it_says_so(officer, target):
    first, second = arrived(), arrived()
    services.do_together(OWNER, versions(first, second), by=officer, target=target)

    with pytest.raises(Refused, match="ไม่มีอะไรต้องทำแล้ว"):
        services.do_together(OWNER, versions(first, second), by=officer, target=target)

    assert [event.verb for event in timeline(first)] == ["case_taken"]
    assert Message.objects.count() == 1


@pytest.mark.parametrize("who", [{}, {"auditor": True}])
def test_cases_go_to_officers_only(officer, who):
    first = arrived()

    with pytest.raises(Refused):
        services.do_together(OWNER, versions(first), by=officer, target=UserFactory(**who))

    assert untouched(first)


def test_what_the_machine_refuses_is_told(officer, monkeypatch):
    first = arrived()
    monkeypatch.setitem(together.SAY, START, lambda row, *_rest: together.Line(row, will="x"))

    with pytest.raises(Refused):
        services.do_together(START, versions(first), by=officer)

    assert untouched(first)


# --- The page --------------------------------------------------------------------------------


def test_from_the_ticks_to_the_list_again(client_of, officer, target):
    first, second, left = arrived(), arrived(), arrived()
    client = client_of(officer)
    asked = {"act": "owner", "code": [first.code, second.code], "back": "view=&year=2568"}

    before = client.get(URL, asked)
    looked = client.get(URL, asked | {"target": target.pk})
    sent = {"act": "owner", "target": target.pk, "back": "view=&year=2568"}
    done = client.post(URL, sent | {"row": rows(first)}, follow=True)

    assert (before.context["lines"], before.context["codes"]) == ([], asked["code"])
    assert (looked.context["count"], looked.context["stays"]) == (2, 0)
    assert untouched(second, left)
    assert done.redirect_chain == [(f"{reverse('proposals:list')}?view=&year=2568", 302)]
    assert said(done) == ["success"]
    assert list(Proposal.objects.filter(case_owner=target)) == [first]


def test_a_refusal_shows_the_rows_as_they_are_now(client_of, officer, target):
    first = arrived()
    ticked = rows(first)
    services.take_case(first, target, target)
    sent = {"act": "owner", "target": target.pk, "row": ticked}

    answer = client_of(officer).post(URL, sent)

    assert said(answer) == ["warning"]
    assert [line.stays for line in answer.context["lines"]] == [f"{target} เป็นเจ้าของเรื่องนี้อยู่แล้ว"]


@pytest.mark.parametrize(
    ("sent", "tones"),
    [({"act": "owner"}, ["warning"]), ({"act": "owner", "row": ["P68-0001:1"]}, [])],
)
def test_without_ticks_or_without_an_officer_nothing_is_done(client_of, officer, sent, tones):
    answer = client_of(officer).post(URL, sent)

    assert (answer.status_code, said(answer)) == (200, tones)


@pytest.mark.parametrize("odd", ["P68-0001", ":", "x:y:z", "\x00:1", "P68-0001:'"])
def test_s13_odd_rows_are_refused_in_words(client_of, officer, odd):
    arrived(case_owner=officer)

    answer = client_of(officer).post(URL, {"act": "start", "row": [odd]})

    assert (answer.status_code, said(answer)) == (200, ["warning"])
    assert client_of(officer).get(URL, {"act": odd, "code": odd, "target": odd}).status_code == 200


def test_all_that_fit_can_be_meant_up_to_a_limit(client_of, officer, monkeypatch):
    south = [arrived(province_id=90, case_owner=officer) for _each in range(3)]
    arrived(province_id=50, case_owner=officer)
    client = client_of(officer)
    asked = {"act": "start", "all": "1", "back": "view=&year=2568&province=90"}

    everything = client.get(URL, asked).context
    monkeypatch.setattr(page, "MOST", 2)
    cut = client.get(URL, asked).context

    whose = client.get(URL, asked | {"act": "owner"}).content.decode()

    assert {line.proposal for line in everything["lines"]} == set(south)
    assert ('name="all"' in whose, 'name="code"' in whose) == (True, False)  # a short address
    assert (everything["is_cut"], cut["is_cut"], len(cut["lines"])) == (False, True, 2)
