"""The words of room 3: tiers, phases of the lab, and the small states of its records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.spread_states import WORKING_SITES, ScaleMode, SiteStatus  # noqa: F401
from proposals.states import PUBLIC, State

# An issue that has been selected, from the announcement to the end (rule T3).
CHOSEN = PUBLIC
FORMING = frozenset({State.SELECTED, State.IN_LAB, State.LAB_COMPLETED})
REPORTING = frozenset({State.FOLLOW_UP, State.SCALED})


class TierKey(models.TextChoices):
    """The four tiers; which number each shows is data of the cohort (C-01)."""

    ADVISOR = "ADVISOR", _("Project advisor")
    COORDINATOR = "COORDINATOR", _("Coordinator")
    AREA_OPERATOR = "AREA_OPERATOR", _("Area operator")
    PUBLIC_INNOVATOR = "PUBLIC_INNOVATOR", _("Public innovator")


# Who writes what the team does in the lab (section 6.3).
WORKERS = (TierKey.COORDINATOR, TierKey.AREA_OPERATOR, TierKey.PUBLIC_INNOVATOR)


class RuleResult(models.TextChoices):
    """What a rule of section 6.2 answers."""

    PASS = "PASS", _("Passes")
    FAIL = "FAIL", _("Does not pass")
    JUDGEMENT = "JUDGEMENT", _("Needs judgement")


class SeatState(models.TextChoices):
    """How far a seat of the team is; each follows from a date."""

    REQUESTED = "requested", _("Name asked for")
    NOMINATED = "nominated", _("Nominated")
    ACCEPTED = "accepted", _("Accepted by the person")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    REPLACED = "replaced", _("Replaced by somebody else")
    WITHDRAWN = "withdrawn", _("Seat given up")


class LabRole(models.TextChoices):
    """What somebody does who works beside the tiers (C-09, section 2.4)."""

    PARTNER = "PARTNER", _("Lab partner")
    COMMUNITY_LEADER = "COMMUNITY_LEADER", _("Community leader")
    GROUP_ADVISER = "GROUP_ADVISER", _("Group adviser")
    GROUP_FACILITATOR = "GROUP_FACILITATOR", _("Group facilitator")


class Phase(models.TextChoices):
    """The seven phases of the lab, in order (section 6.4)."""

    ORIENTATION = "ORIENTATION", _("Getting ready")
    EMPATHIZE = "EMPATHIZE", _("Understanding people")
    DEFINE = "DEFINE", _("Defining the question")
    IDEATE = "IDEATE", _("Finding ideas")
    PROTOTYPE = "PROTOTYPE", _("Building the prototype")
    TEST = "TEST", _("Testing in the pilot area")
    SYNTHESIZE = "SYNTHESIZE", _("Summing up and preparing to present")

    @property
    def code(self):
        """The deliverable of the phase bears its number: L0 to L6."""
        return f"L{list(Phase).index(self)}"

    @classmethod
    def of_code(cls, code):
        """The phase whose deliverable bears this code."""
        return next(phase for phase in cls if phase.code == code)

    @property
    def weeks(self):
        """First and last week of the phase in a lab of 26 weeks."""
        return WEEKS[self]


WEEKS = {
    Phase.ORIENTATION: (1, 1),
    Phase.EMPATHIZE: (2, 6),
    Phase.DEFINE: (7, 9),
    Phase.IDEATE: (10, 13),
    Phase.PROTOTYPE: (14, 18),
    Phase.TEST: (19, 24),
    Phase.SYNTHESIZE: (25, 26),
}


class GateState(models.TextChoices):
    """Where a phase of one team stands before its gate."""

    NOT_STARTED = "not_started", _("Not started")
    ACTIVE = "active", _("Under way")
    GATE_REQUESTED = "gate_requested", _("Gate requested")
    PASSED = "passed", _("Gate passed")
    WAIVED = "waived", _("Gate waived")
    SENT_BACK = "sent_back", _("Sent back")

    @property
    def icon(self):
        return GATE_LOOK[self][0]

    @property
    def css(self):
        return f"gate-{GATE_LOOK[self][1]}"

    @property
    def tone(self):
        return GATE_LOOK[self][2]


GATE_LOOK = {
    GateState.NOT_STARTED: ("ring", "none", "still"),
    GateState.ACTIVE: ("half", "now", "work"),
    GateState.GATE_REQUESTED: ("send", "ask", "jury"),
    GateState.PASSED: ("check", "pass", "good"),
    GateState.WAIVED: ("check", "pass", "good"),
    GateState.SENT_BACK: ("undo", "back", "wait"),
}
THROUGH = frozenset({GateState.PASSED, GateState.WAIVED})


class DeliverableCode(models.TextChoices):
    """What each phase hands in."""

    L0 = "L0", _("Team charter and stakeholder map")
    L1 = "L1", _("Report on understanding the users")
    L2 = "L2", _("Policy question and baseline indicators")
    L3 = "L3", _("Policy options and the one chosen")
    L4 = "L4", _("Prototype v1 and test plan")
    L5 = "L5", _("Test results and prototype v2")
    L6 = "L6", _("Development proposal, scale-out plan and slides")


class ActivityKind(models.TextChoices):
    """The three ways in which the public takes part (R-38)."""

    OPINION = "OPINION", _("Giving opinions")
    CO_DESIGN = "CO_DESIGN", _("Designing together")
    TEST = "TEST", _("Testing the prototype")


class Involvement(models.TextChoices):
    """How far the public's word reaches."""

    INFORM = "INFORM", _("Informed")
    CONSULT = "CONSULT", _("Consulted")
    INVOLVE = "INVOLVE", _("Involved")
    COLLABORATE = "COLLABORATE", _("Working together")
    EMPOWER = "EMPOWER", _("Deciding")


class Channel(models.TextChoices):
    """How people met."""

    ONSITE = "ONSITE", _("On site")
    ONLINE = "ONLINE", _("Online")
    HYBRID = "HYBRID", _("On site and online")
    FORM = "FORM", _("By form")


class PrototypeKind(models.TextChoices):
    """What a prototype is (C-22)."""

    POLICY_MEASURE = "POLICY_MEASURE", _("Policy or measure")
    SERVICE = "SERVICE", _("Service")
    WORK_MODEL = "WORK_MODEL", _("Way of working together")
    DIGITAL = "DIGITAL", _("Digital system")
    REGULATION = "REGULATION", _("Rule or regulation")
    COMMUNICATION = "COMMUNICATION", _("Communication")


class Fidelity(models.TextChoices):
    """How close a version is to the real thing."""

    LOW = "LOW", _("Rough")
    MEDIUM = "MEDIUM", _("Medium")
    HIGH = "HIGH", _("Close to real")


class VersionDecision(models.TextChoices):
    """What follows from a version of the prototype."""

    KEEP = "KEEP", _("Keep")
    PIVOT = "PIVOT", _("Change course")
    STOP = "STOP", _("Stop")


class PilotDecision(models.TextChoices):
    """What follows from a pilot test."""

    SCALE = "SCALE", _("Ready to scale out")
    ITERATE = "ITERATE", _("Improve and test again")
    STOP = "STOP", _("Stop")


class Overall(models.TextChoices):
    """The traffic light of a report."""

    GREEN = "GREEN", _("On course")
    YELLOW = "YELLOW", _("Slower than planned")
    RED = "RED", _("Stuck")

    @property
    def tone(self):
        return LIGHTS[self][0]

    @property
    def icon(self):
        return LIGHTS[self][1]


LIGHTS = {
    Overall.GREEN: ("good", "check-circle"),
    Overall.YELLOW: ("wait", "alert"),
    Overall.RED: ("stop", "x-circle"),
}


class Obstacle(models.TextChoices):
    """What stands in the way, to choose from."""

    BUDGET = "BUDGET", _("Budget")
    REGULATION = "REGULATION", _("Rules and regulations")
    PERSONNEL = "PERSONNEL", _("Personnel")
    DATA = "DATA", _("Data")
    COORDINATION = "COORDINATION", _("Coordination")
    PARTNERS = "PARTNERS", _("Partners are not ready")
    OTHER = "OTHER", _("Something else")


class RoundState(models.TextChoices):
    """Where a follow-up round stands; each follows from a date."""

    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", _("Report expected")
    SUBMITTED = "submitted", _("Report submitted")
    RETURNED = "returned", _("Report returned")
    ACCEPTED = "accepted", _("Report accepted")
    OVERDUE = "overdue", _("Overdue")
    WAIVED = "waived", _("Waived")

    @property
    def tone(self):
        return ROUND_LOOK[self][0]

    @property
    def icon(self):
        return ROUND_LOOK[self][1]


ROUND_LOOK = {
    RoundState.SCHEDULED: ("still", "clock"),
    RoundState.OPEN: ("wait", "edit"),
    RoundState.SUBMITTED: ("work", "send"),
    RoundState.RETURNED: ("wait", "undo"),
    RoundState.ACCEPTED: ("good", "check"),
    RoundState.OVERDUE: ("stop", "alert"),
    RoundState.WAIVED: ("still", "x"),
}
