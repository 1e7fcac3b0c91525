"""Finds the words of the portal: what templates and code hand to gettext."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ["pyp_portal", "proposals", "selection", "cohorts"]
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_FUNCTIONS = {"ngettext", "ngettext_lazy"}

_STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+" + _STRING)
_ARGUMENT = re.compile(r"\b_\(" + _STRING + r"\)")
_BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b(.*?)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_VARIABLE = re.compile(r"{{\s*([^}|\s]+)[^}]*}}")


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def modules():
    return sorted(path for room in CODE for path in (ROOT / room).rglob("*.py"))


def of_template(text):
    """The msgids of a template."""
    single = [*_TRANSLATE.findall(text), *_ARGUMENT.findall(text)]
    return {(double or quoted).replace("%", "%%") for double, quoted in single} | {
        _msgid(options, _PLURAL.split(body)[0]) for options, body in _BLOCK.findall(text)
    }


def _msgid(options, text):
    """The text of a block as gettext knows it."""
    if "trimmed" in options.split():
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def of_module(text):
    """The msgids of a Python file: constant first arguments of gettext and its kin."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if _name(call) in FUNCTIONS | PLURAL_FUNCTIONS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
