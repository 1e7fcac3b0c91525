"""Has a person completed the course? The rules of section 6.5, with the reason in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.states import TierKey
from cohorts.training import Award, Stage

MENTORING_LEAST = 2
PARTNER_PCT = 50


@dataclass(frozen=True)
class Facts:
    """What the rules ask about one participant.

    Minutes and sessions are those of the sessions already held to which the person was
    invited since the seat was confirmed. ``is_emptied``: it is not kept any more who was there.
    """

    tier: str
    attended: int = 0
    required: int = 0
    pct_needed: int = 80
    sessions: int = 0
    is_emptied: bool = False
    unanswered: int = 0
    missing: tuple = ()
    has_reflection: bool = False
    mentoring: int = 0
    was_presented: bool = False
    all_held: bool = False
    is_over: bool = False
    is_certified: bool = False
    is_replaced: bool = False
    has_left: bool = False


@dataclass(frozen=True)
class Completion:
    """How far the person is, and what is still missing, each as a sentence."""

    stage: Stage
    missing: list = field(default_factory=list)

    @property
    def is_complete(self):
        return self.stage == Stage.COMPLETED

    @property
    def reason(self):
        return " ".join(self.missing) or _("Everything that the rule asks for is there.")


def pct_of(attended, required):
    """Per cent of the hours, cut to whole ones; without any hours nothing is reached."""
    return attended * 100 // required if required else 0


def judge(facts):
    """The rule of the person's tier."""
    if facts.is_certified:  # what is held later takes nothing away
        return Completion(Stage.COMPLETED)
    if facts.is_replaced:
        return Completion(Stage.REPLACED)
    if facts.has_left:
        return Completion(Stage.WITHDRAWN)
    rule = advisor if facts.tier == TierKey.ADVISOR else worker
    missing = [sentence for sentence in rule(facts) if sentence]
    if not missing and facts.all_held:
        return Completion(Stage.COMPLETED)
    if facts.is_over and missing:
        return Completion(Stage.INCOMPLETE, missing)
    begun = facts.sessions or facts.mentoring
    return Completion(Stage.IN_PROGRESS if begun else Stage.ENROLLED, missing)


def worker(facts):
    """Tiers 2, 3 and 5: hours, deliverables of the team, reflection, evaluation."""
    yield hours(facts)
    if facts.missing:
        codes = ", ".join(facts.missing)
        yield _("Deliverables not approved: %(codes)s.") % {"codes": codes}
    if not facts.has_reflection:
        yield _("The reflection is not written.")
    if facts.unanswered:
        yield ngettext(
            "The evaluation of %(n)d session is not answered.",
            "The evaluations of %(n)d sessions are not answered.",
            facts.unanswered,
        ) % {"n": facts.unanswered}


def hours(facts):
    """The sentence on too few hours, or None."""
    if facts.is_emptied:
        return _("Who attended is not kept any more.")
    if not facts.required:
        return _("No session has been held yet.")
    pct = pct_of(facts.attended, facts.required)
    if pct >= facts.pct_needed:
        return None
    figures = {"pct": pct, "needed": facts.pct_needed}
    return _("Attendance is %(pct)d%%; %(needed)d%% is asked for.") % figures


def advisor(facts):
    """Tier 1: advice given twice, and presence at the presentation; hours are not counted."""
    if facts.mentoring < MENTORING_LEAST:
        figures = {"n": facts.mentoring, "needed": MENTORING_LEAST}
        yield _("Advice was given %(n)d times; %(needed)d times are asked for.") % figures
    if not facts.was_presented:
        yield _("Presence at the presentation, or of a delegate, is not recorded.")


def judge_partner(attended, invited, *, all_held, is_over, is_certified=False):
    """Partners: half of the sessions to which they were invited."""
    has_come = bool(invited) and pct_of(attended, invited) >= PARTNER_PCT
    if is_certified or (has_come and all_held):
        return Completion(Stage.COMPLETED)
    figures = {"n": attended, "invited": invited, "needed": PARTNER_PCT}
    missing = []
    if not has_come:
        text = _("Attended %(n)d of %(invited)d sessions; %(needed)d%% is asked for.")
        missing = [text % figures]
    if is_over and missing:
        return Completion(Stage.INCOMPLETE, missing)
    return Completion(Stage.IN_PROGRESS if attended else Stage.ENROLLED, missing)


def award_of(tier):
    """Which certificate a tier gets."""
    return Award.APPRECIATION if tier == TierKey.ADVISOR else Award.COMPLETION
