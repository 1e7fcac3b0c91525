"""Breaches: seventy-two hours from knowing, everybody told who must be, nothing taken back."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.privacy import breaching
from pyp_portal.privacy.models import Breach, Risk
from pyp_portal.reads import exports
from pyp_portal.reads.models import Read
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("privacy:breaches")
WORDS = {
    "happened": "ส่งรายชื่อผิดคน",
    "data_concerned": "รายชื่อผู้เข้าร่วม",
    "people": 40,
    "measures": "ขอให้ลบแล้ว",
}


@pytest.fixture(autouse=True)
def _winter(at):
    at("2026-02-20 09:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True, given_th="กานดา")


def entered(by, hours_ago=1, risk=Risk.RISK, **changed):
    found_at = clock.now() - timedelta(hours=hours_ago)
    return breaching.enter(by, found_at=found_at, risk=risk, **WORDS | changed)


def moment(prefix="", day=19, hour="15:30"):
    parts = {"day_0": day, "day_1": 2, "day_2": 2569, "hour": hour}
    return {f"{prefix}{name}": value for name, value in parts.items()}


def test_the_hours_run_from_the_moment_of_knowing(officer, client_of):
    client = client_of(officer)

    answer = client.post(PAGE, {**WORDS, "risk": "risk", **moment()})

    made = Breach.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert made.due_at - made.found_at == timedelta(hours=72)
    assert made.hours_left == 54
    assert "เหลืออีก 54 ชั่วโมง" in client.get(answer["Location"]).content.decode()
    assert [(e.verb, e.by) for e in timeline(made)] == [("entered", officer)]


def test_a_moment_to_come_is_refused_and_nothing_typed_is_lost(officer, client_of):
    page = client_of(officer).post(PAGE, {**WORDS, "risk": "risk", **moment(day=21)})

    assert "เวลานี้ยังมาไม่ถึง" in page.content.decode()
    assert WORDS["happened"] in page.content.decode()
    assert Breach.objects.count() == 0


@pytest.mark.parametrize(
    ("hours_ago", "risk", "said"),
    [
        (71, Risk.RISK, "รอแจ้งคณะกรรมการ"),
        (73, Risk.HIGH, "เลยกำหนด"),
        (73, Risk.NONE, "อยู่ระหว่างดำเนินการ"),
    ],
)
def test_its_state_is_said_by_risk_and_hours(officer, hours_ago, risk, said):
    assert str(entered(officer, hours_ago, risk).badge[2]) == said


@pytest.mark.postgres
def test_it_is_closed_once_everybody_was_told(officer):
    made = entered(officer, hours_ago=80, risk=Risk.HIGH)
    now = clock.now()

    with pytest.raises(Refused):
        breaching.close(made, by=officer, words="จบ")
    breaching.report(made, by=officer, at=now, words="หนังสือที่ 1 ช้าเพราะวันหยุด")
    with pytest.raises(Refused):
        breaching.close(made, by=officer, words="จบ")
    breaching.tell_people(made, by=officer, at=now, words="ทางอีเมล")
    closed = breaching.close(made, by=officer, words="อบรมแล้ว")

    assert (closed.closed_at, closed.closed_by) == (now, officer)
    events = timeline(made)
    assert [e.verb for e in events] == ["entered", "reported", "people told", "closed"]
    assert events[1].data == {"is_late": True}
    assert not closed.may_close


@pytest.mark.postgres
def test_what_was_noted_is_noted_once(officer):
    made = entered(officer)
    breaching.report(made, by=officer, at=clock.now(), words="หนังสือที่ 1")

    with pytest.raises(Refused) as refused:
        breaching.report(made, by=UserFactory(admin=True), at=clock.now(), words="อีกครั้ง")

    assert "กานดา" in refused.value.sentence
    made.refresh_from_db()
    assert made.reported_how == "หนังสือที่ 1"


@pytest.mark.postgres
@pytest.mark.parametrize("risk", [Risk.RISK, Risk.HIGH])
def test_the_database_closes_nothing_that_was_not_told(officer, risk):
    made = entered(officer, risk=risk)
    told = {"reported_at": clock.now()} if risk == Risk.HIGH else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.objects.filter(pk=made.pk).update(closed_at=clock.now(), **told)


def test_the_risk_is_assessed_anew_with_a_reason_and_what_it_was_stays(officer, client_of):
    made = entered(officer, risk=Risk.NONE)
    sent = {"act": "assess", "assess-risk": "high", "assess-people": "900"}
    client = client_of(officer)

    assert client.post(made.get_absolute_url(), sent).status_code == 200  # a reason is asked
    client.post(made.get_absolute_url(), {**sent, "assess-words": "มีเลขบัญชีด้วย"})

    made.refresh_from_db()
    assert (made.risk, made.people) == (Risk.HIGH, 900)
    assert made.must_report
    last = timeline(made).last()
    assert (last.verb, last.before, last.after, last.reason) == (
        "assessed",
        "none",
        "high",
        "มีเลขบัญชีด้วย",
    )
    assert "มีเลขบัญชีด้วย" in client.get(made.get_absolute_url()).content.decode()


def test_a_closed_one_is_not_assessed_anew(officer):
    made = entered(officer, risk=Risk.NONE)
    breaching.close(made, by=officer, words="จบ")

    with pytest.raises(Refused):
        breaching.assess(made, by=officer, risk=Risk.HIGH, people=1, words="อีกครั้ง")
    made.refresh_from_db()
    assert made.risk == Risk.NONE


def test_where_nobody_is_at_risk_it_is_closed_with_a_reason(officer):
    made = entered(officer, risk=Risk.NONE)

    assert breaching.close(made, by=officer, words="เข้ารหัสไว้").closed_with == "เข้ารหัสไว้"


def test_the_page_offers_what_is_to_be_done_to_who_may(officer, client_of):
    url = entered(officer, risk=Risk.HIGH).get_absolute_url()

    def offered(client):
        return re.findall(r'name="act" value="(\w+)"', client.get(url).content.decode())

    client = client_of(officer)
    assert offered(client) == ["report", "tell", "assess"]
    assert offered(client_of(UserFactory(auditor=True))) == []
    client.post(
        url, {"act": "report", "report-words": "หนังสือที่ 1", **moment("report-", 20, "08:30")}
    )
    client.post(url, {"act": "tell", "tell-words": "อีเมล", **moment("tell-", 20, "08:40")})
    assert offered(client) == ["assess", "close"]
    assert client.post(url, {"act": "close", "close-words": " "}).status_code == 200
    client.post(url, {"act": "close", "close-words": "อบรมแล้ว"})
    assert offered(client) == []


def test_it_stands_in_the_tasks_until_it_is_reported_and_reading_it_is_noted(officer, client_of):
    made = entered(officer)
    entered(officer, risk=Risk.NONE)

    def waits():
        return [line.url for line in waiting_for(officer) if line.room == "privacy"]

    assert waits() == [made.get_absolute_url()]
    breaching.report(made, by=officer, at=clock.now(), words="หนังสือที่ 1")
    assert waits() == []
    client_of(officer).get(made.get_absolute_url())
    assert list(Read.objects.values_list("what", flat=True)) == ["privacy:breach"]


def test_the_register_as_a_file(officer):
    made = entered(officer)
    export = ExportFactory(asked_by=officer, kind=exports.KIND, parameters={"of": "breaches"})

    (row,) = exports.table(export).rows

    assert row[:4] == [made.found_at, "ส่งรายชื่อผิดคน", "รายชื่อผู้เข้าร่วม", 40]


def test_three_breaches_cost_as_many_statements_as_one(
    officer, client_of, django_assert_max_num_queries
):
    client = client_of(officer)

    def cost():
        with django_assert_max_num_queries(60) as counted:
            assert client.get(PAGE).status_code == 200
        return len(counted.captured_queries)

    entered(officer)
    cost()  # what a process learns once
    one = cost()
    entered(officer)
    entered(officer)

    assert cost() == one
