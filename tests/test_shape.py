"""The shape of the code, tested like its behaviour."""

import ast
import re
import subprocess
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ["pyp_portal", "proposals", "selection", "cohorts"]
TOP = {
    "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "README.md", "SECURITY.md", "cohorts",
    "docker-compose.yml", "docs", "manage.py", "proposals", "pyp_portal", "pyproject.toml",
    "requirements-dev.txt", "requirements.txt", "selection", "static", "templates", "tests",
}  # fmt: skip
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared", "tools"}


def python_files(*folders):
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and path.stat().st_size
    ]


CODE = python_files(*OURS)
TESTS = python_files("tests")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if not {"emails", "documents"} & set(path.parts)]


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def code_lines(path):
    """How many lines hold code: no blank lines, comments or docstrings (decision 1)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, node.end_lineno + 1)
    }
    return sum(
        1
        for number, line in enumerate(lines(path), 1)
        if number not in said and line.strip() and not line.lstrip().startswith("#")
    )


def short(path):
    return str(path.relative_to(ROOT))


def where(paths, pattern):
    """Every line, with its file, in which the pattern stands."""
    wanted = re.compile(pattern)
    return [
        f"{short(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(lines(path), 1)
        if wanted.search(line)
    ]


def test_no_python_file_is_too_long():
    assert [short(path) for path in CODE + TESTS if len(lines(path)) > 300] == []


def test_python_files_are_short_in_general():
    assert median(code_lines(path) for path in CODE) <= 60


def test_no_template_is_too_long():
    assert [short(path) for path in TEMPLATES if len(lines(path)) > 120] == []


def test_templates_are_short_in_general():
    assert median(len(lines(path)) for path in TEMPLATES) <= 30


def test_the_base_of_all_pages_is_small():
    assert len(lines(ROOT / "templates/base.html")) <= 100


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\bsrc=)[^>]*>",
        r"<style\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=\s*[\"']",
        r"javascript:",
    ],
)
def test_pages_carry_no_script_and_no_style(pattern):
    assert where(PAGES, pattern) == []


def test_no_drawers():
    names = {path for path in CODE + TESTS for part in path.parts if Path(part).stem in DRAWERS}
    assert [short(path) for path in sorted(names)] == []


def test_the_state_is_moved_by_the_machine_alone():
    """Assignment and ``update`` go round every guard; only the lifecycle may do the first."""
    moved = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("proposals", "selection", "cohorts")
        if path.name != "lifecycle.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if sets_state(node)
    ]
    assert moved == []


def sets_state(node):
    """``anything.state = …`` or ``anything.update(state=…)``."""
    if isinstance(node, ast.Call):
        is_update = isinstance(node.func, ast.Attribute) and "update" in node.func.attr
        return is_update and any(keyword.arg == "state" for keyword in node.keywords)
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(to, ast.Attribute) and to.attr == "state" for to in targets)


def test_every_module_says_what_lives_in_it():
    bare = [
        short(path)
        for path in CODE
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert bare == []


def test_nothing_is_left_undone():
    wanted = "|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", r"mark\.sk" + "ip"])
    assert where(CODE + TESTS + TEMPLATES, wanted) == []


def test_one_clock():
    """Verbs, jobs and pages ask the portal's clock, never the machine's."""
    asking = where(CODE, r"\b(timezone\.now|timezone\.localdate|date\.today|datetime\.now)\(\)")
    assert [place for place in asking if not place.startswith("pyp_portal/clock.py")] == []


def test_the_top_of_the_tree_is_the_owners():
    listing = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    strange = {name for name in listing.stdout.split() if name not in TOP and name[0] != "."}
    assert strange == set()
