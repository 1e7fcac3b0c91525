"""Issuing: numbers, frozen content, once for a key; drafts; serving; verifying."""

import hashlib
import threading
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connections, transaction
from django.utils import translation

from pyp_portal.history.services import timeline
from pyp_portal.papers import seals, services
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper, Register, State


def draft(record, by, text="ร่างแรก"):
    return services.draft(
        Kind.PROPOSAL,
        record,
        template="sample/note.html",
        context={"text": text},
        title="แบบข้อเสนอ",
        by=by,
    )


def test_numbers_run_by_kind_and_buddhist_calendar_year(at, issue):
    at("2024-12-31 23:59")
    old = [issue().number, issue().number]
    at("2025-01-01 00:00")
    assert [*old, issue().number] == [
        "ปยป-2567-PD06-0001",
        "ปยป-2567-PD06-0002",
        "ปยป-2568-PD06-0001",
    ]


def test_a_key_issues_once(issue):
    first = issue("คำแรก", key="receipt:P68-0001:1")
    second = issue("คำที่สอง", key="receipt:P68-0001:1")
    assert (second.pk, second.html) == (first.pk, first.html)
    assert issue().number.endswith("0002")


def test_a_paper_that_comes_to_nothing_uses_up_no_number(issue):
    with pytest.raises(RuntimeError), transaction.atomic():
        issue()
        raise RuntimeError
    assert issue().number.endswith("0001")


def test_the_content_is_frozen_when_the_template_changes(issue, made, tmp_path, settings):
    paper = issue("คำเดิม")
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample/note.html").write_text("<p>คำใหม่</p>", encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]

    assert issue("คำอื่น").html == "<p>คำใหม่</p>"
    paper.refresh_from_db()
    assert paper.content_sha256 == hashlib.sha256(paper.html.encode()).hexdigest()
    assert "คำเดิม" in paper.html
    assert made(paper).state == State.MADE


@pytest.mark.postgres
@pytest.mark.parametrize("column", ["html", "number", "title", "content_sha256"])
def test_the_database_refuses_to_change_an_issued_paper(issue, column):
    paper = issue()
    with pytest.raises(DatabaseError, match="an issued paper is frozen"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**{column: "อื่น"})
    paper.refresh_from_db()
    assert paper.content_sha256 == hashlib.sha256(paper.html.encode()).hexdigest()


def test_a_paper_is_thai_whatever_the_language_of_the_screen(record):
    with translation.override("en"):
        paper = services.issue(
            Kind.RECEIPT, record, template="sample/language.html", context={}, title="ใบรับ"
        )
    assert paper.html.strip() == "th"


def test_the_papers_of_a_record_are_the_official_ones_newest_first(issue, record, person):
    first, second = issue(), issue()
    draft(record, person)
    assert list(Paper.objects.of(record)) == [second, first]


def test_a_draft_replaces_the_one_before_it_and_its_file(
    record, person, made, django_capture_on_commit_callbacks
):
    old = made(draft(record, person))
    assert default_storage.exists(old.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        new = draft(record, person, "ร่างที่สอง")
    assert list(Paper.objects.all()) == [new]
    assert not default_storage.exists(old.file.name)
    assert new.number == ""
    assert seals.watermark(new) == (seals.DRAFT,)


def test_two_people_have_each_their_own_draft(record, person, other_person):
    drafts = {draft(record, person), draft(record, other_person)}
    assert set(Paper.objects.all()) == drafts


def test_serving_gives_the_file_as_a_download_that_runs_nowhere(issue, made):
    paper = made(issue())
    response = services.serve(paper)
    body = b"".join(response.streaming_content)
    response.close()
    assert hashlib.sha256(body).hexdigest() == paper.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


def test_both_hashes_verify_and_nothing_else_does(issue, made, record, person):
    paper = made(issue())
    number = paper.number
    assert services.verify(number, paper.content_sha256)
    assert services.verify(number, paper.sha256)
    assert services.verify(f" {number.lower()} ", paper.content_sha256[:16].upper())
    assert services.verify("ปยป–๒๕๖๙–PD06–๐๐๐๑".replace("๒๕๖๙", number[4:8]), paper.sha256)
    assert not services.verify(number, paper.content_sha256[:15])
    assert not services.verify(number, paper.content_sha256[1:])
    assert not services.verify(issue("อื่น").number, paper.content_sha256)
    assert not services.verify("", draft(record, person).content_sha256)


def test_the_official_number_is_noted_later_and_leaves_a_trace(issue, person):
    paper = issue()
    services.enter_official_number(paper, "นร 1234/55", date(2025, 2, 14), by=person)
    services.enter_official_number(paper, "นร 1234/56", date(2025, 2, 14), by=person)
    paper.refresh_from_db()
    assert (paper.official_number, paper.official_date) == ("นร 1234/56", date(2025, 2, 14))
    events = [(event.verb, event.before, event.after) for event in timeline(paper)]
    assert events == [("numbered", "", "นร 1234/55"), ("numbered", "นร 1234/55", "นร 1234/56")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_twins_and_no_gaps_when_many_issue_at_once():
    record = Register.objects.create(year=2400, kind=Kind.CALL)
    failures = []

    def issue_three():
        try:
            for turn in range(3):
                services.issue(
                    Kind.RECEIPT,
                    record,
                    template="sample/note.html",
                    context={"text": turn},
                    title="ใบรับ",
                )
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue_three) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    numbers = Paper.objects.order_by("number").values_list("number", flat=True)
    assert [int(number[-4:]) for number in numbers] == list(range(1, 19))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_key_issued_by_many_at_once_gives_one_paper():
    record = Register.objects.create(year=2400, kind=Kind.CALL)
    found = []

    def issue_it():
        try:
            paper = services.issue(
                Kind.RECEIPT,
                record,
                template="sample/note.html",
                context={"text": "ครั้งเดียว"},
                title="ใบรับ",
                key="once",
            )
            found.append(paper.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Paper.objects.get().pk] * 6
