"""Citizens who want to know what changed: asked apart, told once, forgotten."""

import re
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from cohorts import tasks
from cohorts.models import AnswerWish, Opinion, SignUp
from cohorts.services import forgetting, inviting, wishing
from cohorts.states import TierKey
from pyp_portal.outbox.models import Message, MessageState
from tests.cohorts.test_public_issues import sealed
from tests.factories.accounts import UserFactory
from tests.factories.citizens import OpenActivityFactory, OpinionFactory, WishFactory
from tests.factories.cohorts import full_team, person_in

pytestmark = pytest.mark.django_db
WORDS = "ขอให้โทรกลับตอนเย็น"
ADDRESS = "somporn@example.org"
YES = {"email": f" {ADDRESS.upper()} ", "agrees": "on"}
CLOSING = {
    "level": "CONSULT", "channel": "FORM", "held_on": date(2025, 5, 2), "place_th": "ออนไลน์",
    "people_total": 1, "main_points_th": WORDS, "what_changed_th": "โทรกลับหลังสี่โมงเย็น",
}  # fmt: skip
WHY = "ฝนตกหนัก ถนนขาดทั้งตำบล"


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("th"):
        yield


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def closed_and_shown(activity, officer):
    return inviting.show_activity(
        inviting.close_activity(activity, by=officer, **CLOSING), by=officer
    )


def subjects(address=ADDRESS):
    return list(Message.objects.filter(address=address).order_by("pk").values_list("template"))


# --- Left with a consent of its own --------------------------------------------------
def test_an_address_is_left_beside_an_opinion_and_not_with_it(client):
    activity = OpenActivityFactory()

    sent = client.post(activity.get_absolute_url(), sealed(words=WORDS, **YES))

    wish, (message,) = AnswerWish.objects.get(), Message.objects.all()
    assert (wish.email, wish.activity, wish.confirmed_at) == (ADDRESS, activity, None)
    assert (message.address, wish.get_absolute_url() in message.body) == (ADDRESS, True)
    assert ADDRESS not in str(Opinion.objects.values().get())
    assert "โปรดเปิดดูอีเมล" in client.get(sent.url).content.decode()


def test_a_place_at_a_design_day_and_no_mail_without_an_address(client):
    activity = OpenActivityFactory(design=True)

    with_address = client.post(activity.get_absolute_url(), sealed(called="ป้าแดง", **YES))
    without = client.post(activity.get_absolute_url(), sealed(called="ลุงดำ"))

    assert (SignUp.objects.count(), AnswerWish.objects.get().email) == (2, ADDRESS)
    assert [one.url.endswith("?mail=1") for one in (with_address, without)] == [True, False]
    assert "ลบอีเมลของคุณ" in client.get(with_address.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": ADDRESS}, "agrees"),
        ({"agrees": "on"}, "email"),
        ({"email": "somporn@", "agrees": "on"}, "email"),
    ],
)
def test_address_and_consent_go_together(client, typed, field):
    activity = OpenActivityFactory()

    page = client.post(activity.get_absolute_url(), sealed(words=WORDS, **typed))

    assert (list(page.context["form"].errors), WORDS in page.content.decode()) == ([field], True)
    assert not page.context["form"]["agrees"].initial  # never ticked beforehand
    assert (Opinion.objects.count(), AnswerWish.objects.count()) == (0, 0)


def test_the_form_of_the_issue_asks_for_none(client):
    team = OpenActivityFactory().team

    page = client.get(reverse("issues:say", args=[team.proposal.code]))

    assert {"email", "agrees"} & set(page.context["form"].fields) == set()


def test_left_again_it_gets_no_second_mail_and_nobody_learns_of_the_first(client):
    activity = OpenActivityFactory()

    urls = {
        client.post(activity.get_absolute_url(), sealed(words=WORDS, **YES)).url
        for _time in range(2)
    }

    assert (len(urls), Message.objects.count(), Opinion.objects.count()) == (1, 1, 2)


# --- Confirmed or taken back, by a press ----------------------------------------------
def test_looking_changes_nothing_and_the_address_is_never_shown(client):
    wish = WishFactory()

    page = client.get(wish.get_absolute_url())
    seen = client.get(reverse("issues:confirm_wish", args=[wish.uid]))
    gone = client.get(reverse("issues:erase_wish", args=[wish.uid]))

    assert (page.status_code, seen.status_code, gone.status_code) == (200, 405, 405)
    assert (wish.email in page.content.decode(), page["Cache-Control"]) == (False, "no-store")
    assert AnswerWish.objects.get().confirmed_at is None


def test_confirmed_by_a_press_and_deleted_by_another(client):
    wish = WishFactory()

    for _press in range(2):
        client.post(reverse("issues:confirm_wish", args=[wish.uid]))
    confirmed = client.get(wish.get_absolute_url()).content.decode()
    for _press in range(2):
        client.post(reverse("issues:erase_wish", args=[wish.uid]))
    client.post(reverse("issues:confirm_wish", args=[wish.uid]))

    assert ("ใช่ โปรดแจ้ง" in confirmed, "ลบอีเมลของฉัน" in confirmed) == (False, True)
    assert (client.get(wish.get_absolute_url()).status_code, AnswerWish.objects.count()) == (404, 0)


def test_a_press_on_what_has_gone_meanwhile_changes_nothing():
    wish = WishFactory()
    wishing.erase_wish(wish)

    wishing.confirm_wish(wish)
    wishing.erase_wish(wish)

    assert AnswerWish.objects.count() == 0


def test_the_team_never_sees_the_address(client_of):
    team = full_team(state="in_lab")
    wish = WishFactory(activity__team=team, activity__design=True, confirmed=True)
    OpinionFactory(team=team, activity=wish.activity)
    client = client_of(person_in(team, TierKey.COORDINATOR))

    for name, *args in (("voices",), ("coming", wish.activity.uid)):
        url = reverse(f"cohorts:{name}", args=[team.proposal.code, *args])
        assert wish.email not in client.get(url).content.decode()


# --- Told once ---------------------------------------------------------------------
def test_told_once_when_it_is_closed_and_shown(officer):
    wish = WishFactory(confirmed=True, email=ADDRESS)
    unconfirmed, elsewhere = WishFactory(activity=wish.activity), WishFactory(confirmed=True)
    closed = inviting.close_activity(wish.activity, by=officer, **CLOSING)
    assert wishing.tell_what_changed() == 0  # closed, and not yet public

    inviting.show_activity(closed, by=officer)
    tasks.tell_what_changed()
    inviting.show_activity(closed, by=officer, is_shown=False)
    inviting.show_activity(closed, by=officer)

    assert wishing.tell_what_changed() == 0
    message = Message.objects.get()
    assert (message.address, closed.what_changed_th in message.body) == (ADDRESS, True)
    assert set(AnswerWish.objects.all()) == {unconfirmed, elsewhere}


def test_who_confirms_after_it_was_shown_is_told_too(officer):
    wish = WishFactory(email=ADDRESS)
    closed_and_shown(wish.activity, officer)

    wishing.confirm_wish(wish)

    assert (wishing.tell_what_changed(), len(subjects())) == (1, 1)


def test_nothing_is_told_of_what_was_called_off(officer):
    wish = WishFactory(confirmed=True)

    inviting.call_off(wish.activity, by=officer, reason=WHY)

    assert (wishing.tell_what_changed(), AnswerWish.objects.count()) == (0, 0)


def test_who_was_told_between_two_runs_is_not_told_again(officer):
    wish = WishFactory(confirmed=True)
    closed_and_shown(wish.activity, officer)

    assert [wishing.tell(wish.pk) for _run in range(2)] == [True, False]


# --- Let go --------------------------------------------------------------------------
def test_addresses_go_when_their_time_is_over(at):
    fresh = WishFactory(confirmed=True)
    WishFactory(activity=fresh.activity)
    at("2025-05-10 02:20")
    assert (forgetting.forget_voices(), AnswerWish.objects.get()) == (1, fresh)

    at("2026-06-01 02:20")

    assert (forgetting.forget_voices(), AnswerWish.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("state", "left"), [(MessageState.SENT, 0), (MessageState.FAILED, 0), ("waiting", 1)]
)
def test_the_mails_go_a_month_later_but_none_that_waits(client, at, state, left):
    activity = OpenActivityFactory()
    client.post(activity.get_absolute_url(), sealed(words=WORDS, **YES))
    Message.objects.update(state=state)
    at("2025-05-31 02:20")
    wishing.forget_wishes()
    assert Message.objects.count() == 1

    at("2025-06-02 02:20")
    wishing.forget_wishes()

    assert Message.objects.count() == left


def test_the_link_in_the_mail_leads_to_the_page(client, settings):
    activity = OpenActivityFactory()
    client.post(activity.get_absolute_url(), sealed(words=WORDS, **YES))

    (link,) = re.findall(r"https?://\S+", Message.objects.get().body)

    page = client.get(link.removeprefix(settings.SITE_URL))
    assert (page.status_code, activity.title_th in page.content.decode()) == (200, True)
    assert mail.outbox == []  # handed over by the worker, not within the request
