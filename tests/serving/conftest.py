"""What the tests of the portal itself share: two people, and commands that are not run."""

import subprocess

import pytest

from pyp_portal.accounts.models import User
from pyp_portal.serving import bootstrap


@pytest.fixture
def person(db):
    return User.objects.create_user("a", "a@example.org", "a long enough password")


@pytest.fixture
def other(db):
    return User.objects.create_user("b", "b@example.org", "a long enough password")


@pytest.fixture
def ran(monkeypatch):
    """The commands it would run, each answered as in ``answers`` (0 where not said)."""

    class Ran(list):
        answers = {}

        def run(self, command, **options):
            words = [str(word) for word in command]
            self.append(" ".join(words))
            code = next((c for w, c in self.answers.items() if w in self[-1]), 0)
            return subprocess.CompletedProcess(words, code)

    commands = Ran()
    monkeypatch.setattr(bootstrap.subprocess, "run", commands.run)
    return commands


@pytest.fixture
def pins(monkeypatch, tmp_path):
    """A copy whose environment is empty."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "pinned")
    (tmp_path / "requirements.txt").write_text("a==1")
    (tmp_path / "requirements-dev.txt").write_text("a==1\nb==2")
    return tmp_path


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
