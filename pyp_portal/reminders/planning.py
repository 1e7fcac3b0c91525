"""What will be sent within fourteen days: each rule is asked, and its answer kept as rows."""

from datetime import datetime, timedelta

from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.reminders import moving
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
    ask = asker()
    for key in rows.keys() & letters.keys():
        renew(rows[key], letters[key], now, ask)
    new = unsaid([key for key in letters if key not in rows])
    begun = begin(rule, [letters[key] for key in new], now, ask)
    moving.carry(rule, new)
    return len(rows.keys() & letters.keys()) + begun


def asker():
    """Asks to whom a letter goes, once for all that go to the same."""
    known = {}

    def ask(letter):
        same = letter.receivers or letter.key
        if same not in known:
            known[same] = people_of(letter)
        return known[same]

    return ask


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
        "thing": letter.thing[:100],
        "due_at": midnight(letter.due),
        "has_hour": isinstance(letter.due, datetime),
        "at": letter.at,
    }


def renew(row, letter, now, ask):
    """The row as the letter stands now; to whom it goes is asked every few hours."""
    facts = facts_of(letter)
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if now - row.planned_at > KNOWN_FOR:
        changed |= {"people": ask(letter) or [], "planned_at": now}
    if row.is_held and "due_at" in changed:
        moving.stay(row, changed["due_at"])
    if changed:
        Reminder.objects.open().filter(pk=row.pk).update(**changed)


def begin(rule, letters, now, ask):
    """Rows for letters that had none, or that had come to their end and are needed again.

    How many; none for those that have nothing to tell.
    """
    needed = [(letter, people) for letter in letters if (people := ask(letter)) is not None]
    for some in chunks(needed):
        facts = {
            letter.key: facts_of(letter) | {"rule": rule.code, "people": people, "planned_at": now}
            for letter, people in some
        }
        ended = Reminder.objects.ended().filter(key__in=list(facts), told_at=None)
        for row in ended:
            ended.filter(pk=row.pk).update(**facts[row.key], ended_at=None)
        rows = [Reminder(key=key, **kept) for key, kept in facts.items()]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(needed)


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
