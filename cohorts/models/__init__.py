"""What room 3 keeps, from the first seat of a team to its last report."""

from cohorts.models.adopting import AdoptionRequest
from cohorts.models.citizens import IssuePage, OpenActivity, Opinion, SignUp
from cohorts.models.cohorts import Cohort, Tier
from cohorts.models.evidence import (
    MentoringSession,
    ParticipationActivity,
    PilotMetric,
    PilotTest,
    Prototype,
    PrototypeVersion,
)
from cohorts.models.following import (
    Ending,
    FollowUpReport,
    FollowUpRound,
    MinisterReport,
    ReportIndicator,
)
from cohorts.models.lab import Deliverable, TeamPhase
from cohorts.models.participants import Participant
from cohorts.models.presenting import Directive, PresentationItem, PresentationSession
from cohorts.models.scaling import (
    PlanPhase,
    ScaleOutPlan,
    ScaleOutSite,
    SiteFigure,
    SiteReport,
)
from cohorts.models.teams import AgencyLink, LabPartner, Team

__all__ = [
    "AdoptionRequest",
    "AgencyLink",
    "Cohort",
    "Deliverable",
    "Directive",
    "Ending",
    "FollowUpReport",
    "FollowUpRound",
    "IssuePage",
    "LabPartner",
    "MentoringSession",
    "MinisterReport",
    "OpenActivity",
    "Opinion",
    "Participant",
    "ParticipationActivity",
    "PilotMetric",
    "PilotTest",
    "PlanPhase",
    "PresentationItem",
    "PresentationSession",
    "Prototype",
    "PrototypeVersion",
    "ReportIndicator",
    "ScaleOutPlan",
    "ScaleOutSite",
    "SignUp",
    "SiteFigure",
    "SiteReport",
    "Team",
    "TeamPhase",
    "Tier",
]
