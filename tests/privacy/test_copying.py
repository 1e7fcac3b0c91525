"""A copy of one's own data: all of it, nobody else's, to oneself alone."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from cohorts.models import Certificate, Participant
from proposals.models import Access
from pyp_portal import clock
from pyp_portal.accounts.models import Acting, Deputy, User
from pyp_portal.history.services import timeline
from pyp_portal.limits import RATE_LIMITS
from pyp_portal.privacy.holding import all_holdings, value_of
from pyp_portal.reads.models import Read
from tests.factories.accounts import MembershipFactory, ProfileFactory, UserFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
PAGE, COPY = reverse("privacy:mine"), reverse("privacy:copy")
LEFT_OUT = {"outbox.LineCode": "a code of some minutes"}
OTHERS = {"given_th": "ผู้อื่นแท้", "family_th": "ลับเฉพาะ"}


@pytest.fixture
def person():
    return UserFactory(given_th="ใบเตย")


def parts_of(answer):
    with ZipFile(BytesIO(b"".join(answer))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def data_of(answer):
    return json.loads(parts_of(answer)["data.json"])["data"]


def test_every_table_that_belongs_to_a_person_is_told_or_left_out_for_a_reason():
    nobody = User(pk=0)
    told = {holding.find(nobody).model._meta.label for holding in all_holdings()}
    theirs = {one.related_model._meta.label for one in User._meta.related_objects}

    assert theirs - told == set(LEFT_OUT)
    keys = [holding.key for holding in all_holdings()]
    assert len(keys) == len(set(keys))


def test_every_column_is_there():
    nobody = User(pk=0)
    strayed = []
    for holding in all_holdings():
        model = holding.find(nobody).model
        for path, _words in holding.columns:
            first, _dot, _rest = path.partition(".")
            if not hasattr(model, first) and first not in {f.name for f in model._meta.fields}:
                strayed.append((holding.key, path))

    assert strayed == []


def test_no_column_is_a_person():
    nobody = User(pk=0)
    people = [
        (holding.key, path)
        for holding in all_holdings()
        for path, _words in holding.columns
        for field in holding.find(nobody).model._meta.fields
        if field.name == path.partition(".")[0] and field.related_model is User
    ]

    assert people == []


def test_the_copy_holds_what_is_mine_in_both_shapes(person, client_of):
    ProfileFactory(user=person, position_th="นักวิเคราะห์น้ำท่วม")
    member = MembershipFactory(user=person)
    Read.objects.create(at=clock.now(), by=person, what="reads:log", about="P-9", path="/x/")

    answer = client_of(person).post(COPY)
    parts = parts_of(answer)

    assert answer["Content-Disposition"] == 'attachment; filename="personal-data.zip"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "no-store, private",
        "nosniff",
    )
    data = json.loads(parts["data.json"])["data"]
    assert [row["email"] for row in data["account"]] == [person.email]
    assert [row["position_th"] for row in data["post"]] == ["นักวิเคราะห์น้ำท่วม"]
    assert [row["agency"] for row in data["memberships"]] == [str(member.agency)]
    assert [row["about"] for row in data["reads"]] == ["P-9"]
    assert "<td>นักวิเคราะห์น้ำท่วม</td>" in parts["data.html"]
    assert [event.verb for event in timeline(person)] == ["copy of own data made"]
    assert timeline(person).get().by == person


def test_nobody_else_is_in_it(person, client_of):
    other = UserFactory(**OTHERS)
    MembershipFactory(user=person, approved_by=other)
    now = clock.now()
    Deputy.objects.create(
        officer=other,
        deputy=person,
        begins=now.date(),
        ends=now.date(),
        set_by=other,
        set_at=now,
    )
    Acting.objects.create(admin=other, person=person, reason="ลับเฉพาะ", asked_at=now, began_at=now)
    seat = SeatFactory(person=person)
    Participant.objects.filter(pk=seat.pk).update(
        nominated_by=other, note_th="ลับเฉพาะ", exception_reason="ลับเฉพาะ"
    )
    Certificate.objects.create(
        cohort=seat.cohort,
        seat=seat,
        award="completed",
        name_th=person.name_th,
        number="1",
        issued_at=now,
        issued_by=other,
    )
    theirs = MembershipFactory(user=other)

    parts = parts_of(client_of(person).post(COPY))
    data = json.loads(parts["data.json"])["data"]

    assert (len(data["seats"]), len(data["certificates"]), len(data["looked_at"])) == (1, 1, 1)
    assert [row["begins"] for row in data["standing_in"]] == [now.date().isoformat()]
    for text in parts.values():
        assert "ผู้อื่นแท้" not in text
        assert "ลับเฉพาะ" not in text
        assert str(theirs.agency) not in text


def test_what_was_closed_to_me_is_not_opened_by_the_copy(person, client_of):
    proposal = ProposalFactory()
    Access.objects.create(
        proposal=proposal, user=person, kind=Access.Kind.READ, because="x", given_at=clock.now()
    )
    client = client_of(person)
    assert [row["proposal_code"] for row in data_of(client.post(COPY))["accesses"]] == [
        proposal.code
    ]
    Access.objects.create(
        proposal=proposal, user=person, kind=Access.Kind.CLOSED, because="y", given_at=clock.now()
    )

    assert data_of(client.post(COPY))["accesses"] == []


def test_the_page_says_how_much_there_is_and_leads_from_my_details(person, client_of):
    client = client_of(person)
    page = client.get(PAGE).content.decode()

    assert f'action="{COPY}"' in page
    assert "บัญชีของฉัน" in page
    assert f'href="{PAGE}"' in client.get(reverse("accounts:profile")).content.decode()


def test_s35_copies_are_limited_by_person(person, client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"copy_own_data": "1/h/user"}
    client = client_of(person)

    assert [client.post(COPY).status_code for _each in range(2)] == [200, 302]
    assert client_of(UserFactory()).post(COPY).status_code == 200


def test_the_copy_asks_again_who_it_is(person, client_of, settings):
    settings.ASK_AGAIN_AFTER_MINUTES = 30

    answer = client_of(person).post(COPY)

    assert answer.status_code == 302
    assert reverse("account_reauthenticate") in answer["Location"]
    assert timeline(person).count() == 0


def test_a_value_behind_a_record_that_is_missing_is_none():
    assert value_of(User(), "profile.agency") is None
