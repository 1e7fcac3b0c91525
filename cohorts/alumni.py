"""People over the years: who held which seat in which cohort, and who has completed a lab.

Names, posts and agencies only, as in the official roster; how to reach somebody is not here.
"""

from django.db.models import Exists, OuterRef, Prefetch, Q

from cohorts.models import Participant
from proposals.states import State
from pyp_portal.accounts.models import User

# The lab lies behind these, and behind what was discontinued after it; who left it early is
# no alumnus of it.
COMPLETED = (State.LAB_COMPLETED, State.PRESENTED, State.FOLLOW_UP, State.SCALED, State.CLOSED)
LATER = Q(team__proposal__state=State.DISCONTINUED, team__completed_lab_at__isnull=False)


def seats(user, tier="", year=None, is_alumni=False):
    """Confirmed seats that this person may see, narrowed by tier, year and completed lab."""
    found = Participant.objects.visible_to(user).confirmed()
    if tier:
        found = found.filter(tier__key=tier)
    if year:
        found = found.filter(cohort__call__fiscal_year=year)
    if is_alumni:
        found = found.filter(LATER | Q(team__proposal__state__in=COMPLETED))
    return found


def people(user, words="", **narrowed):
    """People with at least one such seat, each with all their seats, by name."""
    mine = seats(user, **narrowed).filter(person=OuterRef("pk"))
    found = User.objects.filter(Exists(mine))
    for word in words.split():
        found = found.filter(Q(given_th__icontains=word) | Q(family_th__icontains=word))
    held = seats(user).select_related("cohort__call", "tier", "agency", "team__proposal")
    held = held.order_by("-cohort__call__fiscal_year", "tier__display_no", "pk")
    return found.prefetch_related(Prefetch("participations", held, to_attr="seats_held"))
