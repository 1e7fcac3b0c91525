"""Days that the office enters: counted everywhere, never twice, and what they put off."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cohorts.models import RaisedObstacle
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.history.services import timeline
from pyp_portal.offdays import services, standing
from pyp_portal.offdays.models import OffDay
from pyp_portal.outbox.models import Message
from pyp_portal.reads import exports
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")
DAY = date(2026, 3, 2)  # a Monday; the day after is a holiday
PAGE = reverse("offdays:days")
WORDS = {"name_th": "วันหยุดราชการกรณีพิเศษ", "source": "มติคณะรัฐมนตรี 3 ก.พ. 2569"}


@pytest.fixture(autouse=True)
def _winter(at):
    at("2026-02-10 09:00")
    standing.forget()


@pytest.fixture
def admin():
    return UserFactory(admin=True, given_th="มาลี")


def form(day=DAY, **changed):
    parts = {"day_0": day.day, "day_1": day.month, "day_2": day.year + 543, "kind": "closed"}
    return {**parts, **WORDS, **changed}


def test_a_special_holiday_is_no_working_day_until_it_is_taken_back(admin):
    made = services.enter(DAY, **WORDS, by=admin)
    assert not thai.is_working_day(DAY)
    assert thai.add_working_days(date(2026, 2, 27), 1) == date(2026, 3, 4)

    assert services.remove(made, by=admin, reason="ยกเลิกมติ")
    assert thai.is_working_day(DAY)
    assert not services.remove(made, by=admin, reason="อีกครั้ง")
    assert [event.verb for event in timeline(made)] == ["entered", "removed"]
    services.enter(DAY, **WORDS, by=admin)  # what was taken back may be entered again
    assert OffDay.objects.standing().count() == 1


def test_a_holiday_of_the_calendar_on_which_offices_work(admin):
    makha = date(2026, 3, 3)
    assert not thai.is_working_day(makha)

    services.enter(makha, **WORDS, by=admin, is_worked=True)

    assert thai.is_working_day(makha)


@pytest.mark.parametrize(
    ("day", "is_worked", "said"),
    [
        (date(2026, 3, 3), False, "เป็นวันหยุดอยู่แล้ว (วันมาฆบูชา)"),
        (date(2026, 3, 7), False, "เป็นวันหยุดอยู่แล้ว (วันเสาร์)"),
        (DAY, True, "เป็นวันทำการอยู่แล้ว"),
    ],
)
def test_what_is_so_anyway_is_refused(admin, day, is_worked, said):
    with pytest.raises(ValidationError) as refused:
        services.enter(day, **WORDS, by=admin, is_worked=is_worked)

    assert said in refused.value.messages[0]
    assert OffDay.objects.count() == 0


def test_a_day_entered_twice_is_refused_and_nothing_typed_is_lost(admin, client_of):
    client = client_of(admin)
    assert client.post(PAGE, form()).status_code == 302

    page = client.post(PAGE, form(name_th="วันหยุดอีกชื่อ")).content.decode()

    assert "มีผู้บันทึกไว้แล้ว (วันหยุดราชการกรณีพิเศษ โดย" in page
    assert "วันหยุดอีกชื่อ" in page
    assert OffDay.objects.count() == 1


def test_of_two_at_once_the_second_learns_who_was_first(admin, monkeypatch):
    services.enter(DAY, **WORDS, by=admin)
    monkeypatch.setattr(services, "why_not", lambda day, is_worked: "")  # asked a moment before

    with pytest.raises(ValidationError, match="มาลี"):
        services.enter(DAY, **WORDS, by=UserFactory(admin=True))


def test_deadlines_on_the_day_are_put_off_named_and_told(admin, client_of):
    round_ = RoundFactory(due_on=DAY, team__proposal__state=State.FOLLOW_UP)
    writer = MembershipFactory(agency=round_.team.proposal.lead_agency, can_submit=True).user
    raised = RaisedObstacle.objects.create(
        team=round_.team,
        kind="BUDGET",
        text_th="ก",
        wanted_th="ข",
        raised_by=writer,
        raised_at=clock.now(),
        asked_at=clock.now(),
        due_on=DAY,
    )
    other = RoundFactory(due_on=date(2026, 3, 4), team__proposal__state=State.FOLLOW_UP)

    made = services.enter(DAY, **WORDS, by=admin)

    for one, due_on in ((round_, date(2026, 3, 4)), (raised, date(2026, 3, 4))):
        one.refresh_from_db()
        assert one.due_on == due_on
        assert WORDS["name_th"] in [event.reason for event in timeline(one)]
    assert [one["about"].split(": ")[0] for one in made.moved] == [round_.team.proposal.code] * 2
    assert Message.objects.filter(address=writer.email, occasion__startswith="round-moved").exists()
    assert "round" not in str(timeline(other).values_list("verb", flat=True))
    page = client_of(admin).get(f"{PAGE}?year=2569").content.decode()
    assert f'href="{round_.get_absolute_url()}"' in page
    assert "คำตอบเรื่องอุปสรรค" in page


def test_what_is_past_moves_nothing(admin):
    late = RoundFactory(due_on=date(2026, 2, 9), team__proposal__state=State.FOLLOW_UP)

    made = services.enter(date(2026, 2, 9), **WORDS, by=admin)

    late.refresh_from_db()
    assert (late.due_on, made.moved) == (date(2026, 2, 9), [])


def test_a_process_knows_a_day_within_half_a_minute(admin, django_assert_num_queries):
    OffDay.objects.create(day=DAY, **WORDS, entered_by=admin, entered_at=clock.now())
    standing.forget()

    with django_assert_num_queries(1):
        assert [thai.is_working_day(DAY) for _each in range(3)] == [False] * 3


def test_the_office_reads_the_days_and_has_them_as_a_file(admin, client_of):
    services.remove(services.enter(DAY, **WORDS, by=admin), by=admin, reason="ยกเลิกมติ")
    officer = UserFactory(staff=True)

    page = client_of(officer).get(f"{PAGE}?year=2569").content.decode()
    parameters = {"of": "offdays", "year": "2569"}
    table = exports.table(ExportFactory(asked_by=officer, kind=exports.KIND, parameters=parameters))

    rows = {row[0]: row[1:] for row in table.rows}
    assert "วันมาฆบูชา" in page
    assert "ยกเลิกมติ" in page
    assert '<form class="panel-body' not in page  # entering is for the administrators
    assert rows[date(2026, 3, 3)][0] == "วันมาฆบูชา"
    assert rows[DAY][:2] == [WORDS["name_th"], "ยกเลิกแล้ว"]


def test_an_announced_day_of_a_call_stands_and_is_named(admin, client_of):
    """The last day of a call is moved by nobody but the office: it learns that it must decide."""
    soon = {"opens_at": clock.now(), "selection_due": date(2026, 4, 1)}
    call = CallFactory(closes_at=datetime(2026, 3, 3, tzinfo=BANGKOK), **soon)

    page = client_of(admin).post(PAGE, form(), follow=True).content.decode()

    assert OffDay.objects.get().moved == [
        {
            "about": f"{call}: วันสุดท้ายของการเปิดรับ",
            "url": reverse("proposals:call_settings", args=[call.fiscal_year]),
            "before": "2026-03-02",
            "after": "2026-03-02",
        }
    ]
    assert "ประกาศไว้ตรงกับวันนี้และยังไม่เลื่อน" in page
    assert "ประกาศไว้แล้ว ยังไม่เลื่อน โปรดพิจารณา" in page
    call.refresh_from_db()
    assert call.closes_at == datetime(2026, 3, 3, tzinfo=BANGKOK)
