"""Words may go from sealed sheets by the rule alone; all else is refused, or found (S38)."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from pyp_portal.papers.models import Paper
from selection.models import Emptied, Score, ScoreSheet, SheetVersion
from selection.services import emptying
from tests.factories.selection import fresh
from tests.selection.emptying import LATER, MARK, empty, undone
from tests.selection.sealing import faults, tamper

pytestmark = pytest.mark.django_db


@pytest.mark.postgres
class TestTheDatabase:
    def refuses(self, *acts):
        for act in acts:
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                act()

    def test_lets_no_word_go_unwritten(self, judged):
        self.refuses(
            lambda: Score.objects.update(comment=""),
            lambda: ScoreSheet.objects.update(strength_th=""),
            lambda: ScoreSheet.objects.update(advice_th="อื่น"),
            lambda: ScoreSheet.objects.update(confidence=None),
            lambda: emptying._silence(list(ScoreSheet.objects.all())),
            lambda: [_shorten(one) for one in SheetVersion.objects.all()],
        )
        with pytest.raises(DatabaseError, match="an issued paper is frozen"), transaction.atomic():
            Paper.objects.update(html="")

    def test_lets_words_go_whole_and_nothing_else(self, judged, at):
        at(LATER)
        emptying._write_down(list(ScoreSheet.objects.all()), "x", None)
        self.refuses(
            lambda: Score.objects.filter(comment=MARK).update(comment="อื่น"),
            lambda: ScoreSheet.objects.update(strength_th="", advice_th="อื่น"),
            lambda: [_shorten(one, scores={}) for one in SheetVersion.objects.all()],
            lambda: [_shorten(one, words="x") for one in SheetVersion.objects.all()],
            lambda: [_shorten(one, more=1) for one in SheetVersion.objects.all()],
        )
        empty_again = list(ScoreSheet.objects.all())
        emptying._silence(empty_again)
        assert Score.objects.exclude(comment="").exists() is False
        self.refuses(
            lambda: Score.objects.update(points=1),
            lambda: Score.objects.update(is_sealed=False),
            lambda: Score.objects.update(comment="x"),
            lambda: ScoreSheet.objects.update(sealed_at=None),
            lambda: ScoreSheet.objects.update(total=1),
            lambda: SheetVersion.objects.update(total=1),
            lambda: [_shorten(one) for one in SheetVersion.objects.all()],
            lambda: Emptied.objects.update(rule="y"),
            lambda: Emptied.objects.all().delete(),
        )

    def test_keeps_a_paper_empty_once_it_is(self, judged, at):
        paper = Paper.objects.get(record_type="selection.scoresheet")
        at(LATER)
        empty(judged)
        for change in ({"html": "x"}, {"title": "x"}, {"content_sha256": "x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Paper.objects.filter(pk=paper.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            fresh(paper).emptied.delete()


def _shorten(version, **other):
    kept = version.content
    version.content = {
        "scores": kept["scores"], "confidence": kept["confidence"], "words": "a" * 64, **other
    }  # fmt: skip
    version.save(update_fields=["content"])


TAMPERED = (
    "DELETE FROM selection_emptied",
    "UPDATE selection_score SET comment = 'x'",
    "UPDATE selection_scoresheet SET advice_th = 'x'",
    "UPDATE selection_scoresheet SET confidence = 1",
    "UPDATE selection_score SET points = 1",
    "UPDATE selection_sheetversion SET content = json_set(content, '$.words', '0')",
)


def test_s38_what_is_changed_after_the_words_went_is_found(plan, judged, at):
    at(LATER)
    empty(judged)
    for sql in TAMPERED:
        assert faults(plan) == []
        with undone():
            tamper(sql)
            assert faults(plan) != [], sql


def test_s38_words_that_went_without_the_rule_are_found(plan, judged):
    tamper("UPDATE selection_sheetversion SET content = json_set(content, '$.words', 'x')")
    assert faults(plan) != []
