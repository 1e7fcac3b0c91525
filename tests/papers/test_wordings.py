"""Words of papers: which texts may stand, how fields merge, which version a paper says."""

import threading

import pytest
from django.db import connections
from django.utils import translation

from proposals import wordings as proposal_wordings
from pyp_portal.history.services import timeline
from pyp_portal.papers import rewording, services, wordings
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper, Register, Wording
from pyp_portal.papers.rehearsing import rehearsal, rehearsed
from pyp_portal.papers.wordings import Document, Field, Part

NAME = Field("ชื่อ", "ชื่อของหน่วยงาน", "กรมตัวอย่าง")
DAY = Field("วันที่", "วันสุดท้าย", "๒ ธันวาคม ๒๕๖๗")
LETTER = Document(
    "sample",
    Kind.SCREENING_LETTER,
    "หนังสือตัวอย่าง",
    (
        Part("subject", "เรื่อง", "แจ้ง {ชื่อ}", (NAME,), is_line=True),
        Part("body", "เนื้อความ", "ภายในวันที่ {วันที่}", (NAME, DAY), needs=("วันที่",)),
        Part("end", "ภาคสรุป", "จึงเรียนมาเพื่อโปรดทราบ"),
    ),
)
VALUES = {"ชื่อ": "กรมหนึ่ง", "วันที่": "2 มกราคม 2568"}
TEXTS = LETTER.worded({})


def say(year=2568, **values):
    return wordings.words(LETTER, year, VALUES | values)["wording"]


def issue(record, **kwargs):
    return services.issue(
        Kind.SCREENING_LETTER,
        record,
        template="sample/worded.html",
        context=wordings.words(LETTER, 2568, VALUES),
        title="หนังสือตัวอย่าง",
        **kwargs,
    )


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def write(person):
    def written(seen=0, year=2568, by=person, **changes):
        return rewording.write(LETTER, year, TEXTS | changes, seen=seen, by=by)

    return written


def test_a_field_that_does_not_exist_is_named_with_those_that_do():
    faults = LETTER.part("body").faults("ภายใน {วันที่} ถึง {หน่วยงาน}")
    assert faults == ["There is no field {หน่วยงาน} here. The fields are: {ชื่อ}, {วันที่}."]


def test_a_field_of_another_part_is_refused_too():
    assert LETTER.part("subject").faults("แจ้ง {ชื่อ} ภายใน {วันที่}") == [
        "There is no field {วันที่} here. The fields are: {ชื่อ}."
    ]
    assert LETTER.part("end").faults("{ชื่อ}") == [
        "There is no field {ชื่อ} here. The fields are: none."
    ]


@pytest.mark.parametrize("text", ["{ชื่อ", "ชื่อ}", "{{ชื่อ}}", "{ชื่\nอ}", "{"])
def test_a_brace_alone_is_refused(text):
    assert LETTER.part("subject").faults(text)[-1].startswith("A brace stands alone.")


def test_a_field_that_must_stand_is_missed():
    assert LETTER.part("body").faults("โปรดส่งโดยเร็ว") == [
        "The field {วันที่} must stand in this text."
    ]
    assert LETTER.part("body").faults("ภายใน { วันที่ } ของ {ชื่อ}") == []


def test_each_unknown_field_is_named_once():
    faults = LETTER.part("end").faults("{ก} {ก} {ข}")
    assert [fault.split("}")[0] for fault in faults] == [
        "There is no field {ก",
        "There is no field {ข",
    ]


def test_fields_merge_and_figures_of_the_words_are_thai(db, write):
    write(body="ภายใน 15 วัน คือวันที่ {วันที่} ของ { ชื่อ } ตาม P68-0001")
    assert say().paragraphs("body") == (
        "<p>ภายใน ๑๕ วัน คือวันที่ 2 มกราคม 2568 ของ กรมหนึ่ง ตาม P68-0001</p>"
    )


def test_a_blank_line_begins_a_paragraph_and_a_line_stays_a_line(db, write):
    write(end="หนึ่ง\nสอง\n\n\nสาม")
    assert say().paragraphs("end") == "<p>หนึ่ง<br>สอง</p>\n<p>สาม</p>"


def test_an_empty_text_gives_no_paragraph(db, write):
    write(end="")
    assert (say().paragraphs("end"), say().line("end")) == ("", "")


def test_words_and_values_are_text_and_never_markup_or_code(db, write):
    write(subject="<b>{ชื่อ}</b> 'ก' & ข")
    said = say(ชื่อ="<script>{วันที่}</script>")
    assert said.line("subject") == (
        "&lt;b&gt;&lt;script&gt;{วันที่}&lt;/script&gt;&lt;/b&gt; &#x27;ก&#x27; &amp; ข"
    )


def test_a_field_that_has_gone_with_a_release_brings_the_shipped_text_back(db, write):
    write(subject="แจ้ง {ชื่อเดิม} {% now 'Y' %}", end="คำใหม่")
    said = say()
    assert (said.line("subject"), said.line("end")) == ("แจ้ง กรมหนึ่ง", "คำใหม่")


def test_values_must_be_those_that_are_declared(db):
    with pytest.raises(ValueError, match="sample"):
        wordings.words(LETTER, 2568, {"ชื่อ": "ก"})
    with pytest.raises(ValueError, match="sample"):
        say(อื่น="ข")


def test_a_year_says_its_own_words_and_others_the_shipped(db, write):
    write(end="คำของปีนี้")
    assert (say(2568).line("end"), say(2569).line("end")) == ("คำของปีนี้", TEXTS["end"])


def test_only_what_differs_is_kept_and_history_says_who_and_what(person, write):
    row = write(end="คำใหม่")
    assert (row.version, row.parts, row.written_by) == (1, {"end": "คำใหม่"}, person)
    events = [(e.verb, e.by, e.before, e.after, e.data) for e in timeline(row)]
    assert events == [("reworded", person, "0", "1", {"changed": ["end"]})]


def test_the_same_words_again_are_no_version(write):
    write(end="คำใหม่")
    assert write(seen=1, end="คำใหม่") is None
    assert Wording.objects.count() == 1


def test_going_back_to_the_shipped_is_a_version_and_keeps_those_before(person, write):
    write(end="คำใหม่")
    row = write(seen=1)
    assert (row.version, row.parts, say().line("end")) == (2, {}, TEXTS["end"])
    assert [e.verb for e in timeline(row)] == ["words_reset"]
    assert Wording.objects.get(version=1).parts == {"end": "คำใหม่"}
    assert write(seen=2) is None


def test_who_comes_second_is_told_and_nothing_is_written_over(other_person, write):
    write(end="คำของคนแรก")
    with pytest.raises(rewording.WordingRefused) as refused:
        write(by=other_person, end="คำของคนที่สอง")
    assert refused.value.sentence == (
        "Somebody else has changed these words meanwhile. Save again to keep yours."
    )
    assert [row.parts for row in Wording.objects.all()] == [{"end": "คำของคนแรก"}]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    gate, results = threading.Barrier(2), []

    def save(words):
        gate.wait()
        try:
            row = rewording.write(LETTER, 2568, TEXTS | {"end": words}, seen=0, by=None)
            results.append(row.version)
        except rewording.WordingRefused:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(words,)) for words in ("ก", "ข")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [1, "refused"]
    assert Wording.objects.count() == 1


def test_a_new_year_takes_over_the_last_words_and_goes_its_own_way(person, write):
    write(end="คำเก่า", year=2566)
    last = write(end="คำปีก่อน", year=2567)
    assert rewording.year_before(2568) == 2567
    assert rewording.begin_year(2568, by=person) == 1
    copy = Wording.objects.standing(2568, "sample")
    assert (copy.version, copy.parts, copy.copied_from) == (1, {"end": "คำปีก่อน"}, last)
    assert [e.verb for e in timeline(copy)] == ["words_taken_over"]
    write(end="คำที่แก้ทีหลัง", year=2567, seen=1)
    assert say(2568).line("end") == "คำปีก่อน"


def test_taking_over_leaves_own_words_and_shipped_ones_alone(person, write):
    write(end="คำปีก่อน", year=2567)
    write(year=2567, seen=1)
    assert rewording.begin_year(2568, by=person) == 0
    write(end="คำปีก่อน", year=2567, seen=2)
    write(end="คำของตน", year=2568)
    assert rewording.begin_year(2568, by=person) == 0
    assert rewording.begin_year(2560, by=person) == 0
    assert say(2568).line("end") == "คำของตน"


def test_a_paper_notes_the_version_of_its_words_and_keeps_what_it_said(record, write):
    shipped, row = issue(record), write(end="คำใหม่")
    worded = issue(record)
    write(seen=1, end="คำหลังสุด")
    worded.refresh_from_db()
    assert (shipped.wording, worded.wording) == (None, row)
    assert ("คำใหม่" in worded.html, "คำหลังสุด" in worded.html) == (True, False)
    assert (TEXTS["end"] in shipped.html, TEXTS["end"] in worded.html) == (True, False)


def test_words_that_are_tried_make_a_draft_of_who_tries_them(record, person):
    issue(record, key="once")
    with rehearsed(person, "sample", {"end": "คำที่ลอง"}):
        draft = issue(record, key="once")
    assert (draft.is_draft, draft.number, draft.key, draft.issued_by) == (True, "", "", person)
    assert ("คำที่ลอง" in draft.html, draft.wording, rehearsal()) == (True, None, None)
    assert Register.objects.get(kind=Kind.SCREENING_LETTER).last == 1
    assert Paper.objects.official().count() == 1


def test_words_of_another_document_are_not_tried_along(record, person, write):
    write(end="คำของปีนี้")
    with rehearsed(person, "another", {"end": "คำที่ลอง"}):
        assert "คำของปีนี้" in issue(record).html


@pytest.mark.parametrize("entry", wordings.entries().values(), ids=wordings.entries())
def test_every_shipped_text_may_stand_and_names_its_fields(entry):
    document = entry.document
    assert {p.key: p.faults(p.shipped) for p in document.parts if p.faults(p.shipped)} == {}
    assert document.key == wordings.entries()[document.key].document.key
    assert len({p.key for p in document.parts}) == len(document.parts)
    assert len({f.name for f in document.fields}) == len(document.fields)
    assert all(f.label and f.example for f in document.fields)
    for part in document.parts:
        assert set(part.needs) <= {f.name for f in part.fields}
        assert len(part.shipped) <= part.longest


def test_documents_are_listed_by_kind():
    kinds = [entry.document.kind for entry in wordings.entries().values()]
    assert kinds == sorted(kinds)
    assert proposal_wordings.RETURN_LETTER.key in wordings.entries()
