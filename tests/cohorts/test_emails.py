"""Everything this room says by e-mail has its text, and every text is said."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cohorts import emails

FOLDER = Path(settings.BASE_DIR) / "templates/cohorts/emails"
FOUND = (path.stem for path in FOLDER.glob("[!_]*.txt"))  # _parts stand in others
TEXTS = sorted(name for name in FOUND if not name.endswith(".en"))


def test_each_message_has_one_text():
    sources = Path(emails.__file__).parent.glob("*emails.py")
    said = re.findall(r'tell\(\s*"(\w+)"', "".join(path.read_text() for path in sources))

    assert sorted(set(said)) == TEXTS


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_a_subject_a_blank_line_and_a_body(name):
    subject, blank, *body = (FOLDER / f"{name}.txt").read_text().split("\n")

    assert subject.strip() != ""
    assert blank == ""
    assert any("สำนักงาน ป.ย.ป." in line for line in body)
