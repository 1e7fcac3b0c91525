"""The rubric of a year, written by the office until its sheets are given out."""

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused, ReasonNeeded, StaleVersion
from proposals.states import State
from pyp_portal.history.services import latest
from selection.models import SelectionPlan
from selection.services import rewriting, sheets
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import DUE, CommitteeFactory, SeatFactory, plan_of

pytestmark = pytest.mark.django_db
REASON = "ปรับตามมติคณะกรรมการ"
PAGE = reverse("selection:rubric", args=[2568])


@pytest.fixture
def plan(at):
    at("2024-11-20 09:00")
    return plan_of()


@pytest.fixture
def admin():
    return UserFactory(admin=True)


def doc(plan):
    return plan.rubrics.select_related("plan__call").get(stage="doc")


def words_of(rubric):
    return {
        one.code: {name: getattr(one, name) for name in rewriting.WORDS}
        for one in rubric.criteria.all()
    }


def rewrite(plan, by, change, floors=("D2", "D3"), **more):
    words = words_of(doc(plan))
    for code, changed in change.items():
        words[code] |= changed
    return rewriting.rewrite_rubric(doc(plan), words, list(floors), by=by, **more)


def form_of(rubric, **changed):
    """The page as it is sent."""
    sent = {"seen": rewriting.mark_of(rubric)}
    for code, row in words_of(rubric).items():
        sent |= {f"{code}-{name}": row[name] for name in ("label_th", "label_en", "weight")}
        sent |= {f"{code}-anchor_{n}": text for n, text in enumerate(row["anchors"], 1)}
    return sent | {"D2-has_floor": "on", "D3-has_floor": "on"} | changed


def test_an_administrator_writes_words_and_weights(plan, admin, client_of):
    before = words_of(doc(plan))
    weights = {"D1-weight": before["D1"]["weight"] - 2, "D2-weight": before["D2"]["weight"] + 2}
    changed = form_of(doc(plan), **weights, **{"D1-anchor_5": "ชัดเจนครบทุกด้าน"})
    changed.pop("D3-has_floor")

    assert client_of(admin).post(PAGE, changed).status_code == 302

    after = words_of(doc(plan))
    assert after["D1"]["anchors"][4] == "ชัดเจนครบทุกด้าน"
    assert after["D2"]["weight"] == before["D2"]["weight"] + 2
    assert {code for code in after if after[code] != before[code]} == {"D1", "D2"}
    plan = SelectionPlan.objects.get()
    assert plan.floor_criteria == ["D2", "P3"]  # the pitch keeps its own
    event = latest(plan, "rubric rewritten")
    assert (event.by, set(event.data["changed"]), event.data["stage"]) == (
        admin,
        {"D1", "D2"},
        "doc",
    )


def test_weights_that_do_not_sum_to_100_change_nothing(plan, admin, client_of):
    page = client_of(admin).post(
        PAGE, form_of(doc(plan), **{"D1-weight": "1", "D1-label_th": "ใหม่"})
    )

    assert "น้ำหนักรวมต้องเท่ากับ 100" in page.content.decode()
    assert page.context["form"].criteria[0]["label_th"].value() == "ใหม่"
    assert words_of(doc(plan))["D1"]["label_th"] != "ใหม่"


def test_after_the_call_has_opened_a_change_has_a_reason(plan, admin, at):
    at("2024-12-10 09:00")

    with pytest.raises(ReasonNeeded):
        rewrite(plan, admin, {"D1": {"label_th": "ใหม่"}})
    rewrite(plan, admin, {"D1": {"label_th": "ใหม่"}}, reason=REASON)
    assert latest(plan, "rubric rewritten").detail.reason == REASON


def test_saved_as_it_stands_nothing_is_written_down(plan, admin):
    rewrite(plan, admin, {})

    assert latest(plan, "rubric rewritten") is None


def test_once_sheets_are_given_out_the_rubric_stands(plan, admin, client_of):
    seat = SeatFactory(committee=CommitteeFactory(plan=plan))
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    sheets.open_doc_sheet(seat, proposal, DUE)

    with pytest.raises(MoveRefused, match="แจกแบบให้คะแนนแล้ว"):
        rewrite(plan, admin, {"D1": {"label_th": "ใหม่"}}, reason=REASON)
    page = client_of(admin).get(PAGE).content.decode()
    assert "แจกแบบให้คะแนนแล้ว" in page
    assert "บันทึกเกณฑ์" not in page
    assert not rewriting.is_in_use(plan.rubrics.select_related("plan").get(stage="pitch"))


def test_the_second_of_two_learns_of_the_first(plan, admin):
    seen = rewriting.mark_of(doc(plan))
    rewrite(plan, admin, {"D1": {"label_th": "ใหม่"}}, seen=seen)

    with pytest.raises(StaleVersion):
        rewrite(plan, admin, {"D1": {"label_th": "อีกชื่อ"}}, seen=seen)
