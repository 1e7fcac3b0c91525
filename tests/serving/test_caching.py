"""A Redis that is down stops nobody: what was kept there is kept by each process meanwhile."""

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCacheClient
from django.test import Client
from django.urls import reverse

from pyp_portal.serving import broker, caching
from tests.servers import free_port


@pytest.fixture
def nowhere(settings):
    """A cache in a Redis that is not there."""
    settings.CACHES = broker.caches(f"redis://127.0.0.1:{free_port()}/0")
    caching._away["until"] = 0
    caches["stand-in"].clear()
    yield
    caching._away["until"] = 0


@pytest.fixture
def asked(monkeypatch):
    """How often Redis was asked for a connection."""
    times, get_client = [], RedisCacheClient.get_client

    def count(client, key=None, **options):
        times.append(key)
        return get_client(client, key, **options)

    monkeypatch.setattr(RedisCacheClient, "get_client", count)
    return times


def test_what_is_kept_is_found_again_though_redis_is_away(nowhere):
    cache.set("a", 1, 60)

    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert cache.get_many(["a", "b"]) == {"a": 2}
    assert cache.touch("a", 10) is True
    cache.set_many({"b": 1})
    cache.delete("a")
    assert (cache.has_key("a"), cache.get("b")) == (False, 1)
    cache.delete_many(["b"])
    assert cache.get("b", "nothing") == "nothing"


def test_who_gave_no_answer_is_let_alone_for_a_while(nowhere, asked, monkeypatch):
    cache.get("a")
    cache.get("b")
    assert len(asked) == 1

    later = caching.time.monotonic() + caching.ASKED_AGAIN_AFTER
    monkeypatch.setattr(caching.time, "monotonic", lambda: later)
    cache.get("c")
    assert len(asked) == 2


@pytest.mark.postgres
def test_what_redis_knows_is_asked_of_redis(settings, asked):
    cache.set("a", 1)

    assert cache.get("a") == 1
    assert len(asked) == (2 if settings.REDIS_URL else 0)


@pytest.mark.django_db
def test_one_signs_in_and_guesses_are_counted_still(nowhere, person):
    client = Client()
    url = reverse("account_login")

    wrong = {"login": person.email, "password": "a guess"}
    said = [client.post(url, wrong).context["form"].non_field_errors() for _guess in range(6)]
    own = {"login": person.email, "password": "a long enough password"}
    signed_in = Client(REMOTE_ADDR="10.1.1.1").post(url, own)

    assert [errors == said[0] for errors in said] == [True] * 5 + [False]
    assert signed_in.status_code == 302
