"""People whom an agency names and who have no account yet."""

from django.db import IntegrityError, transaction

from cohorts.services import seats
from pyp_portal import thai
from pyp_portal.accounts.models import User
from pyp_portal.history.services import record
from pyp_portal.search import services as search


@transaction.atomic
def person_of(email, names, *, by):
    """The person behind an e-mail; without an account one is made that has no password yet.

    The person sets the first password through "forgotten password", which proves the e-mail.
    """
    email = thai.normalise(email).lower()
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return known
    person = User(username=email[:150], email=email, **names)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # two agencies have named the same person at this moment
        return User.objects.get(email__iexact=email)
    search.index(person, person.searched_text)
    record(person, "invited", by=by)
    return person


@transaction.atomic
def nominate_by_letter(seat, email, names, *, by, **letter):
    """Name the person behind an e-mail; a refused nomination leaves no new account either."""
    return seats.nominate(seat, person_of(email, names, by=by), by=by, **letter)
