"""A person chooses how they are told; what is mandatory comes at once all the same."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.services import post
from pyp_portal.preferences import services
from pyp_portal.preferences.models import Preference, Way
from pyp_portal.topics import OPTIONAL, TOPIC_OF, Topic
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/preferences/"
NEWS = "accounts/emails/invitation_accepted.txt"
LETTER = "accounts/emails/membership_approved.txt"
CHOSEN = {"language": "th", "talk": "at_once", "news": "daily", "files": "off", "morning": "on"}


def choose(user, **ways):
    return services.choose(user, language="", ways=ways, morning=None)


def posted(to, template=NEWS):
    member = MembershipFactory()
    occasion = f"test:{template}:{member.pk}"
    return post(template, to=to, occasion=occasion, invitation=member, membership=member)


def test_each_text_that_one_may_turn_off_exists():
    assert [get_template(template).template.name for template in TOPIC_OF] == list(TOPIC_OF)
    assert sum(map(len, OPTIONAL.values())) == len(TOPIC_OF)


def test_who_has_chosen_nothing_is_told_at_once():
    message = posted(UserFactory())

    assert (message.state, message.language) == (MessageState.WAITING, "th")


@pytest.mark.parametrize(
    ("way", "state"),
    [
        (Way.AT_ONCE, MessageState.WAITING),
        (Way.DAILY, MessageState.COLLECTED),
        (Way.OFF, MessageState.KEPT),
    ],
)
def test_the_mail_comes_as_chosen_and_the_inbox_holds_it_anyway(
    way, state, mailoutbox, django_capture_on_commit_callbacks
):
    user = UserFactory()
    choose(user, news=way)

    with django_capture_on_commit_callbacks(execute=True):
        message = posted(user)

    message.refresh_from_db()
    assert message.state == (MessageState.SENT if way == Way.AT_ONCE else state)
    assert [mail.to for mail in mailoutbox] == [[user.email]] * (way == Way.AT_ONCE)
    assert list(Message.objects.visible_to(user)) == [message]


def test_what_is_mandatory_comes_whatever_was_chosen():
    user = UserFactory()
    choose(user, **dict.fromkeys(Topic.values, Way.OFF))

    assert posted(user, LETTER).state == MessageState.WAITING


def test_an_address_without_an_account_has_chosen_nothing():
    assert posted("clerk@example.org").state == MessageState.WAITING


def test_mails_are_in_the_language_one_chose():
    user = UserFactory()
    services.choose(user, language="en", ways={}, morning=None)

    assert posted(user).language == "en"


def test_what_was_collected_or_kept_is_no_trouble_of_the_queue():
    user = UserFactory()
    choose(user, news=Way.DAILY)
    collected = posted(user)
    choose(user, news=Way.OFF)
    kept = posted(user)

    assert not Message.objects.unsent().exists()
    assert list(Message.objects.in_state(MessageState.KEPT)) == [kept]
    assert list(Message.objects.collected_for(user)) == [collected]


def test_the_page_keeps_what_is_chosen(client):
    user = UserFactory()
    client.force_login(user)

    client.post(PAGE, CHOSEN)

    kept = Preference.objects.get(user=user)
    assert (kept.ways, kept.morning) == ({"news": "daily", "files": "off"}, True)
    assert [event.verb for event in timeline(user)] == ["ways of being told chosen"]
    form = client.get(PAGE).context["form"]
    assert (form["news"].initial, form["files"].initial) == ("daily", "off")


def test_the_same_choice_once_more_is_no_change():
    user = UserFactory()

    first, again = choose(user, news=Way.OFF), choose(user, news=Way.OFF)

    assert again.changed_at == first.changed_at
    assert timeline(user).count() == 1


def test_a_way_that_does_not_exist_is_refused_and_nothing_typed_is_lost(client):
    client.force_login(UserFactory())

    form = client.post(PAGE, CHOSEN | {"news": "sometimes", "files": "off"}).context["form"]

    assert list(form.errors) == ["news"]
    assert form["files"].value() == "off"
    assert not Preference.objects.exists()


def test_what_is_mandatory_cannot_be_posted(client):
    user = UserFactory()
    client.force_login(user)

    client.post(PAGE, CHOSEN | {"office": "off", "deadlines": "off"})

    assert Preference.objects.get(user=user).ways == {"news": "daily", "files": "off"}


@pytest.mark.parametrize(("facts", "is_asked"), [({"staff": True}, True), ({}, False)])
def test_what_arrives_at_the_office_is_asked_of_who_gets_it(client, facts, is_asked):
    client.force_login(UserFactory(**facts))

    form = client.get(reverse("preferences:mine")).context["form"]

    assert ("office" in form.fields) is is_asked
    assert form["morning"].initial is is_asked
