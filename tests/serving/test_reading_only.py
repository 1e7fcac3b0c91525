"""While the portal is looked after everything can be read, and nothing but a session is written."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from pyp_portal.accounts.models import User
from pyp_portal.serving.management.commands import serve
from pyp_portal.serving.reading_only import TO_COME_IN
from tests.access.test_matrix import url_names

SAID = "What you typed stands on the page before this one: go back, and send it later."

BANNER = "The portal is being looked after: you can read everything, but save nothing for now."


@pytest.fixture
def looked_after(settings):
    """Handlers of requests are made anew, as at the start of a process."""
    settings.READ_ONLY = True


@pytest.mark.django_db
def test_people_sign_in_and_read_but_save_nothing(looked_after, person):
    client = Client()
    own = {"login": person.email, "password": "a long enough password"}
    profile = reverse("accounts:profile")

    assert client.post(reverse("account_login"), own).status_code == 302
    client.force_login(person)
    shown = client.get(profile)
    refused = client.post(profile, {"given_th": "ใหม่"})

    assert shown.status_code == 200
    assert gettext(BANNER) in shown.text
    assert (refused.status_code, refused["Retry-After"]) == (503, "600")
    assert escape(gettext(SAID)) in refused.text
    assert User.objects.get(pk=person.pk).given_th == person.given_th


@pytest.mark.django_db
def test_a_script_is_told_so_and_tries_again(looked_after, person):
    client = Client(headers={"accept": "application/json"})
    client.force_login(person)

    answer = client.post(reverse("accounts:profile"))

    assert answer.status_code == 503
    assert answer.json() == {"state": "resting", "message": gettext(SAID)}


@pytest.mark.django_db
def test_on_other_days_it_is_not_there(client, person):
    client.force_login(person)

    assert client.post(reverse("accounts:profile"), {}).status_code == 200
    assert gettext("Nothing can be saved for now") not in client.get("/call/").text


def test_what_lets_one_in_is_there():
    assert set(url_names()) >= TO_COME_IN


def test_web_alone_is_served(looked_after):
    assert serve.parts_of_now() == ["web"]
    with pytest.raises(CommandError, match="there is no worker: it would write"):
        call_command("serve", only="worker")
