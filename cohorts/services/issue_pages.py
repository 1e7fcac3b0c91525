"""The page of an issue in plain words: written, published, taken back."""

from datetime import UTC

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import IssuePage
from cohorts.services.moving import as_seen, hold, hold_running, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def write_page(team, *, by, seen=None, **facts):
    """Write the page, or write it again; once it is published the new words are public at once.

    ``seen`` is when the page was written that the writer had before them.
    """
    team = hold_running(team)
    known = IssuePage.objects.filter(team=team).first()
    as_seen(seen, written(known))
    page = known or IssuePage(team=team)
    for name, value in facts.items():
        setattr(page, name, value)
    page.written_by, page.written_at = by, clock.now()
    page.full_clean()
    page.save()
    record(team, "page_written", by=by)
    return page


def written(page):
    """When a page was last written, as a form carries it."""
    return page.written_at.astimezone(UTC).isoformat() if page else ""


@transaction.atomic
def publish_page(page, *, by, seen=None):
    """Put the page before everybody, in the words that were looked at."""
    team = hold_running(page.team)
    fresh = IssuePage.objects.select_for_update().get(pk=page.pk)
    refuse_unless(not fresh.published_at, _("The page is public already. Nothing was changed."))
    as_seen(seen, written(fresh))
    fresh.published_at, fresh.published_by = clock.now(), by
    fresh.save()
    record(team, "page_published", by=by)
    return fresh


@transaction.atomic
def withdraw_page(page, *, by):
    """Take the words back, also after the end; title, agency and area stay public."""
    team = hold(page.team)
    fresh = IssuePage.objects.select_for_update().get(pk=page.pk)
    refuse_unless(fresh.published_at, _("The page is not public. Nothing was changed."))
    fresh.published_at = fresh.published_by = None
    fresh.save()
    record(team, "page_withdrawn", by=by)
    return fresh
