"""What is to be looked at of the call of a year: days, limits, form, lists, what is published."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals import call_papers, permissions
from proposals.forms.policies import ListKind
from proposals.models import FormVersion, Theme
from proposals.services.setting_up import ONE_MINUTE
from pyp_portal.templatetags.thai import thai_short
from pyp_portal.years import dating
from pyp_portal.years.line import Line

LIMITS = (
    "grace", "allow_early_draft", "max_per_agency", "max_returns", "revision_days",
    "screening_days",
)  # fmt: skip


def lines(whole, user):
    """The settings that the first room keeps."""
    keeps = permissions.can_keep_call(user)
    settings = reverse("proposals:call_settings", args=[whole.year]) if keeps else ""
    page = reverse("proposals:keep_call", args=[whole.year]) if keeps else ""
    lists = reverse("proposals:policies") if keeps else ""
    forms = reverse("proposals:form_versions") if permissions.can_keep_form(user) else ""
    papers = reverse("proposals:call_papers", args=[whole.year]) if keeps else ""
    return [
        days(whole, settings),
        limits(whole, settings),
        kinds(whole, page),
        form(whole, forms),
        policies(whole, settings),
        themes(whole, lists),
        documents(whole, page),
        briefings(whole, page),
        announcement(whole, papers),
    ]


def days(whole, url):
    """Their order, and whether offices work on them."""
    found = dating.days_of(whole.call, whole.plan, whole.cohort)
    doubts = [sentence for _name, sentence in dating.faults(found)]
    doubts += [
        _("“%(what)s” falls on %(day)s, %(name)s.")
        % {"what": label, "day": thai_short(day), "name": name}
        for label, day, name in dating.days_off(found)
    ]
    end = whole.call.closes_at - ONE_MINUTE
    said = f"{thai_short(whole.call.opens_at)} – {thai_short(end)}"
    basis = {name: str(day) for name, day in found.items()}
    return Line("days", _("Dates of the year"), said, basis, doubts=tuple(doubts), url=url)


def limits(whole, url):
    """How much may be proposed, returned, mended, and within which days."""
    call = whole.call
    said = _("at most %(most)d for an agency, returned %(returns)d time, %(days)d days to mend") % {
        "most": call.max_per_agency,
        "returns": call.max_returns,
        "days": call.revision_days,
    }
    values = [str(getattr(call, name)) for name in LIMITS]
    same = bool(whole.like) and all(
        getattr(call, name) == getattr(whole.like.call, name) for name in LIMITS
    )
    return Line("limits", _("Limits and deadlines of the call"), said, values, same, url=url)


def kinds(whole, url):
    """C-30."""
    admitted = whole.call.allowed_agency_types
    said = (
        ngettext("%(n)d kind of agency", "%(n)d kinds of agency", len(admitted))
        % {"n": len(admitted)}
        if admitted
        else _("agencies of every kind")
    )
    same = bool(whole.like) and set(admitted) == set(whole.like.call.allowed_agency_types)
    return Line("kinds", _("Who may propose"), said, sorted(admitted), same, url=url)


def form(whole, url):
    """By which version the call asks; a newer one may have been published."""
    number, newest = whole.call.form_version.number, FormVersion.objects.published().last()
    doubts = ()
    if newest.number > number:
        doubts = (_("Version %(number)d has been published since.") % {"number": newest.number},)
    said = _("version %(number)d") % {"number": number}
    same = bool(whole.like) and whole.like.call.form_version_id == whole.call.form_version_id
    basis = [number, newest.number]
    return Line("form", _("Form of the call"), said, basis, same, doubts=doubts, url=url)


def policies(whole, url):
    """From which lists a proposal chooses the policies that it serves."""
    codes = [one.code for one in whole.schemes]
    said = ngettext("%(n)d list", "%(n)d lists", len(codes)) % {"n": len(codes)}
    lacks = "" if codes else _("No list of policies is chosen: nobody could fill in the form.")
    asked = {one.kind for one in whole.schemes}
    doubts = [
        _("No list is chosen for “%(question)s”.") % {"question": kind.label}
        for kind in ListKind
        if kind not in asked
    ]
    same = bool(whole.like) and codes == [one.code for one in whole.like.schemes]
    label = _("Lists of policies to choose from")
    return Line("policies", label, said, codes, same, lacks, tuple(doubts), url)


def themes(whole, url):
    """Of no single year, but to be looked at in each."""
    names = list(Theme.objects.values_list("name_th", flat=True))
    said = ngettext("%(n)d theme", "%(n)d themes", len(names)) % {"n": len(names)}
    label = _("Themes, and the policies in each list")
    return Line("themes", label, said, names, bool(whole.like), url=url)


def documents(whole, url):
    """Documents of the other year that name it are out of date."""
    titles = [one.title_th for one in whole.documents]
    said = ngettext("%(n)d document", "%(n)d documents", len(titles)) % {"n": len(titles)}
    old = str(whole.like.year) if whole.like else ""
    doubts = [
        _("“%(title)s” names the other year.") % {"title": t} for t in titles if old and old in t
    ]
    if not titles:
        doubts = [_("Nothing to download stands on the page of the call.")]
    label = _("Documents on the page of the call")
    same = bool(whole.like) and bool(titles)
    return Line("documents", label, said, titles, same, doubts=tuple(doubts), url=url)


def briefings(whole, url):
    """R-03: the office explains the call."""
    days = [event.starts_at for event in whole.call.briefings.filter(cancelled_at=None)]
    doubts = () if days else (_("No briefing has been announced."),)
    said = ", ".join(thai_short(day) for day in days)
    basis = [str(day) for day in days]
    return Line("briefings", _("Briefings"), said, basis, doubts=doubts, url=url)


def announcement(whole, url):
    """PD-01, and whether it says what the call is now."""
    paper = call_papers.announcements(whole.call).defer("html").first()
    label = _("Announcement of the call")
    if paper is None:
        return Line("announcement", label, lacks=_("The director has not issued it."), url=url)
    doubts = ()
    if not call_papers.is_as_announced(whole.call, paper):
        doubts = (_("The call has changed since: announce it anew."),)
    return Line("announcement", label, paper.number, paper.number, doubts=doubts, url=url)
