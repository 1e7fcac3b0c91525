"""What room 3 keeps, from the first seat of a team to its last report."""

from cohorts.models.adopting import AdoptionRequest
from cohorts.models.advising import FieldNote, MentoringSession
from cohorts.models.archiving import Answer, ArchiveOffer, ArchivePackage
from cohorts.models.citizens import (
    IssuePage,
    OpenActivity,
    Opinion,
    SignUp,
)
from cohorts.models.cohorts import Cohort, Tier
from cohorts.models.developing import (
    DevelopmentComment,
    DevelopmentDraft,
    DevelopmentVersion,
)
from cohorts.models.directives import Directive, DirectiveStep
from cohorts.models.evidence import (
    ParticipationActivity,
    Prototype,
    PrototypeVersion,
)
from cohorts.models.findings import Baseline, FieldVisit, PolicyOption
from cohorts.models.following import (
    Ending,
    FollowUpReport,
    FollowUpRound,
    ReportIndicator,
)
from cohorts.models.lab import Deliverable, TeamPhase
from cohorts.models.learning import (
    Certificate,
    Evaluation,
    EvaluationGiven,
    PresentationPresence,
    Reflection,
    SelfRating,
)
from cohorts.models.participants import Participant
from cohorts.models.pictures import Recognised, ReportPhoto, SitePhoto
from cohorts.models.piloting import Measurement, PilotMetric, PilotTest
from cohorts.models.presenting import PresentationFile, PresentationItem, PresentationSession
from cohorts.models.quotas import SeatQuota
from cohorts.models.raising import RaisedObstacle
from cohorts.models.reporting import MinisterReport
from cohorts.models.reports import ReportContact, ReportDraft, ReportSite
from cohorts.models.scaling import (
    PlanPhase,
    ScaleOutPlan,
    ScaleOutSite,
    SiteFigure,
    SiteReport,
)
from cohorts.models.teams import AgencyLink, LabPartner, Team
from cohorts.models.versions import DeliverableComment, DeliverableVersion
from cohorts.models.wishes import AnswerWish
from cohorts.models.workshops import (
    Attendance,
    AttendanceImport,
    WorkshopPlace,
    WorkshopSession,
)

__all__ = [
    "AdoptionRequest",
    "AgencyLink",
    "Answer",
    "AnswerWish",
    "ArchiveOffer",
    "ArchivePackage",
    "Attendance",
    "AttendanceImport",
    "Baseline",
    "Certificate",
    "Cohort",
    "Deliverable",
    "DeliverableComment",
    "DeliverableVersion",
    "DevelopmentComment",
    "DevelopmentDraft",
    "DevelopmentVersion",
    "Directive",
    "DirectiveStep",
    "Ending",
    "Evaluation",
    "EvaluationGiven",
    "FieldNote",
    "FieldVisit",
    "FollowUpReport",
    "FollowUpRound",
    "IssuePage",
    "LabPartner",
    "Measurement",
    "MentoringSession",
    "MinisterReport",
    "OpenActivity",
    "Opinion",
    "Participant",
    "ParticipationActivity",
    "PilotMetric",
    "PilotTest",
    "PlanPhase",
    "PolicyOption",
    "PresentationFile",
    "PresentationItem",
    "PresentationPresence",
    "PresentationSession",
    "Prototype",
    "PrototypeVersion",
    "RaisedObstacle",
    "Recognised",
    "Reflection",
    "ReportContact",
    "ReportDraft",
    "ReportIndicator",
    "ReportPhoto",
    "ReportSite",
    "ScaleOutPlan",
    "ScaleOutSite",
    "SeatQuota",
    "SelfRating",
    "SignUp",
    "SiteFigure",
    "SitePhoto",
    "SiteReport",
    "Team",
    "TeamPhase",
    "Tier",
    "WorkshopPlace",
    "WorkshopSession",
]
