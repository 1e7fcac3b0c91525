"""The mail of the morning (R11): what waits for a person, and what they have mailed once a day."""

from datetime import datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock, thai
from pyp_portal.accounts.roles import Role
from pyp_portal.desk.lists import desk_of, todos_of
from pyp_portal.outbox import services as outbox
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.preferences import services as preferences
from pyp_portal.reminders.rules import Letter, Rule

BEGINS, ENDS = time(8, 30), time(12)  # after an outage of a whole morning nobody needs it
MOST = 15  # lines that the mail names
STO = (Role.STO_STAFF, Role.STO_DIRECTOR)


def officers():
    """Officers of today, but those who have said no."""
    people = get_user_model().objects.holding(*STO)
    return people.exclude(preference__morning=False).order_by("pk")


def others():
    """Everybody else who asked for the mail of the morning, or has some mails once a day."""
    people = get_user_model().objects.filter(is_active=True).exclude(pk__in=officers().values("pk"))
    collected = Message.objects.filter(recipient=OuterRef("pk"), state=MessageState.COLLECTED)
    return people.filter(Q(preference__morning=True) | Exists(collected)).order_by("pk")


def key_of(person, day):
    return f"morning:{person.uid}:{day}"


def at(day, hour=BEGINS):
    return timezone.make_aware(datetime.combine(day, hour))


def day_of(now):
    """The day whose mail is sent now, or comes next: a working day, over at noon."""
    today = clock.localdate(now)
    is_over = now >= at(today, ENDS)
    return thai.next_working_day(today + timedelta(days=1) if is_over else today)


def letters(now, until):
    """The next mail of every officer."""
    day = day_of(now)
    if at(day) > until:
        return
    for person in officers().select_related("preference"):
        key = key_of(person, day)
        yield Letter(
            key=key,
            at=at(day),
            step="day",
            due=day,
            about=str(person),
            thing=key,
            tell=partial(tell, person, key),
            done=partial(settle, person, key),
        )


R11 = Rule(
    code="R11",
    name=_("Work of the day"),
    who=_("Officers, unless they chose not to get it"),
    when=_("At 08.30 on working days"),
    letters=letters,
    is_must=False,
    steps={"day": _("On each working day")},
)
RULES = (R11,)


def tell(person, key):
    """Post the mail of one person; False where nothing waits for them and nothing was collected."""
    chosen = preferences.of(person)
    news = list(Message.objects.collected_for(person).order_by("pk"))
    with translation.override(chosen.language or settings.LANGUAGE_CODE):
        todos = todos_of(desk_of(person)) if preferences.wants_morning(chosen) else []
    if not (todos or news):
        return False
    outbox.post(
        "desk/emails/morning.txt",
        to=person,
        occasion=key,
        todos=todos[:MOST],
        count=len(todos),
        more=max(0, len(todos) - MOST),
        late=sum(1 for todo in todos if todo.due and todo.due < clock.now()),
        news=news,
    )
    return True


def settle(person, key):
    """What was in the mail, or was read in the portal meanwhile, waits for no other."""
    mail = Message.objects.get(occasion=key, recipient=person)
    waiting = Message.objects.filter(recipient=person, state=MessageState.COLLECTED)
    waiting.filter(created_at__lte=mail.created_at).update(state=MessageState.KEPT)


def send_to_others(now=None):
    """The mails of those who are no officers; how many. Each person gets one a day."""
    now = now or clock.now()
    day = clock.localdate(now)
    if not (thai.is_working_day(day) and at(day) <= now < at(day, ENDS)):
        return 0
    people = {key_of(person, day): person for person in others()}
    told = outbox.told(list(people))
    return sum(told_one(person, key) for key, person in people.items() if key not in told)


def told_one(person, key):
    """Whether there was something to tell."""
    is_told = tell(person, key)
    if is_told:
        settle(person, key)
    return is_told
