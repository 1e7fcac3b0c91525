"""A year is opened like another in one act: all its settings, and none of its people."""

from datetime import date

import pytest

from cohorts.models import Cohort, Participant, Team
from proposals.grounds import MoveRefused
from proposals.models import Call, Proposal
from proposals.services import setting_up
from pyp_portal import thai
from pyp_portal.history.services import latest, timeline
from pyp_portal.offdays import standing
from pyp_portal.offdays.services import enter
from pyp_portal.papers.models import Wording
from pyp_portal.years import dating, opening
from pyp_portal.years.opening import YearRefused, open_year
from selection.models import Seat, SelectionPlan
from selection.services import cloning as plans
from selection.services.accepting import publish_terms, terms_of
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory
from tests.factories.selection import plan_of
from tests.factories.workshops import WorkshopFactory
from tests.years.lived import DAYS, at, people, year_2568

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _june(at):
    at("2025-06-15 10:00")


@pytest.fixture
def source():
    return year_2568()


@pytest.fixture
def admin():
    return UserFactory(admin=True)


def counts():
    return [kind.objects.count() for kind in (Proposal, Seat, Participant, Team)]


def test_all_settings_go_along_and_nobody_does(source, admin):
    publish_terms(source.selection_plan, "ข้อตกลงของปีนี้ " * 20)
    Wording.objects.create(
        year=2568, document="call-announcement", version=1, parts={"title": "ก"},
        written_at=at(2025, 1, 1),
    )  # fmt: skip
    people(source)
    before, documents = counts(), list(source.documents.filter(title_th__startswith="คู่มือ"))

    call = open_year(source, 2569, DAYS, by=admin, documents=documents, with_timetable=True)

    source = Call.objects.get(pk=source.pk)
    assert setting_up.settings_of(call, setting_up.OWN) == setting_up.settings_of(
        source, setting_up.OWN
    )
    assert [*call.policy_schemes.all()] == [*source.policy_schemes.all()]
    assert [(one.title_th, one.file_id) for one in call.documents.all()] == [
        (documents[0].title_th, documents[0].file_id)
    ]
    old, new = source.selection_plan, call.selection_plan
    assert plans.settings_of(new, plans.OWN) == plans.settings_of(old, plans.OWN)
    assert rubric(new) == rubric(old)
    assert len(rubric(new)) == 12
    assert terms_of(new).text_th == terms_of(old).text_th
    assert not hasattr(new, "committee")
    assert (call.cohort.follow_up_months, call.cohort.tiers.count()) == ([3, 9], 4)
    assert [one.parts for one in Wording.objects.filter(year=2569)] == [{"title": "ก"}]
    assert (call.last_number, call.last_receipt, counts()) == (0, 0, before)
    event = latest(call, "year_opened")
    assert (event.by, event.data) == (admin, {"like": 2568, "documents": 1})


def rubric(plan):
    rows = [one for part in plan.rubrics.all() for one in part.criteria.all()]
    return [(one.rubric.stage, plans.settings_of(one, {"id", "rubric"})) for one in rows]


def test_days_are_those_that_were_chosen_at_the_hours_of_the_other_year(source, admin):
    days = DAYS | {"endorsement_on": date(2026, 1, 9)}

    call = open_year(source, 2569, days, by=admin, with_timetable=True)

    assert (call.opens_at, call.closes_at, call.endorsement_due) == (
        at(2025, 12, 2), at(2026, 1, 7), at(2026, 1, 10),
    )  # fmt: skip
    assert call.name_th == "การเปิดรับข้อเสนอ พ.ศ. 2569"
    assert (call.selection_due, call.lab_starts_on) == (date(2026, 2, 27), date(2026, 3, 2))
    assert call.selection_plan.reserve_valid_until == date(2026, 6, 30)
    assert (call.cohort.lab_starts_on, call.cohort.presentation_to) == (
        date(2026, 3, 2), date(2026, 8, 31),
    )  # fmt: skip
    # 9 May 2569 is a Saturday.
    workshop = call.cohort.workshops.get()
    assert workshop.held_on == thai.next_working_day(date(2026, 5, 9))
    assert (workshop.place_th, workshop.link, workshop.places.count()) == ("", "", 0)
    assert [tier.key for tier in workshop.invited.all()] == [
        tier.key for tier in source.cohort.workshops.get().invited.all()
    ]


def test_training_days_that_follow_on_each_other_never_fall_on_one_day(source, admin):
    cohort = source.cohort  # its day is 9 May, a Saturday a year later
    days = [cohort.workshops.get().held_on, date(2025, 5, 10), date(2025, 5, 12)]
    for day in (*days[1:], days[0]):  # the last one beside the first, on its day
        WorkshopFactory(cohort=cohort, held_on=day)

    call = open_year(source, 2569, DAYS, by=admin, with_timetable=True)

    found = sorted(call.cohort.workshops.values_list("held_on", flat=True))
    assert found[0] == found[1] == thai.next_working_day(date(2026, 5, 9))
    assert found[1] < found[2] < found[3]
    assert [thai.is_working_day(day) for day in found] == [True] * 4


def test_the_timetable_stays_behind_unless_asked_for(source, admin):
    call = open_year(source, 2569, DAYS, by=admin)

    assert call.cohort.workshops.count() == call.documents.count() == 0


@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        ({"closes_on": date(2025, 12, 1)}, "closes_on", "อยู่ก่อน"),
        ({"selection_due": date(2026, 1, 5)}, "selection_due", "อยู่ก่อน"),
        ({"lab_ends_on": date(2026, 2, 27)}, "lab_ends_on", "อยู่ก่อน"),
        ({"reserve_valid_until": date(2026, 2, 1)}, "reserve_valid_until", "อยู่ก่อน"),
        ({"follow_up_starts_on": date(2026, 8, 15)}, "follow_up_starts_on", "อยู่ก่อน"),
        ({"opens_on": date(2025, 6, 15)}, "opens_on", "หลังจากวันนี้"),
        ({"lab_starts_on": None}, "lab_starts_on", "ระบุวันนี้"),
    ],
)
def test_days_out_of_order_open_nothing(source, admin, change, name, said):
    with pytest.raises(YearRefused) as refused:
        open_year(source, 2569, DAYS | change, by=admin)

    assert said in dict(refused.value.faults)[name]
    assert Call.objects.count() == 1


def test_on_one_day_the_hours_of_the_other_year_decide(source, admin):
    Call.objects.update(opens_at=at(2024, 12, 2, 13), closes_at=at(2025, 1, 6, 12))

    with pytest.raises(YearRefused) as refused:
        open_year(source, 2569, DAYS | {"opens_on": date(2026, 1, 6)}, by=admin)
    assert "ปิดก่อนเปิด" in dict(refused.value.faults)["closes_on"]


def test_a_year_that_is_open_is_not_opened_again(source, admin):
    open_year(source, 2569, DAYS, by=admin)

    with pytest.raises(YearRefused, match="ไปแล้ว"):
        open_year(source, 2569, DAYS, by=admin)
    with pytest.raises(YearRefused, match="ปีใหม่ต้องอยู่หลังปี"):
        open_year(source, 2567, DAYS, by=admin)


def test_a_year_that_is_not_whole_is_no_pattern(admin):
    bare = CallFactory(fiscal_year=2567)

    with pytest.raises(YearRefused) as refused:
        open_year(bare, 2569, DAYS, by=admin)
    assert "ยังไม่ได้เปิดการคัดเลือกของปี 2567" in refused.value.sentence
    assert "ยังไม่ได้เปิดรุ่นของปี 2567" in refused.value.sentence

    plan_of(bare)
    assert len(list(opening.lacking(Call.objects.get(pk=bare.pk)))) == 1


def test_what_fails_half_way_leaves_nothing(source, admin, monkeypatch):
    """One transaction: without its cohort the year has no call and no plan either."""
    monkeypatch.setattr(opening, "clone_cohort", refuse)

    with pytest.raises(MoveRefused):
        open_year(source, 2569, DAYS, by=admin)

    assert [kind.objects.count() for kind in (Call, SelectionPlan, Cohort)] == [1, 1, 1]
    assert "year_opened" not in [event.verb for event in timeline(source)]


def refuse(*_args, **_words):
    raise MoveRefused("ไม่ได้")


def test_a_day_that_the_office_closed_is_told_by_its_name(admin):
    standing.forget()
    enter(date(2025, 12, 2), name_th="วันหยุดพิเศษ", source="มติคณะรัฐมนตรี", by=admin)

    found = dating.days_off(DAYS | {"lab_starts_on": date(2026, 3, 1)})

    assert [(day.day, name) for _label, day, name in found] == [
        (2, "วันหยุดพิเศษ"), (1, "วันอาทิตย์"),
    ]  # fmt: skip


def test_days_move_to_the_same_day_of_a_working_year():
    days = dating.moved_all({"a": date(2024, 2, 29), "b": date(2025, 3, 1), "c": None}, 1)

    assert days == {"a": date(2025, 2, 28), "b": date(2026, 3, 2), "c": None}
    assert dating.moved(date(2024, 12, 31), 1) == date(2026, 1, 5)  # New Year and its holidays
