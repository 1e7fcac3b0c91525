"""What people tell about themselves."""

from django.db import transaction

from pyp_portal.accounts.models import Profile
from pyp_portal.history.services import record
from pyp_portal.search import services as search


@transaction.atomic
def save_profile(person, *, names, post, by=None):
    """Keep a person's names and post; the history says which fields changed, not to what."""
    profile, _is_new = Profile.objects.select_for_update().get_or_create(user=person)
    changed = [*_put(person, names), *_put(profile, post)]
    if changed:
        person.save()
        profile.save()
        search.index(person, person.searched_text)
        record(person, "details changed", by=by or person, fields=changed)
    return profile


def _put(record, values):
    """Set what is new, and name it."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return changed


def index_people(people):
    """Make people findable who were made in bulk."""
    search.index_all([(person, person.searched_text) for person in people])
