"""The pages of the records for the National Archives: from the offer to the answer."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import todo
from cohorts.models import ArchiveOffer
from cohorts.services import archiving
from pyp_portal import clock
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.archiving import packed
from tests.factories.cohorts import SeatFactory, cohort_of
from tests.factories.papers import ExportFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
LIST = reverse("cohorts:archive")
LETTER = {
    "letter_no": "ศธ ๐๔๐๓/๑๒",
    "letter_date_0": "2",
    "letter_date_1": "3",
    "letter_date_2": "2581",
    "version": "1",
}


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def offer(at, admin):
    at("2038-03-02 09:00")
    return archiving.offer(SeatFactory().cohort, by=admin)


def titles(person):
    return [line.title for line in todo.todo(person) if line.url.endswith("/archive/")]


def note(offer, person):
    """A package that was made, as the worker notes it."""
    export = ExportFactory(made=True, asked_by=person, kind="cohorts.archive", format="zip")
    return archiving.note_package(offer, export, files=1, bytes=9, manifest="0  data/x\n")


def test_from_the_offer_to_the_answer_in_pages(offer, admin, client_of):
    page, client = offer.get_absolute_url(), client_of(admin)
    year = offer.cohort.call.fiscal_year
    assert page in client.get(LIST).content.decode()
    assert ["ชุดส่งมอบ" in title for title in titles(admin)] == [True]

    asked = client.post(reverse("cohorts:archive_package", args=[year]))
    export = Export.objects.get()
    assert (asked.url, export.format) == (export.get_absolute_url(), "zip")
    package = note(offer, admin)
    assert ["คำตอบ" in title for title in titles(admin)] == [True]
    said = client.post(page, {**LETTER, "answer": "accepted"})
    assert said.context["form"].errors.keys() == {"package"}
    assert "ศธ ๐๔๐๓/๑๒" in said.content.decode()
    wanted = {**LETTER, "answer": "partly", "package": package.uid}
    assert client.post(page, wanted).context["form"].errors.keys() == {"taken"}
    early = client.post(page, {**LETTER, "answer": "refused", "letter_date_2": "2580"})
    assert early.context["form"].errors.keys() == {"letter_date"}

    client.post(page, {**wanted, "taken": ["1-proposals", "2-meetings"]})

    held = ArchiveOffer.objects.get()
    assert (held.answer, held.taken, held.package) == (
        "partly", ["1-proposals", "2-meetings"], package,
    )  # fmt: skip
    assert (held.letter_no, held.letter_date) == ("ศธ ๐๔๐๓/๑๒", date(2038, 3, 2))
    assert titles(admin) == [] and titles(UserFactory(staff=True)) == []
    assert "ศธ ๐๔๐๓/๑๒" in client_of(UserFactory(auditor=True)).get(LIST).content.decode()


def test_the_file_waits_where_it_was_asked_for(offer, admin, client_of):
    export, _bag = packed(offer, admin)

    got = client_of(admin).post(export.file_url)

    assert got["Content-Type"] == "application/zip"
    assert len(b"".join(got)) > 0
    assert client_of(UserFactory(staff=True)).post(export.file_url).status_code == 404


def test_a_removal_that_runs_settles_the_answer(offer, admin, client_of):
    package = note(offer, admin)
    facts = {"letter_no": "1", "letter_date": clock.today(), "taken": [], "note": ""}
    archiving.answer(offer, by=admin, version=1, answer="accepted", package=package, **facts)
    ArchiveOffer.objects.update(emptied_at=clock.now())

    client, year = client_of(admin), offer.cohort.call.fiscal_year
    page = client.get(offer.get_absolute_url()).content.decode()
    ordering = reverse("cohorts:archive_package", args=[year])

    assert 'name="letter_no"' not in page and ordering not in page
    assert client.post(ordering).status_code == 403


def test_three_years_cost_as_many_statements_as_one(
    offer, admin, client_of, django_assert_max_num_queries
):
    def statements():
        with django_assert_max_num_queries(60) as counted:
            assert client.get(LIST).status_code == 200
        return len(counted.captured_queries)

    client = client_of(admin)
    statements()  # what a process learns once
    before = statements()
    for year in (2572, 2573):
        archiving.offer(cohort_of(CallFactory(fiscal_year=year)), by=admin)

    assert statements() == before
