"""What waits for those who were at a workshop."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import my_training
from pyp_portal.todo import MOST, Kind, Todo


def to_evaluate(user):
    """Workshops at which I was, and whose evaluation I have not answered."""
    return Kind(my_training.unanswered(user), evaluations)


def evaluations(sessions):
    for session in [one for one in sessions if one.takes_answers][:MOST]:
        title = _("Answer the evaluation of workshop %(n)d") % {"n": session.number}
        url = reverse("cohorts:evaluation", args=[session.uid])
        yield Todo(title, url, detail=str(session), icon="edit")
