"""The small scripts, each in a real browser on a page that holds nothing else."""

from datetime import datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone
from playwright.sync_api import expect

from tests.look import words

pytestmark = pytest.mark.browser

SITE = "http://portal.test/"


@pytest.fixture
def show(page):
    """Open a page with this template and one script: ``show("toast", "…")``."""

    def show(script, text, **context):
        body = Template("{% load look crispy_forms_tags %}" + text).render(Context(context))
        head = f'<!doctype html><html lang="th"><link rel="icon" href="data:,"><body>{body}'
        tag = f'<script type="module" src="/js/{script}.js"></script>'
        page.route(f"{SITE}**", lambda route: route.fulfill(body="sent", content_type="text/html"))
        page.route(
            f"{SITE}part/", lambda route: route.fulfill(body=head + tag, content_type="text/html")
        )
        page.route(
            f"{SITE}js/*.js",
            lambda route: route.fulfill(path=words.ROOT / "static/js" / f"{script}.js"),
        )
        page.goto(f"{SITE}part/")
        page.wait_for_load_state("load")
        return page

    return show


class RowForm(forms.Form):
    name = forms.CharField(label="Name")


RowFormSet = forms.formset_factory(RowForm, extra=1, can_delete=True, max_num=3)
ROWS = '{% include "components/repeat.html" with noun="Partner" add_label="Add" %}'


class TextForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea({"data-counter": "5"}), required=False)


def test_rows_are_added_up_to_the_most_and_removed(show):
    page = show("repeat", ROWS, formset=RowFormSet(prefix="p"))
    add, rows = page.get_by_role("button", name="Add"), page.locator("[data-row]:visible")

    add.click()
    add.click()

    expect(rows).to_have_count(3)
    expect(add).to_be_disabled()
    assert page.locator("[name=p-TOTAL_FORMS]").input_value() == "3"
    expect(page.locator("[name=p-2-name]")).to_be_focused()

    rows.nth(1).locator("[data-remove]").click()

    expect(rows).to_have_count(2)
    expect(page.locator("[name=p-1-DELETE]")).to_be_checked()
    assert rows.locator("[data-row-number]").all_inner_texts() == ["1", "2"]


def test_a_counter_follows_what_is_typed(show):
    page = show("counter", "{{ form|crispy }}", form=TextForm())
    note = page.locator(".counter")

    page.locator("textarea").fill("กขค")
    expect(note.locator("[data-counter-used]")).to_have_text("3")

    page.locator("textarea").fill("กขคงจฉ")
    expect(note).to_have_class("counter counter-over")
    described = page.locator("textarea").get_attribute("aria-describedby")
    assert described.split()[-1] == "id_text_counter"


ASKED = '<form action="/sent/" data-confirm="Really?"><button>Send</button></form>'


def test_a_question_is_asked_once_before_sending(show):
    page = show("confirm", ASKED)

    page.get_by_role("button", name="Send").click()
    page.get_by_role("dialog").get_by_role("button", name="ย้อนกลับ").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/part/")

    page.get_by_role("button", name="Send").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    page.wait_for_url("**/sent/*")


TOAST = "<div data-toast>Saved<button data-toast-close hidden>Close</button></div>"


def test_a_toast_goes_after_eight_seconds(show, page):
    page.clock.install()
    show("toast", TOAST)

    page.clock.run_for(7000)
    expect(page.locator("[data-toast]")).to_have_count(1)
    page.clock.run_for(2000)
    expect(page.locator("[data-toast]")).to_have_count(0)


def test_a_toast_waits_while_it_is_read(show, page):
    page.clock.install()
    show("toast", TOAST)

    page.locator("[data-toast]").hover()
    page.clock.run_for(20_000)

    expect(page.locator("[data-toast]")).to_have_count(1)


def test_the_time_left_is_the_servers(show):
    now = timezone.localtime(datetime(2025, 1, 3, 8, 0, tzinfo=timezone.get_default_timezone()))
    context = {"now": now.isoformat(), "end": (now + timedelta(days=3, hours=8.5)).isoformat()}

    page = show("countdown", '<b data-countdown="{{ end }}" data-now="{{ now }}"></b>', **context)

    expect(page.locator("b")).to_have_text("เหลือ 3\xa0วัน 8\xa0ชั่วโมง")


def test_after_the_end_it_says_closed(show):
    page = show(
        "countdown",
        '<b data-countdown="2025-01-07T00:00:00+07:00" data-now="2025-01-07T00:00:01+07:00"></b>',
    )

    expect(page.locator("b")).to_have_text("ปิดรับแล้ว")


def test_the_reader_lands_on_the_errors_and_from_there_on_the_field(show):
    page = show(
        "summary",
        '<div data-summary tabindex="-1"><a href="#a">A</a></div><div id="a"><input></div>',
    )
    expect(page.locator("[data-summary]")).to_be_focused()

    page.get_by_role("link", name="A").click()

    expect(page.locator("input")).to_be_focused()


def test_a_menu_folds_on_escape_and_elsewhere(show):
    page = show("menu", "<details data-menu><summary>Menu</summary>In</details><p>Out</p>")
    menu = page.locator("details")

    page.get_by_text("Menu").click()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")

    page.get_by_text("Menu").click()
    page.get_by_text("Out").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_password_is_shown_and_hidden(show):
    page = show(
        "password",
        '<input id="p" type="password"><button data-show-password="p" hidden>Show</button>',
    )

    page.get_by_role("button").click()
    expect(page.locator("#p")).to_have_attribute("type", "text")
    page.get_by_role("button").click()
    expect(page.locator("#p")).to_have_attribute("type", "password")


def test_leaving_with_unsaved_words_is_asked_about(show):
    page = show("unsaved", '<form data-unsaved><input></form><a href="/away/">Away</a>')
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("input").press_sequentially("word")

    page.get_by_role("link").click()
    page.wait_for_url("**/away/")

    assert asked == ["beforeunload"]


@pytest.mark.parametrize("here", [0, 9])
def test_the_page_one_is_on_stands_in_sight_of_its_row(show, here):
    chips = "".join(
        f'<a href="#" style="flex: 0 0 8rem"{" aria-current" if number == here else ""}>x</a>'
        for number in range(10)
    )

    style = "display: flex; width: 20rem; overflow-x: auto"

    page = show("chips", f'<nav class="scroll-x" style="{style}">{chips}</nav>')

    row, chip = (page.locator(name).bounding_box() for name in ("nav", "[aria-current]"))
    assert row["x"] <= chip["x"]
    assert chip["x"] + chip["width"] <= row["x"] + row["width"]
