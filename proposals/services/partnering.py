"""Ask a partner whether it stands by its part, and take the answer (F35, R-20)."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from proposals import partner_emails as emails
from proposals.fingerprints import fingerprint
from proposals.grounds import Grounds, MoveRefused
from proposals.models import PartnerAsk
from proposals.partnership import parts
from proposals.services.endorsing import may_write
from proposals.services.moving import OutOfTurn, lock, why_closed
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Agency, Membership
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_moment

LINK_LASTS = timedelta(days=21)
MOST_A_DAY = 30
LEADING = Q(can_submit=True) | Q(can_endorse=True)
CONFIRMABLE = frozenset(
    {State.DRAFT, State.SUBMITTED, State.SCREENING, State.RETURNED, State.ELIGIBLE}
)


class CannotAsk(MoveRefused):
    """This partner cannot be asked, or not so."""


class CannotAnswer(MoveRefused):
    """This link, or the person who holds it, answers nothing (any more)."""


def part_with(proposal, key):
    """The part of the partner with this key as it is written now, or None."""
    answers = proposal.answered()
    return next((part for part in parts(answers) if part.key == key), None)


def speakers_of(agencies):
    """By the key of each agency who may speak for it in the portal: head and submitters."""
    members = Membership.objects.active().filter(LEADING, agency__in=agencies)
    found = defaultdict(list)
    for member in members.select_related("user").order_by("user__sort_key", "user_id"):
        found[member.agency_id].append(member.user)
    return found


def speakers(agency):
    """The same for one agency; nobody speaks for what the register does not know."""
    return speakers_of([agency])[agency.pk] if agency else []


def may_speak(ask, person):
    """Asked anew each time: a right that was taken away is gone at once (S36)."""
    members = Membership.objects.active().filter(LEADING, agency=ask.agency_id)
    return ask.agency_id is not None and members.filter(user=person).exists()


@transaction.atomic
def ask_partner(proposal, key, by, *, address="", at=None):
    """Send a partner what concerns it: to the address, and to its people in the portal.

    An earlier question that was not answered ends; its link no longer works.
    """
    fresh = lock(proposal, by=by, at=at)
    if fresh.state not in CONFIRMABLE:
        raise OutOfTurn(why_closed(fresh, by))
    part = part_with(fresh, key)
    if part is None:
        raise CannotAsk(_("This partner is no longer named in the proposal."))
    agency = Agency.objects.filter(code=part.code).first() if part.code else None
    agency = standing_agency(agency) if agency else None
    address, people = address.strip().lower(), speakers(agency)
    if sentence := cannot_ask(fresh, part, address, people):
        raise CannotAsk(sentence)
    fresh.partner_asks.open().filter(key=key).update(ended_at=clock.now())
    asked = PartnerAsk.objects.create(
        proposal=fresh,
        key=key,
        name_th=part.name,
        agency=agency,
        address=address,
        asked_by=by,
        asked_at=clock.now(),
        expires_at=clock.now() + LINK_LASTS,
    )
    record(fresh, "partner_asked", by=by, reason=part.name)
    emails.partner_asked(asked, fresh, people)
    return asked


def cannot_ask(proposal, part, address, people):
    """Why this partner cannot be asked so; empty when it can."""
    lead = proposal.lead_agency
    if part.code == lead.code:
        return _("This is the lead agency itself.")
    if not (address or people):
        return _("Nobody of this partner is in the portal yet. Type an e-mail address.")
    members = Membership.objects.active().filter(agency=lead)
    if address and members.filter(user__email__iexact=address).exists():
        return _("This is the address of somebody of the lead agency. Type one of the partner.")
    since = proposal.partner_asks.filter(asked_at__gt=clock.now() - timedelta(days=1))
    if since.count() >= MOST_A_DAY:
        return _("At most %(most)d links can be sent in one day.") % {"most": MOST_A_DAY}
    return ""


@transaction.atomic
def take_back_ask(asked, by):
    """The link leads nowhere from now on; what was answered stands."""
    lock(asked.proposal)
    asked = PartnerAsk.objects.select_for_update().get(pk=asked.pk)
    if not asked.is_open:
        raise CannotAsk(_("The question is over; nothing was changed."))
    asked.ended_at = clock.now()
    asked.save(update_fields=["ended_at"])
    record(asked.proposal, "partner_ask_taken_back", by=by, reason=asked.name_th)
    return asked


# --- The other end of the link --------------------------------------------------


def why_dead(asked):
    """Why a link leads nowhere now, said without a word about the proposal; empty when it works.

    It lives no longer than the right of who sent it (S36).
    """
    if asked.answered_at:
        moment = thai_moment(asked.answered_at)
        return _("The partner answered on %(moment)s: %(answer)s.") % {
            "moment": moment,
            "answer": asked.get_answer_display(),
        }
    is_over = asked.ended_at or asked.is_expired or not may_write(asked.proposal, asked.asked_by)
    if is_over or part_with(asked.proposal, asked.key) is None:
        return _("This link is no longer valid. Ask the agency to send a new one.")
    if asked.proposal.state not in CONFIRMABLE:
        return _("It is too late to answer: the proposal is past that step.")
    return ""


def shown_hash(proposal, part):
    """The hash of all that the partner's page shows: title, summary and its own part."""
    summary = proposal.answers.data.get("summary", "")
    return fingerprint({"title": proposal.title_th, "summary": summary, **part.text})


@transaction.atomic
def answer_ask(asked, answer, *, by=None, seen="", reason="", name="", position=""):
    """The partner confirms the part that it was shown, or declines it with a reason.

    ``by`` is a person who speaks for the agency in the portal; without one, who holds the
    mailed link says who they are. Raises a ``MoveRefused`` with the sentence where the link
    has ended or where the text is no longer the one that was shown.
    """
    fresh = lock(asked.proposal)
    asked = PartnerAsk.objects.select_for_update().get(pk=asked.pk)
    asked.proposal = fresh
    if sentence := why_dead(asked):
        raise CannotAnswer(sentence)
    part = part_with(fresh, asked.key)
    if answer == PartnerAsk.Answer.DECLINED:
        Grounds(by=by, reason=reason).require_reason()
    elif shown_hash(fresh, part) != seen:
        raise CannotAnswer(
            _("The text was changed while you were reading. It stands here as it is now.")
        )
    asked.answer, asked.answered_at, asked.answered_by = answer, clock.now(), by
    asked.name, asked.position = name or str(by), position
    asked.reason = reason if answer == PartnerAsk.Answer.DECLINED else ""
    asked.part, asked.sha256 = part.text, part.sha256
    asked.save()
    said = f"{part.name}: {asked.who}" + (f": {asked.reason}" if asked.reason else "")
    record(fresh, f"partner_{answer}", by=by, reason=said, sha256=asked.sha256)
    emails.partner_answered(asked, fresh)
    return asked
