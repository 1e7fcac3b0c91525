"""The list as a file: the rows and words of who asked, while they may still see them."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proposals import exports
from proposals.states import State
from proposals.tasks import export as task
from pyp_portal.papers.models import Export
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def rows(person, **parameters):
    """The rows that a worker would write for this person."""
    table = exports.table(ExportFactory(asked_by=person, parameters=parameters))
    found = list(table.rows)
    assert len(found) == table.total
    return found


def codes(person, **parameters):
    return [row[0] for row in rows(person, **parameters)]


def test_it_holds_what_the_list_shows_with_its_filters(client_of, officer):
    mine = ProposalFactory(state=State.SUBMITTED, case_owner=officer, province_id=90)
    ProposalFactory(state=State.SUBMITTED)
    ProposalFactory(state=State.DRAFT)
    query = {"year": "", "state": "submitted", "owner": "me", "level": "nonsense"}
    client = client_of(officer)
    listed = client.get(reverse("proposals:list"), query).context["proposals"]

    client.post(reverse("proposals:export", query=query))

    export = Export.objects.get()
    assert export.parameters == {
        "state": "submitted",
        "owner": "me",
        "columns": "state owner due",
    }
    assert export.note == "ยื่นแล้ว · ของฉัน"
    assert [p.code for p in listed] == [row[0] for row in exports.table(export).rows] == [mine.code]


def test_a_row_says_what_the_page_shows(officer):
    proposal = ProposalFactory(state=State.DRAFT, province_id=90)
    fixed = [proposal.code, proposal.title_th, proposal.lead_agency.name_th, "สงขลา"]
    closes = timezone.localtime(proposal.call.closes_at) - timedelta(minutes=1)

    assert rows(officer) == [[*fixed, str(State.DRAFT.label), None, closes]]
    assert rows(officer, columns="theme level") == [
        [*fixed, proposal.theme.name_th, str(proposal.lead_agency.get_level_display())]
    ]


@pytest.mark.parametrize(
    ("columns", "last"),
    [("", ["สถานะ", "เจ้าของ", "กำหนด"]), ("year region nonsense", ["ภาค", "ปี"])],
)
def test_the_first_line_names_the_columns(officer, columns, last):
    table = exports.table(ExportFactory(asked_by=officer, parameters={"columns": columns}))

    assert table.headers == ["เลขที่", "ชื่อเรื่อง", "หน่วยงานผู้เสนอ", "จังหวัด", *last]


@pytest.mark.parametrize("order", ["", "code", "arrival"])
def test_the_rows_come_in_the_order_of_the_page(officer, client_of, order, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    arrivals = ["2024-12-05", "2024-12-03", "2024-12-04", "2024-12-03", None]
    for day in arrivals:
        ProposalFactory(
            state=State.SUBMITTED if day else State.DRAFT,
            submitted_at=datetime.fromisoformat(f"{day}T10:00:00+07:00") if day else None,
        )
    page = client_of(officer).get(reverse("proposals:list"), {"year": "", "order": order})

    assert codes(officer, order=order) == [one.code for one in page.context["proposals"]]


def test_s4_the_export_of_an_applicant_tells_the_public_label():
    member = MembershipFactory()
    ProposalFactory(lead_agency=member.agency, state=State.REVIEWING)
    ProposalFactory(state=State.REVIEWING)

    assert [row[4] for row in rows(member.user)] == [str(State.REVIEWING.public_label)]
    assert len(rows(member.user, state=State.ELIGIBLE.value)) == 1  # what they see as one


def test_what_was_closed_after_asking_is_not_in_it(officer):
    shut, open_one = ProposalFactory(), ProposalFactory()
    export = ExportFactory(asked_by=officer)
    AccessFactory(proposal=shut, user=officer, kind="closed")

    assert [row[0] for row in exports.table(export).rows] == [open_one.code]


def test_a_long_list_is_fetched_by_chunks(officer, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    proposals = ProposalFactory.create_batch(5)

    assert codes(officer) == sorted((p.code for p in proposals), reverse=True)


@pytest.mark.postgres
def test_its_cost_is_the_same_at_one_and_three_rows(officer, django_assert_num_queries):
    ProposalFactory()
    ExportFactory(asked_by=officer)
    with CaptureQueriesContext(connection) as at_one:
        list(exports.table(Export.objects.get()).rows)
    ProposalFactory.create_batch(2)

    with django_assert_num_queries(len(at_one)):
        assert len(list(exports.table(Export.objects.get()).rows)) == 3


def asked_and_made(person, client_of):
    client_of(person).post(reverse("proposals:export"), {"format": "csv"})
    export = Export.objects.get()
    task(export.pk)
    export.refresh_from_db()
    return export


def test_from_the_button_to_the_file(client_of, officer):
    proposal = ProposalFactory(title_th="=HYPERLINK(1) ชื่ออันตราย")
    export = asked_and_made(officer, client_of)

    answer = client_of(officer).post(export.file_url)

    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert body.splitlines()[1].startswith(f"{proposal.code},'=HYPERLINK(1) ชื่ออันตราย,")
    assert (export.done, export.total) == (1, 1)


def test_s3_nobody_else_fetches_the_file_or_knows_of_it(client_of, officer):
    ProposalFactory()
    export = asked_and_made(officer, client_of)
    colleague, admin = UserFactory(staff=True), UserFactory(admin=True)

    codes = [
        client_of(person).post(url).status_code
        for person in (colleague, admin, MembershipFactory().user)
        for url in (export.file_url, reverse("papers:again", args=[export.uid]))
    ]

    assert codes == [404] * 6
    assert client_of(colleague).get(export.get_absolute_url()).status_code == 404
    assert client_of(officer).get(export.file_url).status_code == 405


def refused(person, export, client_of):
    """True when the file is not handed out but the page that says why."""
    answer = client_of(type(person).objects.get(pk=person.pk)).post(export.file_url)
    b"".join(answer)  # reads a download to its end, which closes its file
    return (answer.status_code, answer.headers.get("Location")) == (302, export.get_absolute_url())


def test_s36_who_has_lost_a_role_loses_the_files_made_with_it(client_of, officer, december):
    ProposalFactory()
    export = asked_and_made(officer, client_of)
    assert not refused(officer, export, client_of)

    officer.role_grants.update(ended_at=december)

    assert refused(officer, export, client_of)


def test_s36_a_proposal_that_was_closed_closes_the_files_that_hold_it(client_of, officer):
    proposal = ProposalFactory()
    export = asked_and_made(officer, client_of)

    AccessFactory(proposal=proposal, user=officer, kind="closed")

    assert refused(officer, export, client_of)


def test_s36_who_has_left_an_agency_loses_the_files_about_it(client_of, december):
    member = MembershipFactory()
    ProposalFactory(lead_agency=member.agency)
    export = asked_and_made(member.user, client_of)

    type(member).objects.update(ended_at=december)

    assert refused(member.user, export, client_of)


def test_the_auditor_fetches_what_others_asked_for_unless_something_is_closed(client_of, officer):
    proposal, auditor = ProposalFactory(), UserFactory(auditor=True)
    export = asked_and_made(officer, client_of)
    assert not refused(auditor, export, client_of)

    AccessFactory(proposal=proposal, user=auditor, kind="closed")

    assert refused(auditor, export, client_of)
