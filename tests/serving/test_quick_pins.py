"""The packages of the tests come quickly where they can, and by pip where not."""

import subprocess

import pytest

from pyp_portal.serving import bootstrap


@pytest.fixture
def quick_pins(pins, monkeypatch):
    """Pins with uv among them, in a copy whose environment is empty."""
    monkeypatch.setattr(bootstrap, "VENV", pins)
    (pins / "requirements-dev.txt").write_text("a==1 \\\n  --hash=sha256:aa\n" + UV + "v==1\n")
    return pins


UV = "uv==2 \\\n  --hash=sha256:b1 \\\n  --hash=sha256:b2\n"


def test_where_uv_is_pinned_it_comes_first_and_installs_the_rest(ran, quick_pins):
    bootstrap.install_packages(quick_pins / "requirements-dev.txt")

    first, _asked, rest = ran
    assert first.endswith(f"--no-deps --require-hashes -r {quick_pins / 'uv.txt'}")
    assert (quick_pins / "uv.txt").read_text() == UV.rstrip()
    assert rest.startswith(f"{quick_pins / 'bin' / 'uv'} pip install")
    assert rest.endswith(f"--no-deps --require-hashes -r {quick_pins / 'requirements-dev.txt'}")


@pytest.mark.parametrize("fails", ["uv.txt", "bin/uv"])
def test_where_uv_finds_no_way_pip_installs_all(ran, quick_pins, fails):
    ran.answers = {fails: 2}

    bootstrap.install_packages(quick_pins / "requirements-dev.txt")

    assert "-m pip install" in ran[-1]
    assert ran[-1].endswith(f"-r {quick_pins / 'requirements-dev.txt'}")
    assert bootstrap.STAMP.exists()


def test_uv_that_waits_for_ever_gives_way_to_pip(ran, quick_pins, monkeypatch):
    run = bootstrap.subprocess.run

    def slow(command, timeout=None, **options):
        if timeout:
            raise subprocess.TimeoutExpired(command, timeout)
        return run(command, **options)

    monkeypatch.setattr(bootstrap.subprocess, "run", slow)
    bootstrap.install_packages(quick_pins / "requirements-dev.txt")

    assert ran[-1].endswith(f"--require-hashes -r {quick_pins / 'requirements-dev.txt'}")


def test_uv_looks_where_pip_was_told_to_look(monkeypatch, tmp_path):
    said = (
        f"global.extra-index-url='https://b.example/packages file:///nowhere file://{tmp_path}'\n"
        f"global.find-links='{tmp_path}'\n:env:.cert='/nowhere.pem'\nglobal.timeout='60'\n"
    )
    answer = subprocess.CompletedProcess([], 0, stdout=said)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *words, **options: answer)

    assert bootstrap.where_pip_looks() == {
        "UV_INDEX": f"https://b.example/packages file://{tmp_path}",
        "UV_FIND_LINKS": str(tmp_path),
    }
