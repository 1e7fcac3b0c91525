"""What the tests of partners do over and over: ask one, confirm, see how each stands."""

from proposals import services
from proposals.models import PartnerAsk, Proposal
from proposals.partnership import partnerships
from proposals.services import partnering

YES, NO = PartnerAsk.Answer
REASON = "งบประมาณปีนี้จัดสรรหมดแล้ว"


def ask(proposal, person, key="PART", **options):
    return services.ask_partner(proposal, key, person, **options)


def confirm(asked, by=None, **named):
    fresh = Proposal.objects.get()
    seen = partnering.shown_hash(fresh, partnering.part_with(fresh, asked.key))
    return services.answer_ask(asked, YES, by=by, seen=seen, **named)


def standings():
    fresh = Proposal.objects.get()
    return [one.standing for one in partnerships(fresh, fresh.answered())]


def rewrite(person, **changed):
    """The agency writes the first partner's row anew."""
    rows = Proposal.objects.get().answered()["partners"]
    rows[0] |= changed
    services.save_answers(Proposal.objects.get(), {"partners": rows}, person)
