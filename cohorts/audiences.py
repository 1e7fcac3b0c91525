"""To whom the office may announce something in room 3: the participants of a cohort."""

from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Participant
from pyp_portal.accounts.models import Agency, User
from pyp_portal.outbox.audiences import Audience, Reached


def cohorts(_user):
    """Cohorts by the year of their call, the newest first."""
    years = Cohort.objects.order_by("-call__fiscal_year").values_list(
        "call__fiscal_year", flat=True
    )
    return [(str(year), str(year)) for year in years]


def participants(_user, year):
    """Confirmed participants of all tiers."""
    return Reached(people=User.objects.filter(pk__in=seats_of(year).values("person")))


def with_agencies(user, year):
    """The same, and the official mailboxes of the agencies that sent them."""
    sent = Agency.objects.filter(pk__in=seats_of(year).values("agency")).exclude(saraban_email="")
    mailboxes = sent.values_list("saraban_email", flat=True)
    return Reached(people=participants(user, year).people, mailboxes=mailboxes)


def seats_of(year):
    return Participant.objects.confirmed().filter(cohort__call__fiscal_year=year)


AUDIENCES = {
    "participants": Audience(_("Participants of the lab"), cohorts, participants),
    "participants_agencies": Audience(_("Participants and their agencies"), cohorts, with_agencies),
}
