"""What a warm process does that makes parts of booklets; it answers as ``answering`` has it.

It knows no database and no settings, and is given no secrets: what it is sent is all it has.
"""

import json
from pathlib import Path

from pyp_portal.papers import rendering
from pyp_portal.papers.booklets import answering, fontless


def part(asked):
    """Make one part and store it: a line of JSON that describes it, then the PDF."""
    pdf, pages, outline, glyphs = fontless.part(asked["html"], tuple(asked["watermark"]))
    about = {"pages": pages, "outline": outline, "glyphs": glyphs}
    Path(asked["to"]).write_bytes(json.dumps(about).encode() + b"\n" + pdf)
    return {"pages": pages}


def front(asked):
    """Make cover and contents, with the glyphs of all parts."""
    glyphs = {}
    for name in asked["parts"]:
        add(glyphs, answering.part_in(name)[0]["glyphs"])
    pdf, pages, letters = fontless.front(asked["html"], glyphs, tuple(asked["watermark"]))
    Path(asked["to"]).write_bytes(pdf)
    return {"pages": pages, "letters": letters}


def add(glyphs, further):
    """Add the glyphs of a part; JSON made words of their numbers."""
    for font, noted in further.items():
        known = glyphs.setdefault(font, {})
        known.update((int(glyph), facts) for glyph, facts in noted.items())


DOCUMENTS_PER_COLLECTION = 25  # this process does nothing else, and is given up after a while
DOES = {"part": part, "front": front}

if __name__ == "__main__":
    rendering.DOCUMENTS_PER_COLLECTION = DOCUMENTS_PER_COLLECTION
    rendering.prove_thai()
    answering.serve(DOES)
