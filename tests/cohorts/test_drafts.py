"""The report while it is typed: nothing is lost, and nothing is overwritten unseen."""

import pytest

from cohorts import services
from cohorts.models import ReportDraft
from cohorts.services.drafting import MOST, draft_of, keep_draft, standing
from cohorts.services.prefilling import blank
from proposals.stamps import Sight, digest
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PilotTestFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_the_session(at):
    at("2025-08-29 15:00")


@pytest.fixture
def round_():
    return RoundFactory()


@pytest.fixture
def writer():
    return UserFactory()


def stands(round_):
    return standing(blank(round_), draft_of(round_))


def tab(name, base=0, turn=1, **more):
    return Sight(base=base, tab=name, turn=turn, **more)


def test_what_is_typed_is_kept_as_it_was_typed(round_, writer):
    kept = keep_draft(
        round_, {"overall": "GREEN", "spending_baht": "แปดแสน", "obstacles": ["BUDGET"]}, by=writer
    )

    assert kept.saved.keys() == {"overall", "spending_baht", "obstacles"}
    assert (kept.version, kept.clashes, kept.refusal) == (1, {}, "")
    found = stands(round_)
    assert (found["overall"], found["spending_baht"]) == ("GREEN", "แปดแสน")
    assert draft_of(round_).saved_by == writer


def test_a_second_field_leaves_the_first(round_, writer):
    keep_draft(round_, {"story_th": "ยายมะลิ"}, by=writer)

    keep_draft(round_, {"help_needed_th": "ขอเสาสัญญาณ"}, by=writer)

    found = stands(round_)
    assert (found["story_th"], found["help_needed_th"]) == ("ยายมะลิ", "ขอเสาสัญญาณ")


def test_what_stands_already_makes_no_draft(round_, writer):
    kept = keep_draft(round_, {"story_th": "", "obstacles": []}, by=writer)

    assert kept.saved == {"story_th": "", "obstacles": []}
    assert draft_of(round_) is None


def test_unknown_fields_are_left_out_and_long_ones_cut(round_, writer):
    kept = keep_draft(round_, {"accepted_at": "now", "story_th": "ก" * (MOST + 5)}, by=writer)

    assert kept.saved.keys() == {"story_th"}
    assert len(stands(round_)["story_th"]) == MOST


def test_two_people_at_once_see_both_texts(round_, writer):
    other = UserFactory()
    keep_draft(round_, {"story_th": "ของคนแรก"}, by=other, sight=tab("a"))

    kept = keep_draft(round_, {"story_th": "ของคนที่สอง"}, by=writer, sight=tab("b"))

    theirs, stamp = kept.clashes["story_th"]
    assert (theirs, stamp.by, kept.saved) == ("ของคนแรก", other.pk, {})
    assert stands(round_)["story_th"] == "ของคนแรก"


def test_whoever_has_chosen_is_followed(round_, writer):
    keep_draft(round_, {"story_th": "ของคนแรก"}, by=UserFactory(), sight=tab("a"))
    mine = tab("b", seen={"story_th": 1}, chosen=frozenset({"story_th"}))

    keep_draft(round_, {"story_th": "ของคนที่สอง"}, by=writer, sight=mine)

    assert stands(round_)["story_th"] == "ของคนที่สอง"
    theirs = tab("c", yielded=frozenset({"story_th"}))
    kept = keep_draft(round_, {"story_th": "ของคนที่สาม"}, by=UserFactory(), sight=theirs)
    assert (kept.saved, stands(round_)["story_th"]) == ({}, "ของคนที่สอง")


def test_a_field_that_the_page_never_changed_does_not_come_back(round_, writer):
    keep_draft(round_, {"story_th": "ใหม่"}, by=UserFactory(), sight=tab("a"))

    sight = tab("b", was={"story_th": digest("")})
    kept = keep_draft(round_, {"story_th": ""}, by=writer, sight=sight)

    assert (kept.saved, kept.clashes, stands(round_)["story_th"]) == ({}, {}, "ใหม่")


def test_a_late_message_of_the_same_tab_is_left_behind(round_, writer):
    keep_draft(round_, {"story_th": "ยาวกว่า"}, by=writer, sight=tab("a", turn=5))

    keep_draft(round_, {"story_th": "ยาว"}, by=writer, sight=tab("a", turn=4))

    assert stands(round_)["story_th"] == "ยาวกว่า"


def test_numbers_stay_with_the_figures_they_were_typed_for(round_, writer):
    test = PilotTestFactory(team=round_.team)
    metric = test.metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17
    )
    keep_draft(round_, {"indicators-0-value": "14", "story_th": "คงอยู่"}, by=writer)
    assert stands(round_)["indicators-0-value"] == "14"

    metric.indicator_th = "ผู้สูงอายุ"
    metric.save()

    assert stands(round_)["indicators-0-value"] == "17"
    assert stands(round_)["story_th"] == "คงอยู่"


def test_a_report_that_is_sent_needs_no_draft_and_takes_none(round_, writer):
    keep_draft(round_, {"story_th": "ยายมะลิ"}, by=writer)
    services.file_report(round_, by=writer, overall="GREEN")
    assert not ReportDraft.objects.exists()

    kept = keep_draft(round_, {"story_th": "อีกครั้ง"}, by=writer)

    assert (kept.saved, bool(kept.refusal), ReportDraft.objects.count()) == ({}, True, 0)


def test_a_save_that_the_sending_overtook_is_no_trouble(round_, writer):
    facts = {"overall": "GREEN", "story_th": "ยายมะลิ", "spending_baht": 80000}
    services.file_report(round_, by=writer, **facts)

    late = keep_draft(round_, {"story_th": "ยายมะลิ", "spending_baht": "80000"}, by=writer)

    assert (late.saved.keys(), late.refusal) == ({"story_th", "spending_baht"}, "")
    assert not ReportDraft.objects.exists()
