"""Static copies of the call pages: fresh, in both languages, for visitors while it is late."""

import os
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pyp_portal.evening import services, standing
from pyp_portal.serving import copying
from pyp_portal.serving.tasks import copy_pages
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
PAGE = "/call/2568/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, at):
    at("2025-01-06 21:00")
    settings.VAR_DIR = tmp_path
    return tmp_path / "copies"


def marked(folder, language="th", path=PAGE):
    """The copy, with a mark by which it is known again."""
    file = folder / language / path.strip("/") / "index.html"
    file.write_bytes(file.read_bytes() + b"<!-- copy -->")
    return file


def is_copy(answer):
    return b"<!-- copy -->" in answer.content


def test_every_call_in_both_languages(folder, capsys):
    CallFactory()
    CallFactory(fiscal_year=2567)

    call_command("copy_pages")

    written = {str(path.relative_to(folder)) for path in folder.rglob("*.*")}
    of_calls = ["call", "call/2567", "call/2568"]
    pages = [*of_calls, *(f"{page}/questions" for page in of_calls), "questions"]
    assert written == {f"{tongue}/{page}/index.html" for tongue in ("th", "en") for page in pages}
    assert f"{folder}: 14 pages" in capsys.readouterr().out
    texts = {t: (folder / t / "call/2568/index.html").read_text() for t in ("th", "en")}
    assert ('lang="th"' in texts["th"], 'lang="en"' in texts["en"]) == (True, True)


def test_without_a_call_there_is_nothing_to_copy():
    assert copying.write_copies() == 0


def test_a_copy_says_when_it_was_made_and_counts_down_to_nothing(folder):
    CallFactory()
    copy_pages()

    text = (folder / "th/call/2568/index.html").read_text()

    assert "สำเนาของหน้านี้ จัดทำเมื่อ" in text
    assert "data-countdown" not in text
    assert "เวลาของระบบ" not in text


def test_visitors_get_it_while_the_switch_is_on_and_the_database_is_not_asked(folder, turn, client):
    CallFactory()
    copy_pages()
    marked(folder)
    before = client.get(PAGE)
    turn(True)
    standing.suppose(standing.read())

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(PAGE)

    assert (is_copy(before), is_copy(answer)) == (False, True)
    assert len(asked) == 0
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "Cookie" in answer["Vary"]


def test_the_reader_s_language_is_served(folder, turn, client):
    CallFactory()
    copy_pages()
    marked(folder, "en")
    turn(True)
    client.cookies["django_language"] = "en"

    assert is_copy(client.get(PAGE))


def test_the_language_is_switched_from_a_copy_though_its_token_is_nobodys(turn):
    CallFactory()
    copy_pages()
    turn(True)
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/language/", {"language": "en", "next": PAGE, "csrfmiddlewaretoken": "x"})

    assert (answer.status_code, answer.url) == (302, PAGE)
    assert strict.cookies["django_language"].value == "en"


@pytest.mark.parametrize("query", [{"x": "1"}])
def test_who_is_signed_in_or_asks_for_more_gets_the_page_itself(
    folder, turn, client, client_of, query
):
    CallFactory()
    copy_pages()
    marked(folder)
    turn(True)

    answers = [client_of(UserFactory()).get(PAGE), client.get(PAGE, query), client.post(PAGE)]

    assert [is_copy(answer) for answer in answers] == [False] * 3


def test_a_copy_that_is_too_old_is_not_served(folder, turn, client):
    CallFactory()
    copy_pages()
    file = marked(folder)
    then = time.time() - copying.OLDEST.total_seconds() - 1
    os.utime(file, (then, then))
    turn(True)

    assert not is_copy(client.get(PAGE))


@pytest.mark.parametrize("path", ["/call/../../secret/", "/..%2f..%2fsecret/", "//secret/"])
def test_s33_no_path_leads_out_of_the_folder(folder, turn, client, path):
    (folder.parent / "secret").mkdir(parents=True)
    (folder.parent / "secret/index.html").write_text("<!-- copy -->")
    turn(True)

    assert not is_copy(client.get(path))


def test_a_page_that_fails_leaves_the_copy_before_it(folder, monkeypatch):
    CallFactory()
    copy_pages()
    before = (folder / "th/call/2568/index.html").read_bytes()
    monkeypatch.setattr("pyp_portal.pages.render", lambda *args: 1 / 0)
    monkeypatch.setattr("django.core.handlers.exception.log_response", lambda *a, **k: None)

    assert copying.write_copies() == 6  # questions and answers alone, in both languages
    assert (folder / "th/call/2568/index.html").read_bytes() == before


def test_an_edit_shows_in_the_next_copy(folder, write):
    CallFactory()
    copy_pages()
    write(text_th="เลื่อนปิดรับ")
    copy_pages()

    assert "เลื่อนปิดรับ" in (folder / "th/call/2568/index.html").read_text()


def test_banners_ring_for_new_copies(write, monkeypatch, turn):
    rung = []
    monkeypatch.setattr("pyp_portal.doorbell.ring_by_name", lambda name, **later: rung.append(name))
    banner = write()
    services.end_banner(banner, by=UserFactory(admin=True))

    assert rung == ["serving.copy_pages"] * 2
