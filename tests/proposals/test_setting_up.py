"""The settings of a call: free until it opens, then only wider and with a reason."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused, ReasonNeeded, StaleVersion
from proposals.models import Call, PolicyItem, PolicyLink
from proposals.services.setting_up import change_call, mark_of
from pyp_portal.history.services import latest, timeline
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")
REASON = "ปรับตามมติที่ประชุมสำนักงาน"
DAYS = {
    "opens_on": (2, 12, 2567),
    "closes_on": (8, 1, 2568),
    "endorsement_on": (15, 1, 2568),
    "selection_due": (28, 2, 2568),
    "lab_starts_on": (1, 3, 2568),
    "lab_ends_on": (31, 8, 2568),
}


@pytest.fixture
def call(at):
    at("2024-11-20 09:00")
    return CallFactory(selection_due=date(2025, 2, 28))


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def page(call):
    return reverse("proposals:call_settings", args=[call.fiscal_year])


def typed(call, **changed):
    form = {
        "name_th": "การเปิดรับข้อเสนอ", "opens_hour": "8.30", "closes_hour": "16.30", "grace": "15",
        "max_per_agency": "4", "max_returns": "2", "revision_days": "10", "screening_days": "9",
        "schemes": ["NS", "URGENT-2566-09-11"], "seen": mark_of(call),
    }  # fmt: skip
    for name, parts in DAYS.items():
        form |= {f"{name}_{place}": part for place, part in enumerate(parts)}
    return form | changed


def test_before_it_opens_everything_is_set_on_one_page(call, officer, client_of):
    answer = client_of(officer).post(page(call), typed(call))

    assert answer.status_code == 302
    fresh = Call.objects.get()
    assert fresh.opens_at == datetime(2024, 12, 2, 8, 30, tzinfo=BANGKOK)
    assert fresh.closes_at == datetime(2025, 1, 8, 16, 31, tzinfo=BANGKOK)  # 16.30 counts whole
    assert fresh.endorsement_due == datetime(2025, 1, 16, tzinfo=BANGKOK)
    assert (fresh.grace, fresh.max_per_agency, fresh.screening_days) == (
        timedelta(minutes=15),
        4,
        9,
    )
    assert {one.code for one in fresh.policy_schemes.all()} == {"NS", "URGENT-2566-09-11"}
    changed = latest(fresh, "settings_changed").data["changed"]
    assert changed["max_per_agency"] == [5, 4]
    assert set(changed) == {
        "name_th", "opens_at", "closes_at", "endorsement_due", "grace", "max_per_agency",
        "max_returns", "revision_days", "screening_days", "policy_schemes",
    }  # fmt: skip


def test_what_the_page_shows_saved_again_changes_nothing(call, officer, client_of):
    client = client_of(officer)
    shown = client.get(page(call)).context["form"]
    sent = {}
    for bound in shown:
        value = bound.value()
        if isinstance(value, date):
            parts = (value.day, value.month, value.year + 543)
            sent |= {f"{bound.name}_{place}": part for place, part in enumerate(parts)}
        elif value is not None and value is not False:
            sent[bound.name] = value

    assert client.post(page(call), sent).status_code == 302
    assert list(timeline(call)) == []


def test_days_out_of_order_stand_beside_their_field(call, officer, client_of):
    wrong = typed(call, closes_on_2="2567", max_per_agency="7")

    shown = client_of(officer).post(page(call), wrong)

    assert "อยู่ก่อน" in shown.context["form"].errors["closes_on"][0]
    assert shown.context["form"]["max_per_agency"].value() == "7"


def test_on_one_day_the_hours_decide(call, officer, client_of):
    opens = {"opens_on_0": "8", "opens_on_1": "1", "opens_on_2": "2568", "opens_hour": "16.31"}

    shown = client_of(officer).post(page(call), typed(call, **opens))

    assert "ปิดก่อนเปิด" in shown.context["form"].errors["closes_hour"][0]
    assert client_of(officer).post(page(call), typed(call, **opens | {"opens_hour": "16.30"})).url


def test_the_endorsement_may_come_later_once_the_call_is_open(call, officer, at):
    at("2024-12-10 09:00")
    due = datetime(2025, 1, 20, tzinfo=BANGKOK)

    change_call(call, by=officer, reason=REASON, endorsement_due=due)

    assert Call.objects.get().endorsement_due == due


def test_once_open_the_window_is_not_asked_for_and_a_change_has_a_reason(
    call, officer, client_of, at
):
    at("2024-12-10 09:00")
    client = client_of(officer)
    shown = client.get(page(call)).context["form"]
    assert {"opens_on", "closes_on", "grace"} & set(shown.fields) == set()
    wider = typed(
        call, max_per_agency="6", schemes=["NS", "MP", "NESDP13", "SDG", "URGENT-2567-09-12"]
    )

    refused = client.post(page(call), wider)
    assert "10" in refused.context["form"].non_field_errors()[0]
    assert client.post(page(call), wider | {"reason": REASON}).status_code == 302
    assert Call.objects.get().max_per_agency == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"closes_at": datetime(2025, 2, 1, tzinfo=BANGKOK)}, "ขยายเวลา"),
        ({"max_per_agency": 2}, "ลดไม่ได้"),
        ({"revision_days": 1}, "ลดไม่ได้"),
        ({"endorsement_due": datetime(2025, 1, 9, tzinfo=BANGKOK)}, "ลดไม่ได้"),
        ({"endorsement_due": None}, "ลดไม่ได้"),
    ],
)
def test_nobody_who_writes_is_given_less(call, officer, at, change, said):
    at("2024-12-10 09:00")
    call.endorsement_due = datetime(2025, 1, 10, tzinfo=BANGKOK)
    call.save()

    with pytest.raises(MoveRefused, match=said):
        change_call(call, by=officer, reason=REASON, **change)
    with pytest.raises(ReasonNeeded):
        change_call(call, by=officer, max_per_agency=9)


def test_a_list_from_which_somebody_chose_stays(call, officer):
    proposal = ProposalFactory(call=call)
    PolicyLink.objects.create(proposal=proposal, item=PolicyItem.objects.get(code="NS-1"))
    others = list(call.policy_schemes.exclude(code="NS"))

    with pytest.raises(MoveRefused, match="ยุทธศาสตร์ชาติ"):
        change_call(call, by=officer, schemes=others)
    change_call(
        call, by=officer, schemes=[one for one in call.policy_schemes.all() if one.code != "SDG"]
    )

    assert call.policy_schemes.count() == 4


def test_the_second_of_two_learns_of_the_first(call, officer):
    seen = mark_of(call)
    change_call(call, by=officer, seen=seen, max_per_agency=6)

    with pytest.raises(StaleVersion):
        change_call(call, by=officer, seen=seen, max_per_agency=7)
