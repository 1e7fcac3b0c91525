"""What citizens wrote is let go of when its time is over; what was counted stays (section 8.1)."""

from datetime import timedelta

from cohorts.models import Opinion, SignUp
from cohorts.services.wishing import forget_wishes
from pyp_portal import clock

KEPT = timedelta(days=2 * 365)  # after the lab
CONTACT_KEPT = timedelta(days=90)  # after the last day of an activity that nobody closed


def forget_voices():
    """Empty old opinions of their words, and old places of how to reach people; how many.

    Addresses left for an answer that did not come in time go too.
    """
    return forget_words() + forget_contacts() + forget_wishes()


def forget_words():
    """Two years after the end of the lab only age group, group, district and verdict are kept."""
    over = Opinion.objects.filter(team__cohort__lab_ends_on__lt=clock.today() - KEPT)
    old = over.filter(given_at__lt=clock.now() - KEPT).exclude(words="")
    return old.update(
        words="",
        public_words="",
        response_th="",
        shown_at=None,
        hidden_at=None,
        hidden_reason="",
    )


def forget_contacts():
    """Nobody is kept waiting in a list that nobody closed."""
    last = clock.today() - CONTACT_KEPT
    return SignUp.objects.filter(activity__closes_on__lt=last).forget()
