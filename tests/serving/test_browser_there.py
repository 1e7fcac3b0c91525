"""Where the browser of the tests comes from: the system, or where it has none, a download."""

import pytest

from pyp_portal.serving import bootstrap


@pytest.fixture
def system(monkeypatch, tmp_path):
    """Pretend to be on a system of this name, with these programs."""

    def be(name, programs=()):
        (tmp_path / "os-release").write_text(f'NAME="{name}"\nID={name}\n')
        monkeypatch.setattr(bootstrap, "SYSTEM", tmp_path / "os-release")
        monkeypatch.setattr(bootstrap, "FETCHED", tmp_path / "browser")
        monkeypatch.setattr(bootstrap.shutil, "which", dict(programs).get)

    return be


@pytest.mark.parametrize(
    "programs, found",
    [
        ({}, None),
        ({"chromium": "/usr/bin/chromium"}, "/usr/bin/chromium"),
        ({"google-chrome": "/usr/bin/google-chrome"}, "/usr/bin/google-chrome"),
        ({"chromium": "/snap/bin/chromium"}, None),  # shut in: tests cannot drive it
    ],
)
def test_a_browser_is_found_by_any_of_its_names(system, programs, found):
    system("debian", programs)

    assert bootstrap.browser() == found


@pytest.mark.parametrize(
    "name, packages",
    [("debian", ["poppler-utils", "qpdf", "chromium"]), ("ubuntu", ["poppler-utils", "qpdf"])],
)
def test_chromium_is_a_package_of_debian_alone(system, monkeypatch, name, packages):
    monkeypatch.setattr(bootstrap, "loads", lambda library: True)
    monkeypatch.setattr(bootstrap, "can_make_environment", lambda: True)
    system(name)

    assert bootstrap.missing_packages(True) == packages


def test_where_there_is_no_package_of_it_the_browser_is_fetched(ran, as_root, system):
    system("ubuntu")

    bootstrap.fetch_browser()

    (command,) = ran
    assert command.endswith("playwright install --with-deps --only-shell chromium")
    assert bootstrap.FETCHED.exists()


def test_a_browser_that_cannot_be_fetched_stops_with_the_line(ran, system, monkeypatch, capsys):
    system("ubuntu")
    monkeypatch.setattr(bootstrap, "become_root", lambda: None)
    ran.answers = {"playwright": 1}

    with pytest.raises(SystemExit):
        bootstrap.fetch_browser()

    (command,) = ran
    line = capsys.readouterr().err.strip().splitlines()[-1]
    assert command.endswith("playwright install --only-shell chromium")
    assert line.endswith("playwright install --with-deps --only-shell chromium")
    assert not bootstrap.FETCHED.exists()
