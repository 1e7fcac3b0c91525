"""Set-up step: what the pages need from packages, made ready under ``VAR_DIR``.

Fonts become woff2 subsets of Thai and Latin; Bootstrap's stylesheet is copied without what
static storage and our policy refuse. Runs before Django can start: ``python -m pyp_portal.fonts``.
"""

import os
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153]
MARKS = [*range(0x2010, 0x2028), 0x2030, 0x2039, 0x203A, 0x20AC, *range(0x2190, 0x2194), 0x2212]
THAI = [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C), 0x200B, 0x200C, 0x200D, 0x25CC]


@dataclass(frozen=True)
class Face:
    """One font file of the pages: where its TTF is packaged, and where its axes are held."""

    name: str
    package: str
    file: str
    axes: tuple = ()


FACES = [
    Face("sarabun-400", "fontpkg_sarabun", "Sarabun-Regular.ttf"),
    Face("sarabun-500", "fontpkg_sarabun", "Sarabun-Medium.ttf"),
    Face("sarabun-600", "fontpkg_sarabun", "Sarabun-SemiBold.ttf"),
    Face(
        "noto-sans-thai",
        "fontpkg_noto_sans_thai",
        "NotoSansThai[wdth,wght].ttf",
        (("wght", (400, 700)), ("wdth", 100)),
    ),
]


def cut(face, folder):
    """Write the woff2 subset of ``face`` into ``folder``, unless it is there already."""
    target = folder / f"{face.name}.woff2"
    if target.exists():
        return target
    font = TTFont(files(face.package) / "files" / face.file)
    options = Options(flavor="woff2", layout_features=["*"], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *MARKS, *THAI])
    subsetter.subset(font)
    if face.axes:
        font = instantiateVariableFont(font, dict(face.axes))
    font.flavor = "woff2"
    unfinished = target.with_suffix(".part")
    font.save(unfinished)
    return unfinished.replace(target)


def copy_bootstrap(folder):
    """Copy Bootstrap's stylesheet into ``folder``, mended for us.

    Static storage would look for its source map, and our policy refuses images inside styles.
    """
    css = (files("bootstrap") / "css" / "bootstrap.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", css)
    target = folder / "bootstrap.min.css"
    target.write_text(re.sub(r'url\("data:[^"]*"\)', "none", css), encoding="utf-8")
    return target


def prepare(var_dir):
    """Make fonts and vendor files ready under ``var_dir``; answer with the files."""
    fonts, vendor = var_dir / "fonts", var_dir / "vendor"
    for folder in (fonts, vendor):
        folder.mkdir(parents=True, exist_ok=True)
    return [*(cut(face, fonts) for face in FACES), copy_bootstrap(vendor)]


if __name__ == "__main__":
    for made in prepare(Path(os.environ.get("VAR_DIR", "var"))):
        print(made, made.stat().st_size)
