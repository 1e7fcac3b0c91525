"""The answer to a nomination: the person takes the seat or declines, the office confirms."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cohorts import emails
from cohorts.models import Participant
from cohorts.services.access import let_in
from cohorts.services.moving import hold, refuse_unless
from cohorts.services.seats import already, lock, must_form
from cohorts.sharing import Sharing, within
from cohorts.states import RuleResult
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.privacy import consenting
from pyp_portal.privacy.models import Purpose


@transaction.atomic
def accept(seat, *, by, privacy_seen):
    """The person takes the seat, having read the privacy notice; the office confirms it next."""
    seat = lock(seat)
    must_form(seat.team)
    waits = seat.is_standing and seat.nominated_at and not seat.accepted_at
    refuse_unless(waits and not seat.confirmed_at, already(seat))
    refuse_unless(privacy_seen, _("Please read the privacy notice first."))
    refuse_unless(seat.is_admitted, refusal_of(seat))
    seat.privacy_seen_at = seat.accepted_at = clock.now()
    seat.save()
    record(seat, "accepted", by=by)
    emails.seat_answered(seat)
    return seat


def refusal_of(seat):
    """Why this person cannot take the seat."""
    if seat.rule_result == RuleResult.FAIL:
        return seat.rule_sentence
    return _("The office has not yet decided about the exception.")


@transaction.atomic
def decline(seat, *, by, reason):
    """The person does not take the seat, and says why."""
    seat = lock(seat)
    refuse_unless(seat.is_standing and seat.nominated_at and not seat.confirmed_at, already(seat))
    refuse_unless(reason.strip(), _("Please say in a few words why you decline the seat."))
    seat.declined_at, seat.note_th = clock.now(), reason.strip()
    seat.save()
    record(seat, "declined", by=by, reason=seat.note_th)
    emails.seat_answered(seat)
    return seat


@transaction.atomic
def confirm(seat, *, by):
    """The office confirms a person who has taken the seat: a participant from here on."""
    seat = lock(seat)
    must_form(seat.team)
    refuse_unless(seat.is_standing and not seat.confirmed_at, already(seat))
    refuse_unless(seat.accepted_at, _("The person has not taken the seat yet."))
    refuse_unless(seat.is_admitted, refusal_of(seat))
    seat.confirmed_at, seat.confirmed_by = clock.now(), by
    seat.save()
    record(seat, "confirmed", by=by)
    if seat.team.entered_lab_at:
        let_in(seat.team, [seat.person])
    emails.seat_confirmed(seat)
    return seat


@transaction.atomic
def confirm_all(team, *, by):
    """Confirm everybody of a team who has taken a seat; gives the seats."""
    team = hold(team)
    waiting = team.participants.standing().filter(confirmed_at=None)
    return [confirm(seat, by=by) for seat in waiting.exclude(accepted_at=None)]


def keep_consent(person):
    """Opening a contact to the whole year is the consent to it; closing the last takes it back."""
    wide = Q(shares_email=Sharing.COHORT) | Q(shares_phone=Sharing.COHORT)
    is_wide = Participant.objects.standing().filter(wide, person=person).exists()
    (consenting.give if is_wide else consenting.take_back)(person, Purpose.CONTACTS)


@transaction.atomic
def share_contacts(seat, *, by, shares_email, shares_phone):
    """The person says who reads e-mail and telephone number in the roster of the year.

    Nothing wider than the rule of the cohort is kept.
    """
    seats = Participant.objects.select_for_update(of=("self",)).select_related("cohort")
    seat = seats.get(pk=seat.pk)
    refuse_unless(seat.is_standing, already(seat))
    limit = seat.cohort.widest_sharing
    refuse_unless(
        within(shares_email, limit) and within(shares_phone, limit),
        _("The rule of this year does not open contacts that far."),
    )
    seat.shares_email, seat.shares_phone = shares_email, shares_phone
    seat.save()
    record(seat, "contacts_shared", by=by, email=shares_email, phone=shares_phone)
    keep_consent(seat.person)
    return seat
