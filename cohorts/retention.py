"""How long the records of a year are kept, and what then becomes of them (section 8.1)."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.certificates import HASHED, forget_name
from cohorts.models import (
    Answer,
    ArchiveOffer,
    Attendance,
    AttendanceImport,
    Certificate,
    Cohort,
    WorkshopPlace,
    WorkshopSession,
)
from cohorts.services import archiving
from cohorts.services.emptying import empty_attendance
from proposals.models import Proposal
from proposals.states import TERMINAL
from pyp_portal.history.services import record
from pyp_portal.privacy.schedule import Rule, Then

TEN_YEARS, ONE_YEAR = timedelta(days=3652), timedelta(days=365)


def old_years(moment):
    """Years of which every issue has come to its end, ten years after the last one did."""
    of_year = Proposal.objects.filter(call=OuterRef("call"))
    running = of_year.exclude(state__in=TERMINAL)
    young = of_year.filter(ended_at__gt=moment - TEN_YEARS)
    over = Cohort.objects.filter(lab_ends_on__lte=(moment - TEN_YEARS).date())
    return over.exclude(Exists(running)).exclude(Exists(young)).select_related("call")


def lab_over(cohort):
    return midnight(cohort.lab_ends_on)


def offer(cohort, by):
    """From now on the office packs the records and hands them over; nothing is removed here."""
    archiving.offer(cohort, by=by)
    return {"proposals": Proposal.objects.filter(call=cohort.call).count()}


def handed_over(moment):
    """What the archives took over by a letter of a year ago, and is still here as well."""
    day = (moment - ONE_YEAR).date()
    took = ArchiveOffer.objects.filter(answer__in=[Answer.ACCEPTED, Answer.PARTLY])
    return took.filter(letter_date__lte=day, emptied_at=None).select_related("cohort__call")


def remove_handed_over(offer, by):
    return {"files": archiving.empty(offer, by=by)}


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time(0)))


def old_certificates(moment):
    found = Certificate.objects.filter(issued_at__lte=moment - TEN_YEARS)
    return found.exclude(name_th__startswith=HASHED)


def hide_name(certificate, by):
    """Number and hash stay: whoever types the name still learns whether it is the right one."""
    forget_name(certificate)
    record(certificate, "name hidden", by=by)
    return {"certificates": 1}


def old_attendance(moment):
    """Workshops of ten years ago of which it is still kept who was there."""
    day = (moment - TEN_YEARS).date()
    found = WorkshopSession.objects.filter(held_on__lte=day, emptied_at=None)
    return found.filter(
        Exists(Attendance.objects.filter(session=OuterRef("pk")))
        | Exists(WorkshopPlace.objects.filter(session=OuterRef("pk")))
        | Exists(AttendanceImport.objects.filter(session=OuterRef("pk")))
    )


RULES = (
    Rule(
        "records-of-a-year",
        _("Selected proposals, minutes, announcements, reports of the lab and to the minister"),
        _("10 years after the year is closed"),
        Then.OFFER,
        due=old_years,
        since=lab_over,
        act=offer,
        once=True,
        page="cohorts:archive",
    ),
    Rule(
        archiving.HANDED_OVER,
        _("Files of a year that the National Archives have taken over"),
        _("1 year after the letter of the archives; papers, figures and history are kept"),
        Then.DELETE,
        due=handed_over,
        since=lambda offer: midnight(offer.letter_date),
        act=remove_handed_over,
        page="cohorts:archive",
    ),
    Rule(
        "certificates",
        _("Names on certificates"),
        _("10 years after the issue; number and hash are kept"),
        Then.ANONYMISE,
        due=old_certificates,
        since=lambda certificate: certificate.issued_at,
        act=hide_name,
    ),
    Rule(
        "attendance",
        _("Who attended workshops"),
        _("10 years after the workshop; how many came is kept"),
        Then.ANONYMISE,
        due=old_attendance,
        since=lambda session: midnight(session.held_on),
        act=lambda session, by: empty_attendance(session, by=by),
    ),
    Rule(
        "opinions",
        _("Words and contacts of citizens"),
        _("2 years after the lab; contacts 90 days after the activity"),
        Then.DELETE,
        job="let old opinions go",
    ),
    Rule(
        "unconfirmed-requests",
        _("Requests for a model that nobody confirmed"),
        _("7 days after they were sent"),
        Then.DELETE,
        job="let requests go that nobody confirmed",
    ),
)
