"""What papers say of the office, and the garuda: by versions; papers issued keep theirs."""

import base64
import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from PIL import Image

from pyp_portal.history.services import timeline
from pyp_portal.papers import officing, rewording, seals, services
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Emblem, Office
from tests.factories.accounts import UserFactory

URL = reverse("papers:office")
SHIPPED = {name: getattr(Office(), name) for name in officing.FACTS}


def picture(size=(40, 60), form="PNG", colour=(200, 0, 0, 128)):
    made = io.BytesIO()
    mode = "RGBA" if form == "PNG" else "RGB"
    Image.new(mode, size, colour[: len(mode)]).save(made, form)
    return made.getvalue()


def sent(content, name="garuda.png"):
    return SimpleUploadedFile(name, content, "image/png")


def letter(record):
    return services.issue(
        Kind.SCREENING_LETTER,
        record,
        template="sample/letter.html",
        context={},
        title="หนังสือตัวอย่าง",
    )


@pytest.fixture
def change(person):
    def changed(seen=0, png=None, is_plain=False, by=person, **facts):
        given = {"png": png, "is_plain": is_plain}
        return officing.write(SHIPPED | facts, seen=seen, by=by, **given)

    return changed


@pytest.fixture
def page(client_of, db):
    return client_of(UserFactory(admin=True))


def test_papers_say_what_is_shipped_until_the_office_says_otherwise(record, change):
    before = letter(record)
    row = change(short_name="สำนักงานใหม่", address="เลขที่ 1 ถนนหนึ่ง")
    after = letter(record)
    assert (row.version, "สำนักงานใหม่" in after.html, "<p>เลขที่ ๑ ถนนหนึ่ง</p>" in after.html) == (
        1,
        True,
        True,
    )
    before.refresh_from_db()
    assert ("สำนักงาน ป.ย.ป." in before.html, "สำนักงานใหม่" in before.html) == (True, False)


def test_history_says_what_changed_and_the_same_again_is_no_version(person, change):
    row = change(phone="0-2123-4567", png=officing.drawn(picture()))
    events = [(e.verb, e.by, e.before, e.after, e.data) for e in timeline(row)]
    said = ("office_changed", person, "0", "1", {"changed": ["phone", "emblem"]})
    assert events == [said]
    assert change(seen=1, phone="0-2123-4567") is None
    assert change(seen=1, phone="0-2123-4567", png=officing.drawn(picture())) is None
    assert (Office.objects.count(), Emblem.objects.count()) == (1, 1)


def test_a_paper_keeps_the_garuda_it_was_issued_with(record, change):
    plain = letter(record)
    first, second = officing.drawn(picture()), officing.drawn(picture(colour=(0, 0, 200, 255)))
    change(png=first)
    paper = letter(record)
    change(seen=1, png=second)
    other = letter(record)
    change(seen=2, is_plain=True)
    bare = letter(record)
    drawn = [seals.sealed(one) for one in (plain, paper, other, bare)]
    held = [[base64.b64encode(png).decode() in html for png in (first, second)] for html in drawn]
    assert held == [[False, False], [True, False], [False, True], [False, False]]
    assert ["ที่ประดับ" in html for html in drawn] == [True, False, False, True]
    assert [row.emblem_id is not None for row in Office.objects.order_by("version")] == [
        True,
        True,
        False,
    ]


def test_the_garuda_is_drawn_anew_and_no_larger_than_print_needs():
    with Image.open(io.BytesIO(officing.drawn(picture((1200, 1800))))) as made:
        assert (made.format, made.size, made.mode, made.info) == ("PNG", (473, 709), "RGBA", {})
    with Image.open(io.BytesIO(officing.drawn(picture()))) as small:
        assert (small.size, small.getpixel((0, 0))) == ((40, 60), (200, 0, 0, 128))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (picture(form="JPEG"), "PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "PNG"),
        (picture()[:40], "ชำรุด"),
        (picture() + b"0" * 2**20, "1 MB"),
    ],
    ids=["jpeg", "svg", "broken", "heavy"],
)
def test_what_is_no_sound_png_is_refused_and_what_was_typed_stays(page, content, word):
    facts = SHIPPED | {"phone": "0-2123-4567", "seen": 0}
    response = page.post(URL, facts | {"garuda": sent(content)})
    (sentence,) = response.context["form"].errors["garuda"]
    assert word in sentence
    assert response.context["form"]["phone"].value() == "0-2123-4567"
    assert (Office.objects.count(), Emblem.objects.count()) == (0, 0)


def test_the_page_keeps_the_next_version_and_shows_the_garuda(page, client_of):
    answer = page.post(URL, SHIPPED | {"head_name": " นางหนึ่ง  สอง ", "garuda": sent(picture())})
    standing = Office.objects.standing()
    assert (answer.url, standing.version, standing.head_name) == (URL, 1, "นางหนึ่ง สอง")
    shown = page.get(reverse("papers:emblem"))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert shown.content == bytes(Emblem.objects.get().png)
    staff = client_of(UserFactory(staff=True))
    assert staff.get(reverse("papers:emblem")).status_code == 404
    assert reverse("papers:emblem") in page.get(URL).content.decode()


def test_who_saves_second_is_told_and_keeps_what_was_typed(page, change):
    change(phone="0-2123-4567")
    response = page.post(URL, SHIPPED | {"address": "ถนนพิษณุโลก", "seen": 0})
    assert response.context["form"].non_field_errors() == [rewording.stale()]
    assert response.context["form"]["address"].value() == "ถนนพิษณุโลก"
    page.post(URL, SHIPPED | {"address": "ถนนพิษณุโลก", "seen": 1})
    assert Office.objects.standing().address == "ถนนพิษณุโลก"


@pytest.mark.parametrize("missing", ["name", "short_name", "number_prefix", "head_position"])
def test_what_every_paper_says_is_needed(page, missing):
    response = page.post(URL, SHIPPED | {missing: "", "email": "no"})
    assert set(response.context["form"].errors) == {missing, "email"}
    assert not Office.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    gate, results = threading.Barrier(2), []

    def save(phone):
        gate.wait()
        try:
            row = officing.write(SHIPPED | {"phone": phone}, seen=0, by=None)
            results.append(row.version)
        except rewording.WordingRefused:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(phone,)) for phone in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [1, "refused"]


def test_the_full_name_breaks_once_in_the_middle_of_a_page():
    assert Office(name="ก ข ค").name_lines == ["ก", "ข ค"]
    assert Office(name="ก").name_lines == ["ก"]
