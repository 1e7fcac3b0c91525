"""Partners who have not confirmed their part for a week are reminded once."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from proposals import partner_emails as emails
from proposals.fingerprints import fingerprint
from proposals.models import PartnerAsk
from proposals.services.partnering import CONFIRMABLE, speakers, why_dead
from pyp_portal import clock
from pyp_portal.reminders.ladders import before, climb
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send

STEPS = (before("+7", days=-7),)  # from the day of the question


def partner_letters(now, until):
    """Questions without an answer whose link still lives."""
    waiting = PartnerAsk.objects.open().filter(
        reminded_at=None,
        expires_at__gt=now,
        proposal__state__in=CONFIRMABLE,
        proposal__call__is_practice=False,
    )
    for asked in waiting.for_page():
        for step, moment in climb(STEPS, asked.asked_at, now, until, ends=asked.expires_at):
            yield Letter(
                key=f"partner_reminder:{asked.uid}",
                at=moment,
                step=step.name,
                due=asked.asked_at,
                thing=f"partner:{asked.proposal.code}:{fingerprint(asked.key)}",
                about=f"{asked.proposal.code} {asked.name_th}",
                tell=partial(remind, asked.pk),
                url=asked.proposal.get_absolute_url(),
                code=asked.proposal.code,
                done=partial(note, asked.pk),
            )


def remind(pk):
    """One partner; nobody whose link is dead."""
    fresh = PartnerAsk.objects.for_page().get(pk=pk)
    if fresh.reminded_at or why_dead(fresh):
        return False
    emails.partner_reminder(fresh, fresh.proposal, speakers(fresh.agency))
    return True


def note(pk):
    """At the question stands when its partner was reminded."""
    PartnerAsk.objects.filter(pk=pk).update(reminded_at=clock.now())


PARTNERS = Rule(
    "partners",
    _("Partners who have not confirmed their part"),
    _("Who speaks for the partner, and the address that was asked"),
    _("Once, a week after the question"),
    partner_letters,
)


def remind_partners(now=None):
    """Partners who have not answered for a week are reminded once; how many."""
    return send(PARTNERS, now)
