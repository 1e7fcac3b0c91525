"""The settings as the environment makes them."""

import json
import os
import re
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement

SHOWN = (
    "import json; from pyp_portal import settings as s; "
    "print(json.dumps({n: getattr(s, n, None) for n in %r}, default=str))"
)
EMPTY = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def settings_in(tmp_path, names, **environment):
    """What settings come out of an environment, in a process of its own."""
    env = {**EMPTY, "VAR_DIR": str(tmp_path), **environment}
    done = subprocess.run(
        [sys.executable, "-c", SHOWN % (names,)],
        cwd=settings.BASE_DIR, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_with_nothing_set_the_portal_stands_on_its_own(tmp_path):
    shown = settings_in(tmp_path, ["IS_SQLITE", "CELERY_BROKER_URL", "DEBUG", "ALLOWED_HOSTS"])

    assert shown == {
        "IS_SQLITE": True,
        "CELERY_BROKER_URL": "filesystem://localhost",
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost"],
    }


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = settings_in(tmp_path, ["SECRET_KEY"])
    second = settings_in(tmp_path, ["SECRET_KEY"])

    assert first == second
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_earlier_key_holds_beside_the_new_one(tmp_path):
    shown = settings_in(
        tmp_path,
        ["SECRET_KEY", "SECRET_KEY_FALLBACKS"],
        SECRET_KEY="new",
        SECRET_KEY_FALLBACKS="old,older",
    )

    assert shown == {"SECRET_KEY": "new", "SECRET_KEY_FALLBACKS": ["old", "older"]}


SAFETY = [
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://localhost:8000", [None, None, None, None, []]),
        (
            "https://portal.example.org",
            [True, 31_536_000, True, True, ["https://portal.example.org"]],
        ),
    ],
)
def test_the_rules_of_tls_follow_the_address(tmp_path, address, expected):
    shown = settings_in(tmp_path, SAFETY, SITE_URL=address)

    assert [shown[name] for name in SAFETY] == expected


def test_servers_are_used_where_they_are_named(tmp_path):
    shown = settings_in(
        tmp_path,
        ["IS_SQLITE", "CELERY_BROKER_URL", "CACHES"],
        DATABASE_URL="postgres://portal@localhost/portal",
        REDIS_URL="redis://localhost:6379/0",
    )

    assert shown["IS_SQLITE"] is False
    assert shown["CELERY_BROKER_URL"] == "redis://localhost:6379/0"
    assert shown["CACHES"]["default"]["BACKEND"].endswith("RedisCache")


def test_every_variable_is_listed_for_whoever_sets_it_up():
    asked = {
        word.split('"')[1]
        for name in ("settings", "signing_in")
        for line in (settings.BASE_DIR / f"pyp_portal/{name}.py").read_text().splitlines()
        for word in line.split("env.")[1:]
        if '("' in word
    }
    listed = (settings.BASE_DIR / ".env.example").read_text()
    assert sorted(name for name in asked if f"{name}=" not in listed) == ["CLOCK_OFFSET", "DEMO"]


def test_an_example_line_means_what_it_shows():
    """Whoever takes the # away gets the value alone, without a remark behind it."""
    example = (settings.BASE_DIR / ".env.example").read_text()
    lines = re.findall(r"^#?([A-Z_]+=.*)$", example, re.MULTILINE)

    assert [line for line in lines if "#" in line or re.search(r"  |\s$", line)] == []
    assert len(lines) > 10


def test_another_port_is_in_the_address_too(tmp_path):
    shown = settings_in(tmp_path, ["PORT", "SITE_URL"], PORT="8080")

    assert shown == {"PORT": "8080", "SITE_URL": "http://localhost:8080"}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_hashes(file):
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"]
    if file == "requirements-dev.txt":
        asked = asked + project["dependency-groups"]["dev"]
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)(?=[^\n]*\\\n    --hash=)", read(file), re.M))

    wanted = [Requirement(line) for line in asked]
    assert [w.name for w in wanted if pins.get(w.name, "") not in w.specifier] == []


def test_no_address_stands_in_the_pins():
    assert [f for f in ("requirements.txt", "requirements-dev.txt") if "://" in read(f)] == []


def read(file):
    return (settings.BASE_DIR / file).read_text()
