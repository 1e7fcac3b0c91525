"""A typo after the submission: corrected by officers, in the open, and told to the agency."""

import pytest
from django.core.exceptions import ValidationError

from proposals import services
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import Edit, Proposal
from proposals.services.submitting import valid_receipt
from proposals.services.typos import MENDABLE, NotMended
from proposals.states import State
from pyp_portal.history.services import latest
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
WHY = "พิมพ์ชื่ออำเภอผิดหนึ่งตัวอักษร"
FIELD = "contact_name"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def handed_in():
    """A proposal with its receipt."""
    proposal = complete_proposal()
    services.submit(proposal, submitter(proposal))
    return Proposal.objects.get(pk=proposal.pk)


def in_state(state):
    return complete_proposal(state=state)


def test_a_correction_makes_a_revision_and_leaves_the_receipt(handed_in, officer):
    receipt = valid_receipt(handed_in)

    revision = services.mend(handed_in, FIELD, "นางสาวใบเตย ใจดี", WHY, officer)

    assert [r.number for r in handed_in.revisions.all()] == [1, 2]
    assert revision.content["answers"][FIELD] == "นางสาวใบเตย ใจดี"
    assert valid_receipt(handed_in) == receipt
    assert receipt.revision.sha256 == handed_in.revisions.get(number=1).sha256


def test_the_agency_gets_old_and_new_words_and_the_reason(handed_in, officer):
    old = handed_in.answered()[FIELD]
    Message.objects.all().delete()

    services.mend(handed_in, FIELD, "นางสาวใบเตย ใจดี", WHY, officer)

    told = Message.objects.all()
    assert {m.template for m in told} == {"proposals/emails/mended.txt"}
    assert handed_in.answered()["contact_email"] in {m.address for m in told}
    for words in (old, "นางสาวใบเตย ใจดี", WHY, valid_receipt(handed_in).number):
        assert all(words in message.body for message in told)


def test_the_history_says_who_what_and_why(handed_in, officer):
    services.mend(handed_in, FIELD, "นางสาวใบเตย ใจดี", WHY, officer)

    event, edit = latest(handed_in), Edit.objects.get()
    assert (event.verb, event.by, event.reason) == ("mended", officer, WHY)
    assert event.data == {"question": FIELD, "revision": 2}
    assert (edit.question, edit.after, edit.by) == (FIELD, "นางสาวใบเตย ใจดี", officer)


def test_the_text_is_mended_like_any_other_and_a_part_leaves_its_other_parts(handed_in, officer):
    services.mend(handed_in, "issue_status__text", "เคย\u200bทำแล้ว  แต่ไม่สำเร็จ", WHY, officer)

    status = Proposal.objects.get(pk=handed_in.pk).answered()["issue_status"]
    assert status["text"] == "เคยทำแล้ว แต่ไม่สำเร็จ"
    assert "value" in status


def test_a_corrected_title_is_found_by_the_search(handed_in, officer):
    services.mend(handed_in, "title_th", "คลองสวยน้ำใสทั้งลุ่มน้ำปากพนัง", WHY, officer)

    assert Proposal.objects.found_by("ปากพนัง").get() == handed_in
    assert Proposal.objects.get(pk=handed_in.pk).title_key == "คลองสวยน้ำใสทั้งลุ่มน้ำปากพนัง"


@pytest.mark.parametrize("state", [state for state in State if state not in MENDABLE])
def test_only_between_submission_and_decision(officer, state):
    with pytest.raises(MoveRefused):
        services.mend(in_state(state), FIELD, "ใหม่", WHY, officer)


@pytest.mark.parametrize("state", sorted(MENDABLE))
def test_until_the_decision(officer, state):
    assert services.mend(in_state(state), FIELD, "ใหม่", WHY, officer).number == 1


@pytest.mark.parametrize(
    ("name", "text", "reason", "refusal"),
    [
        (FIELD, "ใหม่", "สั้น", ReasonNeeded),
        ("partners", "ใหม่", WHY, NotMended),
        ("no_such", "ใหม่", WHY, NotMended),
        (FIELD, "", WHY, ValidationError),
        ("summary", "สั้นไป", WHY, ValidationError),
    ],
)
def test_what_is_no_correction_changes_nothing(handed_in, officer, name, text, reason, refusal):
    before = handed_in.answered()

    with pytest.raises(refusal):
        services.mend(handed_in, name, text, reason, officer)

    assert Proposal.objects.get(pk=handed_in.pk).answered() == before
    assert handed_in.revisions.count() == 1


def test_the_same_text_is_no_correction(handed_in, officer):
    with pytest.raises(NotMended):
        services.mend(handed_in, FIELD, handed_in.answered()[FIELD], WHY, officer)


def test_a_title_that_the_agency_has_already_is_refused(handed_in, officer):
    other = complete_proposal(call=handed_in.call, lead_agency=handed_in.lead_agency)

    with pytest.raises(ValidationError):
        services.mend(handed_in, "title_th", other.title_th, WHY, officer)


def test_of_two_officers_the_second_is_told(handed_in, officer):
    services.mend(handed_in, FIELD, "ใบเตย", WHY, officer, version=handed_in.version)

    with pytest.raises(MoveRefused) as refused:
        services.mend(
            handed_in, FIELD, "ใบตอง", WHY, UserFactory(staff=True), version=handed_in.version
        )

    assert str(officer) in refused.value.sentence
    assert Proposal.objects.get(pk=handed_in.pk).answered()[FIELD] == "ใบเตย"


# --- The page ------------------------------------------------------------------------------


def test_the_page_shows_the_text_then_leads_to_the_change(client_of, handed_in, officer):
    client = client_of(officer)
    address = f"{url('mend', handed_in.code)}?q={FIELD}"

    shown = client.get(address).context["form"]["text"].value()
    sent = {"text": f"{shown} ใจดี", "reason": WHY, "version": handed_in.version}
    answer = client.post(address, sent)

    assert answer.url == url("changes", handed_in.code)
    [(_number, _title, [(change, _asked)])] = client.get(answer.url).context["steps"]
    assert [(p.kind.value, p.text.strip()) for p in change.pieces][-1] == ("new", "ใจดี")


def test_what_is_wrong_comes_back_with_what_was_typed(client_of, handed_in, officer):
    address = f"{url('mend', handed_in.code)}?q={FIELD}"

    answer = client_of(officer).post(address, {"text": "ก" * 5000, "reason": "สั้น"})

    assert set(answer.context["form"].errors) == {"text", "reason"}
    assert "ก" * 5000 in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?q=partners", "?q=x"])
def test_without_a_field_the_page_asks_for_one(client_of, handed_in, officer, query):
    client = client_of(officer)

    for answer in (
        client.get(url("mend", handed_in.code) + query),
        client.post(url("mend", handed_in.code) + query, {"text": "ก"}),
    ):
        assert (answer.status_code, answer.context["form"]) == (200, None)


def test_no_stranger_corrects(client_of, handed_in):
    address = f"{url('mend', handed_in.code)}?q={FIELD}"
    sent = {"text": "ใหม่", "reason": WHY}

    assert client_of(submitter(handed_in)).post(address, sent).status_code == 403
    assert client_of(UserFactory()).post(address, sent).status_code == 404
    assert handed_in.revisions.count() == 1
