"""Issuing: numbers, frozen content, once for a key; drafts; serving; verifying."""

import hashlib
import threading
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connections, transaction
from django.utils import translation

from pyp_portal.history.services import timeline
from pyp_portal.papers import afterwards, editions, frozen, seals, services, verifying
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


def test_numbers_run_by_kind_and_fiscal_year_from_the_first_of_october(at, issue):
    at("2024-09-30 23:59")
    old = [issue().number, issue().number]
    at("2024-10-01 00:00")
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


def kept_from(paper, **change):
    """Whether the database keeps a change from a paper, and the paper as it was."""
    before = Paper.objects.values().get(pk=paper.pk)
    with pytest.raises(DatabaseError, match="an issued paper is frozen"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**change)
    return Paper.objects.values().get(pk=paper.pk) == before


@pytest.mark.postgres
@pytest.mark.parametrize("column", ["html", "number", "title", "content_sha256"])
def test_the_database_refuses_to_change_an_issued_paper(issue, column):
    assert kept_from(issue(), **{column: "อื่น"})


@pytest.mark.postgres
def test_the_database_keeps_every_column_of_a_paper_but_what_comes_later(issue, other_person):
    paper = issue()
    said = {column.attname for column in Paper._meta.fields}
    free = {name.removesuffix("_id") for name in (*frozen.MADE, *frozen.LATER, *frozen.WORK)}
    own = {column for column in said if column.removesuffix("_id") not in free} - {"id", "html"}
    assert {"issued_by_id", "record_id", "template_version", "corrects_id", "is_draft"} <= own
    for column in sorted(own):
        assert kept_from(paper, **{column: getattr(paper, column)}), column
    assert kept_from(paper, issued_by=other_person)


@pytest.mark.postgres
def test_the_database_keeps_the_file_of_a_paper_once_it_is_made(issue, record, person):
    paper = issue()
    made = {"state": State.MADE, "sha256": "a" * 64, "file": "papers/one.pdf", "pages": 2}
    assert Paper.objects.filter(pk=paper.pk).update(**made) == 1
    for change in ({"sha256": "b" * 64}, {"file": "papers/two.pdf"}, {"state": State.QUEUED}):
        assert kept_from(paper, **change), change
    mine = draft(record, person)
    assert Paper.objects.filter(pk=mine.pk).update(**made) == 1
    assert Paper.objects.filter(pk=mine.pk).update(sha256="b" * 64) == 1


@pytest.mark.postgres
def test_the_database_deletes_no_issued_paper_and_any_draft(issue, record, person):
    paper, mine = issue(), draft(record, person)
    with pytest.raises(DatabaseError, match="an issued paper is frozen"), transaction.atomic():
        paper.delete()
    mine.delete()
    assert list(Paper.objects.all()) == [Paper.objects.get(number=paper.number)]


def test_an_edition_changes_with_a_template_below_and_with_nothing_else(tmp_path, settings):
    (tmp_path / "sample").mkdir()
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    texts = {
        "top": '{% extends "sample/base.html" %}{% block a %}{% include "sample/in.html" %}'
        "{% endblock %}",
        "base": "<p>{% block a %}{% endblock %}</p>",
        "in": "ใน",
    }
    seen = []
    for changed in ("", "top", "base", "in", "other"):
        for name, text in {**texts, changed: texts.get(changed, "") + " "}.items():
            (tmp_path / f"sample/{name or 'none'}.html").write_text(text, encoding="utf-8")
        settings.TEMPLATES = [{**engine, "NAME": f"after-{changed}"}]
        seen.append(editions.of("sample/top.html"))
    assert len(set(seen[:4])) == 4
    assert seen[4] == seen[0]


def test_a_paper_bears_the_edition_of_its_template(issue):
    assert issue().template_version == editions.of("sample/note.html")


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
    assert verifying.find(number, paper.content_sha256)
    assert verifying.find(number, paper.sha256)
    assert verifying.find(f" {number.lower()} ", paper.content_sha256[:16].upper())
    assert verifying.find("ปยป–๒๕๖๙–PD06–๐๐๐๑".replace("๒๕๖๙", number[4:8]), paper.sha256)
    assert not verifying.find(number, paper.content_sha256[:15])
    assert not verifying.find(number, paper.content_sha256[1:])
    assert not verifying.find(issue("อื่น").number, paper.content_sha256)
    assert not verifying.find("", draft(record, person).content_sha256)


def test_the_official_number_is_noted_later_and_leaves_a_trace(issue, person, at):
    noted_at = at("2025-02-14 10:00")
    paper = issue()
    afterwards.enter_official_number(paper, "นร 1234/55", date(2025, 2, 14), by=person)
    afterwards.enter_official_number(paper, "นร 1234/56", date(2025, 2, 14), by=person)
    paper.refresh_from_db()
    assert (paper.official_number, paper.official_date) == ("นร 1234/56", date(2025, 2, 14))
    events = [(event.verb, event.before, event.after) for event in timeline(paper)]
    assert events == [("numbered", "", "นร 1234/55"), ("numbered", "นร 1234/55", "นร 1234/56")]
    assert (paper.numbered_by, paper.numbered_at) == (person, noted_at)


def test_the_same_official_number_noted_again_changes_nothing(issue, person):
    paper = issue()
    for _turn in range(2):
        afterwards.enter_official_number(paper, "นร 1", date(2025, 2, 14), by=person)
    assert timeline(paper).count() == 1


def test_an_official_number_is_not_put_over_one_that_was_not_seen(issue, person, other_person):
    paper = issue()
    day = date(2025, 2, 14)
    afterwards.enter_official_number(paper, "นร 1", day, by=person, seen="")
    with pytest.raises(afterwards.Refused, match="นร 1"):
        afterwards.enter_official_number(paper, "นร 2", day, by=other_person, seen="")
    afterwards.enter_official_number(paper, "นร 2", day, by=other_person, seen="นร 1")
    paper.refresh_from_db()
    assert (paper.official_number, paper.numbered_by) == ("นร 2", other_person)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_twins_and_no_gaps_when_many_issue_at_once():
    record = Register.objects.create(year=2400, kind=Kind.CALL)
    failures = []

    def issue_many():
        try:
            for turn in range(25):
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

    threads = [threading.Thread(target=issue_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    numbers = Paper.objects.order_by("number").values_list("number", flat=True)
    assert [int(number[-4:]) for number in numbers] == list(range(1, 101))


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
