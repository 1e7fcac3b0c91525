"""The adoption kit (PD-21): plan and evidence as one official paper, and what goes with it."""

from cohorts import lab_wordings, paper_words
from cohorts.documents import in_thai
from cohorts.models import PrototypeVersion
from pyp_portal import clock
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper

KIT = "cohorts.export_kit"  # the kit with all its files, as somebody asked for it


def issue_kit(plan, *, by):
    """The approved plan with the evidence as it is today; once a day and approval."""
    team = plan.team
    worded = paper_words.of_team(lab_wordings.KIT, team)
    return in_thai(
        Kind.POLICY_BRIEF,
        plan,
        name="adoption_kit",
        title=f"ชุดนำไปใช้ {team.proposal.code} {team.proposal.title_th}"[:300],
        context={"team": team, "plan": plan, **evidence_of(team), **worded},
        by=by,
        key=f"kit:{plan.pk}:{plan.approved_at.isoformat()}:{clock.today()}"
        + paper_words.version_of(worded),
    )


def evidence_of(team):
    """What is known of the model: tests with figures, people, versions, areas, last report."""
    rounds = team.rounds.select_related("report").prefetch_related("report__indicators")
    filed = [one.filed for one in rounds if one.filed and one.filed.accepted_at]
    return {
        "tests": team.pilot_tests.exclude(decision="").prefetch_related("metrics"),
        "report": filed[-1] if filed else None,
        "activities": team.activities.all(),
        "versions": last_versions(team),
        "sites": team.sites.public().select_related("province"),
    }


def last_versions(team):
    """The last version of each prototype, with its file."""
    versions = PrototypeVersion.objects.filter(prototype__team=team)
    found = versions.select_related("prototype", "file").order_by("prototype", "number")
    return list({one.prototype_id: one for one in found}.values())


def kit_of(team):
    """The latest kit that was issued, or None."""
    plan = getattr(team, "scale_plan", None)
    return Paper.objects.of(plan).first() if plan else None
