"""The one page about an issue that is presented: what stands on it, as plain values."""

from cohorts.figures import indicators, people_in, plain
from cohorts.spread_states import WORKING_SITES
from selection.sealed_table import canonical, digest

SHORT, LONG = 160, 300  # letters: what fits on one page with everything else
MOST_FIGURES = 4


def clipped(text, most):
    """A text that is no longer than this; what was cut ends in three dots.

    It is cut between two phrases where there are such, so that no figure loses a digit.
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    phrases, _blank, last = cut.rpartition(" ")
    is_short = len(last) < most // 2 and text[most - 1] != " "
    return f"{phrases if is_short else cut.rstrip()}…"


def facts_of(item):
    """What the brief says: problem, what came of it, people, sites, plan, what is asked for."""
    team = item.team
    proposal, answers = team.proposal, team.proposal.answered()
    sites = [site for site in team.sites.all() if site.is_standing]
    return {
        "code": proposal.code,
        "title": proposal.title_th,
        "agency": proposal.lead_agency.name_th,
        "province": proposal.province.name_th if proposal.province else "",
        "presenters": [person.name_th for person in item.presenters.all()],
        "problem": clipped(answers.get("problem_statement") or "", LONG),
        "summary": item.summary_th or clipped(answers.get("summary") or "", LONG),
        "prototype": prototype_of(team),
        "figures": indicators(team)[:MOST_FIGURES],
        "people": people_in(team),
        "plan": plan_of(team),
        "sites": len(sites),
        "working": sum(site.status in WORKING_SITES for site in sites),
        "ask": item.ask_th,
    }


def prototype_of(team):
    """The prototype with its last version, in one line."""
    first = team.prototypes.prefetch_related("versions").first()
    if first is None:
        return ""
    last = list(first.versions.all())[-1:]
    described = f"{first.name_th}: {last[0].description_th}" if last else first.name_th
    return clipped(described, SHORT)


def plan_of(team):
    """The scale-out plan in short, or None (R-52)."""
    plan = getattr(team, "scale_plan", None)
    if plan is None:
        return None
    return {
        "core": clipped(plan.core_th, SHORT),
        "cost": plain(plan.cost_per_site),
        "owner": plan.national_owner.name_th if plan.national_owner else "",
    }


def key_of(item, facts):
    """The same for the same page, so that it is issued once as long as nothing changes."""
    return f"brief:{item.pk}:{digest(canonical(facts))[:16]}"
