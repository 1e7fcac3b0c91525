"""Makers of papers as they stand in the database, for tests that do not care what they say."""

import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from pyp_portal import clock
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Export, Paper


class PaperFactory(DjangoModelFactory):
    """An official paper that waits for its PDF; ``PaperFactory(failed=True)`` has failed."""

    class Meta:
        model = Paper

    class Params:
        failed = factory.Trait(state="failed", attempts=3, error="Refused: ทดสอบ")
        made = factory.Trait(state="made", sha256="f" * 64, pages=1, attempts=1)

    number = factory.Sequence(lambda n: f"ปยป-2568-PD06-{n:04d}")
    kind = Kind.RECEIPT
    title = "ใบรับข้อเสนอ"
    record_type = "papers.register"
    record_id = "1"
    issued_at = factory.LazyFunction(clock.now)
    html = '<html lang="th"><title>ใบรับ</title><!-- seal --><p>ทดสอบ</p></html>'
    content_sha256 = factory.LazyAttribute(lambda p: hashlib.sha256(p.html.encode()).hexdigest())


class ExportFactory(DjangoModelFactory):
    """An export that waits for a worker; ``ExportFactory(made=True)`` has its file."""

    class Meta:
        model = Export

    class Params:
        failed = factory.Trait(state="failed", attempts=3, error="OSError: ทดสอบ")
        made = factory.Trait(
            state="made",
            sha256="f" * 64,
            done=1,
            total=1,
            attempts=1,
            file=factory.LazyFunction(lambda: ContentFile("ชื่อ".encode(), name="exports/one.csv")),
        )

    kind = "proposals.export"
    title = "ข้อเสนอ"
    format = Export.Format.CSV
    language = "th"
    asked_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    asked_at = factory.LazyFunction(clock.now)
