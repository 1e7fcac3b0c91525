"""S2, S3, S11, S12, S13: the whole portal attacked at once, every page of the matrix in turn."""

import logging
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access.asking import client_of, written
from tests.access.matrix import ROLES
from tests.access.tainted import EVIL, RAW, taint
from tests.access.test_matrix import ROWS, put_into
from tests.access.world import build, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

SHOWN = [row for row in ROWS if row.method == "get" and 200 in row.codes.values()]
PAGES = list({row.name: row for row in SHOWN}.values())
FIRST = ("director", "admin", "submitter", "chair", "assigned", "tier2", "anonymous")
ASKED = "q after order sort per_page page state theme province level owner year next tab kind view"
ATTACKS = urlencode(dict.fromkeys(ASKED.split(), EVIL))
DATA = {"application/json", "text/calendar"}  # what no browser takes for a page
FOR_EVERYBODY = {  # files that are published on the page of a call or of an issue
    "cohorts:my_calendar",  # of nobody but oneself
    "proposals:blank_form",
    "proposals:briefing_calendar",
    "proposals:call_calendar",
    "proposals:call_document",
    "public:dataset",
    "spread:handbook",
}


DOORS = {  # all others; an address that gives out a file and is not named fails the test
    "cohorts:calendar_file",
    "cohorts:certificate_file",
    "cohorts:cohort_paper",
    "cohorts:commitment_file",
    "cohorts:deliverable_file",
    "cohorts:deliverable_version_file",
    "cohorts:evidence_file",
    "cohorts:emenscr_data",
    "cohorts:export_file",
    "cohorts:handbook",
    "cohorts:minister_letter",
    "cohorts:minister_paper",
    "cohorts:note_file",
    "cohorts:photo",
    "cohorts:place_file",
    "cohorts:place_paper",
    "cohorts:round_form",
    "cohorts:round_paper",
    "cohorts:session_paper",
    "cohorts:site_photo",
    "cohorts:team_paper",
    "cohorts:value_file",
    "cohorts:version_file",
    "cohorts:workshop_calendar",
    "cohorts:workshop_paper",
    "proposals:call_paper",
    "imports:template",
    "papers:tried",
    "proposals:export_file",
    "proposals:file",
    "proposals:offline_file",
    "proposals:paper",
    "reads:export_file",
    "selection:export_file",
    "selection:matching_question",
    "selection:meeting_calendar",
    "selection:paper",
    "selection:seal_table",
    "selection:session_calendar",
    "selection:slides",
    "selection:slot_calendar",
}
NAMED = {"cohorts:letter_file"}  # the one of another agency is whom the letter names
LOGS = {"reads_read"}
PLAIN = {"public:robots": "text/plain", "public:sitemap_xml": "application/xml"}  # for machines
DRAWN = {
    "selection:page",
    "issues:picture",
}  # pictures that the portal itself draws of the pages of a file


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the matrix, poisoned; undone at the end."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        world.sessions = {role: session_of(person) for role, person in world.people.items()}
        assert taint() > 100
        yield world
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def answers(world):
    """Every page once, by its name, as somebody who may open it sees it."""
    return {row.name: page_of(row, world) for row in PAGES}


def page_of(row, world, query=""):
    """The page, as the first of these roles who may open it sees it."""
    allowed = [role for role in (*FIRST, *ROLES) if row.codes[role] == 200]
    with transaction.atomic():
        if row.state:
            put_into(world.proposal, row.state)
        url = reverse(row.name, kwargs=row.kwargs(world))
        with written() as tables:
            answer = client_of(world, allowed[0]).get(
                f"{url}?{query}" if query else url + row.query
            )
        body = b"".join(answer).decode(errors="replace")
        transaction.set_rollback(True)
    kind = answer["Content-Type"].partition(";")[0]
    is_file = answer.get("Content-Disposition", "").startswith("attachment")
    found = {"code": answer.status_code, "headers": answer.headers, "body": body}
    return SimpleNamespace(kind=kind, is_file=is_file, written=tables, **found)


def raw_in(answers):
    """The pages on which the attack stands as markup."""
    pages = [name for name, one in answers.items() if one.kind not in DATA and not one.is_file]
    return [name for name in pages if RAW in answers[name].body]


def test_s12_names_titles_files_and_links_are_text_on_every_page(answers):
    assert {name: one.code for name, one in answers.items() if one.code != 200} == {}
    assert raw_in(answers) == []
    shown = sum("&lt;img src=x" in one.body for one in answers.values())
    assert shown > len(PAGES) / 2  # the poison has reached them


def test_s22_reading_a_page_changes_nothing(answers):
    """A mail scanner that opens the links of a letter acts for nobody: only the log grows."""
    written = {name: one.written - LOGS for name, one in answers.items()}
    assert {name: tables for name, tables in written.items() if tables} == {}


def test_s13_what_an_address_says_is_never_echoed_as_markup(world):
    answers = {row.name: page_of(row, world, ATTACKS) for row in PAGES}

    assert {name: one.code for name, one in answers.items() if one.code >= 500} == {}
    assert raw_in(answers) == []


def test_s11_whatever_is_no_page_is_a_download_that_runs_nowhere(answers):
    files = {name: one for name, one in answers.items() if one.is_file}
    others = {name: one.kind for name, one in answers.items() if not one.is_file}

    assert len(files) >= 4
    for name, one in files.items():
        assert one.headers["X-Content-Type-Options"] == "nosniff", name
        assert one.kind != "text/html", name
        if one.kind not in DATA:
            assert "sandbox" in one.headers["Content-Security-Policy"], name
    assert {others.pop(name) for name in DRAWN} == {"image/jpeg"}
    assert {name: others.pop(name) for name in PLAIN} == PLAIN
    assert set(others.values()) <= {"text/html", *DATA}


def test_s2_no_address_that_gives_out_a_file_opens_to_another_agency(answers):
    """By rows of the matrix, which are tried one by one: 404, as if there were nothing."""
    files = {name for name, one in answers.items() if one.is_file}
    codes = {row.name: row.codes["other"] for row in ROWS if row.name in DOORS}

    assert files <= DOORS | FOR_EVERYBODY | NAMED
    assert codes == dict.fromkeys(DOORS, 404)


@pytest.mark.parametrize("key", ["sha256", "stored", "name"])
def test_s2_a_file_is_not_found_by_its_hash_its_place_or_its_name(world, key):
    """Not even by those who may have it: there is one address for a file, and it is random."""
    stored = world.attachment.file
    guess = {"sha256": stored.sha256, "stored": stored.pk, "name": stored.file.name}[key]
    client = client_of(world, "editor")

    for place in ("/proposals/file/", "/proposals/paper/", "/call/documents/", "/exports/", "/"):
        assert client.get(f"{place}{guess}/").status_code == 404


@pytest.mark.parametrize("room", ["proposals", "selection", "cohorts"])
def test_s3_a_job_is_fetched_by_who_asked_and_the_auditor_alone(room):
    """By rows of the matrix; the number of the job is valid for all of them."""
    rows = [row for row in ROWS if row.name == f"{room}:export_file"]

    assert rows
    for row in rows:
        got = {role for role, code in row.codes.items() if code == 200}
        refused = {code for role, code in row.codes.items() if role not in got | {"anonymous"}}
        assert (got, refused) == ({"staff", "auditor"}, {404})
