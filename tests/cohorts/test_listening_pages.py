"""The pages on which a team listens, as its people and the office use them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from cohorts.forms.lab import ActivityForm
from cohorts.models import IssuePage, OpenActivity, Opinion, ParticipationActivity
from cohorts.services import issue_pages
from cohorts.states import TierKey
from cohorts.todo_voices import kinds
from cohorts.voices import VoiceState
from proposals.states import State
from pyp_portal import clock
from pyp_portal.todo import told
from tests.factories.accounts import UserFactory
from tests.factories.citizens import (
    OpenActivityFactory,
    OpinionFactory,
    SignUpFactory,
)
from tests.factories.cohorts import PartnerFactory, full_team, person_in

pytestmark = pytest.mark.django_db
CLOSING = {
    "level": "CONSULT", "channel": "FORM", "place_th": "แบบออนไลน์", "people_total": 12,
    "female": 7, "male": 5, "main_points_th": "ขอให้โทรกลับ",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("th"):
        yield


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team, client_of):
    return client_of(person_in(team, TierKey.COORDINATOR))


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def day(name, value):
    """A date as the form sends it: day, month, year of the Buddhist era."""
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


# --- The page of the issue ------------------------------------------------------
def test_written_looked_at_and_published(team, coordinator):
    code = team.proposal.code
    typed = {
        "lede_th": "ยื่นที่เดียวจบ", "trying_th": "ลดเอกสาร", "shows_versions": "on",
        "step_1": "ยื่นที่อำเภอ", "step_1_words": "กรอกหน้าเดียว", "step_2_words": "ไม่มีชื่อขั้น",
    }  # fmt: skip

    coordinator.post(to("write_page", code), typed)
    page = IssuePage.objects.get()
    coordinator.post(to("publish_page", code), {"seen": "before"})
    assert (page.steps, page.shows_figures) == (
        [{"name": "ยื่นที่อำเภอ", "words": "กรอกหน้าเดียว"}], False,
    )  # fmt: skip
    assert IssuePage.objects.get().published_at is None
    coordinator.post(to("publish_page", code), {"seen": issue_pages.written(page)})
    page.refresh_from_db()
    assert page.published_at

    again = coordinator.get(to("write_page", code))
    assert again.context["form"].initial["step_1"] == "ยื่นที่อำเภอ"
    coordinator.post(to("withdraw_page", code))
    page.refresh_from_db()
    assert page.published_at is None


# --- What people may join ----------------------------------------------------------
def test_opened_with_a_poster_and_closed_with_what_changed(team, coordinator):
    code, today = team.proposal.code, clock.today()
    asked = {"kind": "TEST", "title_th": "ลองใช้", "question_th": "ใช้ได้ไหม"}
    coordinator.post(
        to("open_activity", code), asked | day("opens_on", today) | day("closes_on", today)
    )
    invitation = OpenActivity.objects.get()
    OpinionFactory(team=team, activity=invitation, age_band="60+", group="carer")

    form = coordinator.get(to("close_activity", code, invitation.uid)).context["form"]
    typed = CLOSING | day("held_on", today)
    silent = coordinator.post(to("close_activity", code, invitation.uid), typed)
    assert (form.initial["age_60"], form.initial["vulnerable"]) == (1, 1)
    assert list(silent.context["form"].errors) == ["what_changed_th"]
    coordinator.post(
        to("close_activity", code, invitation.uid), typed | {"what_changed_th": "โทรกลับเย็น"}
    )

    activity = ParticipationActivity.objects.get()
    assert (activity.kind, activity.invitation, activity.shown_at) == ("TEST", invitation, None)
    for is_shown in (True, False):
        wish = {"activity": activity.pk, "to": "public" if is_shown else "team"}
        coordinator.post(to("show_activity", code), wish)
        activity.refresh_from_db()
        assert bool(activity.shown_at) is is_shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"age_30": 8, "age_60": 5}, "people_total"),
        ({"vulnerable": 13}, "vulnerable"),
        ({"female": 8, "male": 5}, "people_total"),
    ],
)
def test_parts_are_not_more_than_the_whole(typed, field):
    whole = CLOSING | {"kind": "TEST", "what_changed_th": "โทรกลับเย็น"}

    form = ActivityForm(whole | day("held_on", clock.today()) | typed)
    fits = ActivityForm(whole | day("held_on", clock.today()) | {"age_30": 7, "vulnerable": 12})

    assert (list(form.errors), fits.errors) == ([field], {})


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (day("opens_on", date(2025, 5, 9)) | day("closes_on", date(2025, 5, 8)), "closes_on"),
        (day("opens_on", date(2025, 4, 1)) | day("closes_on", date(2025, 4, 2)), "closes_on"),
        (
            day("opens_on", date(2025, 5, 2)) | day("closes_on", date(2025, 5, 9))
            | {"kind": "CO_DESIGN"},
            "held_on",
        ),
    ],
)  # fmt: skip
def test_days_that_cannot_be(team, coordinator, typed, field):
    asked = {"kind": "TEST", "title_th": "ลองใช้", "question_th": "ใช้ได้ไหม"} | typed

    page = coordinator.post(to("open_activity", team.proposal.code), asked)

    assert (list(page.context["form"].errors), OpenActivity.objects.count()) == ([field], 0)


def test_who_comes_is_known_until_it_is_called_off(team, coordinator):
    place = SignUpFactory(activity__team=team)
    at = (team.proposal.code, place.activity.uid)

    page = coordinator.get(to("coming", *at)).content.decode()
    closing = coordinator.get(to("close_activity", *at)).context["form"].initial
    coordinator.post(to("call_off", *at), {"reason": "ฝนตกหนัก ถนนขาด"})

    assert (place.called in page, closing["people_total"]) == (True, 1)
    place.refresh_from_db()
    assert place.contact == ""
    assert "ฝนตกหนัก" in coordinator.get(place.get_absolute_url()).content.decode()


# --- Opinions -------------------------------------------------------------------------
def test_read_shown_answered_hidden(team, coordinator):
    opinion = OpinionFactory(team=team, words="โทร 081-234-5678 มาได้", feel="bad")
    page = coordinator.get(opinion.get_absolute_url())
    assert ("081" in page.context["form"].initial["words"], page.context["is_masked"]) == (
        False, True,
    )  # fmt: skip

    coordinator.post(to("show_opinion", opinion.uid), {"words": "โทรมาได้"})
    coordinator.post(to("answer_opinion", opinion.uid), {"response": "done", "words": "ดี"})
    coordinator.post(to("answer_opinion", opinion.uid), {"response": "done", "words": "เพิ่มแล้ว"})
    opinion.refresh_from_db()
    assert (opinion.public_words, opinion.response_th) == ("โทรมาได้", "เพิ่มแล้ว")
    assert coordinator.get(opinion.get_absolute_url()).context["events"][0][0] == "เผยแพร่แล้ว"

    coordinator.post(to("hide_opinion", opinion.uid), {"reason": "เจ้าของขอให้นำออก"})
    opinion.refresh_from_db()
    assert opinion.state == VoiceState.HIDDEN
    page = coordinator.get(to("voices", team.proposal.code), {"state": "hidden"})
    assert [one.pk for one in page.context["page"].rows] == [opinion.pk]


def test_several_are_shown_after_one_look_but_none_with_personal_data(team, coordinator):
    plain = OpinionFactory.create_batch(2, team=team)
    named = OpinionFactory(team=team, words="โทร 081-234-5678")
    elsewhere = OpinionFactory()
    page = coordinator.get(to("voices", team.proposal.code)).content.decode()
    assert (str(plain[0].uid) in page, f'value="{named.uid}"' in page) == (True, False)

    chosen = [plain[0].uid, named.uid, elsewhere.uid, "x"]
    coordinator.post(to("show_opinions", team.proposal.code), {"opinion": chosen})
    none = coordinator.post(to("show_opinions", team.proposal.code), follow=True)

    assert list(Opinion.objects.shown()) == [plain[0]]
    assert "โปรดเลือก" in none.content.decode()


def test_a_partner_of_the_team_reads_only_what_everybody_reads(team, client_of):
    partner = PartnerFactory(team=team)
    team.proposal.accesses.create(
        user=partner.person, kind="team", because="test", given_at=clock.now()
    )
    waiting, shown = (
        OpinionFactory(team=team, words="ยังไม่อ่าน"),
        OpinionFactory(team=team, shown=True),
    )

    for state in ("waiting", "shown"):
        page = client_of(partner.person).get(to("voices", team.proposal.code), {"state": state})
        assert (waiting.words in page.content.decode(), shown.words in page.content.decode()) == (
            False, True,
        )  # fmt: skip


def test_the_queue_of_the_office_costs_the_same(
    team, staff, client_of, django_assert_max_num_queries
):
    counted = []
    for _round in range(2):
        for _row in range(2):
            OpinionFactory(team=team, age_band="60+")
        with django_assert_max_num_queries(20) as asked:
            page = client_of(staff).get(to("opinions"))
        counted.append(len(asked))

    assert (counted[0], len(page.context["page"].rows)) == (counted[1], 4)


# --- What waits -------------------------------------------------------------------------
def test_opinions_and_activities_wait_for_the_right_people(team, staff):
    OpinionFactory(team=team)
    OpenActivityFactory(
        team=team,
        opens_on=clock.today() - timedelta(days=9),
        closes_on=clock.today() - timedelta(days=1),
    )
    team.case_owner = staff
    team.save()

    waits = {
        who: len(told(person, kinds(person)))
        for who, person in [
            ("coordinator", person_in(team, TierKey.COORDINATOR)),
            ("innovator", person_in(team, TierKey.PUBLIC_INNOVATOR)),
            ("advisor", person_in(team, TierKey.ADVISOR)),
            ("officer", staff),
            ("another", UserFactory(staff=True)),
        ]
    }

    assert waits == {
        "coordinator": 2, "innovator": 1, "advisor": 0, "officer": 2, "another": 0,
    }  # fmt: skip
