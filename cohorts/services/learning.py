"""What people say after a session and of themselves: evaluation, self-rating, reflection."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.hours import CAME
from cohorts.models import (
    Evaluation,
    EvaluationGiven,
    Participant,
    PresentationPresence,
    Reflection,
    SelfRating,
)
from cohorts.services.moving import refuse_unless
from cohorts.services.training import first_time
from cohorts.states import TierKey
from cohorts.training import SCALE, Competence, Moment, Question
from pyp_portal import clock
from pyp_portal.history.services import record

ANSWERED = gettext_lazy("You have answered this evaluation already.")
REFLECTION_LEAST = 50
OPENS_BEFORE_END = 31  # days before the lab ends from which people look back


def came(session, person):
    """True when the person attended a half of the session, as participant or partner."""
    own = Q(seat__person=person) | Q(partner__person=person)
    return session.attendance.filter(CAME).filter(own).exists()


def has_answered(session, person):
    """True when the person has answered the evaluation; what was said is not known."""
    return EvaluationGiven.objects.filter(session=session, person=person).exists()


@transaction.atomic
def evaluate(session, *, person, scores, text=""):
    """Answer the evaluation once; that it was answered and what it says are kept apart."""
    refuse_unless(session.takes_answers, _("The evaluation opens with the last half of the day."))
    refuse_unless(came(session, person), _("Only those who were there evaluate a session."))
    wanted(scores, Question)
    given = EvaluationGiven(session=session, person=person)
    refuse_unless(first_time(given.save), ANSWERED)
    return Evaluation.objects.create(session=session, scores=scores, text_th=text)


def wanted(scores, asked):
    """Refuse answers that leave a question out, or lie outside of the scale."""
    is_whole = set(scores) == set(asked.values) and set(scores.values()) <= set(SCALE)
    refuse_unless(is_whole, _("Please answer each question from 1 to 5."))


@transaction.atomic
def rate_oneself(seat, moment, *, scores):
    """The participant's own view of each competence; before the lab, and again at its end (R-39).

    The first rating is taken until people look back: later it would be no view from before.
    """
    seat = Participant.objects.select_for_update().select_related("cohort").get(pk=seat.pk)
    wanted(scores, Competence)
    refuse_unless(seat.confirmed_at and seat.is_standing, _("This seat is not yours any more."))
    refusal = why_closed(seat, moment)
    refuse_unless(not refusal, refusal)
    facts = {"scores": scores, "rated_at": clock.now()}
    return SelfRating.objects.update_or_create(seat=seat, moment=moment, defaults=facts)[0]


def looks_back(seat):
    """True from a month before the end of the lab."""
    return (seat.cohort.lab_ends_on - clock.today()).days <= OPENS_BEFORE_END


def why_closed(seat, moment):
    """Why a rating cannot be given now, or None."""
    if moment == Moment.AFTER:
        opens = _("The second rating opens a month before the lab ends.")
        return None if looks_back(seat) else opens
    if looks_back(seat):
        return _("The first rating was taken until a month before the end of the lab.")
    return None


@transaction.atomic
def write_reflection(seat, *, by, text):
    """What a participant takes along; it may be written again until the certificate is given."""
    seat = Participant.objects.select_for_update().get(pk=seat.pk)
    refuse_unless(
        len(text.strip()) >= REFLECTION_LEAST,
        _("Please write at least %(n)d characters.") % {"n": REFLECTION_LEAST},
    )
    refuse_unless(
        not seat.certificates.filter(withdrawn_at=None).exists(),
        _("Your certificate is issued: this stays as it is."),
    )
    facts = {"text_th": text.strip(), "written_at": clock.now()}
    reflection, _is_new = Reflection.objects.update_or_create(seat=seat, defaults=facts)
    record(seat, "reflected", by=by)
    return reflection


@transaction.atomic
def record_presence(seat, *, by, delegate=""):
    """An advisor was at the presentation of the issue, or somebody came instead."""
    refuse_unless(
        seat.tier.key == TierKey.ADVISOR, _("Presence is recorded for project advisors only.")
    )
    is_presented = seat.team.presentation_items.exclude(recorded_at=None).exists()
    refuse_unless(is_presented, _("The issue has not been presented yet."))
    facts = {"delegate_th": delegate, "recorded_at": clock.now(), "recorded_by": by}
    found, _is_new = PresentationPresence.objects.update_or_create(seat=seat, defaults=facts)
    record(seat, "presence_recorded", by=by)
    return found
