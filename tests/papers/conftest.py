"""What tests of papers share: a record, sample templates, the programme's own text."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from pyp_portal import thai
from pyp_portal.papers import services, tasks
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Register

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def sample_templates(settings):
    """The sample documents of these tests, found beside the portal's own templates."""
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], HERE / "templates"]}
    settings.TEMPLATES = [engine]


@pytest.fixture
def record(db):
    """Any saved row will do: papers know no room."""
    return Register.objects.create(year=2400, kind=Kind.CALL)


@pytest.fixture
def person(db):
    return get_user_model().objects.create(username="one", email="one@example.org")


@pytest.fixture
def other_person(db):
    return get_user_model().objects.create(username="two", email="two@example.org")


@pytest.fixture(scope="session")
def paragraphs():
    """The programme's own text, as the portal takes it in: mended."""
    lines = (HERE / "data/programme.txt").read_text(encoding="utf-8").splitlines()
    return [thai.normalise(line) for line in lines]


@pytest.fixture
def issue(record):
    """Issue a short paper: ``issue(text="…", key="…")``."""

    def issued(text="ทดสอบ", title="ใบรับข้อเสนอ", **kwargs):
        return services.issue(
            Kind.RECEIPT,
            record,
            template="sample/note.html",
            context={"text": text},
            title=title,
            **kwargs,
        )

    return issued


@pytest.fixture
def made():
    """The paper after a worker has made its PDF."""

    def make(paper):
        tasks.make(paper.pk)
        paper.refresh_from_db()
        return paper

    return make
