"""How the booklets of this room are bound. Only the tasks import this.

What was issued stands in them as it was issued; what is read from the record is set in Thai.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import translation

from cohorts import report_papers, roster
from cohorts.booklets import OFFERS, report_of
from cohorts.documents import year_of
from cohorts.models import Cohort, FollowUpReport, Team
from proposals.exports import standing
from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.papers import seals
from pyp_portal.papers.booklets.binding import bound
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper

FOLDER = "cohorts/documents"
OF_A_TEAM = [Kind.POLICY_BRIEF, Kind.LAB_REPORT]


def book(export):
    """The booklet that somebody asked for, as they may see it now; PermissionDenied for none."""
    person, asked = export.asked_by, export.parameters
    require(OFFERS[asked["of"]].may(person, asked))
    with translation.override("th"):
        cover, leaves = BUILDERS[asked["of"]](person, asked)
    if not leaves:
        raise PermissionDenied
    mark = (seals.SAMPLE,) if settings.DEMO else ()
    return bound(Booklet(cover, leaves, len(leaves), watermark=mark), standing(person))


def cohort_in(asked):
    return Cohort.objects.select_related("call").get(call__fiscal_year=asked["year"])


def page(title, name, **context):
    """One document of a booklet, from the record."""
    return render_to_string(f"{FOLDER}/{name}.html", {"title": title, **context})


def as_issued(paper, **facts):
    """A paper in a booklet, as it was issued."""
    return Leaf(paper.title, paper.html, label=paper.number, **facts)


# --- The book of the cohort
def cohort_book(person, asked):
    """Each issue that the person may see, and under it what was issued about it."""
    cohort = cohort_in(asked)
    teams = Team.objects.visible_to(person).filter(cohort=cohort).order_by("proposal__code")
    teams = teams.select_related("proposal__lead_agency", "proposal__province", "proposal__theme")
    leaves = [leaf for team in teams for leaf in (issue(team), *issued(team))]
    cover = Cover(f"เล่มรุ่น หลักสูตร ป.ย.ป. {year_of(cohort)}", label_head="รหัส / เลขที่เอกสาร")
    return cover, leaves


def issue(team):
    """The page of one issue: who works on it, what it has made, where it is used."""
    proposal = team.proposal
    html = page(
        proposal.title_th,
        "book_issue",
        team=team,
        proposal=proposal,
        seats=team.participants.confirmed().for_list().order_by("tier__display_no", "pk"),
        prototypes=team.prototypes.prefetch_related("versions"),
        sites=team.sites.select_related("province").order_by("pk"),
        directives=team.directives.select_related("responsible_agency").order_by("pk"),
    )
    return Leaf(proposal.title_th, html, label=proposal.code, note=str(proposal.lead_agency))


def issued(team):
    """The last paper of each kind about a team, and the last report of its follow-up."""
    newest = {paper.kind: paper for paper in reversed(Paper.objects.of(team))}
    found = [newest[kind] for kind in OF_A_TEAM if kind in newest]
    return [as_issued(paper, under=True) for paper in [*found, *reported(team)]]


def reported(team):
    """The last report of the follow-up that was accepted and issued; none before."""
    reports = FollowUpReport.objects.filter(round__team=team).values_list("pk", flat=True)
    about = Paper.objects.official().filter(kind=Kind.FOLLOW_UP)
    found = about.filter(
        record_type=FollowUpReport._meta.label_lower, record_id__in=map(str, reports)
    )
    return found.order_by("-issued_at", "-pk")[:1]


# --- The directory of participants
def directory(person, asked):
    """Who takes part, team by team, with the contacts that the asker may see; names at the end."""
    cohort = cohort_in(asked)
    seats = roster.participants(cohort, person).for_list().order_by(*roster.ORDER)
    teams = {}
    for row in roster.rows(cohort, person, seats):
        teams.setdefault(row.seat.team, []).append(row)
    leaves = [members(team, rows) for team, rows in teams.items()]
    cover = Cover(
        f"ทำเนียบผู้เข้าร่วมหลักสูตร ป.ย.ป. {year_of(cohort)}",
        lines=(
            f"{sum(map(len, teams.values())):,} คน {len(teams):,} ทีม",
            "ข้อมูลติดต่อแสดงเท่าที่เจ้าของข้อมูลเปิดให้ผู้ขอเล่มนี้เห็น โปรดอย่าเผยแพร่ต่อ",
        ),
        label_head="รหัส",
        title_head="ทีม",
    )
    return cover, [*leaves, index(teams)] if leaves else []


def members(team, rows):
    """One team with its people."""
    proposal = team.proposal
    html = page(proposal.title_th, "directory_team", proposal=proposal, rows=rows)
    return Leaf(proposal.title_th, html, label=proposal.code, note=str(proposal.lead_agency))


def index(teams):
    """All names in the order of the Thai alphabet, with the team of each."""
    people = [(row.seat.person, team.proposal) for team, rows in teams.items() for row in rows]
    people.sort(key=lambda one: thai.sort_key(f"{one[0].given_th} {one[0].family_th}"))
    title = "ดัชนีรายชื่อ"
    return Leaf(title, page(title, "directory_index", people=people))


# --- The report to the minister
def minister(person, asked):
    """Letter, report, and as annexes what was issued about each of its issues."""
    made = report_of(asked)
    main = [report_papers.letter_of(made), report_papers.paper_of(made, person)]
    main = [paper for paper in main if paper and not paper.is_draft]
    codes = [one["code"] for one in made.figures["issues"]]
    teams = Team.objects.filter(cohort=made.cohort, proposal__code__in=codes)
    annexes = [paper for team in teams.order_by("proposal__code") for paper in issued(team)]
    cover = Cover(
        report_papers.title_of(made),
        lines=(f"ข้อมูล ณ วันที่ {thai.thai_date(made.as_of)}", "พร้อมภาคผนวก"),
        label_head="เลขที่เอกสาร",
    )
    return cover, [*map(as_issued, main), *annexes] if main else []


BUILDERS = {"cohort": cohort_book, "directory": directory, "minister": minister}
