"""Citizens without an account: opinions, places at activities, and what becomes of them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from cohorts.hearing import FEW, Line, heard_about, summed
from cohorts.models import Opinion
from cohorts.services import listening, moderating
from cohorts.services.moving import NotReady
from cohorts.states import ActivityKind
from cohorts.voices import VoiceState
from proposals.grounds import ReasonNeeded
from proposals.states import State
from pyp_portal.history.models import Event
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.citizens import (
    IssuePageFactory,
    OpenActivityFactory,
    OpinionFactory,
)
from tests.factories.cohorts import TeamFactory

pytestmark = pytest.mark.django_db
WORDS = "รู้ผลเร็วขึ้นมาก แต่ขอให้โทรกลับตอนเย็น"


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("en"):
        yield


@pytest.fixture
def team():
    return TeamFactory(proposal__state=State.IN_LAB)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def verbs(record):
    return [event.verb for event in timeline(record)]


# --- Opinions ------------------------------------------------------------------
def test_an_opinion_waits_until_somebody_has_read_it(team):
    before = Event.objects.count()

    opinion = listening.say(team, uuid4(), words=WORDS, feel="good", age_band="60+")

    assert (opinion.state, opinion.notice, str(opinion)) == (VoiceState.WAITING, "1", WORDS)
    assert (list(Opinion.objects.waiting()), list(Opinion.objects.shown())) == ([opinion], [])
    assert Event.objects.count() == before  # an opinion has no sender, and leaves no address


def test_a_verdict_without_words_only_counts(team):
    opinion = listening.say(team, uuid4(), feel="bad")

    assert (opinion.state, Opinion.objects.waiting().count()) == (VoiceState.COUNTED, 0)


def test_sent_twice_it_is_one_opinion(team):
    token = uuid4()

    first = listening.say(team, token, words=WORDS)
    again = listening.say(team, token, words=WORDS)

    assert (first, Opinion.objects.count()) == (again, 1)


def test_an_issue_that_has_ended_takes_none():
    ended = TeamFactory(proposal__state=State.CLOSED)

    with pytest.raises(NotReady, match="ended"):
        listening.say(ended, uuid4(), words=WORDS)

    assert Opinion.objects.count() == 0


@pytest.mark.parametrize("day", ["2025-05-01", "2025-05-13"])
def test_a_code_used_before_or_after_its_days_changes_nothing(team, at, day):
    activity = OpenActivityFactory(team=team)
    at(f"{day} 10:00")

    with pytest.raises(NotReady, match="not open today"):
        listening.say(team, uuid4(), activity=activity, words=WORDS)

    assert Opinion.objects.count() == 0


def test_an_opinion_on_an_activity_is_of_its_kind(team):
    activity = OpenActivityFactory(team=team, kind=ActivityKind.TEST)

    opinion = listening.say(team, uuid4(), activity=activity, words=WORDS)

    assert (opinion.kind, opinion.activity) == (ActivityKind.TEST, activity)


# --- Before everybody reads it ---------------------------------------------------
def test_shown_in_words_that_name_nobody(officer):
    opinion = OpinionFactory(words="โทรหาป้าได้ที่ 081-234-5678 ค่ะ")

    shown = moderating.show(opinion, by=officer)

    assert shown.state == VoiceState.SHOWN
    assert "081" not in shown.public_words
    assert "081" in shown.words
    assert verbs(shown) == ["shown"]


def test_the_reader_may_shorten_the_words_but_not_show_none(officer):
    opinion = OpinionFactory()

    assert moderating.show(opinion, by=officer, words=" สั้นลง ").public_words == "สั้นลง"
    with pytest.raises(NotReady, match="no words"):
        moderating.show(opinion, by=officer, words="  ")


def test_hidden_only_with_a_reason_and_only_once(officer):
    opinion = OpinionFactory(shown=True)

    with pytest.raises(ReasonNeeded):
        moderating.hide(opinion, by=officer, reason="สั้น")
    hidden = moderating.hide(opinion, by=officer, reason="กล่าวหาบุคคลอื่นโดยไม่มีหลักฐาน")
    with pytest.raises(NotReady, match="hidden already"):
        moderating.hide(opinion, by=officer, reason="กล่าวหาบุคคลอื่นโดยไม่มีหลักฐาน")

    assert (hidden.state, hidden.public_words) == (VoiceState.HIDDEN, "")
    assert moderating.show(hidden, by=officer).hidden_reason == ""


def test_answered_by_the_team(officer):
    opinion = OpinionFactory(shown=True)

    answered = moderating.answer(opinion, by=officer, response="done", words="เพิ่มจุดรับ 7 หลัง")

    assert (answered.is_done, answered.response_th) == (True, "เพิ่มจุดรับ 7 หลัง")
    with pytest.raises(NotReady, match="no words"):
        moderating.answer(OpinionFactory(words="", feel="bad"), by=officer, response="", words="")


def test_the_database_refuses_what_the_rules_refuse():
    opinion = OpinionFactory()

    for change in ({"shown_at": opinion.given_at}, {"hidden_at": opinion.given_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(**change)


def test_by_state():
    made = {
        VoiceState.WAITING: OpinionFactory(),
        VoiceState.SHOWN: OpinionFactory(shown=True),
        VoiceState.HIDDEN: OpinionFactory(hidden=True),
        VoiceState.COUNTED: OpinionFactory(words="", feel="good"),
    }

    assert {state: Opinion.objects.in_state(state).get() for state in VoiceState} == made


# --- Counts ----------------------------------------------------------------------
def test_counted_by_age_and_group_and_by_no_name(team, django_assert_num_queries):
    for age, group, feel in [("60+", "disabled", "bad"), ("60+", "", "good"), ("", "", "")]:
        OpinionFactory(team=team, age_band=age, group=group, feel=feel)
    OpinionFactory()  # about another issue

    with django_assert_num_queries(1):
        found = heard_about(team)

    assert (found.total, found.ages[0].count, len(found.groups), len(found.feels)) == (3, 2, 1, 2)


def test_few_people_are_not_counted_out_in_public():
    lines = summed([("60+", "", "", FEW), ("0-17", "", "", FEW - 1)]).ages

    assert [(line.count, line.is_few) for line in lines] == [(4, True), (5, False)]
    assert Line("", 0).is_few is False


def test_looks_and_words_of_a_page():
    opinion = OpinionFactory(age_band="60+", district_th="รัตภูมิ", feel="bad", words="ก" * 100)

    assert opinion.from_where.endswith("รัตภูมิ")
    assert (len(str(opinion)), opinion.feel_enum.tone, opinion.state.tone) == (90, "stop", "wait")
    assert OpinionFactory(words="", feel="").feel_enum is None
    assert IssuePageFactory(draft=True).published_at is None
