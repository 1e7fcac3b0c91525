"""What citizens left: opinions, places at activities; and what they were asked to join."""

from datetime import timedelta
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from cohorts.models import AnswerWish, IssuePage, OpenActivity, Opinion, SignUp
from cohorts.states import ActivityKind
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import TeamFactory


class IssuePageFactory(DjangoModelFactory):
    """A page that is public; ``draft=True`` has only been written."""

    class Meta:
        model = IssuePage

    class Params:
        draft = factory.Trait(published_at=None, published_by=None)

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    lede_th = "ยื่นคำขอที่เดียว รู้ผลใน 15 วัน มีคนโทรกลับ"
    trying_th = "เกษตรกรเดินเรื่องสามที่ ทีมจึงทดลองให้เริ่มที่อำเภอที่เดียว"
    steps = [{"name": "ยื่นที่อำเภอ", "words": "กรอกแบบหน้าเดียว"}]
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(clock.now)
    published_by = factory.SelfAttribute("written_by")
    published_at = factory.LazyFunction(clock.now)


class OpenActivityFactory(DjangoModelFactory):
    """Open for ten days; ``design=True`` is a day of designing together with two places."""

    class Meta:
        model = OpenActivity

    class Params:
        design = factory.Trait(kind=ActivityKind.CO_DESIGN, seats=2)

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    kind = ActivityKind.TEST
    title_th = "ลองใช้แบบคำขอหน้าเดียว"
    question_th = "แบบคำขอนี้ใช้ได้กับคุณไหม"
    place_th = "ที่ว่าการอำเภอรัตภูมิ"
    opens_on = factory.LazyFunction(clock.today)
    closes_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=10))
    opened_by = factory.SubFactory(UserFactory)
    opened_at = factory.LazyFunction(clock.now)


class OpinionFactory(DjangoModelFactory):
    """An opinion that waits to be read; ``shown=True`` stands on the public page."""

    class Meta:
        model = Opinion

    class Params:
        shown = factory.Trait(
            public_words=factory.SelfAttribute("words"), shown_at=factory.LazyFunction(clock.now)
        )
        hidden = factory.Trait(
            hidden_reason="ไม่เกี่ยวกับเรื่องนี้เลย", hidden_at=factory.LazyFunction(clock.now)
        )

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    token = factory.LazyFunction(uuid4)
    kind = ActivityKind.OPINION
    words = "เดินไกลไปยื่นที่ตลาดไม่ไหว"
    notice = "1"
    given_at = factory.LazyFunction(clock.now)


class SignUpFactory(DjangoModelFactory):
    class Meta:
        model = SignUp

    activity = factory.SubFactory(OpenActivityFactory, design=True)
    token = factory.LazyFunction(uuid4)
    called = "ป้าแดง"
    contact = "081-234-5678"
    notice = "1"
    signed_at = factory.LazyFunction(clock.now)


class WishFactory(DjangoModelFactory):
    """An address that waits for its owner; ``confirmed=True`` has been confirmed."""

    class Meta:
        model = AnswerWish

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(clock.now))

    activity = factory.SubFactory(OpenActivityFactory)
    email = factory.Sequence(lambda n: f"citizen{n}@example.org")
    notice = "1"
    left_at = factory.LazyFunction(clock.now)
