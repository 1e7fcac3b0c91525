"""The form of a follow-up round on paper (PD-24), before its report is sent.

It says what is known and typed so far, with lines where a pen fills in the rest: for the
head of the agency to read and sign before somebody sends it. A draft for one's own eyes.
"""

from decimal import Decimal, InvalidOperation

from django.utils import translation

from cohorts import after_wordings, paper_words
from cohorts.documents import ROUND_FORM
from cohorts.services.drafting import draft_of, standing, typed
from cohorts.services.prefilling import blank, figure_name, site_names
from cohorts.spread_states import SiteStatus
from cohorts.states import Obstacle, Overall
from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import draft

WORDS = ("obstacle_th", "help_needed_th", "spending_source_th", "story_th")


def form(round_, *, by):
    """The form as it stands now, in place of the one this person had printed before."""
    months = thai.to_thai_digits(round_.months)
    worded = paper_words.of_round(after_wordings.ROUND_FORM, round_)
    with translation.override("th"):
        return draft(
            Kind.FOLLOW_UP,
            round_,
            template="cohorts/documents/follow_up_form.html",
            context={"round": round_, "team": round_.team, **facts_of(round_), **worded},
            title=f"{ROUND_FORM} {months} เดือน {round_.team.proposal.code}",
            by=by,
        )


def form_of(round_, user):
    """The form that this person had printed last, or None."""
    about = Paper.objects.filter(record_type=round_._meta.label_lower, record_id=str(round_.pk))
    own = about.filter(kind=Kind.FOLLOW_UP, is_draft=True, issued_by=user)
    return own.order_by("-pk").first()


def facts_of(round_):
    """What stands in each part of the form: what was typed, over what is known already."""
    sheet, draft_ = blank(round_), draft_of(round_)
    values = standing(sheet, draft_)
    said = values if round_.filed else typed(sheet, draft_)  # not what the last report said
    return {
        "lights": [(one.label, values["overall"] == one.value) for one in Overall],
        "obstacles": [(one.label, one.value in values["obstacles"]) for one in Obstacle],
        "figures": [
            {**row, "value": in_figures(said.get(figure_name(number), ""))}
            for number, row in enumerate(sheet.figures)
        ],
        "sites": [site_of(site, values, number) for number, site in enumerate(sheet.sites)],
        "spent": in_figures(values["spending_baht"]),
        **{name: values[name] for name in WORDS},
    }


def site_of(site, values, number):
    """Another area: how far it is, and how many people it reaches."""
    status, population = site_names(number)
    known = values[status] in SiteStatus.values
    return {
        "name": site.agency_th,
        "province": str(site.province),
        "status": SiteStatus(values[status]).label if known else "",
        "population": in_figures(values[population]),
    }


def in_figures(text):
    """A number as it was typed, its thousands apart; any other text as it is."""
    try:
        return f"{Decimal(text):,}"
    except InvalidOperation:
        return text
