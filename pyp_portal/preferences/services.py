"""Ask what a person has chosen, and keep what they choose."""

from django.contrib.auth import get_user_model
from django.db import transaction

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.preferences.models import Preference, Way
from pyp_portal.topics import TOPIC_OF


def of(user):
    """The choices of a person; an unsaved row of nothing where they have made none."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def way_of(chosen, template):
    """How a person with these choices gets the message of a template.

    What is not named in ``topics`` is mandatory, whatever they have chosen.
    """
    topic = TOPIC_OF.get(template)
    return Way(chosen.ways.get(topic, Way.AT_ONCE)) if topic else Way.AT_ONCE


@transaction.atomic
def choose(user, *, language, ways, morning):
    """Keep the choices of a person; their history says what was chosen, so that a mail that
    did not come can be explained. Nothing is written where nothing changes.
    """
    get_user_model().objects.select_for_update().values_list("pk").get(pk=user.pk)
    kept = of(user)
    chosen = {"language": language, "ways": ways, "morning": morning}
    if kept.pk and chosen == {name: getattr(kept, name) for name in chosen}:
        return kept
    for name, value in chosen.items():
        setattr(kept, name, value)
    kept.changed_at = clock.now()
    kept.save()
    record(user, "ways of being told chosen", by=user, **chosen)
    return kept


def wants_morning(chosen):
    """Whether a person gets the morning mail; officers do unless they say no (R11)."""
    return chosen.user.is_sto_staff if chosen.morning is None else chosen.morning
