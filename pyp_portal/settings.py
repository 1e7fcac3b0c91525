"""Settings for the PYP portal.

Everything that differs between machines is read from the environment here,
once, and listed in .env.example. With nothing set the portal starts on its
embedded default; what a public address needs is checked by `check --deploy`.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from pyp_portal import rooms, signing_in
from pyp_portal.keys import key_file
from pyp_portal.serving import broker, logs
from pyp_portal.timetable import TIMETABLE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")  # does nothing where the file is absent

# --- What this machine is -------------------------------------------------
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or key_file(VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier ones, for a while
PORT = env.str("PORT", default="") or "8000"  # where it serves by itself
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}")
IS_PUBLIC = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=sorted({"localhost", "127.0.0.1", urlsplit(SITE_URL).hostname})
)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_PUBLIC else []

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # of ours, in front of the portal

READ_ONLY = env.bool("READ_ONLY", default=False)  # while it is looked after

# The demo says so on every page and paper, and lives in its own year.
DEMO = env.bool("DEMO", default=False)
OFFICE_PHONE = env.str("OFFICE_PHONE", default="")  # shown where people look for help
OFFICE_ADDRESS = env.str("OFFICE_ADDRESS", default="")  # these three stand on the page "Contact"
OFFICE_EMAIL = env.str("OFFICE_EMAIL", default="")
DATA_PROTECTION_EMAIL = env.str("DATA_PROTECTION_EMAIL", default="")
CLOCK_OFFSET = timedelta(seconds=env.int("CLOCK_OFFSET", default=0))

# --- Applications ---------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_fsm",
    "django_filters",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "pyp_portal.history",
    "pyp_portal.evening",
    "pyp_portal.preferences",
    "pyp_portal.search",
    "pyp_portal.uploads",
    "pyp_portal.outbox",
    "pyp_portal.papers",
    "pyp_portal.accounts",
    "pyp_portal.reads",
    "pyp_portal.offdays",
    "pyp_portal.privacy",
    "pyp_portal.imports",
    "pyp_portal.reminders",
    "proposals",
    "selection",
    "cohorts",
    "pyp_portal.desk",
    "pyp_portal.guides",
    "pyp_portal.demo",
    "pyp_portal.serving",
    "pyp_portal",
]

MIDDLEWARE = [
    "pyp_portal.serving.middleware.arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pyp_portal.serving.middleware.policies",
    "csp.middleware.CSPMiddleware",
    "pyp_portal.serving.copying.copies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pyp_portal.languages.chosen",
    "django.middleware.common.CommonMiddleware",
    "pyp_portal.refusals.in_words",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pyp_portal.serving.middleware.SignInFirst",
    "pyp_portal.accounts.middleware.SecondFactor",
    "pyp_portal.accounts.acting.ActingAs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pyp_portal.serving.reading_only.ReadingOnly",
    "pyp_portal.serving.resting.Resting",
    "pyp_portal.serving.searching.Searching",
    "pyp_portal.serving.asking_again.AskingAgain",
    "pyp_portal.history.middleware.origin",
    "pyp_portal.reads.middleware.noting",
    "selection.middleware.AcceptFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "pyp_portal.urls"
WSGI_APPLICATION = "pyp_portal.wsgi.application"
FORM_RENDERER = "pyp_portal.controls.Controls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pyp_portal.frame.frame",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -----------------------------------------------------------------
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
IN_DATABASE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
CACHES = broker.caches(REDIS_URL) if REDIS_URL else {"default": IN_DATABASE}
# What a process may say again for some minutes without asking: public figures, the same for all.
CACHES["process"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
MEDIA_ROOT = VAR_DIR / "files"  # outside of every web root: served by guarded views only
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")  # tcp://host:3310 or unix:///path
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# --- Who ------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_validators = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_validators}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email", "given_th", "family_th", "phone")},
    },
    {"NAME": f"{_validators}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validators}.CommonPasswordValidator"},
]
_sign_in = signing_in.settings_of(env, demo=DEMO, protocol=urlsplit(SITE_URL).scheme)
vars().update(_sign_in)
IDENTITY_KEY = env.str("IDENTITY_KEY", default="") or key_file(VAR_DIR / "identity-key")

# --- Words and dates ------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [VAR_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

# --- Files of the pages ---------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
for _made in ("fonts", "vendor"):  # filled by `python -m pyp_portal.fonts`
    (VAR_DIR / _made).mkdir(exist_ok=True)
    STATICFILES_DIRS.append((_made, VAR_DIR / _made))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Messages -------------------------------------------------------------
_mail_folder = {
    "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "EMAIL_FILE_PATH": str(VAR_DIR / "mail"),
}
vars().update(env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="") else _mail_folder)
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":  # noqa: F821 - made above
    EMAIL_BACKEND = "pyp_portal.outbox.mailing.EmailBackend"  # it keeps what the server says
EMAIL_TIMEOUT = 20
# With an address here nobody outside gets a mail: whoever caused it gets it, else this address.
MAIL_TEST_ADDRESS = env.str("MAIL_TEST_ADDRESS", default="")
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="สำนักงาน ป.ย.ป. <no-reply@example.org>")
# Messages by a LINE Official Account beside the mails; off without these.
LINE_CHANNEL_TOKEN = env.str("LINE_CHANNEL_TOKEN", default="")
LINE_CHANNEL_SECRET = env.str("LINE_CHANNEL_SECRET", default="")
LINE_BOT_ID = env.str("LINE_BOT_ID", default="")  # as @abc1234d
LINE_API_URL = env.str("LINE_API_URL", default="https://api.line.me")
# An announcement to more addresses than this needs a second person.
ANNOUNCE_ALONE = env.int("ANNOUNCE_ALONE", default=200)

# --- Jobs -----------------------------------------------------------------
CELERY_TIMEZONE = "Asia/Bangkok"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# Beside the tasks.py of each app.
CELERY_IMPORTS = ["pyp_portal.outbox.announcing_tasks", "pyp_portal.years.tasks"]
CELERY_TASK_ROUTES = {"papers.*": {"queue": "papers"}}  # so that they may be made apart
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = broker.redis() if REDIS_URL else broker.files(VAR_DIR / "broker")
CELERY_BEAT_SCHEDULE = TIMETABLE

# --- Access log -----------------------------------------------------------
SENSITIVE_READS = rooms.SENSITIVE_READS
DEADLINE_WINDOWS = rooms.DEADLINE_WINDOWS
AGENCY_PARTS = rooms.AGENCY_PARTS
READS_KEPT_DAYS = env.int("READS_KEPT_DAYS", default=365)
PAPER_ANNEXES = rooms.PAPER_ANNEXES
AUDIENCES = rooms.AUDIENCES
PAPER_CORRECTIONS = rooms.PAPER_CORRECTIONS
PAPER_WORDINGS = rooms.PAPER_WORDINGS
PAPER_HOLDERS = rooms.PAPER_HOLDERS
LETTER_NAMES = rooms.LETTER_NAMES
PERSONAL_DATA = rooms.PERSONAL_DATA
PERSONAL_RESTS = rooms.PERSONAL_RESTS
PERSONAL_TEXTS = rooms.PERSONAL_TEXTS
RETENTION = rooms.RETENTION
LAST_RUNS = rooms.LAST_RUNS
REMINDERS_AT_ONCE = env.int("REMINDERS_AT_ONCE", default=500)  # people a rule reaches unasked
REMINDERS_AN_HOUR = env.int("REMINDERS_AN_HOUR", default=10)  # to one person
SIGNING_CERTIFICATE = env.str("SIGNING_CERTIFICATE", default="")  # a PKCS#12 file of the office
SIGNING_PASSWORD_FILE = env.str("SIGNING_PASSWORD_FILE", default="")

# --- Safety ---------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pyp_portal.refusals.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *_sign_in["IDENTITY_ORIGINS"]],
        "frame-ancestors": [NONE],
    }
}
if IS_PUBLIC:  # TLS rules follow the address people use
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # a balancer asks inside, without TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# Subdomains and preload bind every other site of the office's domain: its decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = logs.configured(env.str("LOG_LEVEL", default="INFO"))
