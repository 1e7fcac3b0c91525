"""Views of the list: kept, shared, opened first, changed by whom they belong to; columns."""

import pytest
from django.urls import reverse

from proposals import permissions, services
from proposals.models import ListSetting, SavedView
from proposals.services.saved_views import MOST
from proposals.states import State
from pyp_portal.accounts.refusals import Refused
from tests.accounts.pages import said
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db
LIST = reverse("proposals:list")
VIEWS = reverse("proposals:views")


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def kept(owner, name="ภาคใต้", **fields):
    fields = {"query": {"province": "90"}, "columns": ["state"]} | fields
    return SavedView.objects.create(owner=owner, name=name, **fields)


def page(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return answer.context


# --- Kept and opened -------------------------------------------------------------------------


def test_what_the_list_shows_is_kept_under_a_name_and_opened_again(client_of, officer):
    south = ProposalFactory(state=State.SUBMITTED, province_id=90)
    ProposalFactory(state=State.SUBMITTED, province_id=50)
    client = client_of(officer)
    address = f"{VIEWS}?view=&year=2568&province=90&order=code&state=nonsense"

    asked = client.get(address).context
    client.post(address, {"name": "  สงขลา  "})

    view = SavedView.objects.get()
    assert (view.owner, view.name, view.is_shared) == (officer, "สงขลา", False)
    assert view.query == {"province": "90", "order": "code"}  # and the call of the day
    assert asked["words"] == [str(south.call), "สงขลา", "เลขแรกสุดขึ้นก่อน"]
    opened = page(client, view=view.uid)
    assert opened["proposals"] == [south]
    assert opened["look"].view == view
    assert [c.key for c in opened["columns"]] == ["state", "owner", "due"]
    assert [chip.label for chip in opened["views"] if chip.is_open] == ["สงขลา"]
    assert opened["views"][-1].count == 1


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("view=", {}),
        ("view=&year=", {"year": ""}),
        ("view=&year=2568&q=น้ำ", {"year": "2568", "q": "น้ำ"}),
        ("q=น้ำ", {"year": "", "q": "น้ำ"}),
        ("year=2567", {"year": "2567"}),
    ],
)
def test_a_view_of_this_year_goes_on_with_the_next_call(client_of, officer, at, address, query):
    this = CallFactory()
    years = {"opens_at": this.opens_at, "closes_at": this.closes_at}
    CallFactory(fiscal_year=2567, **{k: day.replace(year=day.year - 1) for k, day in years.items()})

    client_of(officer).post(f"{VIEWS}?{address}", {"name": "ของปี"})

    assert SavedView.objects.get().query == query


def test_the_default_view_opens_where_nothing_is_asked_for(client_of, officer):
    south, north = (ProposalFactory(province_id=code) for code in (90, 50))
    client = client_of(officer)
    client.post(f"{VIEWS}?view=&year=2568&province=90", {"name": "ใต้", "opens_first": "on"})
    view = SavedView.objects.get()

    assert page(client)["proposals"] == [south]
    assert page(client, after=north.code)["proposals"] == [south]
    assert page(client, view="")["proposals"] == [north, south]
    assert page(client, q="")["proposals"] == [north, south]
    assert page(client, view="nonsense")["look"].view is None

    first = reverse("proposals:open_with", args=[view.uid])
    client.post(first, {"off": "1"})
    assert page(client)["proposals"] == [north, south]
    client.post(first)
    assert page(client)["look"].view == view
    client.post(reverse("proposals:delete_view", args=[view.uid]))
    assert page(client)["proposals"] == [north, south]


def test_what_the_address_says_is_stronger_than_the_view(client_of, officer):
    ProposalFactory(province_id=90)
    north, view = ProposalFactory(province_id=50), kept(officer)
    client = client_of(officer)

    changed = page(client, view=view.uid, province="50")

    assert (changed["proposals"], changed["look"].is_changed) == ([north], True)
    assert page(client, view=view.uid)["look"].is_changed is False
    assert page(client, view="")["look"].is_changed is False
    refill = reverse("proposals:refill_view", args=[view.uid])
    answer = client.post(f"{refill}?{changed['look'].address()}")
    assert answer.headers["Location"] == f"{LIST}?view={view.uid}"
    assert page(client, view=view.uid)["proposals"] == [north]


def test_what_a_view_asks_for_and_is_not_known_any_more_is_ignored(client_of, officer):
    one = ProposalFactory()
    gone = {"theme": "GONE", "owner": "999999", "region": "x", "no": "1", "age": "x"}
    view = kept(officer, query=gone)

    assert page(client_of(officer), view=view.uid)["proposals"] == [one]


# --- Names and limits ------------------------------------------------------------------------


def test_a_name_is_given_once_and_what_was_typed_stays(client_of, officer):
    kept(officer)
    kept(UserFactory(staff=True), name="อื่น")
    client = client_of(officer)

    twice = client.post(VIEWS, {"name": "ภาคใต้", "is_shared": "on"})
    client.post(VIEWS, {"name": "อื่น"})
    nameless = client.post(VIEWS, {"name": " "})

    assert twice.context["form"].errors == {"name": ["คุณมีมุมมองชื่อนี้อยู่แล้ว"]}
    assert twice.context["form"]["is_shared"].value() is True
    assert "name" in nameless.context["form"].errors
    assert officer.saved_views.count() == 2


def test_there_is_a_limit_for_each_person(officer):
    for number in range(MOST):
        kept(officer, name=str(number))

    with pytest.raises(Refused, match=str(MOST)):
        services.save_view("one more", {}, [], by=officer)


def test_a_view_is_renamed_and_shared_by_whom_it_belongs_to(client_of, officer):
    view, taken = kept(officer), kept(officer, name="อื่น")
    client = client_of(officer)
    change = reverse("proposals:view", args=[view.uid])

    done = client.post(change, {"name": "ใต้ทั้งหมด", "is_shared": "on"}, follow=True)
    twice = client.post(change, {"name": taken.name}, follow=True)
    nameless = client.post(change, {"name": ""}, follow=True)

    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("ใต้ทั้งหมด", True)
    assert (said(done), said(twice), said(nameless)) == (["success"], ["error"], ["error"])
    client.post(change, {"name": "ใต้ทั้งหมด"})
    view.refresh_from_db()
    assert view.is_shared is False


# --- Whose they are --------------------------------------------------------------------------


def test_the_office_sees_what_is_shared_and_nobody_else_sees_any(client_of, officer):
    own, shared = kept(officer), kept(officer, name="ของสำนักงาน", is_shared=True)
    colleague, member = UserFactory(staff=True), MembershipFactory().user

    labels = [chip.view for chip in page(client_of(colleague))["views"] if chip.view]
    assert labels == [shared]
    assert "views" not in page(client_of(member))
    assert page(client_of(member), view=shared.uid)["inside"] is False
    assert client_of(member).get(VIEWS).status_code == 403
    assert client_of(colleague).post(reverse("proposals:view", args=[own.uid])).status_code == 404


@pytest.mark.parametrize("who", ["owner", "staff", "auditor", "admin", "member"])
@pytest.mark.parametrize("is_shared", [True, False])
def test_the_views_seen_are_those_that_the_rule_allows(officer, who, is_shared):
    people = {"owner": officer, "member": MembershipFactory().user}
    person = people.get(who) or UserFactory(**{who: True})
    view = kept(officer, is_shared=is_shared)
    mine = kept(person, name="ของตัวเอง")

    allowed = {one for one in (view, mine) if permissions.can_use_view(one, person)}

    assert set(SavedView.objects.visible_to(person)) == allowed
    assert permissions.can_change_view(view, person) == (
        who == "owner" or (who == "admin" and is_shared)
    )


def test_others_may_not_change_a_shared_view_but_open_with_it(client_of, officer):
    view = kept(officer, is_shared=True)
    colleague = UserFactory(staff=True)
    client = client_of(colleague)

    answers = [
        client.post(reverse(f"proposals:{name}", args=[view.uid]), {"name": "x"}).status_code
        for name in ("view", "refill_view", "delete_view", "open_with")
    ]
    columns = client.post(f"{reverse('proposals:columns')}?view={view.uid}", {"column": "theme"})

    assert (answers, columns.status_code) == ([403, 403, 403, 302], 403)
    assert colleague.list_setting.default_view == view
    shown = page(client, view=view.uid, province="50")
    assert (shown["may_keep"], shown["look"].is_changed) == (False, True)


def test_an_auditor_keeps_views_but_shows_them_to_nobody(client_of, officer):
    auditor = UserFactory(auditor=True)
    client = client_of(auditor)

    client.post(VIEWS, {"name": "ตรวจ", "is_shared": "on"})

    view = SavedView.objects.get()
    assert (view.owner, view.is_shared) == (auditor, False)
    client.post(reverse("proposals:view", args=[view.uid]), {"name": "ตรวจ", "is_shared": "on"})
    view.refresh_from_db()
    assert view.is_shared is False
    assert page(client)["may_act"] is False


# --- Columns ---------------------------------------------------------------------------------


def test_columns_are_kept_for_the_person_or_with_the_view(client_of, officer):
    ProposalFactory(state=State.SUBMITTED, province_id=90, case_owner=officer)
    view, client, choose = kept(officer), client_of(officer), reverse("proposals:columns")

    client.post(choose, {"column": ["theme", "region", "nonsense"]})
    client.post(f"{choose}?view={view.uid}", {"column": ["year", "age", "updated", "submitted"]})

    assert ListSetting.objects.get().columns == ["theme", "region"]
    assert [c.key for c in page(client, view="")["columns"]] == ["theme", "region"]
    shown = page(client, view=view.uid)
    assert [c.key for c in shown["columns"]] == ["submitted", "age", "year", "updated"]
    client.post(choose)  # none ticked: those that everybody has
    assert [c.key for c in page(client, view="")["columns"]] == ["state", "owner", "due"]


def test_every_column_says_something_or_a_dash(client_of, officer, at):
    client = client_of(officer)
    every = ["state", "owner", "due", "submitted", "age", "theme", "level", "kind", "region"]
    client.post(reverse("proposals:columns"), {"column": [*every, "year", "updated", "origin"]})
    at("2025-01-16 10:00")
    began = {"late": "2025-01-03", "near": "2025-01-08", "fresh": "2025-01-15"}
    for day in began.values():
        ProposalFactory(
            state=State.SCREENING,
            case_owner=officer,
            screening_started_at=at(f"{day} 09:00"),
            province_id=90,
        )
    ProposalFactory(state=State.SUBMITTED, province=None, theme=None, submitted_at=None)
    ProposalFactory(state=State.RETURNED, revision_due_at=at("2025-01-20 23:59"))
    ProposalFactory(state=State.ELIGIBLE)
    at("2025-01-16 10:00")
    draft = ProposalFactory(state=State.DRAFT, province_id=90)

    cells = {
        proposal.code: {cell.column.key: cell for cell in row}
        for proposal, row in page(client)["lines"]
    }

    due = [(row["due"].note, row["due"].tone) for row in cells.values()]
    assert due[::-1] == [
        ("เกิน 2 วันทำการ", "stop"),
        ("เหลือ 1 วันทำการ", "wait"),
        ("เหลือ 6 วันทำการ", ""),
        ("ยังไม่เริ่มตรวจ", ""),
        ("รอหน่วยงานแก้ไข", ""),
        ("", ""),
        ("ปิดรับข้อเสนอแล้ว", ""),
    ]
    ages = [row["age"].value for row in cells.values()]
    assert ages[::-1] == ["9 วันทำการ", "6 วันทำการ", "1 วันทำการ", "", "", "", ""]
    last = cells[draft.code]
    assert last["year"].value == "2568"
    assert last["origin"].value == "พื้นที่เสนอ"
    assert last["region"].value == "ใต้"
