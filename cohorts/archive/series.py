"""What of a year goes to the archives: papers that were issued, and files as they were sent.

The series are those of section 8.1. Pictures of people stay out: they rest on consent. What
was written about one member's judgement has its own end, after five years.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Cohort,
    Deliverable,
    DeliverableVersion,
    FollowUpReport,
    MinisterReport,
    PresentationFile,
    PresentationItem,
    PresentationSession,
    PrototypeVersion,
    ScaleOutPlan,
    Team,
)
from proposals.models import Attachment, Proposal
from proposals.states import State
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.uploads.models import StoredFile
from selection.models import Announcement, AppointmentOrder, Meeting

ALL = Q()
CHOSEN = (State.CLOSED, State.DISCONTINUED)  # of a year that is over: all that came to the lab
OF_PROPOSALS = {
    Kind.PROPOSAL,
    Kind.SUMMARY,
    Kind.ENDORSEMENT,
    Kind.RECEIPT,
    Kind.SCREENING_LETTER,
    Kind.RESULT_LETTER,
}
OF_THE_LAB = {Kind.LAB_REPORT, Kind.POLICY_BRIEF, Kind.PRESENTATION, Kind.FOLLOW_UP}


@dataclass(frozen=True)
class About:
    """Papers of these kinds about the records of a model; ``year`` leads to the call."""

    model: type
    year: str
    kinds: frozenset
    code: str = ""  # leads to the number of the issue
    only: Q = ALL

    def records(self, call):
        return self.model.objects.filter(self.only, **{self.year: call})

    def papers(self, call):
        """(the number of the issue, paper), the oldest first; a corrected one stands there too."""
        found = self.records(call).annotate(key_of_record=Cast("pk", CharField()))
        code = F(self.code) if self.code else Cast("pk", CharField())
        codes = dict(found.values_list("key_of_record", code))
        papers = Paper.objects.official().filter(
            record_type=self.model._meta.label_lower,
            record_id__in=list(codes),
            kind__in=[*self.kinds],
        )
        for paper in papers.defer("html").order_by("issued_at", "pk"):
            yield codes[paper.record_id] if self.code else "", paper


@dataclass(frozen=True)
class Sent:
    """Files that were sent about the records of a model."""

    model: type
    year: str
    code: str
    field: str = "file"
    only: Q = ALL

    def files(self, call):
        """(the number of the issue, stored file), the oldest first, each once."""
        rows = self.model.objects.filter(self.only, **{self.year: call})
        keys = rows.exclude(**{self.field: None}).values_list(self.field, self.code)
        codes = dict(keys.order_by(self.field))
        stored = StoredFile.objects.filter(pk__in=list(codes)).order_by("at", "pk")
        return ((codes[one.pk], one) for one in stored)


@dataclass(frozen=True)
class Series:
    """One series of records: its folder, its title, and where it is found."""

    key: str
    title: Promise
    papers: tuple
    files: tuple = ()

    def folder(self, code=""):
        return [self.key, *([code] if code else [])]


TEAM, OWN = "team__proposal__call", "team__proposal__code"
ROUND, CODE = "round__team__proposal__call", "round__team__proposal__code"
ITEM = "item__team__proposal__"
SERIES = (
    Series(
        "1-proposals",
        _("Selected proposals"),
        (About(Proposal, "call", frozenset(OF_PROPOSALS), "code", Q(state__in=CHOSEN)),),
        (Sent(Attachment, "proposal__call", "proposal__code", only=Q(proposal__state__in=CHOSEN)),),
    ),
    Series(
        "2-meetings",
        _("Meetings of the committee and their minutes"),
        (
            About(AppointmentOrder, "committee__plan__call", frozenset({Kind.COMMITTEE_ORDER})),
            About(Meeting, "committee__plan__call", frozenset({Kind.MEETING_NOTICE, Kind.MINUTES})),
        ),
    ),
    Series(
        "3-announcements",
        _("Announcements of results and the memoranda on them"),
        (About(Announcement, "plan__call", frozenset({Kind.ANNOUNCEMENT, Kind.MEMORANDUM})),),
    ),
    Series(
        "4-lab-and-follow-up",
        _("Reports and works of the lab, presentations, follow-up"),
        (
            About(Team, "proposal__call", frozenset(OF_THE_LAB), "proposal__code"),
            About(ScaleOutPlan, TEAM, frozenset(OF_THE_LAB), OWN),
            About(PresentationItem, TEAM, frozenset(OF_THE_LAB), OWN),
            About(PresentationSession, "cohort__call", frozenset(OF_THE_LAB)),
            About(FollowUpReport, ROUND, frozenset(OF_THE_LAB), CODE),
        ),
        (
            Sent(Team, "proposal__call", "proposal__code", "commitment_file"),
            Sent(Deliverable, TEAM, OWN),
            Sent(DeliverableVersion, f"deliverable__{TEAM}", f"deliverable__{OWN}"),
            Sent(PrototypeVersion, f"prototype__{TEAM}", f"prototype__{OWN}"),
            Sent(PresentationFile, f"{ITEM}call", f"{ITEM}code", only=Q(removed_at=None)),
            Sent(ScaleOutPlan, TEAM, OWN, "handbook"),
        ),
    ),
    Series(
        "5-reports-to-the-prime-minister",
        _("Reports to the Prime Minister and the report of the cohort"),
        (
            About(MinisterReport, "cohort__call", frozenset({Kind.MINISTER_REPORT})),
            About(Cohort, "call", frozenset({Kind.COHORT_REPORT})),
        ),
    ),
)
KEYS = {one.key: one for one in SERIES}


def titles(keys):
    """What these series are called, in their order."""
    return [one.title for one in SERIES if one.key in keys]


@dataclass(frozen=True)
class Piece:
    """A paper or a file on its way into a package."""

    series: Series
    code: str
    paper: Paper | None = None
    file: StoredFile | None = None

    @property
    def place(self):
        """By issue, papers before files, then as they came."""
        name = self.paper.number if self.paper else self.file.name
        return self.code, self.paper is None, self.at, name

    @property
    def at(self) -> datetime:
        return self.paper.issued_at if self.paper else self.file.at


def pieces_of(call):
    """All of a year, series by series; in each by issue, papers before files."""
    for one in SERIES:
        found = [
            *(Piece(one, code, paper=p) for part in one.papers for code, p in part.papers(call)),
            *_files(one, call),
        ]
        yield from sorted(found, key=lambda piece: piece.place)


def _files(series, call):
    """The files of a series, each once: what stands in two places is one file."""
    seen = {}
    for part in series.files:
        for code, file in part.files(call):
            seen.setdefault(file.pk, Piece(series, code, file=file))
    return seen.values()


def counted(call):
    """(title, papers, files) of each series."""
    held = {one: [0, 0] for one in SERIES}
    for piece in pieces_of(call):
        held[piece.series][piece.paper is None] += 1
    return [(one.title, *numbers) for one, numbers in held.items()]


def records_of(call):
    """All records about which papers are handed over: their history goes along."""
    for one in SERIES:
        for part in one.papers:
            yield from part.records(call).order_by("pk").iterator()
