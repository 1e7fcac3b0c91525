"""What a member knows, how much they can read, when they are away, where they worked."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record
from selection.models import FormerPost, Opinion, Unavailability
from selection.services.holding import hold

OPINION_MIN = 10
JUDGED = (State.REVIEWING, State.SHORTLISTED, State.PITCHED)


def regions():
    """The regions of the register, in Thai order."""
    found = Province.objects.order_by().values_list("region_th", flat=True).distinct()
    return sorted(found, key=thai.sort_key)


@transaction.atomic
def describe(seat, *, themes, regions, load_max, by=None):
    """Themes and regions a member knows, and how many proposals they can read at most."""
    seat = hold(seat, "user", "committee")
    seat.regions, seat.load_max = list(regions), load_max
    seat.save(update_fields=["regions", "load_max"])
    seat.themes.set(themes)
    record(seat.committee, "expertise noted", by=by or seat.user, seat_no=seat.seat_no)
    return seat


@transaction.atomic
def note_away(seat, first_day, last_day, *, by=None):
    """Days on which the member can take no part."""
    row = Unavailability(seat=seat, first_day=first_day, last_day=last_day)
    row.full_clean()
    if last_day < clock.today():
        raise MoveRefused(_("These days are over."))
    row.save()
    record(seat.committee, "absence noted", by=by or seat.user, seat_no=seat.seat_no)
    return row


@transaction.atomic
def forget_away(row, *, by=None):
    """The member is there after all."""
    seat = row.seat
    row.delete()
    record(seat.committee, "absence taken back", by=by or seat.user, seat_no=seat.seat_no)


@transaction.atomic
def tell_post(user, agency, *, since=None, until, by=None):
    """An agency for which the person worked until a day; interests are found by it (K8)."""
    if until > clock.today() or (since and since > until):
        raise MoveRefused(_("Give the days of a post that has ended, the first day first."))
    agency = standing_agency(agency)
    row, _is_new = FormerPost.objects.update_or_create(
        user=user, agency=agency, until=until, defaults={"since": since}
    )
    record(user, "former post told", by=by or user, agency=agency.code)
    return row


@transaction.atomic
def give_opinion(seat, proposal, text, *, seen=None, by=None):
    """What an adviser says about a proposal that is judged; the last word stands (R-43).

    ``seen`` is the moment of the opinion that was shown: one given meanwhile is not overwritten.
    """
    text = thai.normalise(text)
    if len(text) < OPINION_MIN:
        raise MoveRefused(_("Write at least %(min)d characters.") % {"min": OPINION_MIN})
    if proposal.state not in JUDGED:
        raise MoveRefused(_("Opinions are given while the proposal is judged."))
    hold(seat)
    before = Opinion.objects.filter(seat=seat, proposal=proposal).first()
    if before and seen is not None and before.given_at != seen:
        raise StaleVersion(_("This opinion was changed in another window: compare the two."))
    row, _is_new = Opinion.objects.update_or_create(
        seat=seat, proposal=proposal, defaults={"text_th": text, "given_at": clock.now()}
    )
    record(proposal, "opinion given", by=by or seat.user, seat_no=seat.seat_no)
    return row


def opinions_about(proposal):
    """The advisers' opinions on a proposal, the first given first."""
    return proposal.opinions.select_related("seat__user")
