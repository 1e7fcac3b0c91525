"""What the tests of emptied sheets share: what members wrote, if it is left, when it is due."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Paper
from pyp_portal.privacy import retaining
from pyp_portal.privacy.schedule import all_rules
from selection import retention, services
from selection.kinds import AnnouncementKind, Stage
from selection.models import (
    Announcement,
    LetterText,
    Opinion,
    Remark,
    Score,
    ScoreSheet,
    SheetVersion,
    TypedSheet,
)
from selection.services import signing
from tests.factories.selection import fresh, ready_proposal, submit
from tests.selection.sealing import sheet_of

MARK = "ข้อความของกรรมการคนหนึ่ง"
LATER = "2030-03-05 10:00"


def written_about(plan, seats, chair):
    """A proposal about which two members wrote, sealed, not selected; its results are out."""
    found = ready_proposal(plan, seats[1:3])
    services.open_review([found], due=clock.now() + timedelta(days=9))
    for seat in seats[1:3]:
        words = {"comments": {"D1": MARK}, "strength": MARK, "advice": MARK, "confidence": 2}
        submit(seat, found, **words)
    Remark.objects.create(
        proposal=found, seat=seats[1], alias=1, text_th=MARK, written_at=clock.now()
    )
    Opinion.objects.create(proposal=found, seat=seats[1], text_th=MARK, given_at=clock.now())
    TypedSheet.objects.create(
        sheet=sheet_of(seats[1]),
        first={"points": {"D1": "4"}, "comments": {"D1": MARK}, "strength": MARK, "advice": MARK},
        first_at=clock.now(),
        first_by=chair,
    )
    signing.print_sheet(sheet_of(seats[1]), by=seats[1].user)
    services.close_round(plan, Stage.DOC, by=chair)
    Proposal.objects.filter(pk=found.pk).update(state=State.NOT_SELECTED, ended_at=clock.now())
    released(plan)
    return fresh(found)


def released(plan, number="1/2568"):
    return Announcement.objects.create(
        plan=plan, kind=AnnouncementKind.RESULT, title_th="ผล", number=number,
        drafted_at=clock.now(), released_at=clock.now(),
    )  # fmt: skip


def due(code=retention.SHEETS):
    return list(retaining.due(all_rules()[code], clock.now()))


def empty(proposal, by=None):
    return all_rules()[retention.SHEETS].act(proposal, by)


@contextmanager
def undone():
    """What is done in here is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def words_left():
    """Every field of what members wrote in which their words still stand."""
    models = (Score, ScoreSheet, SheetVersion, TypedSheet, Remark, Opinion, LetterText, Paper)
    rows = [row for model in models for row in model.objects.values()]
    return [row for row in rows if MARK in str(row)]
