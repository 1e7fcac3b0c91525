"""Note what was read, and let old rows go."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction

from pyp_portal import clock
from pyp_portal.reads import register
from pyp_portal.reads.models import Read
from pyp_portal.reads.triggers import KEPT_DAYS

logger = logging.getLogger(__name__)


def note(what, values, *, by, path, address):
    """Keep that ``by`` was shown ``what``; the log gets a line of its own, whatever happens.

    A page is not refused because its row cannot be written: then only the log line tells.
    """
    sensitive = register.table().get(what)
    if sensitive is None:
        return None
    logger.info("read: %s by %s at %s", what, by.pk, path)
    try:
        with transaction.atomic():
            return Read.objects.create(
                at=clock.now(),
                by=by,
                what=what,
                about=sensitive.about(values)[:40],
                path=path[:300],
                address=address,
            )
    except DatabaseError:
        logger.exception("a read could not be noted")
        return None


def purge():
    """Remove what is older than ``settings.READS_KEPT_DAYS``: how many rows went.

    Never before the 90 days of the law are over, whatever is set.
    """
    oldest = clock.now() - timedelta(days=max(settings.READS_KEPT_DAYS, KEPT_DAYS))
    gone, _rows = Read.objects.filter(at__lt=oldest).delete()
    if gone:
        logger.info("access log: %d rows from before %s removed", gone, oldest.date())
    return gone
