"""The verb that saves: what stands, what clashes, what is kept, and the traces of it all."""

from datetime import timedelta

import pytest

from proposals import services, tasks
from proposals.models import Answers, Edit, KeptText, Proposal
from proposals.services import finding
from proposals.stamps import Sight, Stamp
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.search.services import matching
from tests.factories.accounts import UserFactory
from tests.factories.answers import PARTNERS
from tests.factories.proposals import ProposalFactory, complete_proposal, submitter

pytestmark = pytest.mark.django_db
ROW = {"group_th": "เยาวชน", "count": 120, "unit_th": "คน"}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


@pytest.fixture
def noi(proposal):
    return submitter(proposal)


def page(tab, base=1, **more):
    return Sight(base=base, tab=tab, **more)


def stands(key):
    return Proposal.objects.get().answered().get(key)


def names(clashes):
    return [clash.question.name for clash in clashes]


# --- Two at once ------------------------------------------------------------------------


def test_fields_of_two_people_meet_without_a_clash(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)

    outcome = services.keep(proposal, {"innovation": "ของน้อย"}, noi, page("b"), step=6)

    assert outcome.is_whole
    assert (stands("impact"), stands("innovation")) == ("ของนิ่ม", "ของน้อย")


def test_the_second_of_one_field_gets_both_texts_and_overwrites_nothing(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)

    sent = {"impact": "ของน้อย", "innovation": "ช่องอื่น"}
    outcome = services.keep(proposal, sent, noi, page("b"), step=6)

    [clash] = outcome.clashes
    assert (clash.question.name, clash.mine, clash.theirs) == ("impact", "ของน้อย", "ของนิ่ม")
    assert clash.stamp.by == nim.pk
    assert (stands("impact"), stands("innovation")) == ("ของนิ่ม", "ช่องอื่น")
    kept = KeptText.objects.get()
    assert (kept.value, kept.by, kept.question) == ("ของน้อย", noi, "impact")
    assert kept.expires_at == clock.now() + timedelta(days=30)


def test_rows_clash_as_a_whole(proposal, nim, noi):
    services.keep(proposal, {"target_group": [ROW]}, nim, page("a"), step=3)

    outcome = services.keep(proposal, {"target_group": []}, noi, page("b"), step=3)

    assert names(outcome.clashes) == ["target_group"]
    assert stands("target_group") == [ROW]


def test_partners_clash_too_though_they_have_rows_of_their_own(proposal, nim, noi):
    services.keep(proposal, {"partners": PARTNERS[:1]}, nim, page("a"), step=5)

    outcome = services.keep(proposal, {"partners": PARTNERS[1:]}, noi, page("b"), step=5)

    assert names(outcome.clashes) == ["partners"]
    assert [row["name_th"] for row in stands("partners")] == [PARTNERS[0]["name_th"]]


def test_parts_of_one_answer_are_questions_of_their_own(proposal, nim, noi):
    services.keep(proposal, {"issue_status": {"value": "FOLLOW_UP"}}, nim, page("a"), step=2)

    outcome = services.keep(proposal, {"issue_status": {"text": "ต่อยอด"}}, noi, page("b"), step=2)

    assert outcome.is_whole
    assert stands("issue_status") == {"value": "FOLLOW_UP", "text": "ต่อยอด"}


def test_two_who_type_the_same_agree(proposal, nim, noi):
    services.keep(proposal, {"impact": "เหมือนกัน"}, nim, page("a"), step=6)

    outcome = services.keep(proposal, {"impact": "เหมือนกัน "}, noi, page("b"), step=6)

    assert outcome.is_whole
    assert Proposal.objects.get().version == 2


def test_typing_on_after_a_clash_keeps_the_newest_text_once(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    for text in ("ของน้อย", "ของน้อย และต่อ"):
        services.keep(proposal, {"impact": text}, noi, page("b"), step=6)

    assert KeptText.objects.get().value == "ของน้อย และต่อ"


def test_choosing_my_text_keeps_theirs(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "ของน้อย"}, noi, page("b"), step=6)

    chosen = page("b", seen={"impact": 2}, chosen=frozenset({"impact"}))
    outcome = services.keep(proposal, {"impact": "ของน้อย"}, noi, chosen, step=6)

    assert outcome.is_whole
    assert stands("impact") == "ของน้อย"
    kept = KeptText.objects.get()
    assert (kept.value, kept.by) == ("ของนิ่ม", nim)


def test_choosing_theirs_keeps_mine_as_it_was_last_typed(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "ของน้อย"}, noi, page("b"), step=6)

    given_up = page("b", yielded=frozenset({"impact"}))
    outcome = services.keep(proposal, {"impact": "ของน้อย ต่อ"}, noi, given_up, step=6)

    assert outcome.is_whole
    assert stands("impact") == "ของนิ่ม"
    assert KeptText.objects.get().value == "ของน้อย ต่อ"


def test_a_third_text_in_between_is_shown_before_mine_may_stand(proposal, nim, noi):
    services.keep(proposal, {"impact": "หนึ่ง"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "สอง"}, nim, page("a"), step=6)

    chosen = page("b", seen={"impact": 2}, chosen=frozenset({"impact"}))
    outcome = services.keep(proposal, {"impact": "ของน้อย"}, noi, chosen, step=6)

    assert [clash.theirs for clash in outcome.clashes] == ["สอง"]


# --- Rules between proposals, and acts in between ---------------------------------------


def test_a_doubled_title_is_told_and_the_rest_is_saved(proposal, nim):
    other = ProposalFactory(lead_agency=proposal.lead_agency, call=proposal.call)
    sent = {"title_th": other.title_th, "summary": "ยังบันทึกได้"}

    outcome = services.keep(proposal, sent, nim, page("a"), step=2)

    assert list(outcome.errors) == ["title_th"]
    kept = Proposal.objects.get(pk=proposal.pk)
    assert (kept.title_th, kept.answers.data["summary"]) == (proposal.title_th, "ยังบันทึกได้")


def test_what_comes_after_the_submission_is_kept_and_told(proposal, nim, noi):
    services.submit(proposal, noi)
    before = Proposal.objects.get().answers.data

    outcome = services.keep(proposal, {"impact": "ช้าไป"}, nim, page("a"), step=6)

    assert str(noi) in outcome.refusal.sentence
    assert Proposal.objects.get().answers.data == before
    assert KeptText.objects.get().value == "ช้าไป"


def test_after_the_submission_what_was_not_changed_is_not_kept(proposal, nim, noi):
    unchanged = {"innovation": stands("innovation")}
    services.submit(proposal, noi)

    services.keep(proposal, unchanged, nim, page("a"), step=6)

    assert not KeptText.objects.exists()


def test_a_returned_proposal_takes_the_named_questions_only(nim, proposal):
    returned = ProposalFactory(returned=True, lead_agency=proposal.lead_agency)
    officer = UserFactory(staff=True)
    letter = returned.returns.create(round_no=1, sent_at=clock.now(), written_by=officer)
    letter.items.create(question="F45")

    assert services.keep(returned, {"impact": "ตอบแล้ว"}, nim, page("a"), step=6).is_whole
    refused = services.keep(returned, {"innovation": "ไม่ได้ถาม"}, nim, page("a"), step=6)

    assert refused.refusal.sentence
    assert "innovation" not in Answers.objects.get(proposal=returned).data
    assert KeptText.objects.get().question == "innovation"


# --- Traces -------------------------------------------------------------------------------


def test_one_sitting_is_one_event_for_each_step(proposal, nim, noi, at):
    for minute in range(5):
        at(f"2024-12-20 10:{minute:02d}")
        services.keep(proposal, {"impact": f"ครั้งที่ {minute}"}, nim, page("a"), step=6)
    services.keep(proposal, {"past_efforts": "อีกขั้น"}, nim, page("c"), step=3)
    services.keep(proposal, {"innovation": "อีกคน"}, noi, page("b"), step=6)
    at("2024-12-20 10:40")
    services.keep(proposal, {"impact": "หลังพัก"}, nim, page("a", base=9), step=6)

    events = [(event.by, event.data["step"]) for event in timeline(proposal)]

    assert events == [(nim, 6), (nim, 3), (noi, 6), (nim, 6)]


def test_one_sitting_is_one_edit_from_the_first_text_to_the_last(proposal, nim, noi, at):
    for minute, text in enumerate(["ก", "กข", "กขค"]):
        at(f"2024-12-20 10:{minute:02d}")
        services.keep(proposal, {"impact": text}, nim, page("a"), step=6)
    at("2024-12-20 10:05")
    services.keep(proposal, {"impact": "น้อย"}, noi, page("b", base=9), step=6)
    services.keep(proposal, {"impact": "นิ่ม"}, nim, page("a", base=9), step=6)

    edits = [(edit.by, edit.before, edit.after) for edit in Edit.objects.all()]

    assert edits == [(nim, None, "กขค"), (noi, "กขค", "น้อย"), (nim, "น้อย", "นิ่ม")]
    first = Edit.objects.first()
    assert first.saved_at - first.started_at == timedelta(minutes=2)


def test_what_changes_nothing_leaves_no_trace(proposal, nim):
    services.keep(proposal, {"innovation": stands("innovation")}, nim, page("a"), step=6)

    assert not Edit.objects.exists()
    assert not timeline(proposal).exists()
    assert Proposal.objects.get().version == 1


def test_the_stamp_says_who_and_from_where(proposal, nim):
    services.keep(proposal, {"impact": "ก"}, nim, page("a", turn=4), step=6)

    stamp = Stamp.of(Answers.objects.get().stamps["impact"])

    assert (stamp.version, stamp.by, stamp.tab, stamp.turn) == (2, nim.pk, "a", 4)
    assert stamp.moment == clock.now()


def test_who_submits_an_old_page_is_told_who_wrote_last(proposal, nim, noi, at):
    services.keep(proposal, {"impact": "ก"}, nim, page("a"), step=6)
    at("2024-12-20 10:05")
    services.keep(proposal, {"innovation": "ข"}, noi, page("b"), step=6)
    at("2024-12-20 10:10")
    services.keep(proposal, {"impact": "กก"}, nim, page("a"), step=6)

    with pytest.raises(services.MoveRefused) as refused:
        services.submit(proposal, noi, version=2)

    assert str(nim) in refused.value.sentence
    assert "10.10" in refused.value.sentence


# --- Found again ----------------------------------------------------------------------------


def test_a_title_is_found_at_once_a_summary_within_a_minute(proposal, nim):
    services.keep(proposal, {"title_th": "จุดเดียวจบ"}, nim, page("a"), step=2)
    services.keep(proposal, {"summary": "ผักตบชวา"}, nim, page("a"), step=2)

    assert matching(Proposal.objects.all(), "จุดเดียวจบ").exists()
    assert not matching(Proposal.objects.all(), "ผักตบชวา").exists()
    tasks.renew_index()
    assert finding.reindex_due() == 0
    assert matching(Proposal.objects.all(), "ผักตบชวา").exists()


def test_what_nobody_searches_by_needs_no_index(proposal, nim):
    services.keep(proposal, {"impact": "ไม่ค้น"}, nim, page("a"), step=6)

    assert finding.reindex_due() == 0
