"""What waits for a person because of a report to the Prime Minister: write, review, sign it."""

from functools import partial

from django.utils.translation import gettext as _

from cohorts.models import MinisterReport
from pyp_portal.todo import MOST, Kind, Todo


def to_write_and_sign(user):
    """Drafts whose words I wrote last, those of colleagues to review, reviewed ones to sign."""
    return Kind(MinisterReport.objects.filter(signed_at=None), partial(unsigned, user))


def unsigned(user, reports):
    for report in reports.for_list()[:MOST]:
        if report.is_draft and report.edited_by_id == user.pk:
            words = _("Go on with the report to the minister")
        elif report.is_draft:
            words = _("Read the report to the minister and confirm it as reviewed")
        elif user.is_director:
            words = _("Sign the report to the minister")
        else:
            continue
        yield Todo(words, report.get_absolute_url(), str(report.cohort), icon="file")
