"""A year opened by mistake goes, as long as nobody has built on it; its history stays."""

import pytest
from django.urls import reverse

from cohorts.models import Cohort, Tier
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import Call
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.history.services import latest
from pyp_portal.papers.models import Wording
from pyp_portal.years.opening import YearRefused, open_year
from pyp_portal.years.taking_back import take_back
from selection.models import Criterion, SelectionPlan
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import BriefingFactory, EnquiryFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import CommitteeFactory
from tests.years.lived import DAYS, year_2568

pytestmark = pytest.mark.django_db
REASON = "เปิดผิดปี ต้องเปิดใหม่"
KINDS = (Call, SelectionPlan, Criterion, Cohort, Tier)


@pytest.fixture(autouse=True)
def _june(at):
    at("2025-06-15 10:00")


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def source():
    return year_2568()


def counts():
    return [kind.objects.count() for kind in KINDS]


def worded(year, title):
    Wording.objects.create(
        year=year, document="call-announcement", version=1, parts={"title": title},
        written_at=clock.now(),
    )  # fmt: skip


def test_words_that_were_taken_over_go_too_but_none_that_somebody_wrote(source, admin):
    worded(2568, "ก")
    call = opened(source, admin)
    Wording.objects.create(
        year=2569, document="other", version=1, parts={"title": "เขียนเอง"}, written_at=clock.now()
    )

    take_back(call, by=admin, reason=REASON)

    assert [one.document for one in Wording.objects.filter(year=2569)] == ["other"]
    Wording.objects.filter(year=2568).update(parts={"title": "ข"})
    opened(source, admin)
    assert Wording.objects.get(year=2569, document="call-announcement").parts == {"title": "ข"}


def opened(source, by):
    documents = list(source.documents.all())
    return open_year(source, 2569, DAYS, by=by, documents=documents, with_timetable=True)


def test_all_of_it_goes_and_the_year_can_be_opened_anew(source, admin, client_of):
    before = counts()
    call = opened(source, admin)
    files = list(call.documents.values_list("file", flat=True))

    answer = client_of(admin).post(reverse("years:take_back", args=[2569]), {"reason": REASON})

    assert (answer.url, counts()) == (reverse("years:year"), before)
    assert list(source.documents.values_list("file", flat=True)) == files  # shared, and still here
    event = latest(source, "year_taken_back")
    assert (event.by, event.data, event.detail.reason) == (admin, {"year": 2569}, REASON)
    gone = Event.objects.filter(record_type="proposals.call", record_id=str(call.pk))
    assert [one.verb for one in gone.order_by("seq")] == ["year_opened", "taken_back"]
    with pytest.raises(MoveRefused, match="ยกเลิกการเปิดปีนี้ไปแล้ว"):
        take_back(call, by=admin, reason=REASON)
    assert opened(source, admin).pk != call.pk


@pytest.mark.parametrize(
    ("built", "said"),
    [
        (lambda call: ProposalFactory(call=call), "มีผู้ทำงาน"),
        (lambda call: EnquiryFactory(call=call, asked_by=UserFactory()), "มีผู้ทำงาน"),
        (lambda call: CommitteeFactory(plan=call.selection_plan), "มีผู้ทำงาน"),
        (lambda call: BriefingFactory(call=call), "แจ้งเรื่องปีนี้"),
    ],
)
def test_what_somebody_has_built_on_stays_whole(source, admin, built, said):
    call = opened(source, admin)
    built(call)
    before = counts()

    with pytest.raises(YearRefused, match=said):
        take_back(call, by=admin, reason=REASON)

    assert (counts(), call.cohort.workshops.count()) == (before, 1)
    assert latest(call, "taken_back") is None


def test_neither_without_a_reason_nor_once_the_call_has_opened(source, admin, at, client_of):
    call = opened(source, admin)
    with pytest.raises(ReasonNeeded):
        take_back(call, by=admin, reason="ผิด")
    with pytest.raises(YearRefused):
        take_back(source, by=admin, reason=REASON)  # not opened like another

    at("2025-12-03 09:00")
    page = client_of(admin).post(reverse("years:take_back", args=[2569]), {"reason": REASON})
    assert "ยังไม่เปิดรับ" in page.content.decode()
    assert Call.objects.filter(pk=call.pk).exists()
