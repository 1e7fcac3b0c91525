"""Tell what is due: once, not to too many at once, and nobody too often within an hour."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.reminders import emails, planning
from pyp_portal.reminders.models import Halt, Reminder

HOUR = timedelta(hours=1)


def send(rule, now=None):
    """The letters of one rule that are due and not held back; how many were told.

    Where they would reach more people on one day than the setting allows, none is told until
    somebody of the office says yes. Who had enough within the hour gets the rest later.
    """
    now = now or clock.now()
    if Reminder.objects.held().filter(rule=rule.code).exists():
        planning.plan_rule(rule, now)  # so that a hold goes along with a day that has moved
    due = unsettled(letter for letter in rule.letters(now, now) if letter.at <= now)
    addressed = [(letter, addresses) for letter, addresses in to_whom(due, now) if addresses]
    if not addressed or is_halted(rule, addressed, now):
        return 0
    had = told_within_the_hour(now)
    return sum(tell(rule, letter, now) for letter in in_turn(addressed, had))


def unsettled(letters):
    """Those that were neither told nor held back."""
    found = {letter.key: letter for letter in letters}
    held = set()
    for some in planning.chunks(list(found)):
        rows = Reminder.objects.held().filter(key__in=some)
        held |= set(rows.values_list("key", flat=True))
    return [found[key] for key in planning.unsaid(list(found)) if key not in held]


def to_whom(letters, now):
    """(letter, addresses), as it was planned within the hour or else asked now."""
    known = {}
    for some in planning.chunks([letter.key for letter in letters]):
        rows = Reminder.objects.filter(key__in=some, planned_at__gt=now - HOUR)
        known |= dict(rows.values_list("key", "people"))
    for letter in letters:
        people = known[letter.key] if letter.key in known else planning.people_of(letter)
        yield letter, {address for _name, address in people or ()}


def told_within_the_hour(now):
    """How many reminders each address had."""
    rows = Reminder.objects.filter(told_at__gt=now - HOUR, told_at__lte=now)
    told = rows.values_list("people", flat=True)
    return Counter(address for people in told for _name, address in people)


def in_turn(addressed, had):
    """What nobody gets too much by; the rest stays due. What is urgent does not wait."""
    for letter, addresses in addressed:
        is_enough = any(had[one] >= settings.REMINDERS_AN_HOUR for one in addresses)
        if letter.is_urgent or not is_enough:
            had.update(addresses)
            yield letter


@transaction.atomic
def tell(rule, letter, now):
    """All people of one letter are told, or none: a run that dies is made up for by the next.

    False where it was told or held back a moment before, or where nothing is left to tell.
    Raises ValueError where a rule posts under another occasion than its key: it could be told
    twice.
    """
    facts = planning.facts_of(letter) | {"rule": rule.code, "planned_at": now}
    Reminder.objects.get_or_create(key=letter.key, defaults=facts)
    row = Reminder.objects.select_for_update().get(key=letter.key)
    if row.told_at or row.is_held:
        return False
    with outbox.listening() as heard:
        is_told = letter.tell() is not False and bool(heard)
    if strays := {occasion for _to, occasion in heard} - {letter.key}:
        raise ValueError(f"{rule.code} posted under {strays}, not under its key {letter.key}")
    if is_told:
        kept = facts | {"people": planning.named(heard), "told_at": now, "ended_at": None}
        Reminder.objects.filter(pk=row.pk).update(**kept)
        if letter.done:
            letter.done()
    return is_told


def is_halted(rule, addressed, now):
    """True where the rule would reach too many on this day and nobody has said yes to so many."""
    today = clock.localdate(now)
    told = Reminder.objects.filter(rule=rule.code, told_at__gte=planning.midnight(today))
    people = {one for row in told.values_list("people", flat=True) for _name, one in row}
    people = len(people.union(*(addresses for _letter, addresses in addressed)))
    if people <= settings.REMINDERS_AT_ONCE or not rule.is_must:
        return False
    return not may_reach(rule, today, people, now)


@transaction.atomic
def may_reach(rule, day, people, now):
    """Whether somebody said yes to so many; else the office is told that the rule waits."""
    defaults = {"people": people, "stopped_at": now}
    halt, _is_new = Halt.objects.select_for_update().get_or_create(
        rule=rule.code, day=day, defaults=defaults
    )
    if halt.allowed >= people:
        return True
    if halt.people < people:
        halt.people = people
        halt.save(update_fields=["people"])
    emails.halted(halt)
    return False
