"""What people tell about themselves."""

import pytest
from django.db import IntegrityError, transaction

from pyp_portal.accounts import services
from pyp_portal.accounts.models import User
from pyp_portal.history.services import timeline
from pyp_portal.search.services import matching
from tests.factories.accounts import ProfileFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMES = {"title_th": "นาย", "given_th": "มานะ", "family_th": "ใจดี", "phone": "080-000-1000"}
POST = {"position_th": "นักวิเคราะห์", "level_code": "K3", "appointed_on": None}


def test_details_are_kept_and_the_history_names_only_the_fields():
    person = UserFactory(title_th="นาย", given_th="มานะ", family_th="เดิม", phone="080-000-1000")

    profile = services.save_profile(person, names=NAMES, post=POST)
    services.save_profile(person, names=NAMES, post=POST)

    assert (str(person), profile.rank) == ("นายมานะ ใจดี", 30)
    [event] = timeline(person)
    assert event.data == {"fields": ["family_th", "position_th", "level_code"]}
    assert matching(User.objects.all(), "ใจดี").get() == person


def test_the_rank_follows_the_level():
    assert ProfileFactory(level_code="S1").rank == 60
    assert ProfileFactory(level_code="ELECTED_EXEC").rank is None


def test_people_made_in_bulk_stand_in_order_and_are_found():
    people = User.objects.bulk_create(
        User(username=name, email=f"{name}@example.org", given_th=given)
        for name, given in (("a", "เอก"), ("b", "กมล"))
    )
    services.index_people(people)

    assert list(User.objects.values_list("given_th", flat=True)) == ["กมล", "เอก"]
    assert matching(User.objects.all(), "เอก").get().username == "a"


def test_a_name_is_title_given_and_family_or_else_the_address():
    assert str(User(title_th="นาง", given_th="วิไล", family_th="งาม")) == "นางวิไล งาม"
    assert str(User(email="a@example.org")) == "a@example.org"
    assert User(email="a@example.org").get_short_name() == "a@example.org"
    assert User(title_th="นาง", given_th="วิไล").get_full_name() == "นางวิไล"


@pytest.mark.postgres
def test_capitals_do_not_make_a_second_person():
    UserFactory(email="person@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(username="other", email="Person@Example.org")
    assert User.objects.get_by_natural_key("PERSON@example.org").email == "person@example.org"


def test_only_people_of_today_hold_a_role():
    officer = UserFactory(staff=True)
    UserFactory(staff=True, is_active=False)
    UserFactory()

    assert list(User.objects.holding("sto_staff", "sto_director")) == [officer]
