"""The adoption kit with all its files: bound as one PDF, packed as a ZIP; who may have it."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from cohorts import kit_papers, kits, site_exports
from cohorts.fetching import MAY_FETCH
from cohorts.tasks import export_kit, export_requests, export_sites
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import thai
from pyp_portal.papers import making
from pyp_portal.papers.jobs import State as JobState
from pyp_portal.papers.models import Export, Paper
from tests.factories.accounts import UserFactory
from tests.factories.adopting import RequestFactory, kit_of
from tests.factories.cohorts import SiteFactory, TeamFactory, VersionFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, StoredFileFactory, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(staff):
    """A team with a kit that has been made, and two versions of a prototype."""
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    paper = kit_of(team, staff)
    making.keep(making.take(Paper, paper.pk), ContentFile(pdf(3)), pages=3)
    first = VersionFactory(prototype__team=team, file=StoredFileFactory())
    VersionFactory(prototype=first.prototype, file=StoredFileFactory())
    SiteFactory(team=team, agency_th="=เทศบาล")
    SiteFactory(team=team, agency_th="เทศบาลที่ยุติ", status="dropped")
    return team


def ordered(team, person, file_format):
    code = team.proposal.code
    parameters = {"code": code, "files": True}
    return ExportFactory(
        kind=kit_papers.KIT, asked_by=person, format=file_format, parameters=parameters
    )


def made(export):
    """The file of an export, by its task."""
    export_kit(export.pk)
    export.refresh_from_db()
    with export.file.open("rb") as file:
        return BytesIO(file.read())


def test_a_handbook_of_a_plan_that_nobody_has_approved_is_in_no_kit(team):
    type(team.scale_plan).objects.update(approved_at=None, handbook=StoredFileFactory())

    with ZipFile(made(ordered(team, UserFactory(), "zip"))) as archive:
        names = archive.namelist()

    assert [name for name in names if "คู่มือ" in name] == []


def test_the_zip_holds_kit_handbook_last_prototype_and_the_areas(team):
    export = ordered(team, UserFactory(), "zip")

    with ZipFile(made(export)) as archive:
        names = archive.namelist()
        areas = archive.read(names[-1]).decode("utf-8-sig")

    assert [name.split(" ", 1)[0] for name in names] == ["1", "2", "3", "4"]
    assert names[1] == "2 คู่มือ.pdf"
    version = team.prototypes.get().versions.last()
    assert f"รุ่น {version.number}" in names[2]
    assert "'=เทศบาล" in areas
    assert "เทศบาลที่ยุติ" not in areas
    assert export.done == 4


def test_the_bound_kit_has_a_bookmark_for_each_part(team):
    team.scale_plan.handbook.scan = "failed"
    team.scale_plan.handbook.save()

    with pikepdf.open(made(ordered(team, UserFactory(), "pdf"))) as whole:
        marks = whole.open_outline().root
        pages = len(whole.pages)

    assert len(marks) == 2  # what the scanner refused is left out
    assert pages >= 4


def test_a_kit_no_worker_has_come_to_is_made_of_what_it_says(team, monkeypatch):
    paper = kit_papers.kit_of(team)
    paper.state = JobState.QUEUED
    monkeypatch.setattr(kits.rendering, "render", lambda html: type("Made", (), {"pdf": html}))

    assert kits.content_of(paper) == paper.html


def test_the_kit_says_what_is_known_of_the_model(team):
    html = kit_papers.kit_of(team).html

    assert team.scale_plan.core_th in html
    assert thai.to_thai_digits(team.scale_plan.conditions_th) in html


def test_whoever_may_have_the_kit_fetches_it(team, staff):
    export = ordered(team, UserFactory(), "zip")
    assert MAY_FETCH[export.kind](export, export.asked_by)

    Proposal.objects.update(state=State.DISCONTINUED)

    assert not MAY_FETCH[export.kind](export, export.asked_by)
    assert MAY_FETCH[export.kind](export, staff)
    with pytest.raises(PermissionDenied):
        kits.book(export)


def test_without_a_kit_nothing_is_bound(staff):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)

    with pytest.raises(PermissionDenied):
        kits.book(ordered(team, staff, "zip"))


@pytest.mark.parametrize(
    ("kind", "task", "grow"),
    [("sites", export_sites, SiteFactory), ("requests", export_requests, RequestFactory)],
)
def test_the_lists_hold_what_the_asker_may_see(staff, kind, task, grow):
    shown = grow(agency_th="เทศบาลที่เห็น")
    closed = grow(agency_th="เทศบาลที่ปิด")
    AccessFactory(proposal=closed.team.proposal, user=staff, kind="closed")
    year = shown.team.cohort.call.fiscal_year
    export = ExportFactory(
        kind=f"cohorts.export_{kind}", asked_by=staff, format="csv", parameters={"year": year}
    )

    task(export.pk)

    export.refresh_from_db()
    with export.file.open("rb") as file:
        text = file.read().decode("utf-8-sig")
    assert export.done == 1
    assert "เทศบาลที่เห็น" in text
    assert "เทศบาลที่ปิด" not in text
    assert MAY_FETCH[export.kind](export, staff)


def test_the_file_holds_the_rows_that_the_page_shows(staff, client_of):
    shown = SiteFactory(status="agreed", agency_th="เทศบาลที่ตกลง")
    SiteFactory(team=shown.team, status="dropped", agency_th="เทศบาลที่ยุติ")
    year, client = shown.team.cohort.call.fiscal_year, client_of(staff)
    url = reverse("cohorts:sites", args=[year])
    page = client.get(url, {"status": "agreed", "province": shown.province_id, "mode": "x"})
    address = f"{reverse('cohorts:sites_export', args=[year])}?status=agreed"
    assert f'action="{address}&amp;province={shown.province_id}' in page.content.decode()

    client.post(f"{address}&province={shown.province_id}&mode=x", {"format": "csv"})

    export = Export.objects.get()
    chosen = {"status": "agreed", "province": shown.province_id}
    assert (export.parameters["chosen"], export.note) == (
        chosen, f"{shown.get_status_display()} · {shown.province}",
    )  # fmt: skip
    assert [row[2] for row in site_exports.sites_table(export).rows] == ["เทศบาลที่ตกลง"]
    counted = [
        client.get(url, asked).context["figures"]["sites"] for asked in ({}, {"status": "dropped"})
    ]
    assert counted == [1, 1]


def test_requests_and_obstacles_go_out_as_their_pages_show_them(staff, client_of):
    new, declined = RequestFactory(), RequestFactory(state="declined")
    year, client = new.team.cohort.call.fiscal_year, client_of(staff)
    client.post(f"{reverse('cohorts:requests_export', args=[year])}?state=declined")
    requests = Export.objects.get()
    client.post(f"{reverse('cohorts:obstacles_export')}?view=late")

    found = site_exports.requests_table(requests).rows
    assert [row[2] for row in found] == [declined.agency_th]
    obstacles = Export.objects.exclude(pk=requests.pk).get()
    assert (obstacles.parameters, obstacles.note) == ({"view": "late"}, "เลยกำหนดตอบ")


def test_others_get_no_list():
    site = SiteFactory()
    year = site.team.cohort.call.fiscal_year

    with pytest.raises(PermissionDenied):
        site_exports.sites_table(
            ExportFactory(
                kind="cohorts.export_sites", asked_by=UserFactory(), parameters={"year": year}
            )
        )
