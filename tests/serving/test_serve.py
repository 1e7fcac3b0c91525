"""The command `serve`, in earnest: three processes on a database and a queue of their own."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.servers import free_port
from tests.serving.test_processes import is_running, wait_until

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The environment of a portal that has been prepared."""
    env = environment(tmp_path_factory.mktemp("portal"))
    subprocess.run([*MANAGE, "prepare", "-v", "0"], env=env, check=True)
    return env


def environment(folder):
    """What a portal of its own in this folder is told."""
    return {
        **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE")},
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "LOG_LEVEL": "WARNING",
        "REDIS_URL": "",
    }


@pytest.fixture
def portal(home):
    """The portal, serving on a port of its own, and what it says."""
    port = free_port()
    env = {**home, "SITE_URL": f"http://localhost:{port}"}
    command = [*MANAGE, "serve", "--port", str(port), "--workers", "1", "--jobs", "1"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    process.url = f"http://127.0.0.1:{port}"
    process.port = port
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def answer(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def descendants(pid):
    """Every process below this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")")[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found += [int(path.parent.name), *descendants(int(path.parent.name))]
    return found


def leader(pid, word):
    """The child of ``pid`` whose command says ``word``."""
    for child in descendants(pid):
        if word in Path(f"/proc/{child}/cmdline").read_text():
            return child
    raise LookupError(word)


def parts(path):
    """Every table, index and trigger of a database but those of the cache, by kind and name."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT type, name FROM sqlite_master")
        return {row for row in rows if not row[1].startswith(("sqlite_", "cache"))}


@pytest.mark.long  # beside the other, so that one portal is prepared for both
@pytest.mark.thorough
@pytest.mark.django_db
def test_the_migrations_lead_to_the_database_of_the_models(home):
    if connection.vendor == "sqlite":
        assert parts(Path(home["VAR_DIR"]) / "portal.sqlite3") == parts(
            connection.settings_dict["NAME"]
        )


@pytest.mark.long
@pytest.mark.thorough
def test_it_serves_heals_itself_and_leaves_nothing_behind(portal):
    assert portal.stdout.readline().strip() == (
        f"serve: the portal is ready at http://localhost:{portal.port} (Ctrl-C stops it)"
    )
    with urllib.request.urlopen(f"{portal.url}/readyz") as response:
        assert set(json.load(response)["checks"].values()) == {"ok"}
    with urllib.request.urlopen(f"{portal.url}/accounts/login/") as response:
        page = response.read().decode()
    style = re.search(r'href="(/static/css/base\.[0-9a-f]+\.css)"', page)[1]
    assert answer(portal.url + style) == 200

    os.kill(leader(portal.pid, "granian"), signal.SIGKILL)
    wait_until(lambda: answer(f"{portal.url}/healthz") == 0)
    wait_until(lambda: answer(f"{portal.url}/healthz") == 200, 60)

    family = descendants(portal.pid)
    portal.send_signal(signal.SIGINT)
    assert portal.wait(30) == 0
    wait_until(lambda: not [pid for pid in family if is_running(pid)])
    said = [line for line in portal.stdout.read().splitlines() if line.startswith("serve:")]
    assert said == ["serve: web ended with -9; starting it again", "serve: stopped"]


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*MANAGE, "serve", "--port", str(port)],
            env=environment(tmp_path), check=False, capture_output=True, text=True,
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"CommandError: Port {port} is taken; choose another, such as PORT={port + 1}."
    )
    assert list(tmp_path.glob("*.sqlite3")) == []
