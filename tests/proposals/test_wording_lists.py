"""Words of lists, examples of answers, and a database that keeps what has been published."""

from copy import deepcopy

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from proposals import services
from proposals.forms.wording import QuestionWordsForm
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import FormVersion
from proposals.questions.checking import differences, faults, list_label
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.answers import FORM, WORDS
from tests.factories.proposals import CallFactory, FormVersionFactory, ProposalFactory, submitter

pytestmark = pytest.mark.django_db
URL = "proposals:form_lists"


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def client(client_of, admin):
    return client_of(admin)


def typed(page, **changes):
    """What a browser sends back for the page of the lists."""
    sent = {"seen": page.context["stamp"]}
    for form in page.context["form"].forms:
        sent |= {field.html_name: field.value() or "" for field in form}
    return sent | changes


def refused(act):
    """The database's own words when it refuses."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


# --- The words to choose from ------------------------------------------------------


def test_a_word_is_written_anew_and_all_others_stay(client, admin):
    version = FormVersionFactory()
    page = client.get(reverse(URL, args=[2]))
    new = {"degrees-HIGH-th": "สูงมาก", "check-E3-th": "มีหนังสือรับรอง"}

    answer = client.post(reverse(URL, args=[2]), typed(page, **new))

    assert answer.url == version.get_absolute_url()
    version.refresh_from_db()
    assert version.form.choices("degrees")[0] == ("HIGH", "สูงมาก")
    found = {
        (d.code, d.label, d.part, d.before, d.after) for d in differences(WORDS, version.words)
    }
    label = list_label("degrees", WORDS)
    assert found == {
        ("", label, "th", "สูง", "สูงมาก"),
        ("E3", "", "th", WORDS["checks"]["E3"]["th"], "มีหนังสือรับรอง"),
    }
    event = timeline(version).last()
    assert (event.verb, event.by, event.data["changed"]) == (
        "form_written",
        admin,
        [f"{label} th", "E3 th"],
    )


def test_the_lists_come_back_as_they_were(client):
    FormVersionFactory()
    page = client.get(reverse(URL, args=[2]))

    client.post(reverse(URL, args=[2]), typed(page))

    assert FormVersion.objects.get(number=2).words == WORDS


def test_a_word_that_is_missing_is_asked_for_and_the_rest_is_kept(client):
    FormVersionFactory()
    page = client.get(reverse(URL, args=[2]))

    answer = client.post(
        reverse(URL, args=[2]), typed(page, **{"stances-NEUTRAL-th": " ", "degrees-LOW-th": "น้อย"})
    )

    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#id_stances-NEUTRAL-th"' in body
    assert "น้อย" in body
    assert FormVersion.objects.get(number=2).words == WORDS


def test_an_old_page_of_the_lists_is_told(client, admin):
    version = FormVersionFactory()
    page = client.get(reverse(URL, args=[2]))
    services.write_lists(version, {}, {}, admin)

    answer = client.post(reverse(URL, args=[2]), typed(page, **{"degrees-LOW-th": "น้อย"}))

    assert answer.status_code == 200
    assert "น้อย" in answer.content.decode()
    with pytest.raises(StaleVersion):
        services.write_lists(version, {}, {}, admin, seen="")


def test_the_lists_of_a_published_version_are_only_read(client, admin):
    version = FormVersionFactory(published=True)

    assert client.get(reverse(URL, args=[2])).url == version.get_absolute_url()
    with pytest.raises(MoveRefused):
        services.write_lists(version, {"degrees": {"LOW": {"th": "น้อย"}}}, {}, admin)


def test_a_list_without_a_word_is_a_fault():
    words = deepcopy(WORDS)
    words["lists"]["degrees"][0]["th"] = ""

    assert ["degrees" in fault.text for fault in faults(words)] == [True]


def test_a_list_bears_the_name_of_the_question_that_offers_it():
    assert list_label("prototype_kinds", WORDS) == "ประเภทของต้นแบบ"
    assert list_label("tiers", WORDS).startswith("ผู้ที่คาดว่าจะร่วมหลักสูตร · ")
    assert list_label("shoe_sizes", WORDS) == "shoe_sizes"


# --- Examples ----------------------------------------------------------------------


def test_an_example_keeps_to_the_limit_of_its_question():
    words = deepcopy(WORDS)
    words["questions"]["innovation"]["example_th"] = "ก" * 601

    assert [fault.step for fault in faults(words)] == [6]


def test_every_required_text_that_tells_a_story_has_an_example():
    told = [q for q in FORM.questions if q.kind == "area" and q.required]

    assert [q.key for q in told if not q.example] == []


@pytest.mark.parametrize(("key", "has"), [("summary", True), ("partners", True), ("theme", False)])
def test_an_example_can_be_written_where_it_helps(key, has):
    assert ("example_th" in QuestionWordsForm(FORM.of_key(key)).fields) is has


def test_an_example_stands_folded_beside_its_field(client_of):
    proposal = ProposalFactory(call=CallFactory(open_now=True))

    page = client_of(submitter(proposal)).get(reverse("proposals:step", args=[proposal.code, 3]))

    body = page.content.decode()
    assert "<details" in body
    assert body.count('class="example"') == sum(bool(q.example) for q in FORM.of_step(3))


# --- What is published -------------------------------------------------------------


@pytest.mark.postgres
def test_the_database_refuses_to_change_a_published_version():
    version = FormVersionFactory(published=True)
    rows = FormVersion.objects.filter(pk=version.pk)

    assert "frozen" in refused(lambda: rows.update(words={}))
    assert "frozen" in refused(lambda: rows.update(published_at=None))
    assert "frozen" in refused(lambda: rows._raw_delete(rows.db))


@pytest.mark.postgres
def test_a_version_in_work_is_written_and_thrown_away(admin):
    version = FormVersionFactory()

    services.write_step(version, 1, {"title_th": "เริ่มต้น"}, {}, admin)
    services.discard_version(version, admin)

    assert list(FormVersion.objects.values_list("number", flat=True)) == [1]
