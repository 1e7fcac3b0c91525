"""Setting up a bare machine, without touching this one."""

import subprocess
import sys
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pyp_portal.serving import bootstrap


@pytest.fixture
def as_person(monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")


def test_it_runs_with_python_alone():
    """Nothing of ours and nothing installed is imported before the environment is there."""
    isolated = [sys.executable, "-I", "-S", "-c"]
    program = f"import runpy; runpy.run_path('{bootstrap.__file__}', run_name='looked at')"

    assert subprocess.run([*isolated, program], check=False).returncode == 0


def test_root_installs_what_the_system_lacks(ran, as_root):
    bootstrap.install_system_packages(["qpdf", "poppler-utils"])

    assert ran == [
        "apt-get update -qq",
        "apt-get install --yes --no-install-recommends qpdf poppler-utils -qq",
    ]


def test_somebody_with_sudo_that_does_not_ask_installs_too(ran, as_person):
    bootstrap.install_system_packages(["qpdf"])

    assert ran[-1] == "sudo -n apt-get install --yes --no-install-recommends qpdf -qq"


LINE = "apt-get update && apt-get install --yes --no-install-recommends qpdf"


def test_anybody_else_is_told_the_line_to_run(ran, as_person, capsys):
    ran.answers = {"sudo -n true": 1}

    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_system_packages(["qpdf"])

    assert stopped.value.code == 1
    assert capsys.readouterr().err.strip().splitlines()[-1].strip() == f"sudo sh -c '{LINE}'"


def test_where_there_is_no_sudo_the_line_does_without(ran, as_person, monkeypatch, capsys):
    there = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(bootstrap.shutil, "which", there.get)

    with pytest.raises(SystemExit):
        bootstrap.install_system_packages(["qpdf"])

    assert capsys.readouterr().err.strip().splitlines()[-1].strip() == f"su -c '{LINE}'"
    assert ran == []


def test_nothing_is_run_where_nothing_is_missing(ran):
    bootstrap.install_system_packages([])

    assert ran == []


def test_a_failed_installation_stops_with_the_line(ran, as_root, capsys):
    ran.answers = {"install": 100}

    with pytest.raises(SystemExit):
        bootstrap.install_system_packages(["qpdf"])

    assert capsys.readouterr().err.strip().splitlines()[-1].strip() == LINE


def test_what_is_missing_is_named_by_its_package(monkeypatch):
    monkeypatch.setattr(bootstrap, "loads", lambda library: "pango" in library)
    monkeypatch.setattr(bootstrap, "can_make_environment", lambda: True)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)

    assert bootstrap.missing_packages(False) == ["libharfbuzz-subset0", "libthai0"]
    assert bootstrap.missing_packages(True) == [
        "libharfbuzz-subset0",
        "libthai0",
        "poppler-utils",
        "qpdf",
        "chromium",
    ]


def test_thai_words_are_found_here_and_a_missing_dictionary_is_named(monkeypatch):
    assert bootstrap.breaks_at_words()
    monkeypatch.setattr(bootstrap, "THAI_WORDS", "abc")  # as without a dictionary: no word is found
    monkeypatch.setattr(bootstrap, "can_make_environment", lambda: True)

    assert bootstrap.missing_packages(False) == ["libthai-data"]


def test_without_the_library_of_thai_words_both_are_asked_for(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(bootstrap.ctypes, "CDLL", missing)

    assert not bootstrap.breaks_at_words()


def test_pinned_packages_are_installed_with_their_hashes_and_once(ran, pins):
    bootstrap.install_packages(pins / "requirements.txt")
    bootstrap.install_packages(pins / "requirements.txt")

    (command,) = ran
    assert command.endswith(f"--no-deps --require-hashes -r {pins / 'requirements.txt'}")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pins_are_complete(name):
    """Nothing is looked for beside them, so whatever a pinned package needs has to be pinned."""
    pinned = {
        canonicalize_name(line.split("==")[0])
        for line in (bootstrap.ROOT / name).read_text().splitlines()
        if "==" in line
    }

    needed = {
        (package, canonicalize_name(requirement.name))
        for package in pinned & {canonicalize_name(d.name) for d in metadata.distributions()}
        for requirement in map(Requirement, metadata.requires(package) or [])
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }

    assert len(pinned) > 30
    assert {pair for pair in needed if pair[1] not in pinned} == set()


def test_the_packages_of_the_tests_hold_those_of_the_portal(ran, pins):
    bootstrap.install_packages(pins / "requirements-dev.txt")
    bootstrap.install_packages(pins / "requirements.txt")

    assert len(ran) == 1


def test_new_pins_are_installed_again(ran, pins):
    bootstrap.install_packages(pins / "requirements.txt")
    (pins / "requirements.txt").write_text("a==2")
    bootstrap.install_packages(pins / "requirements.txt")

    assert len(ran) == 2


def test_packages_that_cannot_be_had_stop_it(ran, pins, capsys):
    ran.answers = {"pip install": 1}

    with pytest.raises(SystemExit):
        bootstrap.install_packages(pins / "requirements.txt")

    assert not bootstrap.STAMP.exists()


def test_an_environment_that_works_is_left_alone(ran, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path)

    bootstrap.make_environment()

    assert [command.split(" ", 1)[1] for command in ran] == ["-c import pip"]


def test_debian_without_venv_is_asked_for_it_together_with_the_libraries(
    ran, monkeypatch, tmp_path
):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "missing")
    monkeypatch.setattr(bootstrap, "loads", lambda library: False)
    ran.answers = {"ensurepip": 1}

    venv = f"python3.{sys.version_info[1]}-venv"
    assert bootstrap.missing_packages(False) == [venv, *bootstrap.LIBRARIES.values()]


def test_a_missing_environment_is_made(ran, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "missing")

    bootstrap.make_environment()

    assert ran[-1].startswith(f"{sys.executable} -m venv --clear")


def test_no_apt_no_guess(ran, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)

    with pytest.raises(SystemExit):
        bootstrap.install_system_packages(["qpdf"])

    assert "Please install what your system calls qpdf" in capsys.readouterr().err
    assert ran == []


def test_a_library_is_there_when_it_loads():
    assert bootstrap.loads("libc.so.6")
    assert not bootstrap.loads("libnowhere.so.9")


@pytest.fixture
def steps(monkeypatch):
    """Everything it does, noted instead of done."""
    noted = []
    for name in ("make_environment", "install_packages", "install_system_packages"):
        monkeypatch.setattr(bootstrap, name, lambda *args, name=name: noted.append(name))
    monkeypatch.setattr(bootstrap.os, "execv", lambda path, words: noted.append(words[1:]))
    monkeypatch.setattr(bootstrap.os, "chdir", noted.append)
    return noted


def test_everything_is_there_before_the_command_runs(steps):
    bootstrap.main(["--tests", "python", "manage.py", "check"])

    assert steps == [
        bootstrap.ROOT,
        "install_system_packages",
        "make_environment",
        "install_packages",
        ["manage.py", "check"],
    ]


def test_without_a_command_it_only_sets_up(steps):
    bootstrap.main([])

    assert steps[-1] == "install_packages"


def test_an_old_python_hands_over_to_a_newer_one_beside_it(monkeypatch):
    there = {"python3.12": "/usr/bin/python3.12", "python3.13": "/usr/bin/python3.13"}
    monkeypatch.setattr(bootstrap.shutil, "which", there.get)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10))
    ran = []

    def become(*words):
        ran.append(words)
        raise SystemExit  # it never comes back

    monkeypatch.setattr(bootstrap.os, "execv", become)

    with pytest.raises(SystemExit):
        bootstrap.main(["--tests", "python"])

    newer = "/usr/bin/python3.12"
    assert ran == [(newer, [newer, bootstrap.__file__, "--tests", "python"])]


def test_an_old_python_is_told_so(steps, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10))

    with pytest.raises(SystemExit):
        bootstrap.main([])

    assert "Python 3.11 or newer is needed" in capsys.readouterr().err
    assert steps == []
