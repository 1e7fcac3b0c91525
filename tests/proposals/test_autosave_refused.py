"""Saving out of turn, without a session, or as somebody else: told, and nothing is lost."""

import pytest
from django.test import Client

from proposals import services
from proposals.models import KeptText, Proposal
from pyp_portal.accounts.models import OpenSession
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import url
from tests.proposals.tabs import JSON, WORDS, Tab, forty_kilobytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


@pytest.fixture
def noi(proposal):
    return submitter(proposal)


@pytest.fixture
def tab(client_of, proposal):
    return lambda person, number=6: Tab(client_of(person), proposal, number)


def stands(key):
    return Proposal.objects.get().answered().get(key)


# --- Out of turn ------------------------------------------------------------------------------


def test_a_save_after_the_submission_is_kept_and_told(tab, nim, noi, proposal, client_of):
    page = tab(nim)
    services.submit(proposal, noi)

    answer = page.save(impact="ช้าไปนิดเดียว")

    told = answer.json()
    assert (answer.status_code, told["state"], told["saved"]) == (409, "refused", {})
    assert str(noi) in told["text"]
    kept = client_of(nim).get(url("kept", proposal.code)).content.decode()
    assert "ช้าไปนิดเดียว" in kept
    uid = KeptText.objects.get().uid
    assert url("put_back", proposal.code, uid) not in kept  # nothing can be put back now


def test_the_plain_post_after_the_submission_keeps_it_too(tab, nim, noi, proposal):
    page = tab(nim)
    services.submit(proposal, noi)

    body = page.go_on(impact="ช้าไปนิดเดียว").content.decode()

    assert "ช้าไปนิดเดียว</textarea>" in body
    assert [kept.value for kept in KeptText.objects.all()] == ["ช้าไปนิดเดียว"]


def test_a_kept_text_is_put_back_by_a_colleague(tab, nim, noi, proposal, client_of):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")
    second.save(impact="ของน้อย")
    uid = KeptText.objects.get().uid

    answer = client_of(nim).post(url("put_back", proposal.code, uid), follow=True)

    assert answer.redirect_chain == [(url("kept", proposal.code), 302)]
    assert stands("impact") == "ของน้อย"
    assert KeptText.objects.get().value == "ของนิ่ม"


def test_s24_a_kept_text_of_another_proposal_is_not_found(tab, nim, noi, client_of):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")
    second.save(impact="ของน้อย")
    uid = KeptText.objects.get().uid
    other = complete_proposal()
    stranger = submitter(other)

    assert client_of(stranger).post(url("put_back", other.code, uid)).status_code == 404
    assert "ของน้อย" not in client_of(stranger).get(url("kept", other.code)).content.decode()


# --- Sessions and persons ------------------------------------------------------------------------


def test_an_ended_session_is_answered_401_and_nothing_is_kept_in_the_new_one(tab, nim):
    page = tab(nim)
    OpenSession.objects.all().delete()

    answer = page.save(impact="ยังอยู่ในหน้า")

    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})
    assert "kept form" not in page.client.session


def test_an_old_token_is_answered_in_json(proposal, nim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(nim)

    answer = client.post(url("autosave", proposal.code, 6), {"_q": "impact"}, headers=JSON)

    assert (answer.status_code, answer.json()) == (403, {"state": "signed_out"})


def test_another_person_in_the_same_browser_saves_nothing(tab, nim, noi):
    answer = tab(noi).save(impact="พิมพ์โดยนิ่ม", _as=str(nim.pk))

    assert (answer.status_code, answer.json()["state"]) == (403, "other_person")
    assert stands("impact") is None


def test_a_page_nine_hours_old_is_sent_again_whole_after_signing_in(tab, nim, proposal, at):
    page, text = tab(nim, 5), forty_kilobytes()
    at("2024-12-20 19:00")
    OpenSession.objects.all().delete()

    sent = page.go_on(**text)
    page.client.force_login(nim)
    form = page.client.get("/again/").context["form"]
    fields = {}
    for name, value in form.fields:
        fields.setdefault(name, []).append(value)
    answer = page.client.post(form.path, fields)

    assert "/accounts/login/" in sent["Location"]
    assert answer.status_code == 302
    assert stands("approach") == text["approach"]
    assert [row["description_th"] for row in stands("pooled_resources")] == [WORDS * 6] * 20
