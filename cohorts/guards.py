"""What must hold before an issue moves on: one function a guard (section 5.2).

Each answers None, or the sentence that says what is missing.
"""

from django.utils.translation import gettext as _

from cohorts.composition import composition
from cohorts.states import THROUGH, WORKING_SITES, ActivityKind, TierKey
from pyp_portal import clock


# --- Entering the lab (T23)
def composition_of(team):
    """The confirmed members of a team, looked at by the rules of section 6.2."""
    seats = team.participants.confirmed().select_related("tier", "agency")
    members = [(seat.tier.key, seat.agency_id, seat.agency.level) for seat in seats]
    return composition(
        members, {tier.key: team.quota(tier).seats for tier in team.cohort.tiers.all()}
    )


def team_complete(team):
    """``team_complete``: at least one confirmed participant of each tier, or the gap is waived."""
    empty = composition_of(team).empty
    if not empty or team.gap_waived_at:
        return None
    names = ", ".join(str(TierKey(key).label) for key in empty)
    return _("Nobody has confirmed yet as: %(tiers)s.") % {"tiers": names}


def phase_open(team, overridden=False):
    """``phase_open(lab)``, soft: in the window of the lab, or the office overrides it."""
    cohort = team.cohort
    if overridden or cohort.is_lab_open(clock.today()):
        return None
    return _("The window of the lab is closed today. Give a reason to enter all the same.")


def commitment_letter(team):
    """The agency has committed itself by letter."""
    if team.commitment_no and team.commitment_date:
        return None
    return _("The letter of commitment of the agency is missing.")


# --- Leaving the lab (T24); what each gate asks for stands in gates.py
def gates_passed(team):
    """``gates_passed``: all gates of the lab passed or waived."""
    phases = list(team.phases.all())
    left = [phase for phase in phases if phase.state not in THROUGH]
    if phases and not left:
        return None
    names = ", ".join(f"{phase.phase_enum.code} {phase}" for phase in left)
    return _("Gates still to pass: %(phases)s.") % {"phases": names}


def public_test_done(team):
    """``public_test_done``: tested with the public, with results, before scaling out (R-38)."""
    tests = team.activities.filter(kind=ActivityKind.TEST).exclude(main_points_th="")
    return None if tests.exists() else _("The prototype has not been tested with the public yet.")


def scale_plan_ready(team):
    """``scale_plan_ready``: the scale-out plan is approved by the coordinator (R-52)."""
    plan = getattr(team, "scale_plan", None)
    if plan is not None and plan.approved_at:
        return None
    return _("The scale-out plan is not approved yet.")


# --- Presentation and follow-up (T26 to T29)
def presented_recorded(team):
    """``presented_recorded``: the session was held and its result is written down."""
    if team.presentation_items.exclude(recorded_at=None).exists():
        return None
    return _("No result of a presentation is recorded yet.")


def responsible_agency_named(team):
    """An agency answers for the issue from here on."""
    return None if team.responsible_agency_id else _("No agency is named as responsible yet.")


def sites_ok(team):
    """``sites_ok``: enough other areas implement or sustain it."""
    needed = team.cohort.min_scaled_sites
    count = team.sites.filter(status__in=WORKING_SITES).count()
    if count >= needed:
        return None
    return _("%(count)d of %(needed)d sites implement it so far.") % {
        "count": count,
        "needed": needed,
    }


def evidence(team):
    """Enough of the working sites say by what it can be seen."""
    shown = team.sites.filter(status__in=WORKING_SITES).exclude(evidence_th="").count()
    if shown >= max(team.cohort.min_scaled_sites, 1):
        return None
    return _("The working sites have no evidence written down.")


# --- Endings (T30, T32)
def final_round_done(team):
    """``final_round_done``: the last follow-up round is received or waived."""
    last = team.rounds.select_related("report").order_by("-due_on", "-months").first()
    if last is not None and last.is_settled:
        return None
    return _("The report of the last follow-up round has neither arrived nor been waived.")


def closing_summary(team):
    ending = getattr(team, "ending", None)
    if ending is not None and ending.summary_th.strip():
        return None
    return _("The closing summary is not written yet.")


def lesson_learned(team):
    ending = getattr(team, "ending", None)
    if ending is not None and ending.lesson_th.strip():
        return None
    return _("What was learned is not written down yet.")
