"""Keep the register of agencies."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record
from pyp_portal.search import services as search

NAMES = ("name_th", "name_en", "short_th")


@transaction.atomic
def register_agency(*, by=None, **fields):
    """Enter an agency into the register; Refused where somebody took its code a moment ago."""
    agency = Agency(**_mended(fields))
    try:
        with transaction.atomic():
            agency.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("The register has an agency with this code already.")) from None
    search.index(agency, agency.searched_text)
    record(agency, "registered", by=by, after=agency.name_th)
    return agency


@transaction.atomic
def change_agency(agency, *, by, **fields):
    """Correct the entry of an agency; answers whether anything changed."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    before = agency.name_th
    changed = [name for name, value in _mended(fields).items() if _put(agency, name, value)]
    if changed:
        agency.save()
        search.index(agency, findable_text(agency))
        record(agency, "corrected", by=by, before=before, after=agency.name_th, fields=changed)
    return bool(changed)


def findable_text(agency):
    """By which words it is found: its own, and those of the entries that were joined to it."""
    return " ".join(one.searched_text for one in (agency, *agency.duplicates.all()))


def standing_agency(agency):
    """The entry as it is now, locked until we commit; the kept one where it was joined.

    Whoever begins something for an agency asks here first, before any other lock: nothing
    is then begun for an entry that is being joined to another.
    """
    rows = Agency.objects.select_for_update(no_key=True)
    held = rows.get(pk=agency.pk)
    return rows.get(pk=held.duplicate_of_id) if held.duplicate_of_id else held


def standing_in(facts, *names):
    """The same facts, with the entries of today for those of these names that are agencies."""
    return facts | {name: standing_agency(facts[name]) for name in names if facts.get(name)}


def _mended(fields):
    """The names as they should have been typed."""
    return fields | {name: thai.normalise(fields[name]) for name in NAMES if name in fields}


def _put(record, name, value):
    """Set a field; False where it had that value already."""
    if getattr(record, name) == value:
        return False
    setattr(record, name, value)
    return True
