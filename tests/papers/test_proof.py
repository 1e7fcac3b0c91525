"""Before a worker starts: a machine that cannot make papers says so in one sentence."""

import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from pyp_portal.papers import checks, proof, rendering, thaifix
from pyp_portal.serving.management.commands import serve

UNKNOWN = "Papers were not tried with WeasyPrint 71.2, but with 70.*: install requirements.txt."


@pytest.fixture(autouse=True)
def proved_again():
    rendering.prove_thai.cache_clear()
    yield
    rendering.prove_thai.cache_clear()


def test_this_machine_can_make_papers():
    assert proof.fault() == ""


def test_an_unknown_release_of_the_renderer_is_refused_before_it_is_loaded(monkeypatch):
    monkeypatch.setattr(proof.metadata, "version", lambda name: "71.2")
    monkeypatch.setattr(proof, "import_module", None)
    assert proof.fault() == UNKNOWN


def missing(error):
    def load(name):
        raise error

    return load


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("No module named 'pydyf'"), proof.PACKAGE.format("No module named 'pydyf'")),
        (OSError("cannot load libpango\nmore"), proof.LIBRARY.format("cannot load libpango")),
        (AttributeError("_build_box_tree"), "_build_box_tree"),
    ],
)
def test_what_is_missing_is_one_sentence(monkeypatch, error, words):
    monkeypatch.setattr(proof, "import_module", missing(error))
    assert proof.fault() == words


def test_without_the_renderer_itself_the_package_is_named(monkeypatch):
    def version(name):
        raise proof.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(proof.metadata, "version", version)
    assert proof.fault() == proof.PACKAGE.format("No package metadata was found for weasyprint")


def test_words_that_do_not_break_are_refused(monkeypatch):
    """As without the dictionary: no line ends between two words."""
    monkeypatch.setattr(rendering, "WORDS_TO_BREAK", "x" * 400)
    assert proof.fault() == rendering.NO_DICTIONARY


def test_a_text_layer_that_loses_sara_am_is_refused(monkeypatch):
    monkeypatch.setattr(thaifix.stream, "Font", thaifix._stock_font)
    monkeypatch.setattr(thaifix.stream.Stream, "show_text", thaifix._stock_show_text)
    assert proof.fault().startswith("Thai text does not survive in PDFs here: ")


@pytest.fixture
def asked(monkeypatch):
    """What the process of its own is asked, and what it answers."""
    asked = []

    def run(command, **options):
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", f"a warning\n{UNKNOWN}\n")

    monkeypatch.setattr(checks.subprocess, "run", run)
    return asked


def test_the_check_asks_a_process_of_its_own(asked):
    (error,) = run_checks(tags=["papers"], include_deployment_checks=True)
    assert (error.id, error.msg) == ("papers.E001", UNKNOWN)
    assert asked == [[sys.executable, "-m", "pyp_portal.papers.proof"]]


def test_an_ordinary_command_does_not_wait_for_it(asked):
    run_checks()
    assert asked == []


@pytest.mark.parametrize("only", [None, "worker"])
def test_nothing_is_served_where_no_paper_can_be_made(asked, monkeypatch, only):
    monkeypatch.setattr(serve, "is_taken", lambda host, port: False)
    monkeypatch.setattr(serve.Supervisor, "run", lambda self, between: pytest.fail("it started"))
    with pytest.raises(CommandError, match=r"71\.2"):
        call_command("serve", only=only)


@pytest.mark.parametrize("only", ["web", "beat"])
def test_what_makes_no_papers_starts_without_it(asked, monkeypatch, only):
    monkeypatch.setattr(serve, "is_taken", lambda host, port: False)
    monkeypatch.setattr(serve.Supervisor, "run", lambda self, between: None)
    call_command("serve", only=only)
    assert asked == []
