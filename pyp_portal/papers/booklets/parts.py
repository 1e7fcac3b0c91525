"""Parts that were made before, by what they are made of: the same words are not set twice.

A part is named by its content, our styles and code, the fonts and the releases of what makes
it; a change of any gives it another name. Nobody is handed a part: it is only ever joined to a
booklet by somebody who may see what it is made of.
"""

import hashlib
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from pyp_portal import clock

FOLDER = "booklets"
KEPT = timedelta(days=30)  # without being used
MAKERS = ("weasyprint", "pydyf", "fontpkg-sarabun")
SHAPE = "1"  # of what is stored; another one makes all parts anew
OURS = (
    *(f"styles/{name}.css" for name in ("fonts", "pages", "text", "tables", "booklet")),
    *(f"{name}.py" for name in ("rendering", "compounds", "furniture", "glyphs", "thaifix")),
    "compounds.txt",
    "booklets/fontless.py",
)


class PartQuerySet(models.QuerySet):
    """Questions asked of parts."""

    def outdated(self):
        """Those that no booklet has used for a while."""
        return self.filter(used_at__lte=clock.now() - KEPT)


class Part(models.Model):
    """One document as it lies there for the next booklet that holds it."""

    key = models.CharField(max_length=64, unique=True)
    pages = models.PositiveIntegerField()
    used_at = models.DateTimeField(db_index=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        app_label = "papers"

    def __str__(self):
        return self.key

    @property
    def name(self):
        return name_of(self.key)


def name_of(key):
    """Where a part is stored: the same for every worker that makes it."""
    return f"{FOLDER}/{key[:2]}/{key}"


@lru_cache(maxsize=1)
def make():
    """What a part depends on beside its words: our styles and code, the releases of the makers."""
    folder = files("pyp_portal.papers")
    facts = [SHAPE, *(f"{name} {version(name)}" for name in MAKERS)]
    facts += [folder.joinpath(name).read_text(encoding="utf-8") for name in OURS]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def key_of(html, watermark):
    """The name of what is made of these words."""
    facts = "\n".join([make(), *watermark, html])
    return hashlib.sha256(facts.encode()).hexdigest()


def known(keys):
    """{key: pages} of the parts among these that lie there; they are in use again."""
    found = Part.objects.filter(key__in=keys)
    there = {part.key: part.pages for part in found if default_storage.exists(part.name)}
    Part.objects.filter(key__in=there).update(used_at=clock.now())
    return there


def fetch(key, path):
    """Copy a part to where the joiner finds it."""
    with default_storage.open(name_of(key)) as file:
        path.write_bytes(file.read())


def keep(key, path, pages):
    """Store a part that was made; another worker may just have stored the same."""
    name = name_of(key)
    if not default_storage.exists(name):
        stored = default_storage.save(name, ContentFile(path.read_bytes()))
        if stored != name:  # it came there meanwhile
            default_storage.delete(stored)
    Part.objects.update_or_create(key=key, defaults={"pages": pages, "used_at": clock.now()})


def purge():
    """Remove the parts that were not used for a while."""
    for part in Part.objects.outdated().iterator():
        default_storage.delete(part.name)
        part.delete()
