"""The list: found by any part, narrowed, counted, paged by key; its cost is constant."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import services
from proposals.models import Theme
from proposals.states import State
from proposals.todo import todo
from proposals.views import listing
from proposals.views.listing import PAGE
from pyp_portal.accounts.models import Province
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import (
    CLOSES,
    OPENS,
    AccessFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def shown(client, **query):
    """The codes of the rows, in their order."""
    page = client.get(reverse("proposals:list"), query)
    assert page.status_code == 200
    return [proposal.code for proposal in page.context["proposals"]]


def indexed(**fields):
    """A findable proposal with everything that a row shows."""
    fields = {"province_id": 90, "case_owner": UserFactory(staff=True)} | fields
    proposal = ProposalFactory(**fields)
    services.reindex(proposal)
    return proposal


@pytest.mark.postgres
def test_search_finds_by_any_part(client_of, officer):
    agency = AgencyFactory(name_th="โรงพยาบาลส่งเสริมสุขภาพ")
    found = indexed(title_th="หมอทางไกลบนดอย ดูแลผู้สูงอายุติดบ้าน", lead_agency=agency)
    indexed(title_th="ผลไม้ตรวจย้อนกลับจากสวนถึงด่าน")
    client = client_of(officer)

    for words in ("ทางไกล", "สูงอายุ ดอย", found.code, "เสริมสุขภาพ"):
        assert shown(client, q=words) == [found.code]
    assert shown(client, q="ไม่มีคำนี้") == []


def test_each_filter_narrows(client_of, officer):
    theme, province = Theme.objects.get(code="TH-05"), Province.objects.get(pk=50)
    found = ProposalFactory(
        state=State.SCREENING,
        theme=theme,
        province=province,
        lead_agency=AgencyFactory(level="CENTRAL"),
        case_owner=officer,
    )
    ProposalFactory(state=State.SUBMITTED, province_id=90)
    client = client_of(officer)

    for query in (
        {"state": "screening"},
        {"theme": "TH-05"},
        {"province": 50},
        {"level": "CENTRAL"},
        {"owner": "me"},
        {"year": 2568, "state": "screening"},
    ):
        assert shown(client, **query) == [found.code]
    assert len(shown(client, owner="none")) == 1


def test_s13_s34_what_is_not_known_is_ignored_and_not_echoed(client_of, officer):
    ProposalFactory()
    evil = "<script>alert(1)</script>"
    client = client_of(officer)

    for name in ("state", "theme", "province", "level", "owner", "year", "after", "order", "q"):
        page = client.get(reverse("proposals:list"), {name: evil})
        assert page.status_code == 200
        assert evil not in page.content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize("odd", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 5000])
def test_odd_letters_do_no_harm(client_of, officer, odd):
    client = client_of(officer)
    CallFactory()

    for name in ("q", "after", "state", "theme", "province", "year"):
        assert client.get(reverse("proposals:list"), {name: odd}).status_code == 200
    assert client.get(reverse("proposals:new"), {"q": odd}).status_code == 200
    assert client.post(reverse("proposals:new"), {"agency": odd}).status_code == 404


def test_pages_follow_each_other_without_gaps(client_of, officer):
    codes = sorted([ProposalFactory().code for _each in range(PAGE + 3)], reverse=True)
    client = client_of(officer)

    first = client.get(reverse("proposals:list"))
    second = shown(client, after=first.context["next_key"])

    assert [p.code for p in first.context["proposals"]] + second == codes


@pytest.mark.postgres
def test_in_the_order_of_arrival_pages_follow_each_other_too(client_of, officer, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    days = [timedelta(days=n) for n in (3, 1, 2, 1)]
    came = [ProposalFactory(state=State.SUBMITTED, submitted_at=OPENS + day).code for day in days]
    ProposalFactory()  # not handed in
    client = client_of(officer)

    first = shown(client, order="arrival")
    second = shown(client, order="arrival", after=first[-1])

    assert first + second == [came[1], came[3], came[2], came[0]]
    assert shown(client, order="arrival", after="P99-9999") == first
    assert shown(client, order="code") == sorted(came)[:2]


def test_the_office_begins_with_the_call_of_today_the_newest_first(client_of, officer, at):
    at("2025-01-05 10:00")
    last_year = CallFactory(
        fiscal_year=2567,
        opens_at=OPENS - timedelta(days=365),
        closes_at=CLOSES - timedelta(days=365),
    )
    old = indexed(call=last_year, code="P67-0009", title_th="เรื่องของปีก่อน")
    new = [indexed(code=f"P68-000{n}").code for n in (1, 2)]
    client = client_of(officer)

    assert shown(client) == new[::-1]
    assert shown(client, state="draft") == new[::-1]
    assert shown(client, year="") == [*new[::-1], old.code]
    assert shown(client, year=2567) == [old.code]
    assert shown(client, q="ปีก่อน") == [old.code]
    assert shown(client_of(submitter(old))) == [old.code]  # an agency sees all its years


@pytest.mark.parametrize(("who", "may"), [("staff", True), ("auditor", False), ("admin", False)])
def test_who_cannot_start_a_proposal_is_not_asked_to(client_of, who, may):
    page = client_of(UserFactory(**{who: True})).get(reverse("proposals:list")).content.decode()

    assert (reverse("proposals:new") in page) == may


def test_counts_by_state(client_of, officer):
    ProposalFactory.create_batch(2, state=State.ELIGIBLE)
    ProposalFactory(state=State.REVIEWING)

    page = client_of(officer).get(reverse("proposals:list"), {"state": "reviewing"})

    assert page.context["funnel"] == [(State.ELIGIBLE, 2), (State.REVIEWING, 1)]


def test_s5_applicants_cannot_tell_apart_what_they_see_as_one(client_of):
    member = MembershipFactory()
    codes = [
        ProposalFactory(lead_agency=member.agency, state=state).code
        for state in (State.ELIGIBLE, State.REVIEWING)
    ]
    client = client_of(member.user)

    page = client.get(reverse("proposals:list"))

    assert page.context["funnel"] == [(State.ELIGIBLE, 2)]
    assert shown(client, state="eligible") == codes[::-1]
    assert shown(client, state="reviewing") == codes[::-1]  # not a choice, so not a filter
    assert shown(client, owner="me") == codes[::-1]


def test_s6_a_closed_proposal_is_not_counted(client_of, officer):
    closed = indexed(state=State.REVIEWING, title_th="เรื่องที่ปิดไว้")
    AccessFactory(proposal=closed, user=officer, kind="closed")
    client = client_of(officer)

    page = client.get(reverse("proposals:list"))

    assert (page.context["funnel"], shown(client, q="ปิดไว้")) == ([], [])


def statements(client, name, **query):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(reverse(name), query).status_code == 200
    return len(captured)


@pytest.mark.postgres
@pytest.mark.parametrize("query", [{}, {"q": "ประเด็น", "state": "screening", "level": "LOCAL"}])
@pytest.mark.parametrize("who", ["officer", "member"])
def test_the_list_costs_the_same_at_one_and_three_rows(client_of, officer, query, who):
    member = MembershipFactory()
    client = client_of(officer if who == "officer" else member.user)
    indexed(lead_agency=member.agency, state=State.SCREENING)
    client.get(reverse("proposals:list"))

    one = statements(client, "proposals:list", **query)
    for _each in range(2):
        indexed(lead_agency=member.agency, state=State.SCREENING)

    assert statements(client, "proposals:list", **query) == one
    assert one <= MOST_STATEMENTS


def test_the_record_costs_the_same_with_more_history(client_of, officer):
    proposal = complete_proposal(state=State.SCREENING)
    client = client_of(officer)
    page = reverse("proposals:detail", args=[proposal.code])
    client.get(page)
    with CaptureQueriesContext(connection) as first:
        client.get(page)
    for number in range(1, 5):
        services.check(proposal, f"E{number}", "PASS", "", officer)

    with CaptureQueriesContext(connection) as second:
        client.get(page)

    assert len(second) == len(first)


# --- What waits for whom ------------------------------------------------------------------


def titles(user):
    return [task.url for task in todo(user)]


def test_an_agency_has_drafts_and_revisions_to_do(at):
    member = MembershipFactory()
    draft = ProposalFactory(lead_agency=member.agency)
    returned = ProposalFactory(lead_agency=member.agency, returned=True)
    ProposalFactory(lead_agency=member.agency, state=State.SUBMITTED)
    ProposalFactory()

    assert titles(member.user) == [
        reverse("proposals:review", args=[proposal.code]) for proposal in (draft, returned)
    ]
    at("2025-01-07 00:00")
    assert titles(member.user) == [reverse("proposals:review", args=[returned.code])]
    assert titles(UserFactory()) == []


def test_the_office_has_cases_and_arrivals_to_do(officer):
    mine = ProposalFactory(state=State.SCREENING, case_owner=officer)
    ProposalFactory(state=State.SUBMITTED)
    ProposalFactory(state=State.ELIGIBLE, case_owner=officer)

    assert titles(officer) == [
        reverse("proposals:screening", args=[mine.code]),
        reverse("proposals:queue", query={"whose": "unowned"}),
    ]


def test_the_second_person_has_decisions_to_do(officer):
    director, admin = UserFactory(director=True), UserFactory(admin=True)
    proposal = complete_proposal(state=State.SCREENING)
    pass_all(proposal, officer, E5="FAIL")
    services.propose_ineligible(proposal, officer, "เป็นคำของบประมาณก่อสร้าง")

    page = reverse("proposals:screening", args=[proposal.code])
    assert titles(director) == [page]
    assert titles(admin) == []
    services.propose_correction(proposal, State.SUBMITTED, UserFactory(admin=True), "เริ่มตรวจผิดเรื่อง")
    assert titles(admin) == [page]
