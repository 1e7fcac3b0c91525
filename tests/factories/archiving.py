"""A year that is over and offered to the archives, its package as a worker makes it, answers."""

import io
from datetime import date
from zipfile import ZipFile

from django.core.files.base import ContentFile

from cohorts import archive_order
from cohorts.services import archiving
from cohorts.tasks import pack_archive
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers import making
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rendering import render
from tests.factories.cohorts import SeatFactory
from tests.factories.papers import ExportFactory, PaperFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory, StoredFileFactory, pdf

LETTER = {"letter_no": "ศธ ๐๔๐๓/๑๒", "letter_date": date(2038, 3, 1), "note": ""}


def about(record, kind, content=None, **facts):
    """An official paper about a record; with a content it is made."""
    key = {"record_type": record._meta.label_lower, "record_id": str(record.pk)}
    paper = PaperFactory(kind=kind, **key, **facts)
    if content:
        making.keep(making.take(Paper, paper.pk), ContentFile(content), pages=1)
    return paper


def offered_year(at, admin):
    """The offer of a year: one issue came to its end, another was not selected."""
    at("2026-03-01 09:00")
    team = SeatFactory().team
    proposal = team.proposal
    files = [
        StoredFileFactory(name="แผน 100%.pdf", content=pdf(2)),
        StoredFileFactory(name="ติดไวรัส.pdf", scan="failed", content=pdf(3)),
    ]
    for file in files:
        AttachmentFactory(proposal=proposal, file=file)
    AttachmentFactory(proposal=ProposalFactory(call=proposal.call, state=State.NOT_SELECTED))
    html = "<html lang='th'><title>รายงาน</title><p>น้ำ</p></html>"
    about(team, Kind.LAB_REPORT, render(html).pdf, title="รายงานแล็บ", html=html)
    about(team.cohort, Kind.COHORT_REPORT, pdf(), number="ปยป-2569-PD26-0001")
    about(proposal, Kind.SCORES)
    about(proposal, Kind.RECEIPT, is_draft=True, number="")
    record(proposal, "closed", by=admin, reason="ครบถ้วนแล้ว")
    Proposal.objects.filter(pk=proposal.pk).update(state=State.CLOSED, ended_at=clock.now())
    at("2038-02-01 09:00")
    return archiving.offer(team.cohort, by=admin)


def ordered(offer, person):
    parameters = {"year": offer.cohort.call.fiscal_year, "files": True}
    return ExportFactory(
        kind=archive_order.KIND, asked_by=person, format="zip", parameters=parameters
    )


def packed(offer, person):
    """The package that a person asked for, as the worker makes it: its export and its ZIP."""
    export = ordered(offer, person)
    pack_archive(export.pk)
    export.refresh_from_db()
    with export.file.open("rb") as file:
        return export, ZipFile(io.BytesIO(file.read()))


def answered(offer, person, answer, **facts):
    facts = {"package": archiving.packages_of(offer).first(), "taken": [], **LETTER, **facts}
    return archiving.answer(offer, by=person, version=offer.version, answer=answer, **facts)
