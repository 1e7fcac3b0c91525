"""The portal's own settings, in a folder made for this run, with nothing slow or far away.

`DATABASE_URL` and `REDIS_URL` are honoured, so the same tests run on PostgreSQL and Redis.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="pyp-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    VAR_DIR=str(_folder),
    SECRET_KEY="known-to-every-reader-of-this-file-so-good-for-tests-only",
    SITE_URL="http://localhost:8000",
    EMAIL_URL="",
    DEBUG="false",
    DEMO="false",
    CLOCK_OFFSET="0",
    SECOND_FACTOR_REQUIRED="false",
    ASK_AGAIN_AFTER_MINUTES="0",
    LOG_LEVEL="WARNING",
)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/portal.sqlite3")
os.environ.setdefault("REDIS_URL", "")
if os.environ["REDIS_URL"]:  # what one test process clears is not the other's
    _number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{_number}"

from pyp_portal.locale import build  # noqa: E402
from pyp_portal.settings import *  # noqa: E402, F403 - only now is the environment ready
from pyp_portal.settings import (  # noqa: E402
    CACHES,
    DATABASES,
    IS_SQLITE,
    REDIS_URL,
    STATIC_ROOT,
    STORAGES,
)

DATABASES["default"]["TEST"] = {"MIGRATE": False}  # tests.database says why
if IS_SQLITE:  # a file, so that threads meet each other's locks as they do in earnest
    DATABASES["default"]["TEST"] |= {"NAME": str(_folder / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
if not REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}

# Manifest storage would serve no style and no script to the browser of the tests.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(exist_ok=True)
build.build(_folder)
