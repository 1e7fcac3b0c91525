"""The pages of the comments: beside the field, in a tab, by mail; nothing typed is lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.forms.talking import MOST
from proposals.models import Comment
from proposals.services import talking
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AccessFactory,
    complete_proposal,
    entered_from_paper,
    submitter,
)
from tests.proposals.browsing import url

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
def client(client_of, person):
    return client_of(person)


def say(draft, by, text=WORDS, name="impact", **options):
    return talking.comment(draft, name, text, by, key=uuid4(), **options)


def test_a_comment_is_written_on_the_page_of_its_field(client, draft):
    page = client.get(url("comments_on", draft.code, "impact"))
    key = page.context["form"]["key"].value()

    for _press in range(2):
        done = client.post(page.request["PATH_INFO"], {"text": WORDS, "key": key})

    assert done.url == url("comments_on", draft.code, "impact")
    assert [(c.question, c.text_th) for c in Comment.objects.all()] == [("impact", WORDS)]
    assert WORDS in client.get(done.url).content.decode()


def test_without_a_key_a_comment_is_written_all_the_same(client, draft):
    client.post(url("comments_on", draft.code, "impact"), {"text": WORDS})

    assert Comment.objects.count() == 1


def test_an_answer_is_written_under_its_thread(client, draft, person):
    thread = say(draft, person)

    client.post(url("comments_on", draft.code, "impact"), {"text": "ปี 2567", "to": thread.uid})

    assert [reply.text_th for reply in thread.replies.all()] == ["ปี 2567"]


def test_of_an_answer_that_is_too_long_nothing_is_lost(client, draft, person):
    thread, other = say(draft, person), say(draft, person, "อีกเรื่อง")
    long = "ก" * (MOST + 1)

    page = client.post(
        url("comments_on", draft.code, "impact"), {"text": long, "to": str(other.uid)}
    )

    forms = {one.first.pk: one.form for one in page.context["threads"]}
    assert (forms[other.pk]["text"].value(), forms[thread.pk].is_bound) == (long, False)
    assert not page.context["form"].is_bound
    assert "ยาวเกิน" in page.content.decode()


def test_an_empty_comment_is_asked_for(client, draft):
    page = client.post(url("comments_on", draft.code, "impact"), {"text": "  "})

    assert page.context["form"].errors["text"] == ["โปรดกรอกช่องนี้"]
    assert Comment.objects.count() == 0


def test_who_comes_too_late_keeps_what_was_typed(client, draft, at):
    at("2025-01-07 09:00")

    page = client.post(url("comments_on", draft.code, "impact"), {"text": WORDS})

    assert page.context["form"]["text"].value() == WORDS
    assert WORDS in page.content.decode()
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("to", ["x", "11111111-2222-3333-4444-555555555555"])
def test_an_answer_to_nothing_is_not_found(client, draft, to):
    assert (
        client.post(url("comments_on", draft.code, "impact"), {"text": "a", "to": to}).status_code
        == 404
    )


def test_an_answer_to_another_proposal_or_field_is_not_found(client, draft, person):
    other = complete_proposal(call=draft.call, lead_agency=draft.lead_agency)
    for thread in (say(other, person), say(draft, person, name="summary")):
        sent = {"text": "a", "to": str(thread.uid)}
        assert client.post(url("comments_on", draft.code, "impact"), sent).status_code == 404

    elsewhere = url("settle_comment", draft.code, other.comments.get().uid)
    assert client.post(elsewhere, {"resolve": "1"}).status_code == 404


def test_a_field_that_is_not_asked_is_not_found(client, draft):
    assert client.get(url("comments_on", draft.code, "nothing")).status_code == 404


def test_resolving_leads_back_to_the_thread(client, draft, person):
    thread = say(draft, person)
    address = url("settle_comment", draft.code, thread.uid)

    done = client.post(address, {"resolve": "1"}, follow=True)

    assert done.redirect_chain[0][0].endswith(f"/comments/impact/#t-{thread.uid}")
    assert "ปิดความเห็นแล้ว" in done.content.decode()
    assert draft.comments.counts() == {}
    client.post(address, {"reopen": "1"})
    assert draft.comments.counts() == {"impact": 1}


def test_all_comments_stand_by_field_those_that_wait_first(client, draft, person):
    done = say(draft, person, "จบแล้ว")
    talking.resolve(done, person)
    say(draft, person)
    say(draft, person, name="title_th")

    fields = client.get(url("comments", draft.code)).context["fields"]

    assert [(q.name, [t.first.text_th for t in threads]) for q, threads in fields] == [
        ("title_th", [WORDS]),
        ("impact", [WORDS, "จบแล้ว"]),
    ]


def test_the_count_stands_beside_the_field_in_the_tab_and_in_the_text(client, draft, person):
    say(draft, person, name="title_th")
    say(draft, person, name="title_th")
    link, words = url("comments_on", draft.code, "title_th"), "ความเห็นที่ยังไม่ปิด 2 เรื่อง"

    for name, args in (("step", (2,)), ("text", ())):
        body = client.get(url(name, draft.code, *args)).content.decode()
        assert link in body and words in body
    assert "ความเห็น (2)" in client.get(url("detail", draft.code)).content.decode()
    assert (
        url("comments_on", draft.code, "summary")
        in client.get(url("step", draft.code, 2)).content.decode()
    )


def test_before_handing_in_open_comments_are_told(client, draft, person):
    told = "ยังมีความเห็นของเพื่อนร่วมงานที่ไม่ได้ปิด 2 เรื่อง"
    assert "ที่ไม่ได้ปิด" not in client.get(url("review", draft.code)).content.decode()
    threads = [say(draft, person), say(draft, person, name="title_th")]

    assert told in client.get(url("review", draft.code)).content.decode()
    assert "ความเห็น (2)" in client.get(url("step", draft.code, 3)).content.decode()
    for thread in threads:
        talking.resolve(thread, person)
    assert "ที่ไม่ได้ปิด" not in client.get(url("review", draft.code)).content.decode()


def test_who_does_not_belong_to_the_agency_sees_no_trace(client_of, draft, person):
    say(draft, person, name="title_th")
    reader = UserFactory(committee=True)
    AccessFactory(proposal=draft, user=reader)

    for one in (reader, UserFactory(staff=True), UserFactory(admin=True)):
        client = client_of(one)
        for name in ("detail", "text", "history"):
            body = client.get(url(name, draft.code)).content.decode()
            assert WORDS not in body and "/comments/" not in body
        assert client.get(url("comments", draft.code)).status_code == 403


def test_the_officer_who_enters_a_paper_writes_but_does_not_read_the_comments(
    client_of, draft, person
):
    say(draft, person, name="title_th")
    entered_from_paper(draft)
    officer = client_of(UserFactory(staff=True))

    body = officer.get(url("step", draft.code, 2)).content.decode()

    assert "<textarea" in body and "/comments/" not in body
    assert "/comments/" not in officer.get(url("review", draft.code)).content.decode()
    assert officer.get(url("comments", draft.code)).status_code == 403


def test_after_handing_in_the_comments_can_be_read_only(client, draft, person):
    say(draft, person)
    services.submit(draft, person)

    body = client.get(url("comments_on", draft.code, "impact")).content.decode()

    assert WORDS in body and "อ่านความเห็นได้อย่างเดียว" in body
    assert "<textarea" not in body and "settle" not in body


def test_words_typed_as_markup_stay_words(client, draft, person):
    say(draft, person, "<script>alert(1)</script>")

    assert "<script>alert" not in client.get(url("comments", draft.code)).content.decode()


def test_the_pages_cost_the_same_with_more_comments(client, draft, person):
    costs = []
    for _each in range(2):
        thread = say(draft, person)
        say(draft, person, to=thread)
        for name, args in (("comments", ()), ("comments_on", ("impact",)), ("step", (6,))):
            with CaptureQueriesContext(connection) as asked:
                client.get(url(name, draft.code, *args))
            costs.append(len(asked))

    assert costs[:3] == costs[3:]
