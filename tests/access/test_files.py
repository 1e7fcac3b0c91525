"""Secrets of the selection in files: the text of each PDF and workbook that a role may fetch.

The matrix searches every answer; what is written by a worker later is read here, as a person
would read it.
"""

import zipfile

import pytest
from django.db import transaction
from django.urls import reverse

from proposals import tasks as proposal_tasks
from pyp_portal import thai
from pyp_portal.papers import rendering
from pyp_portal.papers.models import Export, Paper
from selection import (
    documents,
    meeting_papers,
    minutes_papers,
    pitch_papers,
    quorums,
    release_papers,
    services,
    tasks,
)
from selection.models import AgendaItem
from selection.services.feedback import feedback
from selection.services.memorandum import facts_of
from tests.access.asking import client_of
from tests.access.planted import SECRETS
from tests.access.world import put_into

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
# One of each kind of reader from whom something is kept; the matrix has all the others.
CURIOUS = ["anonymous", "other", "editor", "head", "tier1", "partner", "recused", "admin"]
ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")


@pytest.fixture
def planted(world):
    """The world with a file of every kind; what is done to it is undone."""
    with transaction.atomic():
        world.decided = AgendaItem.objects.get(resolution__text_th="มติลับห้าสี่").meeting
        yield world
        transaction.set_rollback(True)


def secrets_kept_from(role):
    return {secret for secret, kept_from in SECRETS.items() if role in kept_from.split()}


def leaks(text, roles):
    """{role: secrets that it reads in this text and must not}, in whichever digits."""
    said = text.translate(ARABIC)
    found = {
        role: {secret for secret in secrets_kept_from(role) if secret in said} for role in roles
    }
    return {role: secrets for role, secrets in found.items() if secrets}


# --- Papers
def issue_all(world):
    """One paper of each kind, by its name here."""
    staff, plan = world.people["staff"], world.plan
    services.write_minutes(world.decided, by=staff)
    item = world.released.items.get()
    return {
        "order": documents.papers_about(plan.committee.orders.get()).get(),
        "notice": meeting_papers.notice(world.decided),
        "minutes": minutes_papers.minutes(world.decided),
        "schedule": documents.pitch_schedule(world.pitch_session),
        "record": pitch_papers.session_record(
            world.pitch_session, quorum=quorums.of_session(world.pitch_session), effect=None
        ),
        "scores": documents.score_summary(plan, services.board(plan, staff)),
        "memorandum": release_papers.memorandum(
            world.drafted, facts_of(world.drafted), writer=staff
        ),
        "announcement": documents.announcement(world.released),
        "letter": documents.result_letter(item, feedback(item)),
    }


def readers_of(paper, world):
    """The roles that are handed this paper, or told that it is being made."""
    url = reverse("selection:paper", args=[paper.uid])
    return [role for role in CURIOUS if client_of(world, role).get(url).status_code in (200, 202)]


def pdf_text(paper):
    return rendering.text_of(rendering.render(paper.html).pdf)


def test_no_paper_tells_a_role_what_is_kept_from_it(planted):
    papers = issue_all(planted)
    readers = {name: readers_of(paper, planted) for name, paper in papers.items()}
    curious = {name: roles for name, roles in readers.items() if any(map(secrets_kept_from, roles))}

    found = {name: leaks(pdf_text(papers[name]), roles) for name, roles in curious.items()}

    assert [leak for leak in found.items() if leak[1]] == []
    assert readers["announcement"] == CURIOUS[1:]
    assert readers["letter"][:2] == ["editor", "head"]
    assert [name for name, roles in readers.items() if "other" in roles] == ["announcement"]
    assert [name for name, roles in readers.items() if "recused" in roles] == [
        "order",
        "announcement",
    ]


def test_the_secrets_stand_in_the_papers_of_those_who_may_know(planted):
    """Else a search that finds nothing would prove nothing."""
    papers = issue_all(planted)

    text = pdf_text(papers["minutes"])

    assert ("มติลับห้าสี่" in text, "80.00" in text.translate(ARABIC)) == (True, True)


def test_the_book_of_a_recused_member_holds_nothing_of_it(planted):
    person = planted.people["recused"]
    services.make_book(planted.decided, by=person)

    (book,) = Paper.objects.filter(is_draft=True, issued_by=person)

    assert leaks(pdf_text(book), ["recused"]) == {}
    assert planted.proposal.code not in book.html


# --- Lists as workbooks
def unpacked(content):
    with zipfile.ZipFile(content) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def exported(world, role, name, task, **kwargs):
    """The text of the workbook that a role gets of a list, or None."""
    client_of(world, role).post(reverse(name, kwargs=kwargs), {"format": "xlsx"})
    export = Export.objects.filter(asked_by=world.people.get(role)).last()
    if role == "anonymous" or export is None:
        return None
    task(export.pk)
    with export.__class__.objects.get(pk=export.pk).file.open("rb") as file:
        return unpacked(file)


def texts_of(world, roles, name, task, **kwargs):
    found = {role: exported(world, role, name, task, **kwargs) for role in roles}
    return {role: text for role, text in found.items() if text}


def test_no_workbook_of_the_board_tells_what_is_kept(planted):
    put_into(planted.proposal, "reviewing")
    url, year = "selection:board_export", planted.plan.year

    texts = texts_of(planted, [*CURIOUS, "adviser", "staff"], url, tasks.export, year=year)

    assert [leak for role, text in texts.items() if (leak := leaks(text, [role]))] == []
    assert list(texts) == ["recused", "adviser", "staff"]
    knows = {role for role, text in texts.items() if planted.proposal.code in text}
    assert knows == set(texts) - {"recused"}


def test_no_workbook_of_the_list_tells_what_is_kept(planted):
    texts = texts_of(planted, CURIOUS, "proposals:export", proposal_tasks.export)

    assert [leak for role, text in texts.items() if (leak := leaks(text, [role]))] == []
    assert list(texts) == CURIOUS[1:]
