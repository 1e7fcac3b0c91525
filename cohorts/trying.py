"""On which records of the cohort the words of its letters may be tried, and how."""

from django.db.models import F

from cohorts import report_papers, seat_papers, wordings
from cohorts.models import MinisterReport, Participant
from pyp_portal.papers.wordings import Entry
from pyp_portal.templatetags.thai import thai_date

MOST = 30  # records to choose from, the newest first


def seats():
    """Seats that agencies were asked for, first those that are still wanted; never by a person."""
    found = Participant.objects.exclude(agency=None).select_related("team__proposal", "agency")
    newest = found.order_by(F("nominated_at").asc(nulls_first=True), "-pk")[:MOST]
    return [(str(s.uid), f"{s.team.proposal.code} {s.agency.name_th}") for s in newest]


def reports():
    """Reports that are signed."""
    found = MinisterReport.objects.exclude(signed_at=None).order_by("-pk")[:MOST]
    return [(str(one.uid), thai_date(one.as_of)) for one in found]


def nomination_letter(uid, by):
    return seat_papers.nomination_letter(Participant.objects.get(uid=uid), by=by)


def minister_letter(uid, by):
    return report_papers.letter(MinisterReport.objects.get(uid=uid), by=by)


ENTRIES = [
    Entry(wordings.NOMINATION_LETTER, seats, nomination_letter),
    Entry(wordings.MINISTER_LETTER, reports, minister_letter),
]
