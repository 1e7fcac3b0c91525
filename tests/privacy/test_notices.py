"""The privacy notice: versions that stay as they were published, and who has read which."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from pyp_portal import clock, frame
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.privacy import noticing, permissions, standing
from pyp_portal.privacy.models import Notice, Sight
from pyp_portal.privacy.notice_forms import name_of
from pyp_portal.privacy.notice_parts import LANGUAGES, Place, keys, shipped
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PAGE, READ, WHOLE = reverse("privacy:notices"), reverse("privacy:notice_read"), "public:privacy"
NEW = "ใช้เพื่อเชิญประชุมด้วย"
TODAY = {"valid_from_0": "20", "valid_from_1": "2", "valid_from_2": "2569"}


@pytest.fixture(autouse=True)
def _winter(at):
    at("2026-02-20 09:00")


@pytest.fixture
def keeper():
    return UserFactory(admin=True, given_th="กานดา")


def typed(draft, **changed):
    """The form of a draft as a browser sends it."""
    said = {
        name_of(key, one): draft.words[key][one] for key in keys() for one in LANGUAGES
    } | changed
    return {"act": "write", "version": draft.version, **said}


def second(keeper, day=date(2026, 2, 20)):
    """Version 2, which says something new about accounts."""
    draft = noticing.begin(keeper)
    words = {**draft.words, "account.purpose": {"th": NEW, "en": "For meetings too"}}
    draft = noticing.write(draft, by=keeper, version=draft.version, words=words)
    return noticing.publish(draft, by=keeper, version=draft.version, valid_from=day)


# --- What it says ------------------------------------------------------------------------


def test_the_first_version_says_every_part_in_both_languages():
    first = Notice.objects.get()

    assert (first.number, first.words) == (1, shipped())
    assert list(first.words) and set(first.words) == set(keys())
    assert noticing.missing(first.words) == []


def test_everybody_reads_the_whole_of_each_version_but_no_draft(client, keeper):
    newer = second(keeper)
    standing.suppose(newer)
    noticing.begin(keeper)

    now = client.get(reverse(WHOLE)).content.decode()
    before = client.get(reverse(WHOLE), {"version": "1"}).content.decode()
    draft = client.get(reverse(WHOLE), {"version": "3"}).content.decode()
    client.post(reverse("set_language"), {"language": "en"})
    english = client.get(reverse(WHOLE)).content.decode()

    assert [NEW in page for page in (now, before, draft)] == [True, False, True]
    assert "?version=1" in now
    assert "?version=3" not in now
    assert ("For meetings too" in english, NEW in english) == (True, False)
    assert client.get(reverse(WHOLE), {"version": "x"}).status_code == 200


def test_the_short_words_stand_where_the_data_are_asked_for(client):
    words = Notice.objects.get().short(Place.ACCOUNT)
    assert words in client.get(reverse("account_signup")).content.decode()


# --- Writing and publishing ----------------------------------------------------------------


def test_a_draft_is_written_and_published_on_the_page(keeper, client_of):
    client = client_of(keeper)
    page = client.post(PAGE, follow=True)
    draft = page.context["one"]
    assert (draft.number, draft.words) == (2, shipped())
    assert noticing.begin(UserFactory(admin=True)) == draft  # there is one draft at a time

    client.post(draft.get_absolute_url(), typed(draft, **{name_of("who", "th"): "สำนักงานใหม่"}))
    seen = client.get(draft.get_absolute_url())
    ((_heading, _label, language, pieces),) = seen.context["changes"]
    assert (str(language), "".join(p.text for p in pieces if p.is_new)) == ("ไทย", "ใหม่")
    client.post(draft.get_absolute_url(), {"act": "publish", "version": "1", **TODAY})

    draft.refresh_from_db()
    assert (draft.published_by, draft.valid_from) == (keeper, date(2026, 2, 20))
    assert draft.said("who") == "สำนักงานใหม่"
    assert [event.verb for event in timeline(draft)] == ["begun", "written", "published"]


def test_a_part_left_empty_or_a_past_day_is_not_published(keeper, client_of):
    client, draft = client_of(keeper), noticing.begin(keeper)
    client.post(draft.get_absolute_url(), typed(draft, **{name_of("who", "en"): " "}))
    sent = {"act": "publish", "version": "1", **TODAY}

    empty = client.post(draft.get_absolute_url(), sent).content.decode()
    past = client.post(draft.get_absolute_url(), {**sent, "valid_from_0": "19"}).content.decode()

    assert "ยังมีบางส่วนที่ว่างอยู่" in empty
    assert "วันนี้ผ่านไปแล้ว" in past
    assert Notice.objects.published().count() == 1


def test_what_was_typed_stays_when_somebody_else_wrote_meanwhile(keeper, client_of):
    draft = noticing.begin(keeper)
    sent = typed(draft, **{name_of("who", "th"): "ข้อความของฉัน"})
    noticing.write(draft, by=UserFactory(admin=True), version=0, words=draft.words)

    page = client_of(keeper).post(draft.get_absolute_url(), sent).content.decode()

    assert "มีผู้อื่นแก้ไขประกาศนี้" in page
    assert "ข้อความของฉัน" in page


@pytest.mark.postgres
def test_what_is_published_is_never_changed(keeper):
    newer = second(keeper)

    with pytest.raises(Refused) as refused:
        noticing.write(newer, by=keeper, version=newer.version, words={})
    with pytest.raises(Refused):
        noticing.publish(newer, by=keeper, version=newer.version, valid_from=clock.today())
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=newer.pk).update(words={})

    assert "กานดา" in refused.value.sentence
    newer.refresh_from_db()
    assert newer.words["account.purpose"]["th"] == NEW


def test_a_version_holds_from_its_day_and_none_before_the_last(keeper):
    coming = second(keeper, date(2026, 3, 1))
    assert [one.number for one in Notice.objects.in_force()] == [1]
    draft = noticing.begin(keeper)

    with pytest.raises(ValidationError):
        noticing.publish(draft, by=keeper, version=0, valid_from=date(2026, 2, 28))
    assert coming.badge[0] == "work"


def test_processes_learn_of_a_new_version(keeper, at, django_capture_on_commit_callbacks):
    assert str(standing.current()) == "1"
    with django_capture_on_commit_callbacks(execute=True):
        second(keeper)
    assert str(standing.current()) == "2"


# --- Who has read it ----------------------------------------------------------------------


def sign_in(client, person):
    person.set_password("mekong-2568-river")
    person.save()
    sent = {"login": person.email, "password": "mekong-2568-river"}
    return client.post(reverse("account_login"), sent)


def test_a_line_stands_until_it_is_pressed_and_stops_nobody(client, keeper):
    person = UserFactory(verified=True)
    standing.suppose(second(keeper))
    signed = sign_in(client, person)
    assert signed.status_code == 302
    mine = reverse("privacy:mine")

    page = client.get(mine).content.decode()
    seen = Sight.objects.get()
    assert (READ in page, seen.notice_id, seen.read_at) == (True, 2, None)
    answer = client.post(READ, {"back": mine})

    assert answer["Location"] == mine
    assert READ not in client.get(mine).content.decode()
    seen.refresh_from_db()
    assert (seen.person, seen.read_at) == (person, clock.now())
    client.logout()
    sign_in(client, person)
    assert READ not in client.get(mine).content.decode()  # read once is read
    assert client.post(READ, {"back": "https://elsewhere.example"})["Location"] == "/"


def test_the_office_sees_how_many_have_read_each(keeper, client_of):
    people = [UserFactory() for _n in range(3)]
    for person in people:
        noticing.shown_to(person)
    Sight.objects.filter(person=people[0]).update(read_at=clock.now())
    second(keeper)

    rows = client_of(keeper).get(PAGE).context["notices"]

    assert [(one.number, one.shown, one.read) for one in rows] == [(2, 0, 0), (1, 3, 1)]


# --- Who answers for data ------------------------------------------------------------------


@pytest.fixture
def data_officer():
    return UserFactory(data_officer=True)


def test_the_data_protection_officer_keeps_notices_and_sees_no_proposals(data_officer, client_of):
    client = client_of(data_officer)
    shown = {line.url_name for line in frame.MENU if line.shown_to & frame.hats(data_officer)}

    assert permissions.can_keep(data_officer)
    assert client.post(PAGE).status_code == 302
    assert client.get(reverse("reads:log")).status_code == 200
    assert {"privacy:office", "reads:log", "accounts:my_agencies"} <= shown
    assert not {"proposals:queue", "accounts:agencies", "outbox:list"} & shown
    assert client.get(reverse("accounts:people")).status_code == 403
    assert client.get(reverse("proposals:queue")).status_code == 403


def test_who_reads_notices_and_who_writes_them(data_officer):
    people = {role: UserFactory(**{role: True}) for role in ("staff", "auditor", "admin")}
    people |= {"data officer": data_officer, "person": UserFactory()}

    see = {name for name, one in people.items() if permissions.can_see_requests(one)}
    keep = {name for name, one in people.items() if permissions.can_keep(one)}

    assert see == {"staff", "auditor", "admin", "data officer"}
    assert keep == {"admin", "data officer"}
