"""Which edition of the house's own words and styles a paper was made of.

An edition is a short hash over the source of a template, of all templates that it extends or
includes, and of the styles of papers. It changes with any of them and with nothing else, so
two papers of one edition were set the same way, and a part kept from before may be used again.
"""

import re
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from django.template.loader import get_template

DIGITS = 16
NAMED = re.compile(r"""{%\s*(?:extends|include)\s[^%]*?["']([^"']+\.html)["']""")


def of(template):
    """The edition of the template with this name."""
    digest = sha256()
    for name, source in sorted(sources_of(template).items()):
        digest.update(f"{name}\0{source}\0".encode())
    for name, source in styles():
        digest.update(f"{name}\0{source}\0".encode())
    return digest.hexdigest()[:DIGITS]


def sources_of(template):
    """The source of a template and of those it stands on, by name."""
    found, asked = {}, [template]
    while asked:
        name = asked.pop()
        if name not in found:
            found[name] = get_template(name).template.source
            asked += NAMED.findall(found[name])
    return found


@lru_cache(maxsize=1)
def styles():
    """(name, source) of the styles that every paper is set with, read once in a process."""
    folder = files("pyp_portal.papers") / "styles"
    paths = sorted(folder.iterdir(), key=lambda one: one.name)
    return [(path.name, path.read_text(encoding="utf-8")) for path in paths]
