"""How jobs reach the workers, by Redis or by files in a folder, and what is kept in Redis beside.

A part of the settings.
"""

from redis.backoff import NoBackoff
from redis.retry import Retry

# A Redis that hangs holds up a page as little as one that is down; a connection that an earlier
# one left behind is made anew once.
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2, "retry": Retry(NoBackoff(), 1)}


def redis():
    """A broker that is down must not hold up the act that rings it."""
    return {
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "socket_connect_timeout": 2,
    }


def files(folder):
    """Queue and control as files; the folders are made."""
    for name in ("queue", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }


def caches(url):
    """The cache in Redis at ``url``, and what each process keeps in its place while it is away."""
    sparing = "pyp_portal.serving.caching.SparingRedisCache"
    memory = "django.core.cache.backends.locmem.LocMemCache"
    return {
        "default": {"BACKEND": sparing, "LOCATION": url, "OPTIONS": PATIENCE},
        "stand-in": {"BACKEND": memory, "LOCATION": "stand-in", "OPTIONS": {"MAX_ENTRIES": 10_000}},
    }
