"""The papers of the demo: a few of each kind at start, the rest when somebody opens them."""

import pytest

from pyp_portal.demo import papers
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from tests.factories.papers import PaperFactory


@pytest.mark.django_db
def test_the_latest_of_each_kind_are_made_and_the_others_wait_to_be_opened(monkeypatch):
    monkeypatch.setattr(papers, "OF_EACH_KIND", 1)
    old = PaperFactory.create_batch(2)
    latest, minutes = PaperFactory(), PaperFactory(kind=Kind.MINUTES, number="ปยป-2568-PD13-0001")

    papers.make_some()

    assert set(Paper.objects.filter(state="made")) == {latest, minutes}
    assert {paper for paper in Paper.objects.all() if paper.waits_to_be_opened} == set(old)
    assert list(Paper.objects.due()) == []
