"""A person who has left something everywhere, and where anything of them can be read."""

from uuid import uuid4

from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from cohorts.models import Certificate, Reflection
from proposals.models import Edit, EndorsementAsk, Enquiry, Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.origin import coming_from
from pyp_portal.history.services import record
from pyp_portal.imports.models import Import
from pyp_portal.outbox.models import Invited, Message
from pyp_portal.outbox.services import post
from pyp_portal.papers.models import Export
from pyp_portal.privacy import services as rights
from pyp_portal.privacy.models import Right, RightsRequest
from pyp_portal.reminders.models import Reminder
from tests.factories.accounts import MembershipFactory, ProfileFactory
from tests.factories.adopting import RequestFactory
from tests.factories.citizens import SignUpFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.proposals import ProposalFactory

GIVEN, EMAIL, PHONE, HOME = "ใบเตยหอม", "baitoei.hom@example.org", "0899990001", "203.0.113.77"
WHOLE, SECOND = f"{GIVEN} สวนดี", "hom@old.example.org"
TOKENS = (GIVEN, "baitoei.hom", "hom@old", PHONE, HOME)


def traces():
    """In which columns of which tables anything of the person can be read."""
    found = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values(*texts) if texts else ():
            found |= {
                f"{model._meta.label}.{name}"
                for name, value in row.items()
                if any(token in str(value) for token in TOKENS)
            }
    return found


def leave_everywhere(person, officer):
    """The person has left something in every room, and nothing of it runs any more."""
    now = clock.now()
    ProfileFactory(user=person)
    MembershipFactory(user=person, note=f"โทร {PHONE}")
    with coming_from(HOME, person):
        closed = ProposalFactory(owner=person, state=State.CLOSED)
        record(closed, "checked", by=person, reason="ไม่เข้าเกณฑ์")
    record(person, "role given", by=officer, reason=f"ขอเพิ่มสิทธิ์ให้ {GIVEN}")
    Enquiry.objects.create(
        token=uuid4(), category="other", question="ถาม", asked_at=now, asked_by=person, name=GIVEN,
        email=EMAIL, phone=PHONE,
    )  # fmt: skip
    EndorsementAsk.objects.create(
        proposal=closed, head=person, address=EMAIL, asked_by=officer, asked_at=now, expires_at=now
    )
    record(closed, "nominated", by=officer, reason=person)
    record(closed.lead_agency, "invited", by=officer, reason=EMAIL)
    RequestFactory(by=person, name_th=GIVEN, email=EMAIL, phone=PHONE)
    SignUpFactory(called=GIVEN, contact=EMAIL)
    seat = SeatFactory(person=person, note_th=GIVEN)
    Proposal.objects.filter(pk=seat.team.proposal_id).update(state=State.CLOSED)
    Reflection.objects.create(seat=seat, text_th=f"{GIVEN} ได้เรียนรู้", written_at=now)
    Certificate.objects.create(
        cohort=seat.cohort, seat=seat, award="completed", name_th=person.name_th, number="1",
        issued_at=now, issued_by=officer,
    )  # fmt: skip
    Reminder.objects.create(
        key="R1:x", rule="R1", step="7", about="ข้อเสนอ", due_at=now, at=now, planned_at=now,
        told_at=now, people=[[GIVEN, EMAIL], ["มาลี", "mali@example.org"]],
    )  # fmt: skip
    post("privacy/emails/answered.txt", to=person, occasion="x", asked=requested(person))
    post("privacy/emails/answered.txt", to=EMAIL, occasion="y", asked=requested(person))


def name_elsewhere(person, officer):
    """What others wrote, sent, listed or keep that names the person."""
    now, words = clock.now(), f"เรื่องของ {WHOLE} ({EMAIL}, {PHONE})"
    EmailAddress.objects.create(user=person, email=SECOND)
    Enquiry.objects.create(
        token=uuid4(), category="other", question=words, answer=words, asked_at=now, name=GIVEN,
        email=SECOND, phone=PHONE,
    )  # fmt: skip
    RightsRequest.objects.create(
        name=WHOLE, contact=EMAIL, right="access", words=words, asked_at=now, due_on=now.date(),
        outcome="done", answer=words, answered_at=now,
    )  # fmt: skip
    post("privacy/emails/answered.txt", to=officer, occasion="other", asked=requested(person))
    Message.objects.filter(recipient=officer).update(subject=words, body=words)
    folded = f"SUMMARY:พบ {GIVEN[:3]}\r\n {GIVEN[3:]} สวนดี"
    message = Message.objects.get(recipient=officer)
    Invited.objects.create(message=message, method="REQUEST", calendar=folded)
    proposal = Proposal.objects.get(owner=person)
    Edit.objects.create(
        proposal=proposal, question="x", by=officer, after=[WHOLE], started_at=now, saved_at=now
    )
    row = {"row": 2, "email": EMAIL.upper(), "given_th": GIVEN}
    Import.objects.create(
        kind="people", name="a.xlsx", language="th", state="ready", rows=[{"email": "x@y.th"}, row],
        total=2, faults=[{"row": 3, "sentence": words}], asked_by=officer, asked_at=now,
        touched_at=now,
    )  # fmt: skip
    Reminder.objects.update(about=words)
    for by, content in ((person, "ก"), (officer, words), (officer, "ข")):
        exported(by, content, note=words)


def exported(by, content, **facts):
    """A kept file of a list that this person asked for."""
    export = Export(
        kind="x", title="x", language="th", asked_by=by, asked_at=clock.now(), state="made",
        sha256="x", **facts,
    )  # fmt: skip
    export.file.save("x.csv", ContentFile(content.encode()))
    return export


def requested(person, right=Right.ERASE):
    found = person.rights_requests.filter(right=right).first()
    words = f"ขอลบข้อมูลทั้งหมดของ {person.given_th} {person.family_th}"
    return found or rights.ask(person, right=right, words=words)
