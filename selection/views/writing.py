"""A score sheet while it is written: field by field without a press, or as a whole page."""

from dataclasses import dataclass, replace
from uuid import uuid4

from django.contrib import messages
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals.grounds import MoveRefused
from proposals.stamps import digest
from proposals.views.autosaving import is_somebody_else, somebody_else
from proposals.views.saving import sight_of, tab_of, whole
from pyp_portal import clock
from pyp_portal.access import require
from selection import services
from selection.forms.sheets import NOTE, RubricForm
from selection.services import noting, writing
from selection.views.finding import sheet_of


@require_POST
def autosave(request, uid):
    """The changed fields of one's own sheet: what became of each (409 where it did not stand)."""
    found, plan = sheet_of(request, uid)
    require(found.seat.user_id == request.user.pk)
    if is_somebody_else(request):
        return JsonResponse({"state": "other_person", "text": somebody_else()}, status=403)
    form = form_of(request, found, plan, names=frozenset(request.POST.getlist("_q")))
    outcome = put(request, found, form)
    is_whole = not (outcome.clashes or outcome.refusal)
    return JsonResponse(told_of(request, form, outcome), status=200 if is_whole else 409)


def form_of(request, found, plan, names=None):
    """The form of a sheet, with what is written on it, and with one's own note on one's own."""
    criteria, is_mine = services.criteria_of(found), found.seat.user_id == request.user.pk
    form = RubricForm(request.POST or None, criteria=criteria, plan=plan, names=names)
    form.standing = writing.written(found, criteria)
    form.stamps = dict(found.stamps)
    note = noting.note_of(request.user, found.proposal) if is_mine else None
    if not is_mine:
        form.fields.pop(NOTE, None)
    form.standing[NOTE] = note.text if note else ""
    form.stamps[NOTE] = note.stamp if note else {}
    form.initial = form.standing
    return form


def put(request, found, form):
    """Keep what was sent of a sheet, the note first: it is taken even when the sheet is shut."""
    sight = sight_of(request.POST)
    form.sight = sight if request.POST.get("version") else replace(sight, base=None)
    form.is_valid()
    sent = form.sent()
    note = sent.pop(NOTE, None)
    if note is not None:
        form.kept_note = noting.keep_note(found.proposal, request.user, note, form.sight)
    outcome = writing.Outcome(found)
    if sent:
        outcome = writing.keep(found, sent, request.user, form.sight)
    form.clashes = {clash.name: ShownClash.of(clash, form) for clash in outcome.clashes}
    return outcome


@dataclass(frozen=True)
class ShownClash:
    """Two texts side by side, in words, and what choosing either sends."""

    name: str
    mine: str
    theirs: str
    at: object
    version: int

    @classmethod
    def of(cls, clash, form):
        shown = dict(getattr(form.fields[clash.name], "choices", []))
        words = [str(shown.get(value, value or "")) for value in (clash.mine, clash.theirs)]
        return cls(clash.name, *words, clash.stamp.moment, clash.stamp.version)


def told_of(request, form, outcome):
    """What the page is told: the names of its fields and what became of each."""
    wrong = form.wrong()
    state = "clash" if outcome.clashes else "invalid" if wrong else "saved"
    saved = {name: digest(value) for name, value in outcome.values.items()}
    fresh = fresh_blocks(form, outcome)
    if (note := getattr(form, "kept_note", None)) and NOTE not in fresh:
        saved[NOTE] = digest(note.text)
    return {
        "state": "refused" if outcome.refusal else state,
        "text": outcome.refusal.sentence if outcome.refusal else "",
        "version": outcome.sheet.version,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "saved": saved,
        "mended": False,
        "errors": wrong,
        "clashes": {
            name: render_to_string("selection/_sheet_clash.html", {"clash": clash})
            for name, clash in form.clashes.items()
        },
        "blocks": fresh,
        "here": "",
    }


def fresh_blocks(form, outcome):
    """Fields whose other text was chosen, and a note that holds more than was typed here."""
    names = {n for n in form.sight.yielded if n in form.fields and n not in outcome.values}
    note = getattr(form, "kept_note", None)
    if note and note.text != form.cleaned_data[NOTE]:
        names.add(NOTE)
    if not names or outcome.refusal:
        return {}
    standing = writing.written(outcome.sheet, form.criteria) | {NOTE: note.text if note else ""}
    stamps = outcome.sheet.stamps | {NOTE: note.stamp if note else {}}
    again = RubricForm(criteria=form.criteria, plan=form.plan, names=names, initial=standing)
    blocks = again.blocks(standing, stamps, outcome.sheet.version, is_open=True)
    return {
        name: render_to_string("selection/_sheet_block.html", {"block": block})
        for name, block in blocks.items()
    }


def keep_whole(request, found, form):
    """Save the whole page, and submit where that was asked; False where something stands."""
    outcome = put(request, found, form)
    if not form.is_valid():
        return False
    if outcome.clashes:
        form.add_error(None, writing.stale(outcome.sheet))
        return False
    try:
        if outcome.refusal:
            raise outcome.refusal
        if "submit" in request.POST:
            services.submit_sheet(found, by=request.user)
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, done_words(request))
    return True


def done_words(request):
    if "submit" in request.POST:
        return _("Your score sheet is submitted.")
    if "keep_note" in request.POST:
        return _("Your note is saved. Nobody else sees it.")
    return _("The draft is saved. Nobody else sees it.")


def after(request, found):
    """Where one goes from a sheet that was saved: on when it is in, else back to it."""
    if "submit" in request.POST:
        return reverse("selection:tasks", args=[found.proposal.call.fiscal_year])
    return found.get_absolute_url()


def blocks_of(form, found, is_open):
    """The fields as the page shows them over what stands now."""
    standing = form.standing
    if form.is_bound:
        found = type(found).objects.get(pk=found.pk)
        standing = writing.written(found, form.criteria) | {NOTE: form.standing[NOTE]}
        if note := getattr(form, "kept_note", None):
            standing[NOTE], form.stamps[NOTE] = note.text, note.stamp
    stamps = form.stamps | found.stamps
    return form.blocks(standing, stamps, found.version, is_open)


def window_of(request, found):
    """By what the posts of this window are known again: its version, its name, its turn."""
    standing = type(found).objects.only("version").get(pk=found.pk) if request.POST else found
    return {
        "base": standing.version,
        "tab": tab_of(request.POST) or uuid4().hex,
        "turn": whole(request.POST.get("_turn", "")),
    }
