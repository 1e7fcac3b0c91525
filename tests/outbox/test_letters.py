"""The words of letters: how a letter is taken apart, and what it says in other words."""

import re
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation

from pyp_portal import clock, thai
from pyp_portal.history.services import timeline
from pyp_portal.outbox import letters, rewording
from pyp_portal.outbox.models import Message, Words
from pyp_portal.outbox.naming import NAMELESS
from pyp_portal.outbox.services import post
from pyp_portal.papers.rewording import WordingRefused

THAI = re.compile("[\u0e01-\u0e5b]")
ROOMS = [*settings.LETTER_NAMES]
REFUSED = letters.find("accounts", "agency_refused", "th")
ROLE = letters.find("selection", "meeting_notice", "th")
DUE = letters.find("cohorts", "report_late_to_staff", "th")
TEXTS = REFUSED.document().worded({})
MALI = SimpleNamespace(name_th="มะลิ")
ASKED = SimpleNamespace(name_th="เทศบาลตำบลหนึ่ง")
CONTEXT = {"asked": ASKED, "reason": "ชื่อซ้ำ {ผู้รับ}", "path": "/contact/", "recipient": MALI}
SENT = {key: value for key, value in CONTEXT.items() if key != "recipient"}
IN_2568 = datetime(2025, 2, 18, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_2568():
    with clock.at(IN_2568), translation.override("en"):
        yield


@pytest.fixture
def write(person):
    def written(seen="", year=2568, shipped=REFUSED, **changes):
        texts = shipped.document().worded({}) | changes
        return rewording.write(shipped, year, texts, seen=seen, by=person())

    return written


def said(shipped=REFUSED, **context):
    template = f"{shipped.room}/emails/{shipped.name}.txt"
    return letters.written(template, shipped.language, CONTEXT | context)


def everything(room):
    names = letters.catalogue()[room]
    return [letters.find(room, name, code) for name in names for code in ("th", "en")]


@pytest.mark.parametrize("room", ROOMS)
def test_every_letter_can_be_worded(room):
    """Each value has its name and example, and the shipped words may stand as they are."""
    faults = {}
    for shipped in everything(room):
        document = shipped.document()
        found = [fault for part in document.parts for fault in part.faults(part.shipped)]
        cuts = [cut for cut in shipped.cut().cuts]
        found += [s.name for cut in cuts for s in cut.own if not (s.branches or s.example)]
        found += [name for cut in cuts for name in cut.slots if name.startswith(NAMELESS)]
        if found:
            faults[shipped.key, shipped.language] = found
    assert faults == {}


@pytest.mark.parametrize("room", ROOMS)
def test_putting_the_shipped_words_back_changes_nothing(room):
    """Both ways of writing walk the same nodes in the same order, with the same words between."""
    for shipped in everything(room):
        texts = shipped.document().worded({})
        plain = shipped.cut()
        again = shipped.cut()
        again.reworded(texts)
        for one, other in zip(plain.cuts, again.cuts, strict=True):
            assert words_and_slots(one.nodes) == words_and_slots(other.nodes)


def words_and_slots(nodes):
    """The words of a list of nodes run together, and what stands between them."""
    told = [node.s if hasattr(node, "s") else (node.token.contents,) for node in nodes]
    runs = []
    for one in told:
        if isinstance(one, str) and runs and isinstance(runs[-1], str):
            runs[-1] += one
        elif one and not (isinstance(one, tuple) and one[0].startswith("load ")):
            runs.append(one)
    return [thai.normalise(run) if isinstance(run, str) else run for run in runs if run]


def test_a_letter_is_its_subject_its_text_and_the_words_of_its_cases():
    parts = {part.key: part for part in ROLE.document().parts}
    assert list(parts) == [
        "subject",
        "body",
        "body/เมื่อแจ้งล่วงหน้าน้อยกว่ากำหนด/0",
        "body/เมื่อบอกนัดแล้วในที่ประชุม/0",
        "body/ระเบียบวาระ/0",
        "body/เมื่อแจ้งเรื่ององค์ประชุม/0",
    ]
    assert parts["subject"].shipped == "ขอเชิญประชุมคณะกรรมการพิจารณาคัดเลือก ครั้งที่ {ครั้งที่}"
    assert parts["body/ระเบียบวาระ/0"].shipped == "{วาระที่} {ชื่อวาระ}"
    assert "ลิงก์" in parts["body"].needs
    assert "ระเบียบวาระ" in parts["body"].needs


def test_an_item_knows_what_is_around_it_and_not_the_other_way_round():
    parts = {part.key: part for part in DUE.document().parts}
    item = parts["body/รายชื่อผู้ติดต่อ/0/เมื่อมีโทรศัพท์/0"]
    assert {"โทรศัพท์", "กำหนดรายงาน"} <= {one.name for one in item.fields}
    assert "โทรศัพท์" not in {one.name for one in parts["body"].fields}


def test_a_letter_says_the_changed_words_and_knows_which(db, write):
    row = write(subject="ผลคำขอของท่าน", body="ถึง {ผู้รับ}\n\nเพราะ {เหตุผล}\n{ลิงก์}")
    subject, body, words = said()
    assert (subject, words) == ("ผลคำขอของท่าน", row)
    assert body == "ถึง มะลิ\n\nเพราะ ชื่อซ้ำ {ผู้รับ}\nhttp://localhost:8000/contact/\n"


def test_cases_and_items_have_words_of_their_own(db, write):
    write(
        shipped=DUE,
        **{
            "body/รายชื่อผู้ติดต่อ/0/เมื่อมีโทรศัพท์/0": "* {ชื่อ} ({โทรศัพท์}) ก่อน {กำหนดรายงาน}",
        },
    )
    people = [SimpleNamespace(name_th=name, phone=phone) for name, phone in [("ก", "1"), ("ข", "")]]
    round_ = SimpleNamespace(
        months=6,
        due_on=datetime(2026, 3, 31).date(),
        get_absolute_url="/r/",
        team=SimpleNamespace(proposal=SimpleNamespace(code="P68-0001", title_th="น้ำ")),
    )
    _subject, body, _words = said(DUE, round=round_, late=14, people=people)
    assert [line for line in body.split("\n") if line.startswith(("*", "-"))] == [
        "* ก (1) ก่อน 31\N{NO-BREAK SPACE}มีนาคม\N{NO-BREAK SPACE}2569"
    ]
    assert "ยังไม่ได้รับหลังเตือนครบทุกขั้น" in body


def test_a_field_that_a_release_took_away_brings_the_shipped_part_back(db, write):
    row = write(subject="คำใหม่", body="ถึง {ผู้รับ} {เหตุผล} {ลิงก์}")
    Words.objects.filter(pk=row.pk).update(parts=row.parts | {"subject": "คำ {หายไป}"})
    subject, body, _words = said()
    assert subject == "ผลคำขอเพิ่มเทศบาลตำบลหนึ่ง"
    assert body.startswith("ถึง มะลิ")


def test_each_language_has_words_of_its_own(db, write):
    write(subject="คำไทย")
    assert said()[0] == "คำไทย"
    assert said(letters.find("accounts", "agency_refused", "en"))[2] is None


def test_a_message_knows_in_which_words_it_was_written(db, write):
    plain = post("accounts/emails/agency_refused.txt", to="a@example.org", occasion="1", **SENT)
    row = write(subject="คำใหม่")
    changed = post("accounts/emails/agency_refused.txt", to="a@example.org", occasion="2", **SENT)
    assert (changed.subject, changed.worded.words) == ("คำใหม่", row)
    assert not hasattr(Message.objects.get(pk=plain.pk), "worded")


def test_words_stand_from_their_year_on(db, write):
    write(subject="ปีนี้")
    write(subject="ปีหน้า", year=2569, seen="2568.1")
    assert said()[0] == "ปีนี้"
    with clock.at(datetime(2025, 10, 1, 3, 0, tzinfo=UTC)):
        assert said()[0] == "ปีหน้า"
    with clock.at(datetime(2027, 10, 1, 3, 0, tzinfo=UTC)):
        assert said()[0] == "ปีหน้า"
    with clock.at(datetime(2024, 9, 30, 3, 0, tzinfo=UTC)):
        assert said()[0] == "ผลคำขอเพิ่มเทศบาลตำบลหนึ่ง"


def test_a_version_keeps_only_what_differs_and_is_remembered(db, write):
    row = write(subject="คำใหม่")
    assert (row.mark, row.parts) == ("2568.1", {"subject": "คำใหม่"})
    assert [event.verb for event in timeline(row)] == ["reworded"]
    assert write(subject="คำใหม่", seen="2568.1") is None
    assert write(subject="อีกคำ", seen="2568.1").mark == "2568.2"


def test_going_back_to_the_shipped_is_a_version_also_in_a_later_year(db, write, person):
    write(subject="คำใหม่")
    row = rewording.reset(REFUSED, 2569, seen="2568.1", by=person())
    assert (row.mark, row.parts) == ("2569.1", {})
    assert [event.verb for event in timeline(row)] == ["words_reset"]
    assert said()[0] == "คำใหม่"
    with clock.at(datetime(2025, 10, 1, 3, 0, tzinfo=UTC)):
        assert said()[0] == "ผลคำขอเพิ่มเทศบาลตำบลหนึ่ง"


def test_who_comes_second_is_told_and_nothing_is_written_over(db, write):
    write(subject="คนแรก")
    with pytest.raises(WordingRefused) as refused:
        write(subject="คนที่สอง")
    assert refused.value.sentence.startswith("Somebody else has changed these words meanwhile.")
    assert [row.parts for row in Words.objects.all()] == [{"subject": "คนแรก"}]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    gate, results = threading.Barrier(2), []

    def save(text):
        gate.wait()
        try:
            texts = TEXTS | {"subject": text}
            results.append(rewording.write(REFUSED, 2568, texts, seen="", by=None).mark)
        except WordingRefused:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(text,)) for text in ("ก", "ข")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["2568.1", "refused"]
    assert Words.objects.count() == 1


def test_only_letters_of_the_catalogue_are_worded():
    assert letters.find("accounts", "../../outbox/mail", "th") is None
    assert letters.find("cohorts", "_workshop", "th") is None
    assert letters.find("proposals", "receipt", "de") is None
    assert letters.of_template("sample/note.txt", "th") is None


@pytest.mark.parametrize("room", ROOMS)
def test_each_letter_is_complete_in_english(room):
    """Its own text, without Thai, that knows the same values, cases, lists and links."""
    faults = {}
    for name in letters.catalogue()[room]:
        thai_one, english = (letters.find(room, name, code) for code in ("th", "en"))
        told = Path(english.template.origin.name)
        if told.name != f"{name}.en.txt" or THAI.search(told.read_text()):
            faults[name] = told.name
        elif known(english) != known(thai_one):
            faults[name] = known(english) ^ known(thai_one)
    assert faults == {}


def known(shipped):
    """What a letter asks of its record, without how it is written."""
    nodes = [node for cut in shipped.cut().cuts for slot in cut.own for node in slot.nodes]
    told = {node.token.contents.replace(".en.txt", ".txt") for node in nodes}
    return {one if one.startswith(("if ", "for ", "url ")) else one.split("|")[0] for one in told}


def test_every_room_with_letters_names_their_fields():
    """Also announcements: what stands around their text is a letter like any other."""
    root = Path(settings.BASE_DIR) / "templates"
    rooms = {folder.parent.name for folder in root.glob("*/emails")}
    assert rooms == set(settings.LETTER_NAMES)


def test_nothing_is_written_behind_a_link():
    """What an address needs is part of it, so that no administrator has to write it."""
    root = Path(settings.BASE_DIR) / "templates"
    behind = re.compile(r"%}[?&#]|path }}[?&#]")
    found = [path.name for path in root.glob("*/emails/*.txt") if behind.search(path.read_text())]
    assert found == []
