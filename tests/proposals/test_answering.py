"""Questions in the queue of the office: answered once, told, published without a name."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.models import Enquiry
from proposals.services import enquiring
from proposals.todo import todo
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.search.models import SearchEntry
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import EnquiryFactory

pytestmark = pytest.mark.django_db

ANSWER = "เสนอได้ โดยมีหน่วยงานภาคีอย่างน้อย 2 หน่วยงาน"
WORDS = {"category": "form", "public_question": "อบต. เสนอได้หรือไม่", "public_answer": "เสนอได้"}


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def to(name, enquiry=None):
    return reverse(f"proposals:{name}", args=[enquiry.uid] if enquiry else [])


def listed(client, which):
    found = client.get(to("enquiries"), {"which": which}).context["lines"]
    return [one for one, _age in found]


def test_the_oldest_stands_first_with_its_age(client, at):
    at("2024-12-16 10:00")
    old = EnquiryFactory()
    at("2024-12-20 10:00")
    new = EnquiryFactory(question="คำถามใหม่")

    page = client.get(to("enquiries"))

    assert page.context["lines"] == [(old, 4), (new, 0)]


def test_the_age_of_an_answered_question_is_how_long_it_waited(client, at):
    at("2024-12-16 10:00")
    one = EnquiryFactory()
    at("2024-12-17 10:00")
    enquiring.answer(one, UserFactory(staff=True), ANSWER)
    at("2024-12-20 10:00")

    page = client.get(to("enquiries"), {"which": "answered"})

    assert page.context["lines"] == [(one, 1)]


def test_each_view_shows_its_own_and_counts_all(client):
    waiting, answered = EnquiryFactory(), EnquiryFactory(answered=True)
    published = EnquiryFactory(published=True)
    aside = EnquiryFactory(set_aside_at=clock.now())

    page = client.get(to("enquiries"), {"which": "nonsense"})

    assert [count for _name, _label, count, _is in page.context["views"]] == [1, 2, 1, 1]
    assert listed(client, "nonsense") == [waiting]
    assert listed(client, "answered") == [published, answered] or [answered, published]
    assert listed(client, "published") == [published]
    assert listed(client, "aside") == [aside]


def test_the_queue_is_searched_in_question_answer_and_name(client):
    found = [EnquiryFactory(question="ช้างป่า"), EnquiryFactory(name="นายช้าง")]
    EnquiryFactory()

    def those(**asked):
        return [one for one, _age in client.get(to("enquiries"), asked).context["lines"]]

    assert those(q="ช้าง") == found
    assert those(q="ช้าง", which="answered") == []
    assert "แยกออก" in client.get(to("enquiries"), {"q": "ไดโนเสาร์"}).content.decode()


def test_the_queue_costs_the_same_however_long_it_is(client):
    costs = []
    for more in (1, 2):
        EnquiryFactory.create_batch(more, asked_by=UserFactory())
        with CaptureQueriesContext(connection) as asked:
            client.get(to("enquiries"))
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_the_answer_goes_to_who_asked_and_to_nobody_else(client, officer):
    person = UserFactory()
    one = EnquiryFactory(asked_by=person)

    client.post(to("answer", one), {"answer": ANSWER})

    one.refresh_from_db()
    assert (one.answer, one.answered_by) == (ANSWER, officer)
    mail = Message.objects.get()
    assert (mail.recipient, mail.address) == (person, person.email)
    assert ANSWER in mail.body
    assert one.get_absolute_url() in mail.body


def test_a_stranger_is_answered_by_mail_without_a_link_that_asks_to_sign_in(client):
    one = EnquiryFactory(name="นายผู้ถาม", email="asker@example.org")

    client.post(to("answer", one), {"answer": ANSWER})

    mail = Message.objects.get()
    assert (mail.address, mail.recipient) == ("asker@example.org", None)
    assert "เรียน นายผู้ถาม" in mail.body
    assert one.get_absolute_url() not in mail.body


def test_who_gave_no_address_is_called_back(client):
    one = EnquiryFactory(name="นายผู้โทร", phone="080-000-1000", channel="phone")
    assert "โปรดโทรกลับที่ 080-000-1000" in client.get(one.get_absolute_url()).content.decode()

    client.post(to("answer", one), {"answer": ANSWER})

    assert not Message.objects.exists()
    assert Enquiry.objects.answered().get() == one


def test_an_answer_is_not_empty(client):
    one = EnquiryFactory()

    answer = client.post(to("answer", one), {"answer": "  "})

    assert list(answer.context["form"].errors) == ["answer"]
    assert Enquiry.objects.waiting().get() == one


def test_the_second_officer_learns_who_was_first_and_keeps_the_text(client, officer):
    first = UserFactory(staff=True, given_th="คนแรก")
    one = EnquiryFactory(email="asker@example.org")
    enquiring.answer(one, first, "คำตอบแรก")

    page = client.post(to("answer", one), {"answer": ANSWER}).content.decode()

    assert "คนแรก" in page
    one.refresh_from_db()
    assert one.answer == "คำตอบแรก"
    assert Message.objects.count() == 1


def test_published_words_name_nobody_and_are_found(client):
    one = EnquiryFactory(answered=True, name="นางสาวผู้ถาม", email="asker@example.org")

    client.post(to("publish_answer", one), WORDS)

    page = client.get(to("answers")).content.decode()
    assert WORDS["public_question"] in page
    assert "นางสาวผู้ถาม" not in page
    assert one.question not in page
    assert Enquiry.objects.get().category == "form"
    assert (
        SearchEntry.objects.get(record_type="proposals.enquiry").text == "อบต. เสนอได้หรือไม่ เสนอได้"
    )


def test_published_words_can_be_mended_and_keep_their_day(client, at):
    at("2024-12-16 10:00")
    one = EnquiryFactory(published=True)
    day = one.published_at
    at("2024-12-18 10:00")

    client.post(to("publish_answer", one), WORDS)

    one.refresh_from_db()
    assert (one.public_answer, one.published_at) == (WORDS["public_answer"], day)


def test_empty_words_are_not_published(client):
    one = EnquiryFactory(answered=True)

    answer = client.post(to("publish_answer", one), WORDS | {"public_answer": ""})

    assert list(answer.context["publish_form"].errors) == ["public_answer"]
    assert not Enquiry.objects.published().exists()


def test_what_is_taken_back_is_found_no_more(client):
    one = EnquiryFactory(answered=True)
    client.post(to("publish_answer", one), WORDS)

    for _each in range(2):
        client.post(to("unpublish_answer", one))

    assert not Enquiry.objects.published().exists()
    assert not SearchEntry.objects.filter(record_type="proposals.enquiry").exists()
    assert [event.verb for event in timeline(one)] == ["published", "unpublished"]


@pytest.mark.parametrize("traits", [{"answered": True, "is_private": True}, {}])
def test_what_is_private_or_not_answered_is_not_published(officer, traits):
    with pytest.raises(MoveRefused):
        enquiring.publish(EnquiryFactory(**traits), officer, "ถาม", "ตอบ")


def test_the_page_offers_no_publishing_of_what_is_private(client):
    private, other = EnquiryFactory(answered=True, is_private=True), EnquiryFactory(answered=True)

    shown = [
        to("publish_answer", one) in client.get(one.get_absolute_url()).content.decode()
        for one in (private, other)
    ]

    assert shown == [False, True]


def test_the_database_publishes_nothing_without_an_answer():
    with pytest.raises(IntegrityError), transaction.atomic():
        EnquiryFactory(published_at=clock.now())


def test_no_question_is_set_aside_and_may_come_back(client, officer):
    one = EnquiryFactory(email="asker@example.org")
    client.post(to("set_aside", one))
    assert not Enquiry.objects.waiting().exists()
    client.post(to("set_aside", one))
    with pytest.raises(MoveRefused):
        enquiring.answer(one, officer, ANSWER)

    for _each in range(2):
        client.post(to("bring_back", one))

    assert Enquiry.objects.waiting().get() == one
    assert [event.verb for event in timeline(one)] == ["set aside", "brought back"]
    assert not Message.objects.exists()


def test_the_office_writes_an_answer_before_anybody_asks(client, officer):
    sent = {"category": "form", "question": "ต้องใส่งบประมาณหรือไม่", "answer": "ไม่บังคับ"}
    assert client.get(to("write_answer")).status_code == 200
    assert client.post(to("write_answer"), sent | {"answer": ""}).status_code == 200

    client.post(to("write_answer"), sent)

    one = Enquiry.objects.published().get()
    assert (one.channel, one.public_answer, one.answered_by) == ("office", "ไม่บังคับ", officer)
    assert not Message.objects.exists()


def test_officers_are_told_of_what_waits_and_for_how_long(officer, at):
    at("2024-12-16 10:00")
    EnquiryFactory.create_batch(2)
    at("2024-12-18 10:00")

    mine = [one for one in todo(officer) if one.url == to("enquiries")]

    assert [(one.title, one.detail) for one in mine] == [
        ("มีคำถามรอคำตอบ 2 ข้อ", "ข้อที่นานที่สุดรอมาแล้ว 2 วันทำการ")
    ]
    assert [one for one in todo(UserFactory()) if one.url == to("enquiries")] == []
    Enquiry.objects.all().delete()
    assert [one for one in todo(officer) if one.url == to("enquiries")] == []


def test_the_officer_sees_in_which_language_the_asker_reads(client):
    shown = [
        "English</dd>"
        in client.get(EnquiryFactory(language=one).get_absolute_url()).content.decode()
        for one in ("en", "th", "")
    ]

    assert shown == [True, False, False]


def test_the_officer_sees_what_the_same_person_or_number_asked_besides(client):
    person = UserFactory()
    by_person = EnquiryFactory.create_batch(2, asked_by=person)
    by_number = EnquiryFactory.create_batch(2, phone="080-000-1000")
    alone = EnquiryFactory()

    def besides(one):
        return list(client.get(one.get_absolute_url()).context["earlier"])

    assert besides(by_person[0]) == [by_person[1]]
    assert besides(by_number[0]) == [by_number[1]]
    assert besides(alone) == []
