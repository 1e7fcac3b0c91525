"""The cache in Redis, and what stands in for it while Redis is away.

What is kept there can all be missed: counts of tries, the number beside the menu, drawn sheets.
So a Redis that is down stops no page: each process counts and keeps by itself until it is back.
Limits then hold for each process, not for all of them together.
"""

import time

import structlog
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.stdlib.get_logger(__name__)

ASKED_AGAIN_AFTER = 5  # seconds in which a Redis that gave no answer is let alone
_away = {"until": 0.0}


def sparing(name):
    """The method of the cache, which goes on in this process while Redis gives no answer."""
    ask = getattr(RedisCache, name)

    def method(self, *args, **kwargs):
        if time.monotonic() >= _away["until"]:
            try:
                return ask(self, *args, **kwargs)
            except RedisError as error:
                _away["until"] = time.monotonic() + ASKED_AGAIN_AFTER
                log.warning("cache away", error=type(error).__name__)
        return getattr(caches["stand-in"], name)(*args, **kwargs)

    return method


class SparingRedisCache(RedisCache):
    """Redis where it answers."""

    add = sparing("add")
    get = sparing("get")
    set = sparing("set")
    touch = sparing("touch")
    delete = sparing("delete")
    get_many = sparing("get_many")
    has_key = sparing("has_key")
    incr = sparing("incr")
    set_many = sparing("set_many")
    delete_many = sparing("delete_many")
