"""The PDF of a guide: made once by a worker, kept for its edition, given to everybody."""

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse

from pyp_portal.evening import standing
from pyp_portal.guides import printing, reading, tasks
from pyp_portal.papers import limits, rendering
from tests.papers.pdfs import assert_sound, headings, opened

pytestmark = pytest.mark.django_db
ADDRESS = "/guides/head/pdf/"
SMALL = """# คู่มือทดลอง

สำหรับทดลอง

## ขั้นแรก {#first}

กดปุ่ม
"""


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of its own, so that no test finds what another made."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rung(monkeypatch):
    """What workers were asked for."""
    asked = []
    monkeypatch.setattr(printing.doorbell, "ask", lambda task, args: asked.append(args))
    current_app.conf.task_always_eager = False
    yield asked
    current_app.conf.task_always_eager = True


def test_a_worker_makes_a_sound_pdf_once_and_everybody_fetches_it(monkeypatch):
    head = reading.guide("head", "th")

    tasks.print_guide("head")
    monkeypatch.delattr(rendering, "render")  # not a second time
    tasks.print_guide("head")
    answer = Client().get(ADDRESS)
    pdf = b"".join(answer.streaming_content)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert_sound(pdf, "คู่มือหัวหน้าหน่วยงาน")
    text = "".join(rendering.text_of(pdf).split())
    assert [one.title for one in head.sections if "".join(one.title.split()) not in text] == []
    assert "เห็นชอบแล้วกดรับรองข้อเสนอนี้" in text
    assert headings(pdf) == [head.title, *(one.title for one in head.chapters)]
    with opened(pdf) as file:
        images = {name for page in file.pages for name in page.get_images()}
    assert len(images) == 1


def test_who_asks_first_rings_for_a_worker_and_others_wait_with_them(rung):
    first, second = Client().get(ADDRESS), Client().get(ADDRESS)

    assert (first.status_code, second.status_code) == (202, 202)
    assert first["Refresh"] == "4"
    assert rung == [["head"]]


def test_on_the_last_evening_nothing_is_rung_for_and_the_page_says_so(rung):
    standing.suppose(standing.Standing(is_on=True))

    page = Client().get(ADDRESS)
    tasks.print_guide("head")

    assert (page.status_code, rung) == (202, [])
    assert "Refresh" not in page
    assert printing.made(reading.guide("head", "th")) is None


def test_a_pdf_that_cannot_be_made_is_told_and_not_asked_for_again_and_again(rung, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS", 10)

    with pytest.raises(limits.TooMuch):
        tasks.print_guide("head")
    page = Client().get(ADDRESS)

    assert rung == []
    assert "Refresh" not in page
    assert page.context["paper"]["has_failed"]


def test_another_edition_has_another_name():
    one = reading.parsed("head", "th", SMALL)
    two = reading.parsed("head", "th", SMALL.replace("กดปุ่ม", "กดปุ่มนี้"))

    assert printing.file_name(one) != printing.file_name(two)
    assert printing.file_name(one) == printing.file_name(reading.parsed("head", "th", SMALL))


def test_a_new_edition_takes_the_place_of_the_one_before_and_of_no_other_guide():
    one = reading.parsed("head", "th", SMALL)
    two = reading.parsed("head", "th", SMALL.replace("กดปุ่ม", "กดปุ่มนี้"))
    other = reading.parsed("citizen", "th", SMALL)

    for guide in (other, one, two, two):
        printing.keep(guide, b"%PDF")

    assert [printing.made(guide) for guide in (other, one, two)] == [
        printing.file_name(other),
        None,
        printing.file_name(two),
    ]


def test_the_address_is_the_one_that_the_page_of_the_guide_gives():
    assert reverse("guides:paper", args=["head"]) == ADDRESS
    assert f'href="{ADDRESS}"' in Client().get("/guides/head/").content.decode()
