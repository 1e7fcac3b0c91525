"""Calls, proposals in any state, and what stands beside them."""

import hashlib
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import factory
import pikepdf
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from proposals.models import (
    Access,
    Answers,
    Attachment,
    Call,
    Check,
    Endorsement,
    FormVersion,
    OnBehalf,
    Partner,
    PolicyItem,
    PolicyLink,
    PolicyScheme,
    Proposal,
    TargetArea,
    Theme,
)
from proposals.services.drafting import title_key
from proposals.states import TERMINAL, State
from pyp_portal import clock
from pyp_portal.accounts.models import Province
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.answers import ANSWERS, AREAS, PARTNERS, POLICIES

OPENS = datetime(2024, 12, 1, 17, tzinfo=UTC)  # 2 December 2567, 0.00 in Bangkok
CLOSES = datetime(2025, 1, 6, 17, tzinfo=UTC)  # the end of 6 January 2568


class FormVersionFactory(DjangoModelFactory):
    """The next version of the form, a copy of the newest; ``published=True`` publishes it."""

    class Meta:
        model = FormVersion

    class Params:
        published = factory.Trait(published_at=factory.LazyFunction(clock.now))

    based_on = factory.LazyFunction(lambda: FormVersion.objects.order_by("number").last())
    number = factory.LazyAttribute(lambda version: version.based_on.number + 1)
    words = factory.LazyAttribute(lambda version: deepcopy(version.based_on.words))
    begun_at = factory.LazyFunction(clock.now)


class CallFactory(DjangoModelFactory):
    """The call of a year with the lists of the year; ``open_now=True`` opens it around now."""

    class Meta:
        model = Call
        django_get_or_create = ("fiscal_year",)
        skip_postgeneration_save = True

    class Params:
        open_now = factory.Trait(
            opens_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=20)),
            closes_at=factory.LazyFunction(lambda: clock.now() + timedelta(days=10)),
        )

    fiscal_year = 2568
    name_th = factory.LazyAttribute(lambda call: f"การเปิดรับข้อเสนอ พ.ศ. {call.fiscal_year}")
    opens_at = OPENS
    closes_at = CLOSES
    lab_starts_on = date(2025, 3, 1)
    lab_ends_on = date(2025, 8, 31)
    form_version = factory.LazyFunction(lambda: FormVersion.objects.newest())

    @factory.post_generation
    def lists(self, create, extracted, **kwargs):
        codes = ["NS", "MP", "NESDP13", "SDG", "URGENT-2567-09-12"]
        self.policy_schemes.set(PolicyScheme.objects.filter(code__in=codes))


class ProposalFactory(DjangoModelFactory):
    """A proposal in any state: ``ProposalFactory(state=State.REVIEWING)``.

    It has a case owner once screening has begun, and the dates that its state implies.
    """

    class Meta:
        model = Proposal

    code = factory.Sequence(lambda n: f"P68-{n + 5001}")  # far from numbers given by the call
    call = factory.SubFactory(CallFactory)
    lead_agency = factory.SubFactory(AgencyFactory)
    form_version = factory.SelfAttribute("call.form_version")
    title_th = factory.Sequence(lambda n: f"ประเด็นทดสอบที่ {n + 1} เพื่อให้ อปท. ทำงานร่วมกันได้")
    title_key = factory.LazyAttribute(lambda p: title_key(p.title_th))
    owner = factory.SubFactory(UserFactory)
    state = State.DRAFT
    theme = factory.LazyFunction(lambda: Theme.objects.get(code="TH-01"))
    created_at = factory.LazyFunction(clock.now)
    updated_at = factory.LazyFunction(clock.now)
    submitted_at = factory.LazyAttribute(lambda p: (was_submitted(p.state) and clock.now()) or None)
    screening_started_at = factory.LazyAttribute(
        lambda p: (was_screened(p.state) and clock.now()) or None
    )
    case_owner = factory.Maybe("is_screened", factory.SubFactory(UserFactory, staff=True), None)
    revision_due_at = factory.LazyAttribute(
        lambda p: clock.now() + timedelta(days=7) if p.state == State.RETURNED else None
    )
    ended_at = factory.LazyAttribute(lambda p: (p.state in TERMINAL and clock.now()) or None)

    class Params:
        is_screened = factory.LazyAttribute(lambda p: was_screened(p.state))
        returned = factory.Trait(
            state=State.RETURNED,
            return_count=1,
        )
        reserve = factory.Trait(
            state=State.RESERVE, reserve_rank=1, reserve_valid_until=date(2025, 6, 30)
        )


def was_submitted(state):
    return state not in {State.DRAFT, State.EXPIRED}


def was_screened(state):
    return was_submitted(state) and state not in {State.SUBMITTED, State.WITHDRAWN}


def complete_proposal(**kwargs):
    """A proposal whose answers pass V-01 to V-07, with its endorsement letter."""
    proposal = ProposalFactory(**kwargs)
    fill(proposal)
    return proposal


def fill(proposal):
    """Give a proposal all answers that a submission needs."""
    Answers.objects.create(proposal=proposal, data=deepcopy(ANSWERS))
    Partner.objects.bulk_create([Partner(proposal=proposal, **row) for row in PARTNERS])
    for row in AREAS:
        area = {**row}
        TargetArea.objects.create(
            proposal=proposal, province=province(area.pop("province_code")), **area
        )
    items = PolicyItem.objects.in_bulk(POLICIES, field_name="code")
    PolicyLink.objects.bulk_create(
        [PolicyLink(proposal=proposal, item=items[code]) for code in POLICIES]
    )
    EndorsementFactory(proposal=proposal)


def province(code):
    """A province of the register."""
    return Province.objects.get(pk=code)


def entered_from_paper(proposal):
    """Make a proposal one that an officer entered from the paper of its agency."""
    scan = AttachmentFactory(proposal=proposal, kind=Attachment.Kind.PAPER)
    entry = {"entered_by": scan.added_by, "entered_at": clock.now(), "received_on": clock.today()}
    OnBehalf.objects.create(proposal=proposal, scan=scan, **entry)
    Proposal.objects.filter(pk=proposal.pk).update(origin=Proposal.Origin.PAPER)
    return Proposal.objects.get(pk=proposal.pk)


def submitter(proposal, **rights):
    """A member of the lead agency who may write and submit."""
    rights = {"can_edit": True, "can_submit": True} | rights
    return MembershipFactory(agency=proposal.lead_agency, **rights).user


def pdf(pages=1):
    """The bytes of a small PDF."""
    file, document = BytesIO(), pikepdf.new()
    for _page in range(pages):
        document.add_blank_page()
    document.save(file)
    return file.getvalue()


class StoredFileFactory(DjangoModelFactory):
    """A PDF that was accepted."""

    class Meta:
        model = StoredFile
        exclude = ("content",)

    content = factory.LazyFunction(pdf)
    name = factory.Sequence(lambda n: f"เอกสาร {n + 1}.pdf")
    kind = "pdf"
    pages = 1
    size = factory.LazyAttribute(lambda f: len(f.content))
    sha256 = factory.LazyAttribute(lambda f: hashlib.sha256(f.content).hexdigest())
    file = factory.LazyAttribute(lambda f: ContentFile(f.content, name="x"))
    at = factory.LazyFunction(clock.now)


class AttachmentFactory(DjangoModelFactory):
    """A document beside the answers (F57)."""

    class Meta:
        model = Attachment

    proposal = factory.SubFactory(ProposalFactory)
    kind = Attachment.Kind.OTHER
    file = factory.SubFactory(StoredFileFactory)
    added_at = factory.LazyFunction(clock.now)
    added_by = factory.SelfAttribute("proposal.owner")


class EndorsementFactory(DjangoModelFactory):
    """The letter of the head of the agency (F55)."""

    class Meta:
        model = Endorsement

    proposal = factory.SubFactory(ProposalFactory)
    letter_no = "ที่ ตย 1200/2567"
    letter_date = date(2024, 12, 4)
    attachment = factory.SubFactory(
        AttachmentFactory,
        kind=Attachment.Kind.ENDORSEMENT,
        proposal=factory.SelfAttribute("..proposal"),
    )


class AccessFactory(DjangoModelFactory):
    """A row by which a later room opens or closes a proposal to a person."""

    class Meta:
        model = Access

    proposal = factory.SubFactory(ProposalFactory)
    user = factory.SubFactory(UserFactory)
    kind = Access.Kind.READ
    because = "test"
    given_at = factory.LazyFunction(clock.now)


def pass_all(proposal, by, **results):
    """Answer E1 to E8 with "pass", or as named: ``pass_all(p, officer, E3="FIX")``."""
    for item in ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"):
        result = results.get(item, Check.Result.PASS)
        Check.objects.create(
            proposal=proposal,
            item=item,
            result=result,
            reason="" if result == Check.Result.PASS else "ยังไม่ชัดเจน โปรดอธิบายเพิ่ม",
            checked_by=by,
            checked_at=clock.now(),
        )
