"""Full proposals (PD-03) of invented answers in the programme's own words, without a database."""

import random
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from django.template.loader import render_to_string
from django.utils import translation

from proposals import documents, reading
from proposals.form_wordings import FULL
from pyp_portal import thai
from pyp_portal.papers.wordings import Words
from tests.factories.answers import ANSWERS, FORM

SOURCE = Path(__file__).parents[1] / "papers/data/programme.txt"
ISSUED = datetime(2025, 1, 15, 10, tzinfo=UTC)
LONG = ("summary", "problem_statement", "approach", "why_integration", "past_efforts",
        "scale_out_potential", "sustainability", "innovation")  # fmt: skip


def full_proposals(count):
    """(title, code, document) of so many proposals, the same in every run."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    words = [thai.normalise(line) for line in lines if len(line) > 60]
    for number in range(1, count + 1):
        chance = random.Random(number)
        answers = deepcopy(ANSWERS) | {name: " ".join(chance.choices(words, k=2)) for name in LONG}
        answers["title_th"] = f"ประเด็นที่ {number} {chance.choice(words)[:60]}"
        answers["lead_agency"] = "องค์การบริหารส่วนตำบลตัวอย่าง"
        code = f"P68-{number:04d}"
        yield answers["title_th"], code, document(code, number, answers)


def document(code, number, answers):
    """The full proposal as its template has it."""
    call = SimpleNamespace(fiscal_year=2568)
    paper = SimpleNamespace(
        title=f"ข้อเสนอประเด็นการบูรณาการ {code}",
        number=f"ปยป-2568-PD03-{number:04d}",
        kind="PD-03",
        issued_at=ISSUED,
        get_kind_display=lambda: "แบบข้อเสนอ",
    )
    context = {
        "proposal": SimpleNamespace(code=code, call=call, is_practice=False),
        "answers": answers,
        "steps": steps_of(answers),
        "revision": SimpleNamespace(number=1, sha256="ab" * 32),
        "wording": Words(FULL, FULL.worded({}), {one.name: one.example for one in FULL.fields}),
        "paper": paper,
    }
    with translation.override("th"):
        return render_to_string("proposals/documents/full.html", context)


def steps_of(answers):
    """The answers in words, with codes where the database has the words."""
    glossary = SimpleNamespace(form=FORM, word=lambda _source, code: code)
    with (
        translation.override("th"),
        mock.patch.object(reading, "Glossary", lambda _form: glossary),
    ):
        return [
            (step, title, list(documents.parts(found)))
            for step, title, found in reading.steps(answers, FORM)
        ]
