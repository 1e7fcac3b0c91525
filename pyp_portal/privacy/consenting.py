"""Give a consent and take it back, each as easily as the other; ask who agrees to what.

Whoever publishes asks at that moment: what was taken back is not shown from then on.
"""

from django.db import IntegrityError, transaction

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.privacy import standing
from pyp_portal.privacy.models import ConsentRecord, Purpose


@transaction.atomic
def give(person, purpose):
    """This person agrees, by the notice of today; again it changes nothing."""
    kept = {"notice_id": standing.current().number, "given_at": clock.now()}
    try:
        with transaction.atomic():
            made = ConsentRecord.objects.create(person=person, purpose=purpose, **kept)
    except IntegrityError:
        return ConsentRecord.objects.in_force().get(person=person, purpose=purpose)
    record(made, "given", by=person, purpose=purpose)
    return made


@transaction.atomic
def take_back(person, purpose):
    """This person does not agree any more; None where they did not."""
    held = ConsentRecord.objects.in_force().select_for_update()
    found = held.filter(person=person, purpose=purpose).first()
    if found:
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])
        record(found, "taken back", by=person, purpose=purpose)
    return found


def agree(people, purpose):
    """The keys of those among these people who agree now: one statement."""
    found = ConsentRecord.objects.in_force().filter(person__in=people, purpose=purpose)
    return set(found.values_list("person", flat=True))


def news_readers(people):
    """The keys of those among these people who agreed to news of the office."""
    return agree(people, Purpose.NEWS)


def choices_of(person):
    """(purpose, the consent in force or None) of every purpose, as the person's page shows it."""
    held = {one.purpose: one for one in ConsentRecord.objects.of(person).in_force()}
    return [(purpose, held.get(purpose)) for purpose in Purpose]
