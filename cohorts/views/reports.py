"""The five-minute report while it is written: saved by itself, or as a whole page, and sent."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions
from cohorts.forms.reports import ReportForm
from cohorts.forms.rounds import PhotoForm
from cohorts.services import drafting, rounds
from cohorts.services.photos import MOST_PHOTOS
from cohorts.services.prefilling import blank
from cohorts.views.answering import round_of, run
from cohorts.views.drafting import answer, seen_by_page
from proposals.views.saving import sight_of, whole
from pyp_portal import clock
from pyp_portal.access import require


def reportable(request, uid):
    """The round, for who may write its report."""
    round_ = round_of(request, uid)
    require(permissions.can_report(round_, request.user))
    return round_


def report(request, uid):
    """Write the report, prefilled from the last one; keep it for later, or send it."""
    round_ = reportable(request, uid)
    closed = rounds.why_closed(round_)
    if request.method == "GET" and closed:
        messages.info(request, closed)
        return redirect(round_)
    form = form_of(round_, request.POST or None)
    clashes = {}
    if request.method == "POST":
        kept = keep(request, round_, form)
        clashes = kept.clashes
        if not clashes and not kept.refusal and "keep" in request.POST:
            messages.success(request, _("The report is kept. Send it when it is complete."))
            return redirect("cohorts:report", round_.uid)
        if sent(request, round_, form, kept):
            messages.success(request, _("Thank you. The report has been sent to the office."))
            return redirect(round_)
    return page(request, round_, form, clashes)


def form_of(round_, data=None, names=None):
    """The form of the report over what stands in it now."""
    sheet, draft = blank(round_), drafting.draft_of(round_)
    standing = drafting.standing(sheet, draft)
    form = ReportForm(data, blank=sheet, names=names, initial=standing)
    form.standing, form.draft = standing, draft
    return form


def keep(request, round_, form):
    """Keep what was sent, whether or not the report can be sent with it."""
    sight = seen_by_page(request)
    return drafting.keep_draft(round_, form.typed(), by=request.user, sight=sight)


def sent(request, round_, form, kept):
    """True when the report was sent; else the form bears the reason."""
    is_valid = form.is_valid()
    if kept.refusal:  # said also where the page has other faults: mending them would be in vain
        form.add_error(None, kept.refusal)
    if kept.refusal or not is_valid:
        return False
    if kept.clashes:
        form.add_error(None, _("Somebody else has changed the same fields. Choose first."))
        return False
    figures, sites, facts = form.figures(), form.sites(), form.facts()

    def verb():
        rounds.file_report(round_, by=request.user, indicators=figures, sites=sites, **facts)

    return run(form, verb)


def page(request, round_, form, clashes):
    """The report as a page."""
    form.summary_above = True
    fresh = form_of(round_)
    blocks = form.blocks(fresh.standing, fresh.draft, clashes, sight_of(request.POST))
    context = {
        "round": round_,
        "team": round_.team,
        "report": round_.filed,
        "form": form,
        "blocks": blocks,
        "figures": [b for b in blocks.values() if b.kind == "figure"],
        "sites": paired(blocks),
        "draft": fresh.draft,
        "base": fresh.draft.version if fresh.draft else 0,
        "tab": request.POST.get("_tab") or uuid4(),
        "turn": whole(request.POST.get("_turn", "")),
        "photos": round_.photos.for_list(),
        "photo_form": PhotoForm(people=people_of(round_.team)),
        "most_photos": MOST_PHOTOS,
        "may_hand_over": permissions.can_name_contact(round_.team, request.user),
        "back": round_.get_absolute_url(),
        "now": clock.now(),
    }
    return render(request, "cohorts/report.html", context)


def paired(blocks):
    """The two fields of each site together."""
    found = [block for name, block in blocks.items() if name.startswith("sites-")]
    return list(zip(found[::2], found[1::2], strict=True))


@require_POST
def autosave(request, uid):
    """The changed fields of the report: what became of each (409 where it did not stand)."""
    round_ = reportable(request, uid)
    make_form = partial(form_of, round_)
    return answer(request, make_form, lambda form: keep(request, round_, form))


def people_of(team):
    """The confirmed participants, each once: who may be recognised in a picture of the team."""
    seats = team.participants.confirmed().select_related("person").order_by("pk")
    return list({seat.person_id: seat.person for seat in seats}.values())
