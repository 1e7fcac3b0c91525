"""What will be sent within fourteen days: each rule is asked, and its answer kept as rows."""

from datetime import datetime, timedelta

from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.reminders.ladders import midnight
from pyp_portal.reminders.models import Reminder
from pyp_portal.reminders.rules import rules

AHEAD = timedelta(days=14)
KEPT = timedelta(days=400)  # what was told or left behind, with to whom; messages say it after
KNOWN_FOR = timedelta(hours=6)  # after which it is asked anew to whom a reminder goes
CHUNK = 500


def plan(now=None):
    """Ask every rule; returns how many reminders are to come."""
    now = now or clock.now()
    Reminder.objects.over_since(now - KEPT).delete()
    return sum(plan_rule(rule, now) for rule in rules().values())


def plan_rule(rule, now):
    """Keep what one rule will send; what it no longer will has come to its end.

    Every write leaves alone what was told meanwhile.
    """
    letters = {letter.key: letter for letter in rule.letters(now, now + AHEAD)}
    rows = {row.key: row for row in Reminder.objects.open().filter(rule=rule.code)}
    gone = [row.pk for key, row in rows.items() if key not in letters]
    for some in chunks(gone):
        Reminder.objects.open().filter(pk__in=some).update(ended_at=now)
    for key in rows.keys() & letters.keys():
        renew(rows[key], letters[key], now)
    new = unsaid([key for key in letters if key not in rows])
    begun = [key for key in new if begin(rule, letters[key], now)]
    return len(rows.keys() & letters.keys()) + len(begun)


def chunks(found):
    return [found[place : place + CHUNK] for place in range(0, len(found), CHUNK)]


def unsaid(keys):
    """Those of these occasions about which nothing has been said."""
    said = set()
    for some in chunks(keys):
        said |= set(Reminder.objects.told().filter(key__in=some).values_list("key", flat=True))
        said |= outbox.told(some)
    return [key for key in keys if key not in said]


def facts_of(letter):
    """What a row keeps of a letter."""
    return {
        "step": letter.step,
        "about": letter.about[:300],
        "url": letter.url,
        "code": letter.code,
        "due_at": midnight(letter.due),
        "has_hour": isinstance(letter.due, datetime),
        "at": letter.at,
    }


def renew(row, letter, now):
    """The row as the letter stands now; to whom it goes is asked every few hours."""
    facts = facts_of(letter)
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if now - row.planned_at > KNOWN_FOR:
        changed |= {"people": people_of(letter) or [], "planned_at": now}
    if changed:
        Reminder.objects.open().filter(pk=row.pk).update(**changed)


def begin(rule, letter, now):
    """A row for a letter that had none, or that had come to its end and is needed again.

    False where there is nothing to tell.
    """
    people = people_of(letter)
    if people is None:
        return False
    facts = facts_of(letter) | {"rule": rule.code, "people": people, "planned_at": now}
    row, is_new = Reminder.objects.get_or_create(key=letter.key, defaults=facts)
    if not is_new:
        Reminder.objects.ended().filter(pk=row.pk, told_at=None).update(**facts, ended_at=None)
    return True


def people_of(letter):
    """[[name, address], …], each address once: asked of the code that will write to them.

    Empty where nobody is known; None where there is nothing to tell any more.
    """
    with outbox.listening(writes=False) as heard:
        is_needed = letter.tell() is not False
    return named(heard) if is_needed else None


def named(heard):
    """The same of those that were heard."""
    found = {outbox.address_of(to): to for to, _occasion in heard}
    return [["" if isinstance(to, str) else str(to), address] for address, to in found.items()]
