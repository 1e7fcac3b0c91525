"""Deadlines of this room that were computed and fall on a day that offices are closed now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.offdays.putting import put_off as put_each_off
from selection.models import ResultEnquiry


def put_off(day, name, by):
    """Answers about released results go to the next working day."""
    waiting = ResultEnquiry.objects.waiting().filter(due=day)
    locked = waiting.select_for_update(of=("self",)).select_related("enquiry", "item__proposal")
    return put_each_off(locked, "due", told, by, name)


def told(row):
    """What is due, and where it is seen."""
    url = reverse("selection:enquiry", args=[row.enquiry.uid])
    return f"{row.item.proposal.code}: {_('answer about a result')}", url
