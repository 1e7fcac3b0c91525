"""The booklets of the lab: what is in them, for whom, and whose contacts they show."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import binding, book, booklet_pdf, booklets, documents, report_papers, tasks
from cohorts.states import TierKey
from proposals.models import Access
from proposals.states import State
from pyp_portal.papers import seals
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    PrototypeFactory,
    SeatFactory,
    SiteFactory,
    TeamFactory,
    VersionFactory,
    full_team,
    person_in,
)
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.reports import followed_team
from tests.papers.crews import work_here
from tests.papers.pdfs import poppler_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_year_after(at):
    at("2026-03-02 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def asked(person, of, **facts):
    """What a person asked for, as the worker takes it."""
    wanted = {"of": of, **facts}
    return ExportFactory(kind=booklets.KIND, asked_by=person, parameters=wanted, format="pdf")


def booklet_of(monkeypatch, export):
    """What would be bound."""
    held = []
    monkeypatch.setattr(booklet_pdf, "bound", lambda booklet, _standing: held.append(booklet))
    booklet_pdf.book(export)
    return held[0]


def year_of(team):
    return team.cohort.call.fiscal_year


# --- The book of the cohort
def test_the_book_has_each_issue_with_what_was_issued_about_it(staff, monkeypatch, settings):
    team = followed_team(staff)
    VersionFactory(prototype=PrototypeFactory(team=team, name_th="ต้นแบบตารางเวร"))
    SiteFactory(team=team, agency_th="อบต. ตัวอย่าง")
    seat = SeatFactory(team=team, key=TierKey.COORDINATOR)
    report = team.rounds.get().report
    first = documents.follow_up_report(report, by=staff)
    shut = TeamFactory(proposal__call=team.proposal.call)
    AccessFactory(user=staff, proposal=shut.proposal, kind=Access.Kind.CLOSED)
    settings.DEMO = True

    booklet = booklet_of(monkeypatch, asked(staff, "cohort", year=year_of(team)))

    assert [(leaf.label, leaf.under) for leaf in booklet.leaves] == [
        (team.proposal.code, False),
        (first.number, True),
    ]
    page = booklet.leaves[0].html
    words = ("ต้นแบบตารางเวร", "อบต. ตัวอย่าง", seat.person.family_th, "ให้ศึกษา")
    assert [said in page for said in words] == [True] * 4
    assert booklet.leaves[1].html == first.html
    assert (booklet.total, booklet.watermark) == (2, (seals.SAMPLE,))


# --- The directory
def test_the_directory_shows_the_contacts_that_its_asker_may_see(staff, monkeypatch):
    person = UserFactory(phone="0812345678", given_th="กมล")
    seat = SeatFactory(team=TeamFactory(), person=person, shares_phone="team")
    mate = SeatFactory(team=seat.team, key=TierKey.COORDINATOR).person
    other = SeatFactory(team=TeamFactory(proposal__call=seat.team.proposal.call)).person
    shown = {}
    for reader in (staff, mate, other):
        export = asked(reader, "directory", year=year_of(seat.team))
        booklet = booklet_of(monkeypatch, export)
        shown[reader] = "0812345678" in "".join(leaf.html for leaf in booklet.leaves)
        assert booklet.leaves[-1].title == "ดัชนีรายชื่อ"
        assert "กมล" in booklet.leaves[-1].html

    assert list(shown.values()) == [True, True, False]
    assert "3 คน 2 ทีม" in booklet.cover.lines


def test_names_stand_in_the_order_of_the_thai_alphabet(staff, monkeypatch):
    team = TeamFactory()
    for name in ("เอก", "กมล", "อมร", "แก้ว"):
        SeatFactory(team=team, person=UserFactory(given_th=name))
    index = booklet_of(monkeypatch, asked(staff, "directory", year=year_of(team))).leaves[-1].html

    places = [index.index(name) for name in ("กมล", "แก้ว", "อมร", "เอก")]
    assert places == sorted(places)


# --- The report
def test_only_a_signed_report_is_bound_letter_first_annexes_last(
    report, followed, writer, monkeypatch, client_of
):
    documents.follow_up_report(followed.rounds.get().report, by=writer)
    year = report.cohort.call.fiscal_year
    url = reverse("cohorts:report_booklet", args=[year, report.uid])
    wanted = {"year": year, "report": str(report.uid)}
    refused = client_of(writer).post(url, follow=True).content.decode()
    with pytest.raises(PermissionDenied):
        booklet_pdf.book(asked(writer, "minister", **wanted))
    whole = report_papers.report(report, by=writer)
    letter = report_papers.letter(report, by=writer)

    booklet = booklet_of(monkeypatch, asked(writer, "minister", **wanted))

    assert [leaf.label for leaf in booklet.leaves][:2] == [letter.number, whole.number]
    assert [leaf.under for leaf in booklet.leaves] == [False, False, True]
    assert "รวมเล่มรายงานพร้อมภาคผนวกได้เมื่อลงนามรายงานแล้ว" in refused


# --- Asked for and fetched
def test_a_directory_is_asked_for_made_and_fetched(client_of, monkeypatch):
    work_here(monkeypatch)
    seat = SeatFactory(team=TeamFactory())
    client = client_of(seat.person)
    page = client.get(reverse("cohorts:participants", args=[year_of(seat.team)]))
    url = reverse("cohorts:booklet", args=[year_of(seat.team), "directory"])
    client.post(url)
    export = Export.objects.get()
    tasks.bind_booklet(export.pk)
    content = b"".join(client.post(export.file_url))

    assert url in page.content.decode()
    assert seat.person.family_th in poppler_pages(content)[2]
    assert client.post(url.replace("directory", "other")).status_code == 404
    assert booklets.may_fetch(Export.objects.get(), UserFactory(auditor=True))
    assert not booklets.may_fetch(Export.objects.get(), UserFactory())


# --- The book of a presentation
def test_the_book_of_a_session_is_for_those_who_read_everything_and_see_its_issues(staff):
    item = ItemFactory(team=full_team(State.LAB_COMPLETED), order=1)
    wanted = {"session": str(item.session.uid)}
    AccessFactory(proposal=item.team.proposal, user=staff, kind="closed")

    for person in (staff, person_in(item.team, TierKey.COORDINATOR)):
        export = ExportFactory(kind=book.KIND, asked_by=person, parameters=wanted, format="pdf")
        with pytest.raises(PermissionDenied):
            binding.bound(export)
