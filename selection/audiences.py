"""To whom the office may announce something in room 2: the committee of a year."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import User
from pyp_portal.outbox.audiences import Audience, Reached
from selection.models import Committee, Seat


def committees(_user):
    """Committees by the year of their call, the newest first."""
    found = Committee.objects.order_by("-plan__call__fiscal_year")
    years = found.values_list("plan__call__fiscal_year", flat=True)
    return [(str(year), str(year)) for year in years]


def members(_user, year):
    """Everybody who sits there today, with and without vote."""
    seats = Seat.objects.active().filter(committee__plan__call__fiscal_year=year)
    return Reached(people=User.objects.filter(pk__in=seats.values("user")))


AUDIENCES = {"committee": Audience(_("Committee of the year"), committees, members)}
