"""Lists of the office as files, and all files of a proposal in one ZIP."""

import hashlib
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from proposals import bundles, changing_lists, lists, packing
from proposals.models import Extension, FailedAttempt
from proposals.states import State
from proposals.tasks import export_list, pack_files
from pyp_portal import clock
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Export
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.papers import ExportFactory, PaperFactory
from tests.factories.proposals import (
    AccessFactory,
    AttachmentFactory,
    CallFactory,
    ProposalFactory,
)

pytestmark = pytest.mark.django_db
SPEAKS_OF_NO_PROPOSAL = {"policies"}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def test_more_time_that_was_asked_for_in_a_year_given_or_not(officer):
    call = CallFactory(fiscal_year=2568)
    facts = {"call": call, "asked_by": officer, "ends_at": clock.now(), "reason": "ระบบล่ม"}
    given = Extension.objects.create(
        **facts, mode="drafts", percent=80, asked_at=clock.now(), confirmed_at=clock.now()
    )
    named = Extension.objects.create(**facts, mode="agencies", asked_at=clock.now())
    agency = MembershipFactory().agency
    named.agencies.add(agency)
    named.proposals.add(ProposalFactory())
    Extension.objects.create(
        **facts | {"call": CallFactory(fiscal_year=2567)}, mode="all", asked_at=clock.now()
    )

    rows = list(lists.table(asked(officer, "more_time", year="2568")).rows)

    assert [(row[0], row[3], row[4], row[7]) for row in rows] == [
        (named.get_mode_display(), str(agency), 1, None),
        (f"{given.get_mode_display()} (80%)", "", 0, given.confirmed_at),
    ]
    assert list(lists.table(asked(officer, "more_time", year="x")).rows) == []
    with pytest.raises(PermissionDenied):
        lists.table(asked(UserFactory(), "more_time", year="2568"))


def asked(person, of, **narrowed):
    parameters = {"of": of, **narrowed}
    return ExportFactory(asked_by=person, kind=lists.KIND, parameters=parameters)


def rows(person, of, **narrowed):
    return list(lists.table(asked(person, of, **narrowed)).rows)


# --- Lists --------------------------------------------------------------------------------


def test_the_queue_of_screening_with_its_days(officer):
    begun = {"state": State.SCREENING, "screening_started_at": clock.now()}
    mine = ProposalFactory(case_owner=officer, **begun)
    arrived = ProposalFactory(state=State.SUBMITTED, submitted_at=clock.now())
    ProposalFactory(state=State.DRAFT)

    found = rows(officer, "queue")

    assert [row[0] for row in found] == [mine.code, arrived.code]
    assert [(row[5], type(row[6]).__name__, row[8]) for row in found] == [
        (0, "date", str(officer)),
        (0, "NoneType", ""),
    ]
    assert [row[0] for row in rows(officer, "queue", whose="mine")] == [mine.code]


def test_questions_that_wait_or_were_answered(officer):
    waits, done = EnquiryFactory(), EnquiryFactory(answered_at=clock.now(), answer="ได้")
    assert [row[1] for row in rows(officer, "enquiries")] == [waits.question]
    assert [row[7] for row in rows(officer, "enquiries", which="answered")] == [done.answer]
    assert rows(officer, "enquiries", q="ไม่มีคำนี้") == []


def test_who_tried_in_vain_in_the_call_of_the_page(officer):
    proposal = ProposalFactory()
    facts = {"code": "late", "person": proposal.owner, "arrived_at": clock.now()}
    FailedAttempt.objects.create(proposal=proposal, **facts)
    year = str(proposal.call.fiscal_year)
    assert [row[1] for row in rows(officer, "attempts", year=year)] == [proposal.code]
    assert rows(officer, "attempts", year="2500") == rows(officer, "attempts", year="x") == []


@pytest.mark.parametrize("of", sorted(lists.LISTINGS.keys() - changing_lists.LISTINGS.keys()))
def test_what_is_closed_to_an_officer_or_not_of_the_office_is_not_in_it(officer, of):
    closed = ProposalFactory(state=State.SUBMITTED, submitted_at=clock.now())
    EnquiryFactory(proposal=closed)
    AccessFactory(proposal=closed, user=officer, kind="closed")
    found = [] if of in SPEAKS_OF_NO_PROPOSAL else rows(officer, of)
    assert (found, closed.code in str(rows(officer, of))) == ([], False)
    with pytest.raises(PermissionDenied):
        rows(UserFactory(), of)


def test_the_edits_of_what_is_closed_to_an_officer_are_no_list(officer):
    closed = ProposalFactory(state=State.SUBMITTED, submitted_at=clock.now())
    assert rows(officer, "edits", code=closed.code) == []
    AccessFactory(proposal=closed, user=officer, kind="closed")
    with pytest.raises(PermissionDenied):
        rows(officer, "edits", code=closed.code)


def test_from_the_button_of_the_queue_to_the_file(officer, client_of):
    ProposalFactory(state=State.SUBMITTED, submitted_at=clock.now())
    client = client_of(officer)
    client.post(reverse("proposals:list_export", args=["queue"]), {"format": "csv"})
    export_list(Export.objects.get().pk)
    export = Export.objects.get()

    answer = client.post(export.file_url)
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[0]) == (2, "เลขที่")
    AccessFactory(user=officer, kind="closed")
    assert client.post(export.file_url).status_code == 302  # what they may see has changed


# --- All files of a proposal --------------------------------------------------------------


@pytest.fixture
def member():
    return MembershipFactory(can_edit=True)


@pytest.fixture
def proposal(member):
    return ProposalFactory(lead_agency=member.agency, owner=member.user)


def test_what_the_office_issued_is_in_it_though_no_worker_came_yet(proposal, member, monkeypatch):
    about = {"record_type": "proposals.proposal", "record_id": proposal.pk}
    ready = PaperFactory(**about, made=True, file=ContentFile(b"ready", name="papers/one.pdf"))
    waits = PaperFactory(**about)
    PaperFactory(**about, kind=Kind.RESULT_LETTER)  # is fetched elsewhere, by other rules
    made = SimpleNamespace(pdf=b"made now", pages=1)
    monkeypatch.setattr(packing.rendering, "render", lambda *_args, **_kwargs: made)

    found = {}
    for path, opened in packing.issued(proposal):
        with opened() as content:
            found[path[-1]] = content.read()

    assert found == {ready.filename: b"ready", waits.filename: b"made now"}
    waits.refresh_from_db()
    assert waits.sha256 == hashlib.sha256(b"made now").hexdigest()  # it is kept as it was packed


def packed(proposal, person, client):
    """The names in the ZIP, from the button to the file."""
    client.post(reverse("proposals:all_files", args=[proposal.code]))
    export = Export.objects.latest("pk")
    pack_files(export.pk)
    stored = Export.objects.get(pk=export.pk).file
    with stored.open("rb") as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_all_files_of_a_proposal_under_safe_names(proposal, member, client_of):
    AttachmentFactory(proposal=proposal, file__name="แผน.pdf")
    AttachmentFactory(proposal=proposal, file__name="../../แผน.pdf")
    AttachmentFactory(proposal=proposal, file__name="ไวรัส.pdf", file__scan="failed")
    AttachmentFactory(proposal=proposal, file__name="เอาออก.pdf", removed_at=clock.now())

    found = packed(proposal, member.user, client_of(member.user))

    assert found == [
        f"{proposal.code}/เอกสารแนบ/01 แผน.pdf",
        f"{proposal.code}/เอกสารแนบ/02 ..-..-แผน.pdf",
    ]


def test_s2_the_files_of_another_agency_are_not_packed(proposal, client_of):
    stranger = MembershipFactory().user
    address = reverse("proposals:all_files", args=[proposal.code])
    assert client_of(stranger).post(address).status_code == 404
    export = ExportFactory(
        asked_by=stranger, kind=bundles.KIND, format="zip", parameters={"code": proposal.code}
    )
    with pytest.raises(PermissionDenied):
        packing.book(export)
    assert bundles.may_fetch(export, stranger) is False
