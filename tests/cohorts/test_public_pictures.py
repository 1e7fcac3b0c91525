"""Pictures on the public page of an issue: small, worded, and only while people agree."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from cohorts import pictures, public_pictures, services
from cohorts.services import photos, site_photos
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.privacy import consenting
from pyp_portal.privacy.models import Purpose
from tests.cohorts.test_photos import picture
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory, SeatFactory, SiteFactory, TeamFactory
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team():
    return TeamFactory(proposal__state=State.FOLLOW_UP)


@pytest.fixture
def adopter():
    """A writer of an agency that has taken the model up."""
    return MembershipFactory(agency=AgencyFactory()).user


@pytest.fixture
def site(team, adopter):
    return SiteFactory(team=team, agency=adopter.active_memberships[0].agency)


def stored(mode="RGB", size=(640, 480), form="JPEG"):
    """A stored file that really holds a picture, of noise, which no JPEG makes small."""
    content = BytesIO()
    noise = Image.effect_noise(size, 90).convert(mode)
    noise.save(content, form)
    file = StoredFileFactory(kind="jpg" if form == "JPEG" else "png")
    file.file.save("", ContentFile(content.getvalue()))
    return file


def accepted(team, staff, file, **more):
    """A picture of a report that the office has accepted."""
    round_ = RoundFactory(team=team)
    photo = photos.add_photo(round_, file, by=staff, caption="อสม. วัดความดันที่บ้าน", **more)
    services.accept_report(services.file_report(round_, by=staff, overall="GREEN"), by=staff)
    return photo


def address(team, photo):
    return reverse("issues:picture", args=[team.proposal.code, photo.uid])


def page_of(client, team):
    return client.get(reverse("issues:issue", args=[team.proposal.code]))


def to(name, record):
    return reverse(f"cohorts:{name}", args=[record.uid])


# --- The small version --------------------------------------------------------------
@pytest.mark.parametrize(("mode", "form"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("L", "PNG")])
def test_the_small_version_is_a_small_jpeg_without_what_a_camera_wrote(mode, form):
    content = pictures.small_of(stored(mode, form=form)).read()

    with Image.open(BytesIO(content)) as small:
        assert (small.format, small.mode, "exif" in small.info) == ("JPEG", "RGB", False)
        assert small.width <= 400
    assert len(content) <= pictures.MOST_BYTES


def test_what_is_no_picture_has_no_small_version(team, staff, client):
    photo = accepted(team, staff, StoredFileFactory(kind="jpg"), consented=True)

    assert not photo.small
    assert (public_pictures.of(team), client.get(address(team, photo)).status_code) == ([], 404)


# --- The page ------------------------------------------------------------------------
def test_an_agreed_picture_of_an_accepted_report_stands_on_the_page(team, staff, client):
    photo = accepted(team, staff, stored(), consented=True)

    body = page_of(client, team).content.decode()
    answer = client.get(address(team, photo))

    assert f'<img src="{address(team, photo)}" alt="อสม. วัดความดันที่บ้าน"' in body
    assert "รายงานรอบ 6 เดือน" in body
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "image/jpeg",
        "public, max-age=300",
    )
    assert len(b"".join(answer)) <= pictures.MOST_BYTES


def test_consent_that_is_taken_back_takes_the_picture_away(team, staff, client):
    photo = accepted(team, staff, stored(), consented=True)

    photos.set_consent(photo, False, by=staff)

    assert "issue-pictures" not in page_of(client, team).content.decode()
    assert client.get(address(team, photo)).status_code == 404


def test_who_can_be_recognised_decides_by_themself(team, staff, client):
    people = [SeatFactory(team=team).person for _n in range(2)]
    photo = accepted(team, staff, stored(), consented=True, people=people)

    def is_shown():
        answer = client.get(address(team, photo))
        return answer.status_code == 200 and bool(b"".join(answer))  # read, so that it closes

    shown = [is_shown()]
    for person in people:
        consenting.give(person, Purpose.PICTURES)
        shown.append(is_shown())
    consenting.take_back(people[0], Purpose.PICTURES)
    shown.append(is_shown())

    assert shown == [False, False, True, False]
    assert public_pictures.of(team) == []


def test_the_report_asks_who_can_be_recognised_and_says_who_does_not_agree(team, staff, client_of):
    agrees, silent = (SeatFactory(team=team).person for _n in range(2))
    consenting.give(agrees, Purpose.PICTURES)
    stranger = UserFactory()
    round_ = RoundFactory(team=team)
    client = client_of(staff)
    sent = {"caption": "ประชุมกลุ่ม", "consented": "on", "people": [agrees.uid, silent.uid]}

    client.post(to("add_photo", round_), {**sent, "file": picture(), "people": [stranger.uid]})
    assert round_.photos.count() == 0
    client.post(to("add_photo", round_), {**sent, "file": picture()})

    (photo,) = round_.photos.for_list()
    assert [(one.person, one.agrees) for one in photo.recognised.all()] == [
        (agrees, True),
        (silent, False),
    ]
    page = client.get(to("report", round_)).content.decode()
    assert page.count("ยังไม่ยินยอม จึงไม่เผยแพร่") == 1
    assert f'value="{silent.uid}"' in page


def test_a_picture_nobody_agreed_to_and_one_of_another_issue_are_not_there(team, staff, client):
    private = accepted(team, staff, stored())
    other = TeamFactory(proposal__state=State.FOLLOW_UP)
    agreed = accepted(other, staff, stored(), consented=True)

    codes = [client.get(address(team, one)).status_code for one in (private, agreed)]

    assert (public_pictures.of(team), codes) == ([], [404, 404])


def test_at_most_three_pictures_the_newest_first_at_the_same_cost(
    team, staff, site, django_assert_num_queries
):
    for number in range(3):
        site_photos.add_site_photo(site, stored(), by=staff, caption=f"{number}", consented=True)
    another = SiteFactory(team=team)
    for number in (3, 4):
        site_photos.add_site_photo(another, stored(), by=staff, caption=f"{number}", consented=True)

    with django_assert_num_queries(2):
        found = public_pictures.of(team)

    assert [one.words for one in found] == ["4", "3", "2"]
    assert {one.where for one in found} == {
        f"{one.agency_th} ({one.province})" for one in (site, another)
    }


def test_a_picture_that_is_taken_out_leaves_no_small_version(
    site, staff, django_capture_on_commit_callbacks
):
    photo = site_photos.add_site_photo(site, stored(), by=staff, caption="ตลาด", consented=True)
    storage, name = photo.small.storage, photo.small.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        site_photos.remove_site_photo(photo, by=staff)

    assert (storage.exists(name), site.photos.count()) == (False, 0)


# --- Pictures of sites -----------------------------------------------------------------
def test_the_adopting_agency_sends_a_picture_and_the_team_shows_it(
    team, site, adopter, staff, client_of, client
):
    sent = {"file": picture(), "caption": "ตลาดชุมชน", "consented": "on"}
    client_of(adopter).post(to("add_site_photo", site), sent)
    photo = site.photos.get()
    assert (photo.shown_at, public_pictures.of(team)) == (None, [])
    assert client_of(adopter).post(to("show_site_photo", photo)).status_code == 403

    client_of(staff).post(to("show_site_photo", photo))

    assert "ตลาดชุมชน" in page_of(client, team).content.decode()
    again = client_of(staff).post(to("show_site_photo", photo), follow=True)
    assert {m.level_tag for m in again.context["messages"]} == {"error"}
    words = [
        event["words"] for event in client_of(staff).get(site.get_absolute_url()).context["events"]
    ]
    assert words[-2:] == ["เพิ่มรูป", "แสดงรูปต่อสาธารณะ"]


def test_the_adopting_agency_takes_consent_back_and_the_picture_out(
    team, site, adopter, staff, client_of
):
    photo = site_photos.add_site_photo(site, stored(), by=staff, caption="ตลาด", consented=True)
    client = client_of(adopter)
    assert len(public_pictures.of(team)) == 1

    client.post(to("site_photo_consent", photo), {"given": "no"})
    assert public_pictures.of(team) == []
    client.post(to("site_photo_consent", photo), {"given": "yes"})
    assert len(public_pictures.of(team)) == 1
    client.post(to("remove_site_photo", photo))

    assert (site.photos.count(), public_pictures.of(team)) == (0, [])


def test_a_dropped_site_shows_no_pictures(team, site, staff):
    site_photos.add_site_photo(site, stored(), by=staff, caption="ตลาด", consented=True)

    type(site).objects.filter(pk=site.pk).update(status="dropped")

    assert public_pictures.of(team) == []


def test_the_sixth_picture_and_what_is_no_picture_are_refused(site, staff, client_of):
    for _number in range(photos.MOST_PHOTOS):
        site_photos.add_site_photo(site, StoredFileFactory(kind="jpg"), by=staff, caption="ตลาด")
    with pytest.raises(MoveRefused):
        site_photos.add_site_photo(site, StoredFileFactory(kind="jpg"), by=staff, caption="ตลาด")

    answer = client_of(staff).post(to("add_site_photo", site), {"caption": "ไม่มีรูป"}, follow=True)

    assert {m.level_tag for m in answer.context["messages"]} == {"error"}
    assert site.photos.count() == photos.MOST_PHOTOS


def test_a_picture_a_colleague_took_out_is_said_to_be_gone(site, staff):
    photo = site_photos.add_site_photo(
        site, StoredFileFactory(kind="jpg"), by=staff, caption="ตลาด"
    )
    site_photos.remove_site_photo(photo, by=staff)

    for act in (site_photos.remove_site_photo, site_photos.show_site_photo):
        with pytest.raises(MoveRefused, match="ออกไปแล้ว"):
            act(photo, by=staff)
