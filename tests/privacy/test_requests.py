"""Rights that people ask for: within thirty days, once, by the office, with a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.privacy import permissions, services
from pyp_portal.privacy.models import Outcome, Right, RightsRequest
from pyp_portal.reads import exports
from pyp_portal.reads.models import Read
from pyp_portal.templatetags.thai import thai_date
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db
MINE, QUEUE = reverse("privacy:mine"), reverse("privacy:requests")
WORDS = "ตำแหน่งของข้าพเจ้าไม่ถูกต้อง"
PAPER = {
    "name": "นายประชา",
    "contact": "ตู้ ปณ. 1",
    "right": "erase",
    "words": WORDS,
    "received_on_0": "10",
    "received_on_1": "2",
    "received_on_2": "2569",
}


@pytest.fixture(autouse=True)
def _winter(at):
    at("2026-02-20 09:00")


@pytest.fixture
def person():
    return UserFactory(given_th="ใบเตย")


@pytest.fixture
def officer():
    return UserFactory(staff=True, given_th="กานดา")


def asked(person, right=Right.CORRECT):
    return services.ask(person, right=right, words=WORDS)


def test_a_person_asks_and_is_told_by_which_day(person, client_of):
    client = client_of(person)

    page = client.post(MINE, {"right": "correct", "words": WORDS}, follow=True).content.decode()

    made = RightsRequest.objects.get()
    assert (made.person, made.due_on, made.outcome) == (person, date(2026, 3, 22), "")
    assert f"สำนักงานจะตอบภายในวันที่ {thai_date(made.due_on)}" in page
    assert [(e.verb, e.by) for e in timeline(made)] == [("asked", person)]


def test_the_same_right_twice_is_refused_and_nothing_typed_is_lost(person, client_of):
    asked(person)

    page = client_of(person).post(MINE, {"right": "correct", "words": "อีกครั้งหนึ่ง"}).content.decode()

    assert "คุณขอเรื่องนี้ไว้แล้ว" in page
    assert "อีกครั้งหนึ่ง" in page
    assert RightsRequest.objects.count() == 1
    asked(person, Right.ERASE)  # another right may wait beside it
    with pytest.raises(ValidationError):
        asked(person, Right.ERASE)
    assert RightsRequest.objects.count() == 2


def test_nobody_sees_what_another_asked(person, client_of):
    asked(UserFactory())

    assert WORDS not in client_of(person).get(MINE).content.decode()


def test_the_answer_is_mailed_and_stands_on_my_page(person, officer, client_of):
    made = asked(person)
    sent = {"outcome": "refused", "words": "เป็นบันทึกราชการ"}

    answer = client_of(officer).post(made.get_absolute_url(), sent)

    assert answer["Location"] == made.get_absolute_url()
    made.refresh_from_db()
    assert (made.outcome, made.answered_by) == (Outcome.REFUSED, officer)
    message = Message.objects.get()
    assert (message.recipient, message.template) == (person, "privacy/emails/answered.txt")
    assert "เป็นบันทึกราชการ" in message.body
    assert "เป็นบันทึกราชการ" in client_of(person).get(MINE).content.decode()
    assert [e.verb for e in timeline(made)] == ["asked", "answered"]


def test_an_answer_needs_words(person, officer, client_of):
    made = asked(person)

    page = client_of(officer).post(made.get_absolute_url(), {"outcome": "done", "words": " "})

    assert page.status_code == 200
    made.refresh_from_db()
    assert made.outcome == ""


@pytest.mark.postgres
def test_the_second_answer_is_told_who_was_first_and_changes_nothing(person, officer):
    made = asked(person)
    services.answer(made, by=officer, outcome=Outcome.DONE, words="แก้แล้ว")

    with pytest.raises(Refused) as refused:
        services.answer(made, by=UserFactory(admin=True), outcome=Outcome.REFUSED, words="ไม่")

    assert "กานดา" in refused.value.sentence
    made.refresh_from_db()
    assert made.answer == "แก้แล้ว"
    assert Message.objects.count() == 1


@pytest.mark.postgres
def test_the_database_keeps_no_answer_without_words(person):
    made = asked(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=made.pk).update(outcome=Outcome.DONE)


def test_a_letter_counts_from_its_arrival_and_nobody_is_mailed(officer, client_of):
    client = client_of(officer)

    client.post(QUEUE, PAPER)

    made = RightsRequest.objects.get()
    assert (made.who, made.entered_by, made.due_on) == ("นายประชา", officer, date(2026, 3, 12))
    client.post(made.get_absolute_url(), {"outcome": "done", "words": "ลบแล้ว"})
    assert Message.objects.count() == 0
    ahead = client.post(QUEUE, {**PAPER, "received_on_1": "3"}).content.decode()
    assert "วันที่นี้ยังมาไม่ถึง" in ahead
    assert RightsRequest.objects.count() == 1


def test_who_answers(person, officer):
    own = asked(officer)
    others = asked(person)
    roles = {role: UserFactory(**{role: True}) for role in ("director", "auditor", "admin")}
    people = {**roles, "officer": officer, "person": person}

    may = {name for name, one in people.items() if permissions.can_answer(others, one)}
    see = {name for name, one in people.items() if permissions.can_see_requests(one)}

    assert may == {"director", "admin", "officer"}
    assert see == may | {"auditor"}
    assert permissions.can_answer(own, officer) is False


def test_nobody_answers_their_own(officer, client_of):
    made = asked(officer)

    answer = client_of(officer).post(made.get_absolute_url(), {"outcome": "done", "words": "ได้"})

    assert answer.status_code == 403
    made.refresh_from_db()
    assert made.outcome == ""


def test_it_stands_in_the_tasks_of_the_office_until_it_is_answered(person, officer):
    made, own = asked(person), asked(officer)

    def waits_for(one):
        return [line.url for line in waiting_for(one) if line.room == "privacy"]

    assert waits_for(officer) == [made.get_absolute_url()]
    assert set(waits_for(UserFactory(admin=True))) == {
        made.get_absolute_url(),
        own.get_absolute_url(),
    }
    assert waits_for(UserFactory(auditor=True)) == []
    services.answer(made, by=officer, outcome=Outcome.DONE, words="แก้แล้ว")
    assert waits_for(officer) == []


def test_the_queue_has_the_nearest_day_first_and_says_what_is_late(
    person, officer, client_of, at, django_assert_num_queries
):
    late, other = asked(person), asked(UserFactory())
    RightsRequest.objects.filter(pk=other.pk).update(due_on=date(2026, 2, 19))
    client = client_of(officer)

    page = client.get(QUEUE).content.decode()

    assert page.index(str(other.uid)) < page.index(str(late.uid))
    assert page.count("เลยกำหนด") == 1
    services.answer(late, by=officer, outcome=Outcome.DONE, words="แก้แล้ว")
    assert str(late.uid) not in client.get(QUEUE).content.decode()
    assert str(late.uid) in client.get(QUEUE, {"view": "all"}).content.decode()


def test_s39_who_reads_them_is_noted(person, officer, client_of):
    made = asked(person)
    client = client_of(officer)
    client.get(QUEUE)
    client.get(made.get_absolute_url())

    noted = set(Read.objects.values_list("what", "by"))
    assert noted == {("privacy:requests", officer.pk), ("privacy:request", officer.pk)}


def test_the_register_as_a_file(person, officer):
    made = asked(person)
    services.answer(made, by=officer, outcome=Outcome.PARTLY, words="บางส่วน")
    export = ExportFactory(asked_by=officer, kind=exports.KIND, parameters={"of": "rights"})

    (row,) = exports.table(export).rows

    assert row[1:4] == [str(person), "ขอแก้ไขข้อมูล", WORDS]
    assert row[5:7] == ["ดำเนินการได้บางส่วน", "บางส่วน"]


def queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as counted:
        assert client.get(QUEUE).status_code == 200
    return len(counted.captured_queries)


def test_three_requests_cost_as_many_statements_as_one(
    officer, client_of, django_assert_max_num_queries
):
    client = client_of(officer)
    asked(UserFactory())
    queries(client, django_assert_max_num_queries)  # what a process learns once
    one = queries(client, django_assert_max_num_queries)
    asked(UserFactory())
    asked(UserFactory())

    assert queries(client, django_assert_max_num_queries) == one
