"""What citizens do without an account: give an opinion, sign up for a day, sign off again.

No history is written of them: it would keep the address from which an opinion came, and an
opinion has no sender.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts.models import OpenActivity, Opinion, SignUp
from cohorts.services.moving import refuse_unless
from cohorts.states import ActivityKind
from pyp_portal import clock
from pyp_portal.privacy import standing


def takes_opinions(team):
    """True while somebody works on the issue who can do something about an opinion."""
    return not team.is_over


def say(team, token, *, activity=None, kind=ActivityKind.OPINION, **facts):
    """Keep an opinion until somebody has read it; the same ``token`` again gives the same one.

    Raises ``NotReady`` where the issue or the activity has ended.
    """
    try:
        with transaction.atomic():
            return put(team, token, activity=activity, kind=kind, **facts)
    except IntegrityError:
        return Opinion.objects.get(token=token)


def put(team, token, *, activity, kind, **facts):
    need_open(team, activity)
    facts |= {"notice": str(standing.current()), "given_at": clock.now()}
    kind = activity.kind if activity else kind
    opinion = Opinion(team=team, activity=activity, kind=kind, token=token, **facts)
    opinion.clean_fields()
    opinion.save(force_insert=True)
    return opinion


def need_open(team, activity):
    """Raise ``NotReady`` unless the issue goes on and the activity takes words today."""
    refuse_unless(takes_opinions(team), _("This issue has ended: it takes no opinions any more."))
    refuse_unless(
        activity is None or activity.is_open,
        _("This activity is not open today. You may still give your opinion on the issue."),
    )


def sign_up(activity, token, **facts):
    """A place for one person at an activity; the same ``token`` again gives the same place.

    Raises ``NotReady`` where it is not open or every place is taken.
    """
    try:
        with transaction.atomic():
            return take_place(activity, token, **facts)
    except IntegrityError:
        return SignUp.objects.get(token=token)


def take_place(activity, token, **facts):
    """Places are given out one after the other, so that none is given twice."""
    rows = OpenActivity.objects.select_for_update(of=("self",)).select_related("team__proposal")
    activity = rows.get(pk=activity.pk)
    known = SignUp.objects.filter(token=token).first()
    if known:
        return known
    refuse_unless(activity.is_open, _("This activity takes no more people."))
    refuse_unless(
        not activity.is_full, _("Every place is taken. Look again later: somebody may sign off.")
    )
    facts |= {"notice": str(standing.current()), "signed_at": clock.now()}
    place = SignUp(activity=activity, token=token, **facts)
    place.clean_fields()
    place.save(force_insert=True)
    return place


@transaction.atomic
def sign_off(place):
    """Give the place back; how to reach the person is forgotten at once."""
    fresh = SignUp.objects.select_for_update().get(pk=place.pk)
    refuse_unless(fresh.left_at is None, _("You have signed off already."))
    fresh.left_at = clock.now()
    fresh.called = fresh.contact = fresh.needs_th = ""
    fresh.save()
    return fresh
