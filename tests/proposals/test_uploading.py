"""Files come part by part, each step behind the rule of its proposal; nothing sent is lost."""

from datetime import timedelta

import pytest

from proposals.models import Attachment, Proposal
from proposals.services.filing import MEGABYTE
from pyp_portal.history.services import timeline
from pyp_portal.uploads import limits
from pyp_portal.uploads.models import Incoming, StoredFile
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    ProposalFactory,
    StoredFileFactory,
    pdf,
    submitter,
)
from tests.proposals.browsing import letter, url
from tests.proposals.sending import begin, finish, part, send

pytestmark = pytest.mark.django_db
LETTER = {"letter_no": "ที่ ตย 9/2567", "letter_date_0": "18", "letter_date_1": "12"}
LETTER |= {"letter_date_2": "2567"}


@pytest.fixture(autouse=True)
def december(at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return ProposalFactory(call=CallFactory())


@pytest.fixture
def client(proposal, client_of):
    return client_of(submitter(proposal))


def attached():
    return list(Attachment.objects.current().values_list("kind", "file__name"))


def error(answer, status=400):
    assert answer.status_code == status
    return answer.json()["error"]


def test_a_file_comes_in_parts_and_is_attached(client, proposal):
    content = pdf(3)
    uid = send(client, proposal, content, name="รายงาน.pdf")

    told = finish(client, proposal, uid).json()

    assert attached() == [("attachments", "รายงาน.pdf")]
    assert "รายงาน.pdf" in told["html"]
    assert told["uid"] == str(Attachment.objects.get().uid)
    assert timeline(proposal).last().verb == "attached"
    assert told["version"] == Proposal.objects.get().version == proposal.version + 1


def test_an_interrupted_file_goes_on_where_it_stopped_in_any_session(client, proposal, client_of):
    content = pdf(9)
    uid = begin(client, proposal, content).json()["uid"]
    part(client, proposal, uid, content)
    elsewhere = client_of(Incoming.objects.get().by)

    again = begin(elsewhere, proposal, content).json()

    assert (again["uid"], again["received"], again["size"]) == (uid, 1000, len(content))
    asked = elsewhere.get(url("upload", proposal.code, uid)).json()
    assert asked["received"] == 1000


def test_a_part_that_comes_twice_is_told_where_to_go_on(client, proposal):
    content = pdf(9)
    uid = begin(client, proposal, content).json()["uid"]
    part(client, proposal, uid, content)

    again = part(client, proposal, uid, content)

    assert again.status_code == 409
    assert again.json()["received"] == 1000


@pytest.mark.parametrize(
    "headers", [{}, {"x-part-offset": "-1"}, {"x-part-offset": "0", "x-part-sha256": "no"}]
)
def test_a_part_says_its_place_and_its_hash(client, proposal, headers):
    uid = begin(client, proposal, pdf()).json()["uid"]

    answer = client.put(url("upload", proposal.code, uid), b"x", headers=headers)

    assert answer.status_code == 400
    assert Incoming.objects.get().received == 0


def test_finishing_again_after_a_lost_answer_attaches_nothing_twice(client, proposal):
    uid = send(client, proposal, pdf())
    first = finish(client, proposal, uid).json()["uid"]

    assert finish(client, proposal, uid).json()["uid"] == first
    assert len(attached()) == 1


def test_an_unfinished_file_cannot_be_attached(client, proposal):
    uid = begin(client, proposal, pdf()).json()["uid"]

    assert finish(client, proposal, uid).status_code == 409
    assert attached() == []


# --- Sent, and the browser closed before it was attached ----------------------------------


def test_what_was_sent_and_not_attached_is_found_again(client, proposal):
    send(client, proposal, pdf(), name="แผนที่.pdf")
    begin(client, proposal, pdf(2), name="รูป.pdf")

    page = client.get(url("review", proposal.code)).content.decode()

    assert "ไฟล์ที่ส่งแล้วแต่ยังไม่ได้แนบ" in page
    assert page.count("data-upload-waiting=") == 2
    for one in Incoming.objects.all():
        is_whole = one.name == "แผนที่.pdf"
        assert (url("finish_upload", proposal.code, one.pk) in page) == is_whole
        assert url("drop_upload", proposal.code, one.pk) in page


def test_it_can_be_attached_by_a_plain_button(client, proposal):
    uid = send(client, proposal, pdf())

    answer = finish(client, proposal, uid, accept="text/html")

    assert answer.url == url("review", proposal.code)
    assert len(attached()) == 1
    assert "data-upload-waiting=" not in client.get(answer.url).content.decode()


def test_or_dropped(client, proposal):
    uid = send(client, proposal, pdf())

    answer = client.post(url("drop_upload", proposal.code, uid), headers={"accept": "text/html"})

    assert answer.url == url("review", proposal.code)
    assert Incoming.objects.count() == 0


def test_nobody_else_is_shown_it(client, proposal, client_of):
    send(client, proposal, pdf())

    page = client_of(submitter(proposal)).get(url("review", proposal.code))

    assert "data-upload-waiting=" not in page.content.decode()


# --- The endorsement letter ---------------------------------------------------------------


def test_a_letter_waits_for_its_number_and_date(client, proposal):
    kind = Attachment.Kind.ENDORSEMENT
    uid = send(client, proposal, pdf(), name="หนังสือ.pdf", kind=kind)
    assert finish(client, proposal, uid).json() == {"sent": uid, "name": "หนังสือ.pdf"}
    page = client.get(url("review", proposal.code))
    assert str(page.context["endorsement_form"]["sent"].value()) == uid

    unsigned = client.post(url("endorse", proposal.code), LETTER | {"sent": uid, "letter_no": ""})
    assert unsigned.status_code == 200
    assert attached() == []

    client.post(url("endorse", proposal.code), LETTER | {"sent": uid})
    assert attached() == [(kind, "หนังสือ.pdf")]
    assert Proposal.objects.get().endorsement.letter_no == LETTER["letter_no"]

    again = client.post(url("endorse", proposal.code), LETTER | {"sent": uid})
    assert again.status_code == 404


def test_another_letter_takes_the_place_of_the_one_that_waits(client, proposal):
    kind = Attachment.Kind.ENDORSEMENT
    finish(client, proposal, send(client, proposal, pdf(), kind=kind, name="ก.pdf"))

    begin(client, proposal, pdf(2), kind=kind, name="ข.pdf")

    assert [one.name for one in Incoming.objects.all()] == ["ข.pdf"]


def test_a_letter_of_somebody_else_is_no_letter(client, proposal, client_of):
    uid = send(client, proposal, pdf(), kind=Attachment.Kind.ENDORSEMENT)
    other = client_of(submitter(proposal))

    assert other.post(url("endorse", proposal.code), LETTER | {"sent": uid}).status_code == 404
    assert other.post(url("endorse", proposal.code), LETTER | {"sent": "no"}).status_code == 200
    assert attached() == []


# --- Refused, with a sentence --------------------------------------------------------------


def test_v12_the_arrival_of_the_last_request_decides(client, proposal, at):
    content = pdf()
    uid = send(client, proposal, content)
    at(proposal.call.last_moment - timedelta(milliseconds=1))
    assert begin(client, proposal, content, name="b.pdf").status_code == 200

    at(proposal.call.last_moment)
    assert error(begin(client, proposal, content, name="c.pdf"), 409)
    assert error(finish(client, proposal, uid), 409)
    assert attached() == []


def test_f56_takes_ten_files_of_ten_megabytes(client, proposal):
    kind = Attachment.Kind.PARTNER_LETTER
    large = begin(client, proposal, b"", kind=kind, size=10 * MEGABYTE + 1)
    assert "10" in error(large)
    for _each in range(9):
        AttachmentFactory(proposal=proposal, kind=kind)
    assert begin(client, proposal, pdf(), kind=kind, name="10.pdf").status_code == 200

    assert "10" in error(begin(client, proposal, pdf(), kind=kind, name="11.pdf"))


def test_f57_takes_fifty_megabytes_in_all_with_what_is_on_its_way(client, proposal):
    AttachmentFactory(proposal=proposal, file=StoredFileFactory(size=30 * MEGABYTE))
    begin(client, proposal, b"", name="a.pdf", size=15 * MEGABYTE)

    assert error(begin(client, proposal, b"", name="b.pdf", size=5 * MEGABYTE + 1))
    assert begin(client, proposal, b"", name="b.pdf", size=5 * MEGABYTE).status_code == 200


def test_two_that_came_together_share_the_room_that_is_left(client, proposal):
    """Both were within the limit when they began; the second is refused and can be dropped."""
    uid = send(client, proposal, pdf())
    AttachmentFactory(proposal=proposal, file=StoredFileFactory(size=50 * MEGABYTE))

    assert error(finish(client, proposal, uid))
    assert attached() == [("attachments", Attachment.objects.get().file.name)]
    assert Incoming.objects.get().done_at is None


@pytest.mark.parametrize(
    "facts",
    [{"size": ""}, {"size": "-1"}, {"kind": "withdrawal_letter"}, {"name": ""}, {"changed": "x"}],
)
def test_an_announcement_that_makes_no_sense_is_refused(client, proposal, facts):
    assert error(begin(client, proposal, pdf(), **facts))
    assert Incoming.objects.count() == 0


def test_a_full_disk_is_told_in_a_sentence_and_by_the_plain_form_too(client, proposal, monkeypatch):
    monkeypatch.setattr(limits, "LEAST_FREE", 1.1)

    told = error(begin(client, proposal, pdf()))
    page = client.post(
        url("attach", proposal.code), {"kind": "attachments", "file": letter()}
    ).content.decode()

    assert "ไม่มีพื้นที่เก็บไฟล์" in told
    assert told in page


def test_what_was_stored_for_nothing_is_forgotten(
    client, proposal, monkeypatch, django_capture_on_commit_callbacks
):
    """The plain form: somebody hands in between the look into the file and its place."""
    monkeypatch.setattr("proposals.services.filing.settle", handed_in_meanwhile)

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        client.post(url("attach", proposal.code), {"kind": "attachments", "file": letter()})

    assert StoredFile.objects.count() == 0


def handed_in_meanwhile(*args):
    raise RuntimeError
