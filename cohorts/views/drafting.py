"""What pages that are kept while one types share: what was seen, and what became of each field."""

from dataclasses import replace

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proposals.stamps import digest
from proposals.views.autosaving import is_somebody_else, somebody_else
from proposals.views.saving import sight_of
from pyp_portal import clock


def seen_by_page(request):
    """What the page had seen; one that knows of no versions has seen everything."""
    sight = sight_of(request.POST)
    return sight if request.POST.get("version") else replace(sight, base=None)


def answer(request, make_form, keep):
    """Keep the fields that a page sends while one types (409 where one did not stand).

    ``make_form(data, names)`` is the form over what stands, ``keep(form)`` keeps what it holds.
    """
    if is_somebody_else(request):
        return JsonResponse({"state": "other_person", "text": somebody_else()}, status=403)
    form = make_form(request.POST, frozenset(request.POST.getlist("_q")))
    kept = keep(form)
    is_whole = not (kept.clashes or kept.refusal)
    told = told_of(request, form, kept, make_form)
    return JsonResponse(told, status=200 if is_whole else 409)


def told_of(request, form, kept, make_form):
    """What the page is told: the names of its fields and what became of each."""
    blocks = form.blocks(form.standing, form.draft, kept.clashes, sight_of(request.POST))
    state = "clash" if kept.clashes else "saved"
    return {
        "state": "refused" if kept.refusal else state,
        "text": kept.refusal,
        "version": kept.version,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "saved": {name: digest(value) for name, value in kept.saved.items()},
        "mended": False,
        "errors": {},
        "clashes": {
            name: render_to_string("cohorts/_report_clash.html", {"block": blocks[name]})
            for name in kept.clashes
        },
        "blocks": fresh_blocks(request, make_form),
        "here": "",
    }


def fresh_blocks(request, make_form):
    """The fields whose other text was chosen, as a page opened now shows them."""
    names = sight_of(request.POST).yielded
    if not names:
        return {}
    again = make_form(None, names)
    return {
        name: render_to_string("cohorts/_report_block.html", {"block": block})
        for name, block in again.blocks(again.standing, again.draft).items()
    }
