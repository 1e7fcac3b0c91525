"""Settings of the benchmark: as in production, plus the floor and a counter of statements."""

from pyp_portal.settings import *  # noqa: F403
from pyp_portal.settings import MIDDLEWARE

ROOT_URLCONF = "tests.performance.urls"
MIDDLEWARE = ["tests.performance.counting.count", *MIDDLEWARE]
SECOND_FACTOR_REQUIRED = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
LOGGING_CONFIG = None
