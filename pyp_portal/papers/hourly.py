"""S35: how many files one person may ask for within an hour, each kind by what it costs."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.papers.models import Export
from pyp_portal.templatetags.thai import num, thai_datetime

HOUR = timedelta(hours=1)
MOST = {Export.Format.ZIP: 20, Export.Format.PDF: 20}
MOST_LISTS = 60


def refuse_too_many(person, format):
    """Refuse the one too many, and say when the next may be asked for; others ask on."""
    most = MOST.get(format, MOST_LISTS)
    alike = [format] if format in MOST else [one for one in Export.Format if one not in MOST]
    asked = person.exports.filter(format__in=alike, asked_at__gt=clock.now() - HOUR)
    last = asked.order_by("-asked_at")[:most]
    moments = list(last.values_list("asked_at", flat=True))
    if len(moments) >= most:
        raise ValidationError(
            _(
                "You have asked for %(most)s files of this kind within an hour, which is the "
                "limit. Ask again after %(again)s; those that are ready can be fetched."
            )
            % {"most": num(most), "again": thai_datetime(moments[-1] + HOUR)}
        )
