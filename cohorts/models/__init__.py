"""What room 3 keeps, from the first seat of a team to its last report."""

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
from cohorts.models.scaling import ScaleOutPlan, ScaleOutSite
from cohorts.models.teams import AgencyLink, LabPartner, Team

__all__ = [
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
    "PresentationItem",
    "PresentationSession",
    "Prototype",
    "PrototypeVersion",
    "ReportIndicator",
    "ScaleOutPlan",
    "ScaleOutSite",
    "SignUp",
    "Team",
    "TeamPhase",
    "Tier",
]
