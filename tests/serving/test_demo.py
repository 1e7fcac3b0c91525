"""How the demo starts: on its own data, its own clock, and without doubling anything."""

import json
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from pyp_portal.serving import demo, stamps


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A demo whose commands are only noted."""
    monkeypatch.setattr(demo, "HOME", tmp_path)
    monkeypatch.setattr(demo, "die_with_parent", lambda: None)
    monkeypatch.delenv("DEMO_AS_OF", raising=False)
    monkeypatch.delenv("PORT", raising=False)
    return tmp_path


@pytest.fixture
def ran(home, monkeypatch):
    noted = []

    def run(command, env, **options):
        noted.append(" ".join(command[2:]))
        accounts = [{"role": "CHAIR", "email": "chair@example.org", "password": "pass"}]
        folder = Path(env["VAR_DIR"])
        stamps.renew("ready", folder)
        (folder / "accounts.json").write_text(json.dumps(accounts))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(demo.subprocess, "run", run)
    monkeypatch.setattr(
        demo.os, "execve", lambda path, command, env: noted.append(" ".join(command[2:]))
    )
    return noted


def test_the_first_start_tells_the_year_and_the_second_goes_on(ran):
    demo.main()
    demo.main()

    assert ran == [
        "prepare",
        "seed_demo --as-of 2025-02-18",
        "serve --port 8000",
        "serve --port 8000",
    ]


def test_new_pages_and_tables_are_made_ready_without_telling_the_year_again(ran, home):
    demo.main()
    (home / "ready.stamp").write_text("older")

    demo.main()

    assert ran[3:] == ["prepare", "serve --port 8000"]


def test_the_clock_runs_on_between_two_starts(ran, home):
    demo.main()
    offset = demo.clock_file(home).read_text()
    demo.main()

    opening = datetime(2025, 2, 18, 18, 15, tzinfo=timezone(timedelta(hours=7))).timestamp()
    assert abs(time.time() + int(offset) - opening) < 5
    assert demo.clock_file(home).read_text() == offset


def test_another_day_has_a_folder_of_its_own(ran, home, monkeypatch):
    monkeypatch.setenv("DEMO_AS_OF", "2025-06-15")
    demo.main()

    assert ran[1] == "seed_demo --as-of 2025-06-15"
    assert (home / "2025-06-15" / "demo.stamp").exists()
    assert not (home / "demo.stamp").exists()
    assert json.loads((home / "accounts.json").read_text())[0]["role"] == "CHAIR"


def test_a_changed_story_is_told_anew_from_nothing(ran, home, monkeypatch):
    demo.main()
    (home / "portal.sqlite3").write_text("old")
    (home / "files").mkdir()
    monkeypatch.setattr(stamps, "fingerprint", lambda name: "new")

    demo.main()

    assert ran[3:] == ["prepare", "seed_demo --as-of 2025-02-18", "serve --port 8000"]
    assert not (home / "portal.sqlite3").exists()
    assert not (home / "files").exists()


def test_what_is_not_a_date_is_said_so(home, monkeypatch):
    monkeypatch.setenv("DEMO_AS_OF", "tomorrow")

    with pytest.raises(SystemExit, match="DEMO_AS_OF=tomorrow is not a date"):
        demo.main()


def test_a_story_that_fails_leaves_no_stamp(ran, home, monkeypatch):
    monkeypatch.setattr(
        demo.subprocess, "run", lambda command, **options: subprocess.CompletedProcess(command, 1)
    )

    with pytest.raises(SystemExit, match="`prepare` failed"):
        demo.main()
    assert not (home / "demo.stamp").exists()


def test_nothing_of_ones_own_data_is_touched(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@my-own-server/portal")
    monkeypatch.setenv("EMAIL_URL", "smtp://my-own-server:25")
    monkeypatch.setenv("REDIS_URL", "redis://my-own-server:6379/0")
    demo.clock_file(home).write_text("0")

    env = demo.environment(home, "8000")

    assert env["DATABASE_URL"] == f"sqlite:///{home}/portal.sqlite3"
    assert [env[name] for name in ("EMAIL_URL", "REDIS_URL", "SECRET_KEY")] == ["", "", ""]
    assert (env["VAR_DIR"], env["DEMO"]) == (str(home), "true")


def test_it_introduces_everybody_by_role(capsys):
    accounts = [
        {"role": role, "email": f"{role.lower()}@example.org", "password": "pass"}
        for role in demo.TRY
    ]

    demo.introduce(accounts, "2025-02-18", "8000")

    said = capsys.readouterr().out
    assert "PYP portal, demo year as of 2025-02-18: http://localhost:8000" in said
    assert [role for role in demo.TRY if f"{role.lower()}@example.org" not in said] == []
    assert said.rstrip().endswith("Password of all: pass")
