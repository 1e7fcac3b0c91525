"""The public check, the queue, and the page that stands in for a PDF being made."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal.papers import permissions, services
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.papers import PaperFactory

VERIFY = "/verify/"


@pytest.fixture
def staff(client_of, db):
    return client_of(UserFactory(staff=True))


def check(client, number, digest):
    response = client.get(VERIFY, {"number": number, "hash": digest})
    return response.context["is_asked"], response.context["is_valid"]


def test_the_check_stands_open_to_everyone_at_its_short_address(client, db):
    response = client.get(VERIFY)
    assert (reverse("papers:verify"), response.status_code) == (VERIFY, 200)
    assert (response.context["is_asked"], response.context["is_valid"]) == (False, False)


def test_the_check_says_genuine_or_not_found(client, db):
    paper = PaperFactory()
    assert check(client, paper.number, paper.content_sha256) == (True, True)
    assert check(client, paper.number, "0" * 64) == (True, False)
    assert check(client, "ปยป-2568-PD06-9999", paper.content_sha256) == (True, False)


def test_a_half_asked_check_says_what_is_missing(client, db):
    response = client.get(VERIFY, {"number": "ปยป-2568-PD06-0001"})
    assert list(response.context["form"].errors) == ["hash"]
    assert response.context["is_asked"] is False


def test_s10_the_check_tells_nothing_but_validity(client, db, at):
    at("2025-02-18 10:30")
    paper = PaperFactory(title="หนังสือลับ")
    right = client.get(VERIFY, {"number": paper.number, "hash": paper.content_sha256})
    assert "หนังสือลับ" not in right.content.decode()
    pages = [
        client.get(VERIFY, {"number": number, "hash": "a" * 64}).content.decode()
        for number in (paper.number, "ปยป-2568-PD06-9999")
    ]
    known, unknown = (re.sub('value="[^"]*"', "", page) for page in pages)
    assert known == unknown


def test_s13_what_was_asked_comes_back_escaped(client, db):
    response = client.get(VERIFY, {"number": '"><script>x</script>', "hash": "a" * 20})
    assert "<script>x" not in response.content.decode()


def test_the_code_on_the_paper_leads_to_genuine(client, issue):
    paper = issue()
    link = f"?number={paper.number}&hash={paper.content_sha256[:32]}"
    assert client.get(VERIFY + link).context["is_valid"] is True


def test_the_queue_is_for_those_who_tend_it(client_of, db):
    people = {
        "staff": UserFactory(staff=True),
        "director": UserFactory(director=True),
        "admin": UserFactory(admin=True),
        "auditor": UserFactory(auditor=True),
        "nobody": UserFactory(),
    }
    codes = {
        name: client_of(p).get(reverse("papers:list")).status_code for name, p in people.items()
    }
    assert codes == {"staff": 200, "director": 200, "admin": 200, "auditor": 403, "nobody": 403}
    assert permissions.can_tend(people["nobody"]) is False


def shown(client, **asked):
    return [p.number for p in client.get(reverse("papers:list"), asked).context["papers"]]


def test_the_queue_shows_newest_first_and_what_is_asked_for(staff):
    old, failed = PaperFactory(made=True), PaperFactory(failed=True)
    assert shown(staff) == [failed.number, old.number]
    assert shown(staff, state="failed") == [failed.number]
    assert shown(staff, q=old.number[-4:]) == [old.number]
    assert shown(staff, after=failed.pk) == [old.number]
    assert shown(staff, state="nonsense") == [failed.number, old.number]


def test_the_queue_goes_on_to_a_next_page(staff, monkeypatch):
    monkeypatch.setattr("pyp_portal.papers.views.PAGE", 2)
    papers = PaperFactory.create_batch(3)
    response = staff.get(reverse("papers:list"))
    assert response.context["next_key"] == papers[1].pk
    assert shown(staff, after=papers[1].pk) == [papers[0].number]


def test_the_queue_does_not_tell_what_a_paper_is_about(staff):
    PaperFactory(title="ผลการพิจารณาของผู้ขอถอนตัว")
    assert "ผู้ขอถอนตัว" not in staff.get(reverse("papers:list")).content.decode()


def test_the_queue_costs_the_same_at_one_and_three_rows(staff, django_assert_num_queries):
    PaperFactory(failed=True)
    with CaptureQueriesContext(connection) as at_one:
        staff.get(reverse("papers:list"))
    PaperFactory.create_batch(2, failed=True)
    with django_assert_num_queries(len(at_one)):
        staff.get(reverse("papers:list"))


def test_retry_acts_by_post_for_those_who_may(staff, client_of):
    paper = PaperFactory(failed=True)
    url = reverse("papers:retry", kwargs={"uid": paper.uid})
    assert staff.get(url).status_code == 405
    assert client_of(UserFactory()).post(url).status_code == 403
    assert Paper.objects.get().state == "failed"
    assert staff.post(url).status_code == 302
    assert Paper.objects.get().state == "queued"
    assert staff.post(url).status_code == 302
    response = staff.get(reverse("papers:list"))
    assert [message.level_tag for message in response.context["messages"]] == ["success", "info"]


NUMBERED = {"number": "นร ๑๒๓๔/๕๖", "day": "14", "month": "2", "year": "2568"}


def test_staff_note_the_official_number(staff):
    paper = PaperFactory(made=True)
    url = reverse("papers:number", kwargs={"uid": paper.uid})
    assert staff.get(url).status_code == 200
    assert staff.post(url, NUMBERED).status_code == 302
    paper.refresh_from_db()
    assert (paper.official_number, paper.official_date) == ("นร ๑๒๓๔/๕๖", date(2025, 2, 14))
    assert staff.get(url).context["form"].initial["year"] == 2568


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": ""}, "number"),
        ({"day": "31"}, "day"),
        ({"year": "2025"}, "day"),
        ({"year": ""}, "year"),
        ({"day": "x"}, "day"),
    ],
)
def test_a_wrong_official_number_comes_back_with_what_was_typed(staff, wrong, field):
    paper = PaperFactory(made=True)
    url = reverse("papers:number", kwargs={"uid": paper.uid})
    response = staff.post(url, {**NUMBERED, **wrong})
    assert list(response.context["form"].errors) == [field]
    assert Paper.objects.get().official_date is None


def test_a_draft_has_no_official_number(staff):
    paper = PaperFactory(is_draft=True, number="")
    assert staff.get(reverse("papers:number", kwargs={"uid": paper.uid})).status_code == 404


def asked_for(paper):
    request = RequestFactory().get("/x/")
    request.user = UserFactory()
    return services.deliver(request, paper)


def test_a_paper_being_made_answers_come_again(db, monkeypatch):
    rung = []
    monkeypatch.setattr(services, "ring", rung.append)
    paper = PaperFactory()
    response = asked_for(paper)
    assert (response.status_code, response["Refresh"]) == (202, "4")
    assert rung == [paper]


def test_a_failed_paper_says_so_and_does_not_ask_again(db):
    response = asked_for(PaperFactory(failed=True))
    assert response.status_code == 202
    assert "Refresh" not in response


def test_a_made_paper_is_delivered(issue, made):
    response = asked_for(made(issue()))
    assert response["Content-Type"] == "application/pdf"
    response.close()
