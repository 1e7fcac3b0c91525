"""What waits for those who were at a workshop."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import my_training
from cohorts.todo_parts import MOST
from pyp_portal.todo import Todo


def to_evaluate(user):
    """Workshops at which I was, and whose evaluation I have not answered."""
    for session in my_training.unanswered(user)[:MOST]:
        title = _("Answer the evaluation of workshop %(n)d") % {"n": session.number}
        url = reverse("cohorts:evaluation", args=[session.uid])
        yield Todo(title, url, detail=str(session), icon="edit")
