"""What was measured, written behind what was measured before."""

import shutil
import subprocess

from tests.performance.portal import ROOT

FILE = ROOT / "docs/performance.md"


def commit():
    """The short name of what was measured."""
    command = [shutil.which("git"), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def append(title, text):
    """Add a section to docs/performance.md and give it back."""
    section = f"\n## {commit()}, {title}\n\n{text}\n"
    with FILE.open("a", encoding="utf-8") as file:
        file.write(section)
    return section
