"""The page of a year: what stands, what waits for a look, what differs; and the form before it."""

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Call
from proposals.services import starting
from proposals.services.setting_up import change_call
from proposals.states import State
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.years import counting
from pyp_portal.years.changes import changes_of
from pyp_portal.years.comparing import side_by_side
from pyp_portal.years.line import Standing
from pyp_portal.years.lines import groups_of, look
from pyp_portal.years.opening import YearRefused, open_year
from pyp_portal.years.todo import years_to_prepare
from pyp_portal.years.whole import Whole, call_of
from selection.kinds import SeatRole
from selection.services import appoint
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.call_pages import CallDocumentFactory
from tests.factories.proposals import CallFactory, FormVersionFactory
from tests.factories.workshops import WorkshopFactory
from tests.years.lived import DAYS, year_2568

pytestmark = pytest.mark.django_db
PAGE = reverse("years:year", args=[2569])
OPEN = reverse("years:open")


@pytest.fixture(autouse=True)
def _june(at):
    at("2025-06-15 10:00")


@pytest.fixture
def admin():
    return UserFactory(admin=True, given_th="มาลี")


@pytest.fixture
def opened(admin):
    source = year_2568()
    documents = list(source.documents.all())
    return open_year(source, 2569, DAYS, by=admin, documents=documents, with_timetable=True)


def lines(user, year=2569):
    groups = groups_of(Whole(call_of(year)), user)
    return {line.key: line for group in groups for line in group.lines}


def standings(user, year=2569):
    return {key: line.standing.name for key, line in lines(user, year).items()}


def test_what_was_taken_over_waits_for_a_look_and_what_is_missing_for_its_makers(opened, admin):
    UserFactory(staff=True)  # and nobody is director

    assert standings(admin) == {
        "days": "SET", "limits": "INHERITED", "kinds": "INHERITED", "form": "INHERITED",
        "policies": "INHERITED", "themes": "INHERITED", "documents": "LOOK",
        "briefings": "LOOK", "announcement": "MISSING",
        "plan": "INHERITED", "rules": "INHERITED", "rubric": "INHERITED", "terms": "INHERITED",
        "committee": "MISSING",
        "cohort": "INHERITED", "tiers": "INHERITED", "workshops": "LOOK",
        "papers": "INHERITED", "letters": "INHERITED", "office": "LOOK",
        "holidays": "INHERITED", "agencies": "INHERITED", "roles": "MISSING",
    }  # fmt: skip


def test_a_line_ticks_itself_when_its_setting_is_changed_or_made(opened, admin):
    change_call(opened, by=admin, max_per_agency=4, schemes=list(opened.policy_schemes.all()))
    appoint(
        opened.selection_plan,
        number="1/2569",
        date=DAYS["opens_on"],
        signed_by=UserFactory(director=True),
        members=[{"user": UserFactory(), "seat_no": 1, "role": SeatRole.CHAIR}],
    )

    found = standings(admin)

    assert (found["limits"], found["committee"], found["kinds"]) == ("SET", "SET", "INHERITED")


def test_a_newer_form_and_a_title_of_last_year_are_pointed_out(opened, admin):
    FormVersionFactory(published=True)
    found = lines(admin)

    assert [*found["form"].doubts] == ["มีฉบับที่ 2 ที่ประกาศใช้ใหม่กว่า"]
    assert [*found["documents"].doubts] == ["“แบบฟอร์ม ปี 2568” ยังระบุปีเดิม"]
    assert found["workshops"].doubts == ("มี 1 วันที่ยังไม่ได้ระบุสถานที่",)


def test_a_look_counts_until_the_setting_changes(opened, admin):
    mark = lines(admin)["limits"].mark
    look(opened, "limits", mark=mark, by=admin)
    look(opened, "limits", mark=mark, by=UserFactory(admin=True))  # noted already

    line = lines(admin)["limits"]
    assert (line.standing, line.looked.by) == (Standing.SET, admin)
    assert [e.verb for e in timeline(opened)].count("year_looked_at") == 1

    change_call(opened, by=admin, max_per_agency=4)
    change_call(opened, by=admin, max_per_agency=3)  # as it was taken over, once more
    change_call(
        Call.objects.get(fiscal_year=2568), by=admin, reason="ปรับตามมติที่ประชุม", max_per_agency=5
    )
    assert standings(admin)["limits"] == "SET"  # it differs from the other year now


def task_of(user):
    return next((todo for todo in waiting_for(user) if todo.room == "years"), None)


def test_who_prepares_the_year_has_a_task_until_the_call_opens(opened, admin, at):
    left = sum(line.standing != Standing.SET for line in lines(admin).values())
    uncounted = task_of(admin)
    assert counting.count_ahead() == {2569: left}

    task = task_of(admin)

    assert uncounted.title == "เตรียมปีงบประมาณ พ.ศ. 2569"
    assert task.title == f"เตรียมปีงบประมาณ พ.ศ. 2569: เหลือ {left} รายการ"
    assert (task.url, task.due) == (PAGE, opened.opens_at)
    assert "years" not in {todo.room for todo in waiting_for(UserFactory(auditor=True))}
    at("2025-12-02 09:00")
    assert "years" not in {todo.room for todo in waiting_for(admin)}


def test_home_asks_twice_for_the_years_however_much_is_left(
    opened, admin, client_of, django_assert_max_num_queries
):
    """The page of the year counts anew; once nothing is left there is nothing to do."""
    client_of(admin).get(PAGE)
    known = counting.left([2569])

    with django_assert_max_num_queries(2):
        [todo] = years_to_prepare(counting.ahead())

    assert f"เหลือ {known[2569]} รายการ" in todo.title
    counting.keep(2569, [])
    assert task_of(admin) is None


def test_a_look_is_not_enough_for_what_is_missing_nor_for_what_has_changed(opened, admin):
    with pytest.raises(MoveRefused, match="ยังขาดอยู่"):
        look(opened, "committee", mark=lines(admin)["committee"].mark, by=admin)
    stale = lines(admin)["limits"].mark
    change_call(opened, by=admin, max_per_agency=4)
    for key, mark in (("limits", stale), ("nothing", stale)):
        with pytest.raises(StaleVersion):
            look(opened, key, mark=mark, by=admin)


def test_two_years_side_by_side(opened, admin):
    change_call(opened, by=admin, max_per_agency=4)
    now = Whole(call_of(2569))

    parts = {part.key: part for part in side_by_side(now.before, now)}

    rows = {row.label: (row.before, row.now) for row in parts["call"].differing}
    assert rows["ข้อเสนอต่อหน่วยงานไม่เกิน (เรื่อง)"] == ("3", "4")
    assert rows["วันสุดท้ายของการเปิดรับ"] == (
        "6\xa0ม.ค.\xa02568 23.59\xa0น.",
        "6\xa0ม.ค.\xa02569 23.59\xa0น.",
    )
    assert "จำนวนวันที่ให้แก้ไข" not in rows
    assert (parts["rubric"].differing, len(parts["rubric"].same)) == ([], 24)
    assert [row.before for row in parts["plan"].differing] == ["30\xa0มิถุนายน\xa02568"]


def test_the_page_shows_it_to_the_office_and_takes_a_look(opened, admin, client_of):
    client = client_of(admin)
    page = client.get(PAGE).content.decode()
    assert "เปิดโดยใช้ปี 2568 เป็นต้นแบบ" in page
    assert f'href="{reverse("proposals:call_settings", args=[2569])}"' in page
    assert reverse("cohorts:settings", args=[2569]) not in page  # an officer's

    line = lines(admin)["kinds"]
    client.post(reverse("years:look", args=[2569]), {"line": "kinds", "mark": line.mark})
    assert "ตรวจแล้วโดย นางสาวมาลี" in client.get(PAGE).content.decode()
    again = client.post(
        reverse("years:look", args=[2569]), {"line": "kinds", "mark": "x"}, follow=True
    )
    assert "ค่านี้เปลี่ยนไปแล้วระหว่างนั้น" in again.content.decode()
    auditor = client_of(UserFactory(auditor=True)).get(PAGE).content.decode()
    assert "ตรวจแล้ว ใช้ตามนี้" not in auditor
    assert OPEN not in auditor


def test_who_set_what_and_why_stands_below(opened, admin, at):
    at("2025-12-10 09:00")
    change_call(opened, by=admin, reason="ปรับตามมติที่ประชุม", max_per_agency=4, name_th="ชื่อใหม่")

    newest, *others = changes_of(Whole(call_of(2569)))

    assert (str(newest.said), newest.event.by) == ("แก้ไขการตั้งค่า", admin)
    assert newest.event.detail.reason == "ปรับตามมติที่ประชุม"
    assert set(newest.parts) == {"ข้อเสนอต่อหน่วยงานไม่เกิน (เรื่อง): 3 → 4", "ชื่อการเปิดรับ"}
    assert {str(one.said) for one in others} == {
        "เปิดปีงบประมาณ", "เปิดการคัดเลือก", "เปิดรุ่น", "ประกาศใช้ข้อตกลง", "นำการตั้งค่าของปีอื่นมาใช้",
    }  # fmt: skip


def test_a_year_that_was_opened_so_takes_proposals_on_its_day(opened, at):
    """By its own numbers and limits, and the practice of the call before it goes on no more."""
    at("2025-12-02 08:00")
    member = MembershipFactory(agency__type="SAO", can_edit=True)
    assert Call.objects.current() == opened

    proposal = starting.start(opened, member.agency, member.user)

    assert (proposal.code, proposal.state, opened.is_open) == ("P69-0001", State.DRAFT, True)
    with pytest.raises(YearRefused, match="หลังจากวันนี้"):
        open_year(opened, 2570, DAYS, by=member.user)


def test_the_page_of_a_year_asks_no_more_for_more_of_anything(
    opened, admin, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(admin)
    with django_assert_max_num_queries(50) as first:
        client.get(PAGE)
    for number in range(3):
        change_call(opened, by=admin, max_per_agency=number + 5)
        CallDocumentFactory(call=opened, title_th=f"เอกสาร {number}")
        WorkshopFactory(cohort=opened.cohort)
    with django_assert_num_queries(len(first)):
        client.get(PAGE)


def test_a_year_without_plan_and_cohort_says_so(admin, client_of):
    CallFactory()
    found = lines(admin, 2568)

    assert (found["plan"].lacks, found["cohort"].lacks) == ("ยังไม่ได้เปิดการคัดเลือก", "ยังไม่ได้เปิดรุ่น")
    assert client_of(admin).get(reverse("years:year")).status_code == 200
    assert client_of(admin).get(PAGE).status_code == 404


def typed(**changed):
    """The form as it is sent, with the days of ``DAYS``."""
    form = {"like": "2568", "year": "2569", "name_th": "การเปิดรับ 2569"}
    for name, day in DAYS.items():
        parts = (day.day, day.month, day.year + 543) if day else ("", "", "")
        form |= {f"{name}_{place}": part for place, part in enumerate(parts)}
    return form | changed


def test_the_form_shows_the_moved_days_and_opens_the_year(admin, client_of):
    source, client = year_2568(), client_of(admin)
    page = client.get(OPEN).content.decode()
    assert "ปีต้นแบบ: 6\N{NO-BREAK SPACE}มกราคม\N{NO-BREAK SPACE}2568" in page
    guide = source.documents.get(kind="guide")

    answer = client.post(OPEN, typed(documents=str(guide.uid), with_timetable="on"))

    assert answer.url == PAGE
    call = Call.objects.get(fiscal_year=2569)
    assert (call.name_th, call.documents.get().title_th) == ("การเปิดรับ 2569", guide.title_th)
    assert call.cohort.workshops.count() == 1


def test_what_is_refused_stands_beside_its_field_with_all_that_was_typed(admin, client_of):
    year_2568()
    client = client_of(admin)

    page = client.post(OPEN, typed(closes_on_2="2568", name_th="ชื่อที่พิมพ์ไว้")).content.decode()
    assert "“วันสุดท้ายของการเปิดรับ” อยู่ก่อน “" in page
    assert "ชื่อที่พิมพ์ไว้" in page
    assert "เปิดปีงบประมาณ พ.ศ. 2568 ไปแล้ว" in client.post(OPEN, typed(year="2568")).content.decode()
    assert Call.objects.count() == 1


def test_the_words_of_a_year_two_ahead_are_written_from_its_page(admin, client_of):
    CallFactory(fiscal_year=2570)
    client, found = client_of(admin), lines(admin, 2570)

    pages = [client.get(found[key].url) for key in ("papers", "letters")]
    beyond = client.get(reverse("papers:wording_of", args=[2571]))

    assert [page.context["year"] for page in pages] == [2570, 2570]
    assert [2570 in page.context["years"] for page in pages] == [True, True]
    assert beyond.status_code == 404
    assert lines(UserFactory(staff=True), 2570)["letters"].url == ""
