"""A message is written once for each occasion and address, and read as plain text."""

import pytest
from django.db.transaction import atomic

from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.services import post_each


def test_a_letter_is_one_template_its_first_line_the_subject(post, person, settings):
    settings.SITE_URL = "https://pyp.example.org"
    mali = person(email="Mali@Example.org", given_th="มะลิ")

    message = post(to=mali)

    assert message.subject == 'เรื่อง "น้ำ & ป่า" ของ มะลิ'
    assert message.body == "เรียน มะลิ\n\nน้ำ & ป่า\nhttps://pyp.example.org\n"
    assert (message.address, message.recipient) == ("mali@example.org", mali)
    assert (message.state, message.language) == (MessageState.WAITING, "th")


def test_an_address_needs_no_account(post):
    message = post(to=" Lung.Somporn@example.org ")

    assert (message.address, message.recipient) == ("lung.somporn@example.org", None)


def test_a_letter_may_be_written_in_english(post):
    message = post(language="en", title="Water")

    assert (message.subject, message.language) == ("About Water", "en")


def test_s17_what_people_write_is_never_a_template(post):
    message = post(title="{{ site_url }}{% now 'Y' %}\nBcc: all@example.org")

    assert message.subject == "เรื่อง \"{{ site_url }}{% now 'Y' %}"
    assert message.body.startswith('Bcc: all@example.org" ของ mali@example.org\n')


@pytest.mark.postgres
def test_the_same_occasion_is_told_once(post):
    first = post(occasion="draft-due:1:2025-01-06:-3", title="แรก")
    again = post(occasion="draft-due:1:2025-01-06:-3", title="สอง")
    other = post(occasion="draft-due:1:2025-01-06:-1", title="สาม")

    assert (again.pk, again.body) == (first.pk, first.body)
    assert Message.objects.count() == 2
    assert other.pk != first.pk


def test_several_people_get_a_message_each(person):
    people = [person(), person(), "office@example.org"]

    messages = post_each("sample/note.txt", to=people, occasion="result:1", title="ผล")

    assert [m.address for m in messages] == [people[0].email, people[1].email, people[2]]
    assert {m.occasion for m in messages} == {"result:1"}


def test_a_message_goes_out_after_commit(post, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
        post(occasion=message.occasion)
        assert mailoutbox == []

    message.refresh_from_db()
    assert [mail.to for mail in mailoutbox] == [["mali@example.org"]]
    assert (message.state, message.attempts) == (MessageState.SENT, 1)


def test_a_message_of_an_act_that_failed_was_never_written(post, mailoutbox):
    class Failure(Exception):
        pass

    with pytest.raises(Failure), atomic():
        post()
        raise Failure

    assert (Message.objects.count(), mailoutbox) == (0, [])


def test_posting_costs_two_statements_and_a_savepoint(post, django_assert_num_queries):
    with django_assert_num_queries(4):
        post()
