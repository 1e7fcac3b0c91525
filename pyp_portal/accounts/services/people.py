"""What people tell about themselves."""

from dataclasses import asdict
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction

from pyp_portal import clock
from pyp_portal.accounts.models import Membership, Profile, User
from pyp_portal.accounts.services.agencies import standing_agency
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


@transaction.atomic
def enter_person(*, email, names, position, agency, rights, by):
    """An account for somebody who did not sign up, with the right to act for an agency.

    Nobody is written to. "Forgot password" gives the account a password and proves the address
    (``accounts.proving``); until then it opens to nobody.
    """
    now, agency = clock.now(), standing_agency(agency)
    person = User(email=email, username=uuid4().hex, **names)
    person.set_unusable_password()
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=email, verified=False, primary=True)
    Profile.objects.create(user=person, position_th=position)
    index_people([person])
    record(person, "entered by others", by=by)
    member = Membership.objects.create(
        user=person,
        agency=agency,
        asked_at=now,
        approved_at=now,
        approved_by=by,
        **asdict(rights),
    )
    record(member, "approved", by=by, agency=agency.code, **asdict(rights))
    return person


def index_people(people):
    """Make people findable who were made in bulk."""
    search.index_all([(person, person.searched_text) for person in people])
