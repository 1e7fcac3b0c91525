"""R11, the mail of the morning: on working days, once, with what waits and what was collected."""

from datetime import date, timedelta

import pytest

from pyp_portal import clock
from pyp_portal.desk import mornings, services
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.services import mark_read, post
from pyp_portal.preferences.models import Way
from pyp_portal.preferences.services import choose
from pyp_portal.reminders.sending import send
from tests.desk.lines import case, draft, only
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def wants(user, *, language="", morning=None, **ways):
    choose(user, language=language, ways=ways, morning=morning)
    return user


def collected(user):
    """A message that the person has mailed once a day."""
    member = MembershipFactory()
    return post(
        "accounts/emails/invitation_accepted.txt",
        to=user,
        occasion=f"test:{member.pk}",
        invitation=member,
    )


def mails():
    """(to whom, of what) of the mails of mornings."""
    found = Message.objects.filter(template="desk/emails/morning.txt").order_by("pk")
    return [(mail.recipient, mail.subject) for mail in found]


def test_an_officer_gets_what_waits_once_a_day(officer, at):
    proposal = case(officer)
    UserFactory(staff=True)  # for whom nothing waits

    sent = [send(mornings.R11), send(mornings.R11)]
    at("2025-02-11 09:00")
    sent.append(send(mornings.R11))

    assert sent == [1, 0, 1]
    assert mails() == [(officer, "งานวันนี้: รอท่าน 1 เรื่อง")] * 2
    body = Message.objects.filter(recipient=officer).first().body
    assert (proposal.title_th in body, "http://localhost:8000/tasks/" in body) == (True, True)


@pytest.mark.parametrize(
    "moment", ["2025-02-10 08:29", "2025-02-10 12:00", "2025-02-12 09:00", "2025-02-15 09:00"]
)
def test_only_on_the_morning_of_a_working_day(officer, moment, at):
    asker = wants(draft()[0], morning=True)
    case(officer)
    at(moment)

    assert (send(mornings.R11), mornings.send_to_others()) == (0, 0)
    assert asker.outbox_messages.filter(template="desk/emails/morning.txt").count() == 0


def test_what_comes_next_is_the_morning_of_the_next_working_day(officer, at):
    at("2025-02-11 13:00")  # the next day is Makha Bucha
    (letter,) = mornings.letters(clock.now(), clock.now() + timedelta(days=14))

    assert (letter.at, letter.due) == (mornings.at(date(2025, 2, 13)), date(2025, 2, 13))
    assert list(mornings.letters(clock.now(), clock.now())) == []


def test_who_said_no_gets_none_and_who_asked_gets_one(officer):
    asker, silent = wants(draft()[0], morning=True), draft()[0]
    case(wants(officer, morning=False))

    sent = send(mornings.R11), mornings.send_to_others(), mornings.send_to_others()

    assert sent == (0, 1, 0)
    assert [to for to, _subject in mails()] == [asker]
    assert not silent.outbox_messages.exists()


def test_what_is_put_off_does_not_stand_in_it(officer):
    case(officer)
    services.put_off(officer, only(officer), date(2025, 2, 13))

    assert send(mornings.R11) == 0


def test_what_was_collected_comes_once_and_what_was_read_does_not():
    user = wants(UserFactory(), news=Way.DAILY)
    told, read = collected(user), collected(user)
    mark_read(Message.objects.filter(pk=read.pk))

    sent = mornings.send_to_others(), mornings.send_to_others()

    assert sent == (1, 0)
    mail = Message.objects.get(template="desk/emails/morning.txt")
    assert (mail.subject, mail.body.count(told.subject)) == ("ข้อความประจำวันจากพอร์ทัล ป.ย.ป.", 1)
    assert set(user.outbox_messages.values_list("state", flat=True)) == {
        mail.state,
        MessageState.KEPT,
    }
    assert not Message.objects.collected_for(user).exists()


def test_an_officer_has_both_in_one_mail_in_the_language_of_their_choice(officer):
    case(wants(officer, language="en", news=Way.DAILY))
    told = collected(officer)

    assert (send(mornings.R11), mornings.send_to_others()) == (1, 0)

    body = Message.objects.get(template="desk/emails/morning.txt").body
    assert ("What waits for you: 1" in body, told.subject in body) == (True, True)
    assert mails()[0][1] == "Work of today: 1 open"


def test_a_disabled_person_gets_none(officer):
    case(officer)
    user = wants(UserFactory(is_active=False), news=Way.DAILY)
    collected(user)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert (send(mornings.R11), mornings.send_to_others()) == (0, 0)
