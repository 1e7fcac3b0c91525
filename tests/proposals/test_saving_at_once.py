"""Many who write at the same moment: nothing that was typed is lost, nothing is overwritten."""

import pytest

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Edit, KeptText, Presence, Proposal, Receipt
from proposals.services import presence
from proposals.stamps import Sight
from proposals.states import State
from pyp_portal.history.services import timeline
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.test_races import together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
KEYS = (
    "impact",
    "innovation",
    "sustainability",
    "scale_out_potential",
    "past_efforts",
    "why_integration",
    "approach",
    "coi_note",
)


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


def saving(proposal, person, tab, **answers):
    return lambda: services.keep(proposal, answers, person, Sight(base=1, tab=tab))


def test_eight_writers_of_eight_fields_lose_nothing(proposal):
    people = [submitter(proposal) for _key in KEYS]

    outcomes = together(
        *[
            saving(proposal, person, f"tab{n}", **{KEYS[n]: f"ของคนที่ {n}"})
            for n, person in enumerate(people)
        ]
    )

    assert all(outcome.is_whole for outcome in outcomes)
    data = Proposal.objects.get().answers.data
    assert [data[key] for key in KEYS] == [f"ของคนที่ {n}" for n in range(8)]
    assert Proposal.objects.get().version == 9
    assert Edit.objects.count() == 8


def test_eight_writers_of_one_field_keep_eight_texts(proposal):
    people = [submitter(proposal) for _each in range(8)]

    outcomes = together(
        *[
            saving(proposal, person, f"tab{n}", impact=f"ของคนที่ {n}")
            for n, person in enumerate(people)
        ]
    )

    stands = Proposal.objects.get().answers.data["impact"]
    kept = list(KeptText.objects.values_list("value", flat=True))
    assert sorted([stands, *kept]) == [f"ของคนที่ {n}" for n in range(8)]
    assert sum(outcome.is_whole for outcome in outcomes) == 1
    assert {c.theirs for outcome in outcomes for c in outcome.clashes} == {stands}


def test_saves_of_one_tab_that_cross_each_other_end_with_the_newest(proposal):
    person = submitter(proposal)

    together(
        *[
            lambda turn=turn: services.keep(
                proposal,
                {"impact": f"ครั้งที่ {turn}"},
                person,
                Sight(base=1, tab="a", turn=turn),
            )
            for turn in range(1, 9)
        ]
    )

    assert Proposal.objects.get().answers.data["impact"] == "ครั้งที่ 8"
    assert not KeptText.objects.exists()


def test_of_saving_and_submitting_one_wins_and_no_text_is_lost(proposal):
    person, colleague = submitter(proposal), submitter(proposal)

    saved, sent = together(
        saving(proposal, person, "a", impact="พิมพ์พร้อมกัน"),
        lambda: services.submit(proposal, colleague, key="form", version=1),
    )

    fresh = Proposal.objects.get()
    if saved.is_whole:  # then the page of who wanted to submit was an old one
        assert isinstance(sent, MoveRefused)
        assert (fresh.state, fresh.answers.data["impact"]) == (State.DRAFT, "พิมพ์พร้อมกัน")
        assert not Receipt.objects.exists()
    else:
        assert fresh.state == State.SUBMITTED
        assert str(colleague) in saved.refusal.sentence
        assert KeptText.objects.get().value == "พิมพ์พร้อมกัน"
        answers = Receipt.objects.get().revision.content["answers"]
        assert answers.get("impact") == fresh.answers.data.get("impact") is None
    assert timeline(proposal).count() == 1


def test_two_polls_of_one_tab_make_one_row(proposal):
    person = submitter(proposal)

    together(*[lambda: presence.be_here(proposal, 6, person, "a")] * 4)

    assert Presence.objects.count() == 1
