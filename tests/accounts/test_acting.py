"""S40: an administrator looks as another person; asked for, agreed to, noted, and never acting."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import Extension
from proposals.windows import is_near_a_deadline
from pyp_portal import clock
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.models import Acting, Look, RoleGrant
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts.pages import said
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
PAGE, MINE = reverse("accounts:acting"), reverse("accounts:my_agencies")
WHY = "โทรศัพท์แจ้งว่าไม่เห็นปุ่มส่ง"


@pytest.fixture(autouse=True)
def quiet_day(at):
    """Far from any deadline."""
    return at("2024-06-10 10:00")


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def person():
    return MembershipFactory(can_submit=True).user


@pytest.fixture
def near():
    """A call that ends in three days."""
    now = clock.now()
    return CallFactory(opens_at=now - timedelta(days=30), closes_at=now + timedelta(days=3))


def posted(client, acting, act):
    return client.post(PAGE, {"uid": acting.uid, "act": act}, follow=True)


@pytest.fixture
def looking(admin, person, client):
    """The browser of an administrator who looks as the person."""
    client.force_login(admin)
    url = reverse("accounts:act_as", args=[person.uid])
    client.post(url, {"reason": WHY})
    client.acting = Acting.objects.get()
    posted(client, client.acting, "begin")
    return client


def test_the_pages_are_the_persons_and_say_so(looking, admin, person):
    page = looking.get(MINE)

    assert [m.user for m in page.context["memberships"]] == [person]
    assert f"{admin} กำลังดูแทน {person}" in page.content.decode()
    [letter] = Message.objects.filter(recipient=person)
    assert (letter.template, WHY in letter.body) == ("accounts/emails/account_looked_at.txt", True)


@pytest.mark.parametrize(
    "name",
    ["accounts:profile", "accounts:ask_agency", "account_change_password", "proposals:new"],
)
def test_s40_no_act_is_done_whoever_might_do_it(looking, person, name):
    sent = looking.post(reverse(name), {"given_th": "อื่น"})

    assert sent.status_code == 403
    assert "ทำไม่ได้ขณะดูแทนผู้อื่น" in sent.content.decode()
    assert [event.verb for event in timeline(person)] == ["acting asked", "acting begun"]


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "accounts:sessions", "account_email", "outbox:inbox", "papers:exports"],
)
def test_what_is_the_persons_secret_and_files_stay_closed(looking, name):
    assert looking.get(reverse(name)).status_code == 403


def test_every_page_is_noted_with_both_names(looking, admin, person):
    looking.get(MINE)
    looking.post(reverse("accounts:profile"), {})

    looks = [(one.method, one.path, one.status) for one in Look.objects.all()]
    assert looks[-2:] == [("GET", MINE, 200), ("POST", reverse("accounts:profile"), 403)]
    auditor = Client()
    auditor.force_login(UserFactory(auditor=True))
    page = auditor.get(PAGE).content.decode()
    for said_there in (f"{admin} ดูแทน {person}", WHY, f"POST {reverse('accounts:profile')}"):
        assert said_there in page


def test_it_ends_by_a_press(looking, admin):
    page = posted(looking, looking.acting, "end")

    assert said(page) == ["info"]
    assert page.context["user"] == admin
    assert looking.get(reverse("accounts:people")).status_code == 200


def test_it_ends_after_half_an_hour(looking, at):
    at("2024-06-10 10:29")
    before = looking.get(reverse("accounts:people")).status_code
    at("2024-06-10 10:30")
    after = looking.get(reverse("accounts:people"))

    assert (before, after.status_code) == (403, 200)
    assert after.context["acting"] is None


@pytest.mark.parametrize("gone", ["the role", "the account of the person", "a role given"])
def test_s36_it_ends_at_once_with_what_it_stood_on(looking, admin, person, gone):
    other = UserFactory(admin=True)
    if gone == "the role":
        services.end_role(admin, "admin", by=other, reason=WHY)
    elif gone == "a role given":
        services.grant_role(person, "auditor", by=other, reason=WHY)
    else:
        services.close_account(person, by=other, reason=WHY)

    page = looking.get(MINE)

    assert page.context["user"] == admin


def test_s40_near_a_deadline_a_second_person_has_to_agree(near, admin, person, client):
    officer, other = UserFactory(staff=True), UserFactory(admin=True)
    director = UserFactory(director=True)
    client.acting = services.ask_to_act(person, by=admin, reason=WHY)
    client.force_login(admin)
    early = posted(client, client.acting, "begin")
    asked = {
        one: [line.detail for line in waiting_for(one) if line.kind == "acting"]
        for one in (other, director, officer, admin)
    }
    assert asked == {other: [WHY], director: [WHY], officer: [], admin: []}
    assert posted(client, client.acting, "agree").status_code == 403
    second = Client()
    second.force_login(officer)

    told = Message.objects.filter(template="accounts/emails/acting_asked.txt")
    assert {one.recipient for one in told} == {other, director}

    posted(second, client.acting, "agree")
    posted(client, client.acting, "begin")

    assert said(early) == ["warning"]
    acting = Acting.objects.get()
    assert (acting.second, acting.is_running) == (officer, True)
    verbs = [(event.verb, event.by) for event in timeline(person)]
    assert verbs == [("acting asked", admin), ("acting agreed", officer), ("acting begun", admin)]


def test_s40_what_was_asked_for_before_the_days_began_does_not_slip_in(admin, person, near, at):
    at(near.closes_at - timedelta(days=7, minutes=1))
    acting = services.ask_to_act(person, by=admin, reason=WHY)
    at(near.closes_at - timedelta(days=7))

    with pytest.raises(Refused, match="ผู้เห็นชอบอีกคน"):
        services.begin_acting(acting, by=admin)


def test_a_second_person_says_no_and_the_third_is_told(near, admin, person):
    acting = services.ask_to_act(person, by=admin, reason=WHY)
    services.decline_acting(acting, by=UserFactory(staff=True))

    with pytest.raises(Refused):
        services.agree_to_acting(acting, by=UserFactory(admin=True))
    with pytest.raises(Refused):
        services.begin_acting(acting, by=admin)
    services.ask_to_act(person, by=admin, reason=WHY)  # the next one may be asked for


def test_one_at_a_time_with_a_reason(admin, person):
    with pytest.raises(Refused, match="เหตุผล"):
        services.ask_to_act(person, by=admin, reason=" ")
    services.ask_to_act(person, by=admin, reason=WHY)

    with pytest.raises(Refused, match="หนึ่งรายการ"):
        services.ask_to_act(UserFactory(), by=admin, reason=WHY)


@pytest.mark.parametrize("role", ["staff", "director", "auditor", "admin", "committee"])
def test_nobody_looks_as_who_judges_or_holds_an_office(role, admin):
    assert not permissions.can_act_as(UserFactory(**{role: True}), admin)


def test_closed_wins_for_who_has_an_agency_and_only_administrators_look(admin, person):
    assert permissions.can_act_as(person, admin)
    assert not permissions.can_act_as(person, UserFactory(staff=True))
    assert not permissions.can_act_as(admin, admin)
    assert not permissions.can_act_as(UserFactory(is_active=False), admin)
    own = MembershipFactory(user=UserFactory()).user
    RoleGrant.objects.create(user=own, role="admin", given_at=clock.now())
    assert not permissions.can_act_as(person, own)


@pytest.mark.parametrize(
    ("days", "is_near"), [(-7.01, False), (-7, True), (0, True), (1, True), (1.01, False)]
)
def test_the_days_around_a_deadline(near, days, is_near):
    assert is_near_a_deadline(near.closes_at + timedelta(days=days)) is is_near


def test_time_that_was_given_is_a_deadline_too(near, admin):
    later = near.closes_at + timedelta(days=30)
    given = Extension.objects.create(
        call=near,
        mode=Extension.Mode.ALL,
        ends_at=later,
        reason=WHY,
        asked_by=admin,
        asked_at=clock.now(),
    )
    only_asked = is_near_a_deadline(later)
    given.confirmed_at = clock.now()
    given.save()

    assert (only_asked, is_near_a_deadline(later)) == (False, True)


@pytest.mark.parametrize("sent", [{}, {"uid": "none"}, {"uid": "", "act": "begin"}])
def test_a_name_that_is_none_is_not_found(admin, client_of, sent):
    assert client_of(admin).post(PAGE, sent).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(admin, client_of, django_assert_num_queries):
    client = client_of(UserFactory(auditor=True))
    services.ask_to_act(UserFactory(), by=admin, reason=WHY)
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
    for _each in range(2):
        services.ask_to_act(UserFactory(), by=UserFactory(admin=True), reason=WHY)

    with django_assert_num_queries(6):
        client.get(PAGE)
