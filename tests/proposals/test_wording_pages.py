"""An administrator writes the next version of the form in the browser, without a developer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Call, FormVersion
from proposals.questions.checking import differences
from tests.factories.accounts import UserFactory
from tests.factories.answers import WORDS
from tests.factories.proposals import CallFactory, FormVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(admin=True))


def url(name, *args):
    return reverse(f"proposals:{name}", args=args)


def fields_of(page):
    """What a browser would send back for the forms of the page."""
    sent = {"seen": page.context["stamp"]}
    for form in page.context["form"].forms:
        for field in form:
            value = field.value()
            if value is True:
                sent[field.html_name] = "on"
            elif value is not None and value is not False:
                sent[field.html_name] = value
    return sent


def test_from_the_list_to_a_published_version(client, at):
    at("2024-11-20 10:00")
    call = CallFactory()
    assert client.post(url("form_versions"), follow=True).redirect_chain
    page = client.get(url("form_step", 2, 2))
    typed = fields_of(page) | {"title_th-label_th": "ชื่อเรื่อง", "title_th-max_length": "150"}

    preview = client.post(url("form_step", 2, 2), typed, follow=True).content.decode()
    compared = client.get(url("form_compare", 2)).content.decode()
    client.post(url("form_publish", 2))
    client.post(url("form_give", 2), {"call": call.pk})

    assert "ชื่อเรื่อง" in preview
    assert all(words in compared for words in ("ชื่อเรื่อง", "ชื่อประเด็นการบูรณาการ", "150", "200"))
    version = FormVersion.objects.newest()
    title = version.words["questions"].pop("title_th")
    assert title == WORDS["questions"]["title_th"] | {"label_th": "ชื่อเรื่อง", "max_length": 150}
    assert version.words["questions"].items() <= WORDS["questions"].items()
    assert Call.objects.get().form_version == version


@pytest.mark.parametrize("step", range(1, 8))
def test_each_step_comes_back_as_it_was(client, step):
    FormVersionFactory()
    page = client.get(url("form_step", 2, step))

    answer = client.post(url("form_step", 2, step), fields_of(page))

    assert answer.status_code == 302
    assert differences(WORDS, FormVersion.objects.get(number=2).words) == []


@pytest.mark.parametrize("step", range(1, 8))
def test_each_step_is_shown_as_an_applicant_sees_it(client, step):
    CallFactory()

    page = client.get(url("form_preview", 1, step))
    body = page.content.decode()

    assert [q.label for q in page.context["form"].questions if q.label not in body] == []


def test_what_is_wrong_is_told_beside_its_field_and_kept(client):
    FormVersionFactory()
    page = client.get(url("form_step", 2, 2))
    typed = fields_of(page) | {"title_th-label_th": " ", "title_th-max_length": "มาก"}

    body = client.post(url("form_step", 2, 2), typed).content.decode()

    assert 'href="#id_title_th-label_th"' in body
    assert 'href="#id_title_th-max_length"' in body
    assert "มาก" in body
    assert differences(WORDS, FormVersion.objects.get(number=2).words) == []


def test_an_empty_limit_is_no_limit(client):
    FormVersionFactory()
    page = client.get(url("form_step", 2, 1))

    client.post(url("form_step", 2, 1), fields_of(page) | {"sub_unit-max_length": ""})

    assert "max_length" not in FormVersion.objects.get(number=2).words["questions"]["sub_unit"]


def test_an_old_page_is_told_and_keeps_what_was_typed(client):
    FormVersionFactory()
    page = client.get(url("form_step", 2, 3))
    client.post(url("form_step", 2, 3), fields_of(page))

    answer = client.post(url("form_step", 2, 3), fields_of(page) | {"step-title_th": "ปัญหาคืออะไร"})

    assert answer.status_code == 200
    assert "ปัญหาคืออะไร" in answer.content.decode()
    client.post(
        url("form_step", 2, 3),
        fields_of(answer) | {"step-title_th": "ปัญหาคืออะไร", "seen": answer.context["stamp"]},
    )
    assert FormVersion.objects.get(number=2).form.step_words(3)[0] == "ปัญหาคืออะไร"


def test_a_fault_is_shown_with_the_way_to_it(client):
    version = FormVersionFactory()
    version.words["questions"]["title_th"]["min_length"] = 900
    version.save()

    body = client.get(url("form_version", 2)).content.decode()
    refused = client.post(url("form_publish", 2), follow=True)

    assert url("form_step", 2, 2) in body
    assert len(list(refused.context["messages"])) == 1
    assert FormVersion.objects.newest().number == 1


def test_a_published_version_is_read_and_not_written(client):
    answer = client.get(url("form_step", 1, 2))

    assert (answer.status_code, answer.url) == (302, url("form_preview", 1, 2))


@pytest.mark.parametrize("name", ["form_step", "form_preview"])
def test_there_are_seven_steps(client, name):
    FormVersionFactory()

    assert client.get(url(name, 2, 8)).status_code == 404
    assert client.get(url(name, 9, 1)).status_code == 404


def test_an_open_call_is_not_offered(client):
    call = CallFactory(open_now=True)

    page = client.get(url("form_version", 1))
    refused = client.post(url("form_give", 1), {"call": call.pk}, follow=True)

    assert not page.context["give_form"].fields["call"].queryset
    assert len(list(refused.context["messages"])) == 1


def test_a_version_is_thrown_away(client):
    FormVersionFactory()

    assert client.post(url("form_discard", 2)).url == url("form_versions")
    assert FormVersion.objects.count() == 1


def test_the_list_costs_the_same_for_two_versions_and_for_four(client):
    FormVersionFactory(published=True)
    with CaptureQueriesContext(connection) as two:
        client.get(url("form_versions"))
    FormVersionFactory.create_batch(2, published=True)
    with CaptureQueriesContext(connection) as four:
        client.get(url("form_versions"))

    assert len(two) == len(four)
