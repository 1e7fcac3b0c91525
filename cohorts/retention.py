"""How long the records of a year are kept, and what then becomes of them (section 8.1)."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.certificates import HASHED, forget_name
from cohorts.models import Certificate, Cohort
from proposals.models import Proposal
from proposals.states import TERMINAL
from pyp_portal.history.services import record
from pyp_portal.privacy.schedule import Rule, Then

TEN_YEARS = timedelta(days=3652)


def old_years(moment):
    """Years of which every issue has come to its end, ten years after the last one did."""
    of_year = Proposal.objects.filter(call=OuterRef("call"))
    running = of_year.exclude(state__in=TERMINAL)
    young = of_year.filter(ended_at__gt=moment - TEN_YEARS)
    over = Cohort.objects.filter(lab_ends_on__lte=(moment - TEN_YEARS).date())
    return over.exclude(Exists(running)).exclude(Exists(young)).select_related("call")


def lab_over(cohort):
    return timezone.make_aware(datetime.combine(cohort.lab_ends_on, time(0)))


def offer(cohort, by):
    """The office hands the record over; nothing of it is removed here."""
    proposals = Proposal.objects.filter(call=cohort.call).count()
    record(cohort, "offered to the archives", by=by, proposals=proposals)
    return {"proposals": proposals}


def old_certificates(moment):
    found = Certificate.objects.filter(issued_at__lte=moment - TEN_YEARS)
    return found.exclude(name_th__startswith=HASHED)


def hide_name(certificate, by):
    """Number and hash stay: whoever types the name still learns whether it is the right one."""
    forget_name(certificate)
    record(certificate, "name hidden", by=by)
    return {"certificates": 1}


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
