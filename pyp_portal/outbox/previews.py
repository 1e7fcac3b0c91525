"""How an announcement reads to each kind of receiver, before anybody gets it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pyp_portal.outbox.announcing import TEMPLATE
from pyp_portal.outbox.letters import written
from pyp_portal.preferences.models import Preference


@dataclass(frozen=True)
class Preview:
    """One kind of receiver: its name, how many there are, and the mail of the first."""

    label: str
    count: int
    language: str
    subject: str
    body: str


def previews(announcement, people, mailboxes):
    """Persons who read Thai, persons who read English, official mailboxes; those there are."""
    in_english = {one.user_id for one in Preference.objects.filter(user__in=people, language="en")}
    kinds = [
        (_("Persons, in Thai"), "th", [one for one in people if one.pk not in in_english]),
        (_("Persons, in English"), "en", [one for one in people if one.pk in in_english]),
        (_("Official mailboxes of agencies"), "th", mailboxes),
    ]
    for label, language, receivers in kinds:
        if receivers:
            context = {"announcement": announcement, "recipient": receivers[0]}
            subject, body, _words = written(TEMPLATE, language, context)
            yield Preview(label, len(receivers), language, subject, body)
