"""An act that comes too late, or that somebody else has done before."""

from django.utils.translation import gettext as _

from pyp_portal.history.services import latest
from pyp_portal.templatetags.thai import thai_datetime


class Refused(Exception):
    """The act is not done; ``sentence`` says in words what stands in its way."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


def who_was_first(record, *verbs):
    """The sentence for the second of two people: who acted before, and when."""
    event = latest(record, *verbs)
    if event is None:
        return _("Somebody acted on this before you. Nothing was changed.")
    words = {"who": event.who, "when": thai_datetime(event.at)}
    return _("%(who)s acted on this on %(when)s. Nothing was changed.") % words
