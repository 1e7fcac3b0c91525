"""Pictures of a report: at most five, of real kinds, published only while people agree."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cohorts import services
from cohorts.models import ReportPhoto
from cohorts.services import photos
from cohorts.services.rejecting import rejected
from proposals.grounds import MoveRefused
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def round_():
    return RoundFactory()


@pytest.fixture
def writer(round_):
    return MembershipFactory(agency=round_.team.responsible_agency).user


def picture(name="visit.jpg"):
    content = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def added(round_, by, **more):
    return photos.add_photo(round_, StoredFileFactory(kind="jpg"), by=by, caption="เยี่ยม", **more)


def to(name, uid):
    return reverse(f"cohorts:{name}", args=[uid])


def test_a_picture_is_added_seen_and_taken_out(round_, writer, client_of):
    client = client_of(writer)
    sent = {"file": picture(), "caption": "อสม. วัดความดันที่บ้าน", "consented": "on"}

    client.post(to("add_photo", round_.uid), sent)

    photo = round_.photos.get()
    assert (photo.caption_th, photo.consented_by, photo.file.kind) == (
        sent["caption"],
        writer,
        "jpg",
    )
    answer = client.get(photo.get_absolute_url())
    assert (answer["Content-Type"], len(b"".join(answer)) > 0) == ("image/jpeg", True)
    assert str(photo.uid) in client.get(to("report", round_.uid)).content.decode()

    client.post(to("remove_photo", photo.uid))

    assert (round_.photos.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "sent",
    [
        {"caption": "ไม่มีรูป"},
        {"file": SimpleUploadedFile("a.jpg", b"%PDF-1.4 not a picture"), "caption": "ปลอม"},
        {"file": SimpleUploadedFile("a.jpg", b"GIF89a"), "caption": ""},
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(round_, writer, client_of, sent):
    answer = client_of(writer).post(to("add_photo", round_.uid), sent, follow=True)

    assert {m.level_tag for m in answer.context["messages"]} == {"error"}
    assert not ReportPhoto.objects.exists()


def test_the_sixth_picture_is_refused(round_, writer):
    for _number in range(photos.MOST_PHOTOS):
        added(round_, writer)

    with pytest.raises(MoveRefused):
        added(round_, writer)

    assert round_.photos.count() == photos.MOST_PHOTOS


def test_a_report_that_was_sent_keeps_its_pictures(round_, writer):
    photo = added(round_, writer)
    services.file_report(round_, by=writer, overall="GREEN")

    for act in (lambda: added(round_, writer), lambda: photos.remove_photo(photo, by=writer)):
        with pytest.raises(MoveRefused):
            act()

    assert round_.photos.count() == 1


def test_only_accepted_agreed_and_clean_pictures_are_public(round_, writer):
    agreed, private = added(round_, writer, consented=True), added(round_, writer)
    infected = added(round_, writer, consented=True)
    StoredFile.objects.filter(pk=infected.file_id).update(scan="failed")
    report = services.file_report(round_, by=writer, overall="GREEN")
    assert not ReportPhoto.objects.public().exists()

    services.accept_report(report, by=UserFactory(staff=True))

    assert list(ReportPhoto.objects.public()) == [agreed]
    assert private.consented_at is None
    assert (round_.team, infected.file.pk) in [(team, file.pk) for team, file in rejected()]


def test_consent_is_taken_back_as_easily_as_given(round_, writer, client_of):
    photo = added(round_, writer, consented=True)
    services.file_report(round_, by=writer, overall="GREEN")
    client = client_of(writer)

    client.post(to("photo_consent", photo.uid), {"given": "no"})
    photo.refresh_from_db()
    assert (photo.consented_at, photo.consented_by) == (None, None)

    client.post(to("photo_consent", photo.uid), {"given": "yes"})
    photo.refresh_from_db()
    assert photo.consented_by == writer


def test_a_picture_that_a_colleague_took_out_is_said_to_be_gone(round_, writer):
    photo = added(round_, writer)
    photos.remove_photo(photo, by=writer)

    for act in (photos.remove_photo, lambda p, by: photos.set_consent(p, True, by=by)):
        with pytest.raises(MoveRefused):
            act(photo, by=writer)


def test_an_infected_picture_is_shown_to_nobody(round_, writer, client_of):
    photo = added(round_, writer)
    StoredFile.objects.update(scan="failed")

    assert client_of(writer).get(photo.get_absolute_url()).status_code == 404


def test_strangers_find_no_picture(round_, writer, client_of):
    photo = added(round_, writer, consented=True)

    assert client_of(UserFactory()).get(photo.get_absolute_url()).status_code == 404
