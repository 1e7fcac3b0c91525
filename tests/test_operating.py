"""What the manual of operation tells one to type is there: commands, options, variables, files."""

import re
import shlex
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import CommandError, get_commands, load_command_class

ROOT = Path(__file__).parent.parent
TOLD = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DEPLOY = ROOT / "docs/deploy"


def read(path):
    return path.read_text(encoding="utf-8")


def typed(text):
    """What stands as code: lines of blocks and of units, and spans between backquotes."""
    blocks = re.findall(r"^(?: {4,}|ExecStart=)(\S.*)$", text, re.M)
    return [*blocks, *re.findall(r"`([^`\n]+)`", text)]


def of_management(line):
    """The words behind each `manage.py` of a line, up to where the shell goes on."""
    for rest in re.findall(r"(?:manage\.py|--rm prepare) ([^&|;#]+)", line):
        yield shlex.split(rest)


@cache
def command(name):
    return load_command_class(get_commands()[name], name)


@pytest.mark.parametrize("told", [*TOLD, *DEPLOY.glob("*.service")], ids=lambda path: path.name)
def test_each_command_of_management_may_be_typed_so(told):
    asked = [words for line in typed(read(told)) for words in of_management(line)]

    unknown = [words for words in asked if re.fullmatch("[a-z_]+", words[0]) and not fits(words)]

    assert unknown == []


def fits(words):
    """Whether the command exists and takes these words; %i of a unit is one of its parts."""
    if words[0] not in get_commands():
        return False
    one = command(words[0])
    one._called_from_command_line = False
    try:
        one.create_parser("manage.py", words[0]).parse_args(
            [w.replace("%i", "web") for w in words[1:]]
        )
    except CommandError:
        return len(words) == 1  # named in passing, without what it asks for
    return True


def test_the_check_finds_what_is_not_there():
    assert fits(["backup", "--keep-days", "14"])
    assert not fits(["backup", "--keep-hours", "14"])
    assert not fits(["back_up"])


@pytest.mark.parametrize("told", TOLD, ids=lambda path: path.name)
def test_each_target_and_module_is_there(told):
    targets = set(re.findall(r"^([a-z-]+):.*##", read(ROOT / "Makefile"), re.M))
    code = typed(read(told))
    makes = {word for line in code for word in re.findall(r"(?:^|&& )make ([a-z-]+)", line)}
    modules = {word for line in code for word in re.findall(r"python3? -m ([\w.]+)", line)}

    assert makes - targets == set()
    assert {name for name in modules if find_spec(name) is None} == set()


def test_each_variable_is_told_and_each_one_told_is_there():
    listed = set(re.findall(r"^#?([A-Z_]+)=", read(ROOT / ".env.example"), re.M))
    table = read(ROOT / "docs/operating.md").split("| Variable |")[1].split("\n\n")[0]
    told = {
        name for row in table.splitlines() for name in re.findall("`([A-Z_]+)`", row.split("|")[1])
    }

    assert told == listed


def anchors(path):
    """The places on a page that a link may lead to, as they are made of its headings."""
    heads = re.findall(r"^#+ (.+)$", read(path), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("told", TOLD, ids=lambda path: path.name)
def test_each_link_leads_somewhere(told):
    links = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", read(told))
    targets = [(told.parent / path if path else told, anchor) for path, anchor in links]

    assert [str(path) for path, _anchor in targets if not path.exists()] == []
    assert [anchor for path, anchor in targets if anchor and anchor not in anchors(path)] == []


def test_the_manual_leads_to_all_of_its_parts():
    text = read(ROOT / "docs/operating.md")
    heads = re.findall(r"^## (.+)$", text, re.M)

    assert len(re.findall(r"\]\(#", text.split("\n## ")[0])) == len(heads)


def test_the_proxies_take_what_the_portal_takes():
    for path in (DEPLOY / "nginx.conf", ROOT / "docker-compose.yml"):
        assert "client_max_body_size 55m;" in read(path)


def test_the_image_can_dump_the_database_beside_it():
    """Of each release of Debian, `postgresql-client` is of one version, and dumps no newer one."""
    assert "FROM python:3.11-slim-bookworm\n" in read(ROOT / "Dockerfile")
    assert "image: postgres:15-bookworm" in read(ROOT / "docker-compose.yml")
