"""The page of one paper, its correction, the check by file, and the nightly look at all."""

import hashlib
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.urls import reverse

from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers import afterwards, inspecting, services, tasks, verifying
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Inspection, Paper, Register
from tests.factories.accounts import UserFactory
from tests.factories.papers import PaperFactory
from tests.foundations import lifted

FILE = b"%PDF-1.7 made here"
NUMBERED = {"number": "นร ๑", "day": "14", "month": "2", "year": "2568", "seen": ""}
SAYS = ["ครั้งแรก"]  # what the record of these tests says now
OPEN_TO = []  # to whom


def again(paper, user):
    """What a room answers: how its paper is made anew, for whom it is open."""
    if user not in OPEN_TO:
        return None
    register = Register.objects.get(pk=paper.record_id)
    return lambda: give_out(register, user) if SAYS else None


def give_out(register, by):
    return services.issue(
        Kind.RECEIPT,
        register,
        template="sample/report.html",
        context={"paragraphs": SAYS, "facts": [], "rows": []},
        title="ใบรับข้อเสนอ",
        by=by,
        key="receipt:1",
    )


@pytest.fixture
def staff(db, settings, monkeypatch):
    settings.PAPER_CORRECTIONS = [f"{__name__}.again"]
    user = UserFactory(staff=True)
    monkeypatch.setattr(f"{__name__}.OPEN_TO", [user])
    monkeypatch.setattr(f"{__name__}.SAYS", ["ครั้งแรก"])
    return user


@pytest.fixture
def filed(db):
    """A paper with its file."""
    name = default_storage.save("papers/one.pdf", ContentFile(FILE))
    return PaperFactory(made=True, sha256=hashlib.sha256(FILE).hexdigest(), file=name)


def url_of(name, paper):
    return reverse(f"papers:{name}", args=[paper.uid])


# --- Corrections
def test_a_correction_is_a_new_version_that_names_the_old_and_both_say_so(staff, record):
    old = give_out(record, staff)
    before = Paper.objects.values().get(pk=old.pk)
    SAYS[:] = ["ครั้งที่สอง"]
    new = afterwards.correct(old, reason="ชื่อหน่วยงานผิด", by=staff)

    old.refresh_from_db()
    assert (new.corrects, new.version, new.number[-4:]) == (old, 2, "0002")
    assert (old.correction, old.replaced_at) == (new, new.issued_at)
    assert f'<meta name="dcterms.replaces" content="{old.number}">' in new.html
    assert "ครั้งที่สอง" in new.html
    changed = {"key", "replaced_at"}
    after = Paper.objects.values().get(pk=old.pk)
    assert {name for name in before if before[name] != after[name]} == changed
    assert give_out(record, staff) == new  # its key is that of the one which stands
    said = [(e.verb, e.before, e.after, e.reason) for e in [*timeline(old), *timeline(new)]]
    assert said == [
        ("replaced", "", new.number, "ชื่อหน่วยงานผิด"),
        ("corrects", old.number, "", "ชื่อหน่วยงานผิด"),
    ]


def test_a_correction_is_corrected_in_its_turn_and_an_old_one_never_again(staff, record):
    first = give_out(record, staff)
    second = afterwards.correct(first, reason="หนึ่ง", by=staff)
    third = afterwards.correct(second, reason="สอง", by=staff)
    with pytest.raises(afterwards.Refused):
        afterwards.correct(first, reason="สาม", by=staff)
    chain = Paper.objects.order_by("version").values_list("version", "corrects")
    assert list(chain) == [(1, None), (2, first.pk), (3, second.pk)]
    assert give_out(record, staff) == third


def test_what_the_record_gives_no_more_is_not_corrected_and_takes_no_number(staff, record):
    old = give_out(record, staff)
    SAYS.clear()
    with pytest.raises(afterwards.Refused):
        afterwards.correct(old, reason="หนึ่ง", by=staff)
    old.refresh_from_db()
    assert (old.key, old.replaced_at, Paper.objects.count()) == ("receipt:1", None, 1)
    assert Register.objects.get(kind=Kind.RECEIPT).last == 1


@pytest.mark.postgres
def test_the_database_takes_one_correction_of_a_paper_and_says_it_once(staff, record):
    old = give_out(record, staff)
    new = afterwards.correct(old, reason="หนึ่ง", by=staff)
    with pytest.raises(Exception, match="corrects_id"), services.correcting(old, "สอง"):
        PaperFactory(corrects=new.corrects, reason="สอง", version=2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_correct_a_paper_at_once_one_does(staff):
    record = Register.objects.create(year=2400, kind=Kind.CALL)
    old, done = give_out(record, staff), []

    def correct():
        try:
            done.append(afterwards.correct(old, reason="พร้อมกัน", by=staff).number)
        except afterwards.Refused:
            done.append("")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=correct) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(Paper.objects.values_list("number", flat=True))
    assert [number[-4:] for number in numbers] == ["0001", "0002"]
    assert sorted(done) == ["", "", "", numbers[1]]


def test_staff_correct_on_the_page_and_land_on_the_new_one(client_of, staff, record):
    client, old = client_of(staff), give_out(record, staff)
    assert url_of("correct", old) in client.get(old.get_absolute_url()).content.decode()
    refused = client.post(url_of("correct", old), {"reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]
    answer = client.post(url_of("correct", old), {"reason": "ชื่อผิด"}, follow=True)
    new = Paper.objects.get(corrects=old)
    page = answer.content.decode()
    assert answer.redirect_chain == [(new.get_absolute_url(), 302)]
    assert old.number in page and "ชื่อผิด" in page
    page = client.get(old.get_absolute_url()).content.decode()
    assert new.number in page and url_of("correct", old) not in page
    twice = client.post(url_of("correct", old), {"reason": "อีกครั้ง"})
    assert (twice.status_code, Paper.objects.count()) == (200, 2)
    assert "อีกครั้ง" in twice.content.decode()


def test_only_staff_to_whom_the_record_is_open_correct(client_of, staff, record):
    old = give_out(record, staff)
    others = [UserFactory(staff=True), UserFactory(admin=True), UserFactory(auditor=True)]
    for person in others:
        client = client_of(person)
        assert client.post(url_of("correct", old), {"reason": "x"}).status_code == 403
        assert url_of("correct", old) not in client.get(old.get_absolute_url()).content.decode()
    assert Paper.objects.count() == 1


# --- The page of a paper
def test_the_page_says_how_a_paper_was_issued_and_not_what_it_is_about(client_of, db):
    paper = PaperFactory(made=True, title="ผลของผู้ขอถอนตัว", signer="สำนักงาน ป.ย.ป. ทดสอบ")
    page = client_of(UserFactory(auditor=True)).get(paper.get_absolute_url()).content.decode()
    assert paper.sha256 in page and paper.content_sha256 in page
    assert "สำนักงาน ป.ย.ป. ทดสอบ" in page
    assert "ผู้ขอถอนตัว" not in page
    draft = PaperFactory(is_draft=True, number="")
    assert client_of(UserFactory(admin=True)).get(draft.get_absolute_url()).status_code == 404


def test_two_people_note_a_number_and_the_second_sees_the_first(client_of, db):
    paper = PaperFactory(made=True)
    one, two = (client_of(UserFactory(staff=True)) for _n in range(2))
    assert one.post(url_of("number", paper), NUMBERED).status_code == 302
    answer = two.post(url_of("number", paper), {**NUMBERED, "number": "นร ๒"})
    form = answer.context["form"]
    assert (list(form.errors), form["number"].value()) == (["number"], "นร ๒")
    again = {**NUMBERED, "number": "นร ๒", "seen": form["seen"].value()}
    page = two.post(url_of("number", paper), again, follow=True).content.decode()
    assert Paper.objects.get().official_number == "นร ๒"
    assert page.index("นร ๑”") < page.index("นร ๒”")  # both are told of in the history


# --- The check
def send(client, content):
    file = SimpleUploadedFile("a.pdf", content, "application/pdf")
    return client.post(reverse("papers:verify_file"), {"file": file})


def test_a_file_is_checked_by_its_bytes_and_nothing_of_it_is_kept(client, filed, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was written")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr(verifying, "LARGEST_FILE", 3 * 2**20)
    right, wrong = send(client, FILE), send(client, FILE + b" ")
    assert (right.context["paper"], right.context["is_valid"]) == (filed, True)
    assert (wrong.context["is_asked"], wrong.context["is_valid"]) == (True, False)
    assert filed.number in right.content.decode()
    assert filed.number not in wrong.content.decode()
    large = send(client, b"x" * (3 * 2**20 + 1))
    assert list(large.context["file_form"].errors) == ["file"]
    assert list(send(client, b"").context["file_form"].errors) == ["file"]


def test_no_draft_is_known_by_its_file(client, db):
    PaperFactory(made=True, is_draft=True, number="", sha256=hashlib.sha256(FILE).hexdigest())
    assert send(client, FILE).context["is_valid"] is False


def test_the_check_says_that_a_paper_was_replaced_and_by_which(client, staff, record):
    old = give_out(record, staff)
    new = afterwards.correct(old, reason="เหตุผลภายใน", by=staff)
    pages = {
        paper: client.get("/verify/", {"number": paper.number, "hash": paper.content_sha256})
        for paper in (old, new)
    }
    for paper, other in ((old, new), (new, old)):
        text = pages[paper].content.decode()
        assert other.number in text
        assert "เหตุผลภายใน" not in text
    assert "tone-wait" in pages[old].content.decode()
    assert "tone-good" in pages[new].content.decode()


def test_s10_nobody_tries_out_hashes_without_an_end(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verify_paper": "2/m/ip"}
    paper = PaperFactory()
    asked = {"number": paper.number, "hash": paper.content_sha256}
    codes = [client.get("/verify/", asked) for _turn in range(3)]
    assert [answer.status_code for answer in codes] == [200, 200, 429]
    assert codes[2].context["is_valid"] is False
    assert paper.number in codes[2].content.decode()  # what was typed is still there
    assert send(client, FILE).status_code == 429
    assert client.get("/verify/").status_code == 200


# --- The nightly look
def test_the_nightly_look_finds_all_whole(filed, issue):
    paper = issue()
    found = inspecting.inspect_and_tell()
    gaps = [number for number, fault in found.faults if fault == "gap"]
    assert (found.papers, found.files) == (2, 1)
    assert [number for number, _fault in found.faults if number == paper.number] == []
    assert gaps == []
    assert Message.objects.count() == 0


def test_the_nightly_look_finds_what_is_not_as_issued_and_tells_of_it_once(filed, issue, client_of):
    changed, lost, gone = issue(), PaperFactory(made=True), issue("หาย")
    with lifted(connection):
        Paper.objects.filter(pk=changed.pk).update(html="<p>อื่น</p>")
        gone.delete()
    default_storage.delete(filed.file.name)
    default_storage.save(filed.file.name, ContentFile(FILE + b" "))
    auditor, director = UserFactory(auditor=True), UserFactory(director=True)
    UserFactory(admin=True)

    for _night in range(2):
        tasks.inspect()

    found = Inspection.objects.first()
    register = Register.objects.get(kind=Kind.RECEIPT, last=2)
    assert sorted(map(tuple, found.faults)) == sorted(
        [
            (changed.number, "content"),
            (filed.number, "file"),
            (lost.number, "missing"),
            (str(register), "gap"),
        ]
    )
    assert set(Message.objects.values_list("address", flat=True)) == {
        auditor.email,
        director.email,
    }
    assert Message.objects.count() == 2
    page = client_of(auditor).get(reverse("papers:inspections")).content.decode()
    assert all(number in page for number in (changed.number, filed.number, lost.number))


def test_no_look_yet_says_so(client_of, db):
    answer = client_of(UserFactory(auditor=True)).get(reverse("papers:inspections"))
    assert (answer.status_code, answer.context["inspections"]) == (200, [])
