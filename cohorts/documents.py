"""Papers of room 3: roster, follow-up report, closing report."""

from django.utils import translation

from cohorts import after_wordings, lab_wordings, paper_words, permissions, roster_book
from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import issue
from selection.sealed_table import canonical, digest

ROUND_FORM = "แบบรายงานการติดตามรอบ"


def in_thai(kind, record, *, name, title, context, by=None, key=""):
    """Papers are in Thai, whatever language the person at the screen has chosen."""
    with translation.override("th"):
        return issue(
            kind,
            record,
            template=f"cohorts/documents/{name}.html",
            context=context,
            title=title,
            by=by,
            key=key,
        )


def year_of(cohort):
    """The year as titles say it."""
    return f"ปีงบประมาณ พ.ศ. {thai.to_thai_digits(cohort.call.fiscal_year)}"


def roster(cohort, *, by):
    """PD-18: who takes part, by team and tier and by name; contacts as people opened them.

    Asked for again it is the same paper, until somebody comes, leaves or opens more.
    """
    with translation.override("th"):
        facts = roster_book.facts_of(cohort)
    worded = paper_words.of_year(lab_wordings.ROSTER, cohort)
    return in_thai(
        Kind.ROSTER,
        cohort,
        name="roster",
        title=f"ทำเนียบผู้เข้าร่วมหลักสูตร ป.ย.ป. {year_of(cohort)}",
        context={"cohort": cohort, **facts, **worded},
        by=by,
        key=f"roster:{cohort.pk}:{digest(canonical(facts))[:16]}{paper_words.version_of(worded)}",
    )


def follow_up_report(report, *, by):
    """PD-24: one report as it was accepted; a second request gives the same paper."""
    round_ = report.round
    months = thai.to_thai_digits(round_.months)
    return in_thai(
        Kind.FOLLOW_UP,
        report,
        name="follow_up_report",
        title=f"{ROUND_FORM} {months} เดือน {round_.team.proposal.code}",
        context={
            "report": report,
            "round": round_,
            "team": round_.team,
            "photos": round_.photos.count(),
            **paper_words.of_round(after_wordings.FOLLOW_UP, round_),
        },
        by=by,
        key=f"follow-up:{report.pk}:{report.submitted_at.isoformat()}",
    )


def closing_report(team, *, by):
    """The closing report of an issue (T30): summary, rounds, sites, directives, lesson."""
    return in_thai(
        Kind.LAB_REPORT,
        team,
        name="closing_report",
        title=f"รายงานปิดเรื่อง {team.proposal.code}",
        context={
            "team": team,
            "ending": team.ending,
            "rounds": team.rounds.for_list(),
            "sites": team.sites.select_related("province"),
            "directives": team.directives.select_related("responsible_agency"),
            **paper_words.of_team(lab_wordings.CLOSING_REPORT, team),
        },
        by=by,
        key=f"closing:{team.pk}:{team.proposal.version}",
    )


def pairs(counts, choices=None):
    """(words, number) for each key of a count."""
    return [(worded(key, choices), number) for key, number in counts.items()]


def worded(key, choices):
    """The words of a key; what has none is said to be unspecified."""
    if not key:
        return "ไม่ระบุ"
    return str(choices(key).label) if choices and key in choices.values else key


def papers_of(record):
    """The official papers about a record, newest first."""
    return list(Paper.objects.of(record))


def papers_for(record, cohort, user):
    """The latest papers about a year or a part of it, for those who may open them."""
    papers = list(Paper.objects.of(record).defer("html")[:5])
    return papers if papers and permissions.can_view_all_teams(cohort, user) else []
