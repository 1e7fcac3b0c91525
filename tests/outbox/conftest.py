"""What tests of the outbox share: a template, a mail server, a message that waits."""

from itertools import count
from pathlib import Path

import pytest

from pyp_portal.outbox import services
from tests.outbox.smtp import mail_server

_occasions = count(1)


@pytest.fixture(autouse=True)
def sample_templates(settings):
    """The sample letters of these tests, found beside the portal's own templates."""
    engine = settings.TEMPLATES[0]
    folders = [*engine["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = [{**engine, "DIRS": folders}]


@pytest.fixture
def post(db):
    """Post the sample letter: ``post(to=…, occasion=…)``."""

    def posted(to="mali@example.org", occasion=None, title="น้ำ & ป่า", **context):
        occasion = occasion or f"test:{next(_occasions)}"
        return services.post("sample/note.txt", to=to, occasion=occasion, title=title, **context)

    return posted


@pytest.fixture
def server(settings):
    """A mail server that listens, and the portal told to use it."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "pyp_portal.outbox.mailing.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = 5
        yield running
