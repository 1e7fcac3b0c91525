"""What stands around every page, by role."""

from itertools import groupby

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from proposals.models import Access
from pyp_portal import frame
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import SeatFactory

PUBLIC, APP = "_layout/public.html", "_layout/app.html"


@pytest.fixture
def framed(rf):
    def framed(user, path="/"):
        request = rf.get(path)
        request.user = user
        return frame.frame(request)

    return framed


def labels(menu):
    return [str(entry.label) for entry in menu]


def test_a_visitor_sees_the_public_menu_without_a_question_to_the_database(framed):
    around = framed(AnonymousUser())

    assert around["layout"] == PUBLIC
    assert labels(around["menu"]) == [
        "หน้าแรก",
        "การเปิดรับข้อเสนอ",
        "ประเด็น",
        "คำถามและคำตอบ",
        "ตรวจสอบเอกสาร",
    ]
    assert around["me"] is None


@pytest.mark.django_db
def test_an_applicant_stays_in_the_public_frame(framed):
    person = MembershipFactory().user

    around = framed(person)

    assert around["layout"] == PUBLIC
    assert labels(around["menu"]) == ["งานของฉัน", "การเปิดรับข้อเสนอ", "ข้อเสนอ", "หน่วยงานของฉัน"]
    assert around["me"].role == person.memberships.get().agency


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["staff", "director", "auditor", "admin"])
def test_the_office_works_in_the_workspace(framed, role):
    assert framed(UserFactory(**{role: True}))["layout"] == APP


@pytest.mark.django_db
def test_a_seat_on_the_committee_opens_its_menu(framed):
    around = framed(SeatFactory().user)

    assert around["layout"] == APP
    assert "คณะกรรมการ" in labels(around["menu"])
    assert str(around["me"].role) == "กรรมการ"


@pytest.mark.django_db
def test_a_team_opens_the_menu_of_the_lab(framed):
    around = framed(AccessFactory(kind=Access.Kind.TEAM).user)

    assert around["layout"] == APP
    assert "รุ่นและแล็บ" in labels(around["menu"])
    assert "คณะกรรมการ" not in labels(around["menu"])
    assert around["me"].role == "ผู้เข้าร่วมแล็บ"


@pytest.mark.django_db
def test_an_officer_costs_one_statement(framed, django_assert_num_queries):
    person = UserFactory(staff=True)

    with django_assert_num_queries(1):
        framed(person)


@pytest.mark.django_db
def test_an_applicant_costs_three_statements(framed, django_assert_num_queries):
    person = MembershipFactory().user

    with django_assert_num_queries(3):
        framed(person)


@pytest.mark.parametrize("line", [*frame.MENU, *frame.ACCOUNT_MENU, *frame.FOOTER_MENU])
def test_every_line_of_a_menu_leads_somewhere(line):
    assert reverse(line.url_name)


def test_a_head_of_the_menu_stands_once():
    heads = [head for head, _lines in groupby(frame.MENU, key=lambda line: line.group)]

    assert len(heads) == len(set(heads))


@pytest.mark.django_db
def test_the_menu_marks_where_one_is(framed):
    below_the_list = reverse("proposals:list") + "P68-0001/"

    menu = framed(UserFactory(staff=True), below_the_list)["menu"]

    assert [str(entry.label) for entry in menu if entry.is_current] == ["ข้อเสนอ"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ใบเตย ตัวอย่างดี", "บต"), ("เจ้าของเรื่อง ใจเย็น", "จจ"), ("officer@example.org", "o")],
)
def test_initials_are_the_first_consonants(name, letters):
    assert frame.initials(name) == letters


@pytest.mark.django_db
def test_pages_are_thai_whatever_the_browser_speaks():
    page = Client(headers={"accept-language": "en-US"}).get(reverse("account_login"))

    assert page.headers["Content-Language"] == "th"
    assert '<html lang="th">' in page.content.decode()


@pytest.mark.django_db
def test_the_switch_turns_to_english_and_back():
    client = Client()
    login = reverse("account_login")

    answer = client.post(reverse("set_language"), {"language": "en", "next": login})

    assert answer.headers["Location"] == login
    assert '<h1 id="sign-title">Sign in</h1>' in client.get(login).content.decode()
    client.post(reverse("set_language"), {"language": "th", "next": login})
    assert '<html lang="th">' in client.get(login).content.decode()


@pytest.mark.django_db
def test_the_switch_leads_to_no_other_site():
    answer = Client().post(
        reverse("set_language"), {"language": "en", "next": "https://evil.example/"}
    )

    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_the_demo_says_so(settings):
    settings.DEMO = True

    assert "ข้อมูลตัวอย่าง" in Client().get(reverse("account_login")).content.decode()


@pytest.mark.django_db
def test_a_real_portal_has_no_banner():
    assert "ข้อมูลตัวอย่าง" not in Client().get(reverse("account_login")).content.decode()
