"""What stands on the page of a call, and what people ask."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from proposals.models import BriefingEvent, CallDocument, Enquiry
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, StoredFileFactory


class BriefingFactory(DjangoModelFactory):
    """A briefing of two hours, a week from now."""

    class Meta:
        model = BriefingEvent

    call = factory.SubFactory(CallFactory)
    title_th = factory.Sequence(lambda n: f"ประชุมชี้แจงการจัดทำข้อเสนอ ครั้งที่ {n + 1}")
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    place_th = "ห้องประชุม 1 สำนักงาน ป.ย.ป."
    online_url = "https://meet.example.org/pyp"
    changed_at = factory.LazyFunction(clock.now)


class CallDocumentFactory(DjangoModelFactory):
    """A guide as a file; ``link="https://…"`` makes it a link."""

    class Meta:
        model = CallDocument
        exclude = ("link",)

    link = ""
    call = factory.SubFactory(CallFactory)
    kind = "guide"
    title_th = factory.Sequence(lambda n: f"คู่มือฉบับที่ {n + 1}")
    url = factory.SelfAttribute("link")
    file = factory.Maybe("link", None, factory.SubFactory(StoredFileFactory))
    added_at = factory.LazyFunction(clock.now)
    added_by = factory.SubFactory(UserFactory, staff=True)


class EnquiryFactory(DjangoModelFactory):
    """A question that waits; ``answered=True`` and ``published=True`` bring it further."""

    class Meta:
        model = Enquiry

    class Params:
        answered = factory.Trait(
            answer="ได้ โดยมีหน่วยงานภาคีอย่างน้อย 2 หน่วยงาน",
            answered_at=factory.LazyFunction(clock.now),
            answered_by=factory.SubFactory(UserFactory, staff=True),
        )
        published = factory.Trait(
            answered=True,
            public_question=factory.SelfAttribute("question"),
            public_answer=factory.SelfAttribute("answer"),
            published_at=factory.LazyFunction(clock.now),
        )

    token = factory.LazyFunction(uuid.uuid4)
    category = "eligibility"
    question = factory.Sequence(lambda n: f"อบต. ขนาดเล็กเสนอได้หรือไม่ (ข้อ {n + 1})")
    asked_at = factory.LazyFunction(clock.now)
