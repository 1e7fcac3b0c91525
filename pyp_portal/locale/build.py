"""Set-up step: merge the catalogues of all areas into one for each language.

Every area writes ``pyp_portal/locale/<language>/<area>.po``; Django reads
``VAR_DIR/locale/<language>/LC_MESSAGES/django.mo``. Runs before Django can start:
``python -m pyp_portal.locale.build``.
"""

import os
from pathlib import Path

import polib

SOURCES = Path(__file__).resolve().parent
PLURALS = {"th": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def key(entry):
    """What tells one entry from another."""
    return entry.msgctxt, entry.msgid


def areas(language):
    """The source catalogues of a language, by area."""
    return {
        path.stem: polib.pofile(str(path)) for path in sorted((SOURCES / language).glob("*.po"))
    }


def merged(language):
    """One catalogue of all areas; where two areas say the same thing the first one speaks."""
    whole = polib.POFile()
    whole.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    said = set()
    for catalogue in areas(language).values():
        for entry in catalogue:
            if entry.translated() and key(entry) not in said:
                said.add(key(entry))
                whole.append(entry)
    return whole


def build(var_dir):
    """Write the compiled catalogues under ``var_dir``; answer with their paths."""
    made = []
    for language in PLURALS:
        folder = var_dir / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        unfinished, target = folder / "django.part", folder / "django.mo"
        merged(language).save_as_mofile(str(unfinished))
        made.append(unfinished.replace(target))
    return made


if __name__ == "__main__":
    for path in build(Path(os.environ.get("VAR_DIR", "var"))):
        print(path)
