"""Comments of colleagues on a field: who may, what is told, and what they never become."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Comment
from proposals.services import talking
from proposals.services.submitting import freeze
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory, complete_proposal, submitter

pytestmark = pytest.mark.django_db
WORDS = "ตัวเลขครัวเรือนมาจากปีไหน"


@pytest.fixture
def draft(at):
    at("2024-12-20 10:00")
    return complete_proposal()


@pytest.fixture
def person(draft):
    return submitter(draft)


@pytest.fixture
def colleague(draft):
    return submitter(draft, can_submit=False)


def say(draft, by, text=WORDS, name="impact", **options):
    return talking.comment(draft, name, text, by, key=options.pop("key", uuid4()), **options)


def told():
    """Whom the mails about comments went to, in their order."""
    mails = Message.objects.filter(template="proposals/emails/commented.txt")
    return list(mails.order_by("pk").values_list("recipient", flat=True))


def verbs(comment):
    return [event.verb for event in timeline(comment)]


# --- Saying ---------------------------------------------------------------------------------


def test_a_comment_begins_a_thread_on_its_field(draft, person):
    said = say(draft, person)

    assert (said.question, said.text_th, said.by, said.answers) == ("impact", WORDS, person, None)
    assert draft.comments.counts() == {"impact": 1}
    assert verbs(said) == ["commented"]


def test_one_form_sent_twice_gives_one_comment(draft, person, colleague):
    key = uuid4()

    first, again = say(draft, person, key=key), say(draft, person, key=key)

    assert first == again
    assert Comment.objects.count() == 1
    assert told() == [colleague.pk]


def test_the_form_of_one_person_is_not_that_of_another(draft, person, colleague):
    key = uuid4()
    say(draft, person, key=key)
    say(draft, colleague, "อีกคนหนึ่ง", key=key)

    assert Comment.objects.count() == 2


def test_an_answer_hangs_on_its_thread_and_counts_for_none(draft, person, colleague):
    thread = say(draft, person)

    reply = say(draft, colleague, "ปี 2567", to=thread)

    assert list(thread.replies.all()) == [reply]
    assert draft.comments.counts() == {"impact": 1}
    assert list(draft.comments.threads()) == [thread]


def test_what_is_resolved_waits_for_nobody_and_can_be_taken_up_again(draft, person, colleague):
    thread = say(draft, person)

    talking.resolve(thread, colleague)
    talking.resolve(thread, person)

    thread.refresh_from_db()
    assert thread.resolved_by == colleague
    assert draft.comments.counts() == {}
    talking.reopen(thread, person)
    talking.reopen(thread, person)
    assert draft.comments.counts() == {"impact": 1}
    assert verbs(thread) == ["commented", "resolved", "reopened"]


def test_an_answer_opens_a_resolved_thread_again(draft, person, colleague):
    thread = say(draft, person)
    talking.resolve(thread, colleague)

    say(draft, person, "ยังไม่ตรง", to=thread)

    assert draft.comments.counts() == {"impact": 1}
    assert verbs(thread) == ["commented", "resolved", "reopened"]


def test_the_database_refuses_a_resolved_answer_and_one_resolved_by_nobody(draft, person):
    thread = say(draft, person)
    reply = say(draft, person, to=thread)
    done = {"resolved_at": thread.written_at, "resolved_by": person}

    for one, values in ((reply, done), (thread, {"resolved_at": thread.written_at})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=one.pk).update(**values)


# --- When and who -----------------------------------------------------------------------------


def test_after_the_call_nothing_is_said_or_settled(draft, person, at):
    thread = say(draft, person)
    at("2025-01-07 00:00")

    for act in (lambda: say(draft, person), lambda: talking.resolve(thread, person)):
        with pytest.raises(MoveRefused):
            act()
    assert Comment.objects.count() == 1


def test_a_request_that_arrived_in_time_counts(draft, person, at):
    arrived = at("2025-01-06 23:59")
    at("2025-01-07 00:01")

    assert say(draft, person, at=arrived).pk


def test_what_is_handed_in_takes_no_comments_until_it_is_recalled(draft, person):
    services.submit(draft, person)

    with pytest.raises(MoveRefused):
        say(draft, person)

    services.recall(draft, person)
    assert say(draft, person).pk


def test_officers_and_strangers_may_not_speak(draft):
    for one in (UserFactory(staff=True), UserFactory(), UserFactory(admin=True)):
        with pytest.raises(PermissionDenied):
            say(draft, one)


def test_who_may_only_look_may_speak(draft):
    head = submitter(draft, can_edit=False, can_submit=False, can_endorse=True)

    assert say(draft, head).by == head


def test_to_whom_it_is_closed_may_not(draft, person):
    AccessFactory(proposal=draft, user=person, kind="closed")

    with pytest.raises(PermissionDenied):
        say(draft, person)


# --- Telling --------------------------------------------------------------------------------------


def test_nobody_else_at_work_all_writers_of_the_agency_are_told(draft, person, colleague):
    looker = submitter(draft, can_edit=False, can_submit=False)
    submits = submitter(draft, can_edit=False)

    say(draft, person)

    assert told() == [colleague.pk, submits.pk]
    assert looker.pk not in told()


def test_those_at_work_are_told_and_no_others(draft, person, colleague):
    uninvolved, gone = submitter(draft), submitter(draft)
    services.save_answers(draft, {"impact": "แก้"}, colleague)
    services.save_answers(draft, {"innovation": "แก้"}, gone)
    gone.memberships.update(ended_at=draft.created_at)
    AccessFactory(proposal=draft, user=uninvolved, kind="closed")

    say(draft, person)

    assert told() == [colleague.pk]


def test_what_one_person_writes_in_a_row_is_told_once(draft, person, colleague, at):
    say(draft, person)
    at("2024-12-20 10:20")
    say(draft, person, "อีกเรื่อง", name="approach")
    assert told() == [colleague.pk]

    at("2024-12-20 10:51")
    say(draft, person, "และอีกเรื่อง")
    assert told() == [colleague.pk] * 2


def test_each_turn_of_a_conversation_is_told(draft, person, colleague):
    thread = say(draft, person)
    say(draft, colleague, "ปี 2567", to=thread)
    say(draft, person, "ขอบคุณ", to=thread)

    assert told() == [colleague.pk, person.pk, colleague.pk]


def test_the_mail_names_the_field_and_keeps_the_words_inside(draft, person, colleague):
    say(draft, person)

    mail = Message.objects.get()
    assert str(person) in mail.subject
    assert "ผลกระทบ" in mail.body and f"/proposals/{draft.code}/comments/" in mail.body
    assert WORDS not in mail.body


# --- What they never become ------------------------------------------------------------------


def test_a_comment_never_enters_the_answers_a_revision_or_the_search(draft, person):
    before = draft.answered()
    version = draft.version
    say(draft, person, "คำที่ไม่มีในข้อเสนอ")
    services.reindex(draft)

    draft.refresh_from_db()
    assert (draft.answered(), draft.version) == (before, version)
    revision = freeze(draft, person)
    assert "คำที่ไม่มีในข้อเสนอ" not in str(revision.content)
    assert not type(draft).objects.found_by("คำที่ไม่มีในข้อเสนอ").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_twice_at_once_gives_one_comment(draft, person):
    key, start, moment = uuid4(), Barrier(2), clock.now()

    def press():
        start.wait()
        try:
            with clock.at(moment):
                return say(draft, person, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        said = {press.result() for press in [threads.submit(press) for _each in range(2)]}

    assert said == {Comment.objects.get().pk}


def test_counting_costs_one_statement(draft, person):
    for name in ("impact", "approach", "summary"):
        say(draft, person, name=name)

    with CaptureQueriesContext(connection) as asked:
        assert draft.comments.counts() == {"impact": 1, "approach": 1, "summary": 1}
    assert len(asked) == 1
