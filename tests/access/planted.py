"""Secrets of the selection, planted into the world, and who must never be answered with them.

Every answer of the access matrix is searched for them: pages, files, source, headers, mails.
"""

import io
import zipfile
from functools import reduce
from operator import or_

from django.db.models import Q

from pyp_portal import clock
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Outcome, SeatRole
from selection.models import Resolution, Score, ScoreSheet, Seat
from selection.services import doors, sheets
from tests.access.matrix import AGENCY, LAB
from tests.factories.accounts import UserFactory
from tests.factories.selection import DUE

OUTSIDE = f"anonymous other {AGENCY} {LAB} dpo"
# What is planted, and whom it must not reach. A judge is known to the committee as its member.
SECRETS = {
    "เร้นลับมณี": OUTSIDE,  # the name of a judge
    "87.43": f"{OUTSIDE} recused admin admin2",  # the total of a sheet
    "จุดแข็งลับเก้าแปด": f"{OUTSIDE} recused admin admin2",  # the strengths on it
    "ความเห็นลับเจ็ดหก": f"{OUTSIDE} recused admin admin2",  # the comment on a criterion
    "มติลับห้าสี่": f"{OUTSIDE} recused",  # a decision that is not announced
    "เหตุผลลับสามสอง": f"{OUTSIDE} recused",  # its reason
}
# What the result that is out tells the agency, on purpose.
PUBLISHED = {"selection:result": {"จุดแข็งลับเก้าแปด"}}


def plant(world):
    """One more judge with a submitted sheet, and a resolution that waits to be announced."""
    judge = UserFactory(given_th="จำปา", family_th="เร้นลับมณี")
    committee = world.plan.committee
    seat = Seat.objects.create(
        committee=committee,
        order=committee.orders.get(),
        user=judge,
        seat_no=77,
        role=SeatRole.EXPERT,
    )
    doors.open_to_member(seat, world.proposal)
    _plant_sheet(sheets.open_doc_sheet(seat, world.proposal, DUE))
    _plant_decision(world)


def _plant_sheet(sheet):
    criteria = sheets.criteria_of(sheet)
    rows = [Score(sheet=sheet, criterion=c, points=4, comment="ความเห็นลับเจ็ดหก") for c in criteria]
    Score.objects.bulk_create(rows)
    ScoreSheet.objects.filter(pk=sheet.pk).update(
        total="87.43", strength_th="จุดแข็งลับเก้าแปด", submitted_at=clock.now()
    )


def _plant_decision(world):
    meeting = services.call_meeting(
        world.plan.committee, starts_at=clock.now(), place_th="ห้องประชุม"
    )
    item = services.add_item(meeting, proposal=world.proposal)
    Resolution.objects.create(
        item=item,
        outcome=Outcome.NOT_SELECTED,
        votes_for=3,
        text_th="มติลับห้าสี่",
        reason="เหตุผลลับสามสอง",
        decided_at=clock.now(),
    )


def leaks(row, response, body, role):
    """The secrets that an answer gives to a role that must not have them."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    text = headers + _text(body)
    kept = {secret for secret, kept_from in SECRETS.items() if role in kept_from.split()}
    return sorted(secret for secret in kept - PUBLISHED.get(row.name, set()) if secret in text)


def _text(body):
    """The body as text; what is packed, as a workbook or an archive, is unpacked."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def mailed(people):
    """The secrets in mails to those who must not have them: [(address, subject)]."""
    role_of = {person.pk: role for role, person in people.items()}
    says_one = reduce(or_, (Q(body__contains=secret) for secret in SECRETS))
    mails = Message.objects.filter(says_one, recipient__in=role_of).select_related("recipient")
    return [
        (mail.recipient.email, mail.subject)
        for mail in mails
        for secret, kept_from in SECRETS.items()
        if secret in mail.body and role_of[mail.recipient_id] in kept_from.split()
    ]
