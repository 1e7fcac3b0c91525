"""The seven gates of the lab: every condition of section 6.4, checked and shown one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cohorts import guards
from cohorts.states import ActivityKind, Phase, TierKey

LEAST_INFORMANTS, LEAST_OPTIONS = 10, 3


@dataclass(frozen=True)
class Check:
    """A condition of a gate in words, and the question that answers None or what is missing."""

    words: str
    ask: Callable


@dataclass(frozen=True)
class Condition:
    """A condition as it stands for one team; ``missing`` is empty where it holds."""

    words: str
    missing: str

    @property
    def holds(self):
        return not self.missing


def conditions(phase):
    """All conditions of the gate of a phase: its deliverable first, then its own."""
    code = phase.phase_enum.code
    words = _("Deliverable %(code)s is approved by the coordinator") % {"code": code}
    own = [Condition(check.words, check.ask(phase.team) or "") for check in OWN[phase.phase_enum]]
    return [Condition(words, deliverable_approved(phase) or ""), *own]


def missing(phase):
    """All sentences that stand between a phase and its gate; none when it may pass."""
    return [condition.missing for condition in conditions(phase) if not condition.holds]


def deliverable_approved(phase):
    code = phase.phase_enum.code
    if phase.team.deliverables.filter(code=code).exclude(approved_at=None).exists():
        return None
    return _("Deliverable %(code)s is not approved yet.") % {"code": code}


def took_part(kind):
    """The question whether the public took part in this way, with what people said."""

    def ask(team):
        done = team.activities.filter(kind=kind).exclude(main_points_th="")
        if done.exists():
            return None
        return _("No activity “%(kind)s” with the public is recorded yet.") % {"kind": kind.label}

    return ask


def field_visited(team):
    return None if team.visits.exists() else _("No field visit is recorded yet.")


def informants_heard(team):
    """At least ten people told the team how it is for them, on visits or as opinions."""
    visits = team.visits.aggregate(n=Sum("informants"))["n"] or 0
    opinions = team.activities.filter(kind=ActivityKind.OPINION)
    count = visits + (opinions.aggregate(n=Sum("people_total"))["n"] or 0)
    if count >= LEAST_INFORMANTS:
        return None
    return _("%(count)d of %(wanted)d people have been heard so far.") % {
        "count": count, "wanted": LEAST_INFORMANTS,
    }  # fmt: skip


def baseline_recorded(team):
    return None if team.baselines.exists() else _("No figure at the start is recorded yet.")


def options_compared(team):
    """Three options beside one another, and one of them chosen."""
    count = team.options.count()
    if count < LEAST_OPTIONS:
        return _("%(count)d of %(wanted)d options are written down so far.") % {
            "count": count, "wanted": LEAST_OPTIONS,
        }  # fmt: skip
    if team.options.exclude(chosen_at=None).exists():
        return None
    return _("None of the options is chosen yet.")


def prototype_built(team):
    if team.prototypes.filter(versions__isnull=False).exists():
        return None
    return _("No version of the prototype is recorded yet.")


def advice_given(team):
    """Tier 1 gave advice, or said something about deliverable L4."""
    if team.mentoring.exists() or advisor_commented(team):
        return None
    return _("No advice of the tier 1 advisor is recorded yet.")


def advisor_commented(team):
    advisors = team.participants.confirmed().filter(tier__key=TierKey.ADVISOR).values("person")
    comments = team.deliverables.filter(code=Phase.PROTOTYPE.code, comments__by__in=advisors)
    return comments.exists()


def test_planned(team):
    """A pilot test is planned, with figures that it has to reach."""
    if team.pilot_tests.filter(metrics__isnull=False).exists():
        return None
    return _("No pilot test with figures to reach is planned yet.")


def pilot_decided(team):
    if team.pilot_tests.exclude(decision="").exists():
        return None
    return _("No pilot test has been judged yet.")


OWN = {
    Phase.ORIENTATION: (
        Check(_("Each tier has a confirmed participant"), guards.team_complete),
        Check(_("The agency has committed itself by letter"), guards.commitment_letter),
    ),
    Phase.EMPATHIZE: (
        Check(_("People gave their opinions"), took_part(ActivityKind.OPINION)),
        Check(_("The team was in the area"), field_visited),
        Check(_("At least ten people were heard"), informants_heard),
    ),
    Phase.DEFINE: (Check(_("The figures at the start are recorded"), baseline_recorded),),
    Phase.IDEATE: (
        Check(_("Three options are compared and one is chosen"), options_compared),
        Check(_("People designed along"), took_part(ActivityKind.CO_DESIGN)),
    ),
    Phase.PROTOTYPE: (
        Check(_("A version of the prototype is recorded"), prototype_built),
        Check(_("The tier 1 advisor gave advice"), advice_given),
        Check(_("The test is planned, with figures that it has to reach"), test_planned),
    ),
    Phase.TEST: (
        Check(_("People tested the prototype, with results"), took_part(ActivityKind.TEST)),
        Check(_("The pilot test ended with a decision"), pilot_decided),
    ),
    Phase.SYNTHESIZE: (Check(_("The scale-out plan is approved"), guards.scale_plan_ready),),
}
