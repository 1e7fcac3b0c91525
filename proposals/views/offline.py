"""The form as a file: download it, fill it in without network, send it back, look, save."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from proposals import permissions, reading, services
from proposals.forms.offline import FileForm
from proposals.offline.judging import File
from proposals.offline.reading import Post, read
from proposals.offline.writing import workbook
from proposals.samples import Sample
from proposals.stamps import Sight
from proposals.views.calls import found_call
from proposals.views.finding import find
from proposals.views.saving import in_words, shown, sight_of
from pyp_portal.access import require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = 3600  # seconds for which an empty form is not made again


def as_file(content, name):
    """A workbook as a private download that runs nowhere."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.xlsx"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


@login_not_required
@require_safe
def blank(request, fiscal_year=None):
    """The empty form of a call, for everybody."""
    call = found_call(fiscal_year)
    key = f"blank-form:{call.pk}:{call.form_version_id}"
    content = cache.get_or_set(key, lambda: workbook(Sample(call.form, call)), KEPT)
    return as_file(content, f"form-{call.fiscal_year}")


def written_by(request, code):
    """The proposal, for who may write it, whatever its state."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    return proposal


def codes_of(proposal, user):
    """The F-numbers that may be changed; all of them where nothing may, so that it is kept."""
    return services.open_codes(proposal) if permissions.can_edit(proposal, user) else None


@require_GET
def download(request, code):
    """The form of a proposal with what has been written so far."""
    proposal = written_by(request, code)
    if not permissions.can_edit(proposal, request.user):
        return redirect(proposal)
    response = as_file(workbook(proposal), proposal.code)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def offline(request, code):
    """Fetch the file, or send it back; then everything in it is shown before it is saved."""
    proposal = written_by(request, code)
    if not permissions.can_edit(proposal, request.user):
        return redirect(proposal)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheets = read(form.cleaned_data["file"])
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return look(request, proposal, sheets)
    return render(request, "proposals/offline.html", {"proposal": proposal, "form": form})


def look(request, proposal, sheets):
    """What sending this file would do."""
    facts, is_of_this = sheets.facts, sheets.facts["code"] in ("", proposal.code)
    base = min(facts["version"], proposal.version) if facts["code"] == proposal.code else 0
    was = facts["was"] if base else {}
    sight = Sight(base=base, was=was)
    data = Post(proposal, sheets).filled()
    codes = codes_of(proposal, request.user)
    file = File(proposal, data, sheets.names, request.user, sight, codes)
    return show(request, file, is_of_this=is_of_this, source=facts["code"])


def show(request, file, *, is_of_this=True, source=""):
    """Question by question: what would be saved, what clashes, what is wrong."""
    clashes = [one.clash for one in file.judged if one.clash]
    words = shown(clashes, request.user, file.proposal.form)
    glossary = reading.Glossary(file.proposal.form)
    rows = [
        (one, *both(one, glossary), words.get(one.question.name))
        for one in file.judged
        if one.is_new or one.clash or one.errors
    ]
    return render(
        request,
        "proposals/offline_look.html",
        {
            "proposal": file.proposal,
            "rows": rows,
            "same": len(file.judged) - len(rows),
            "new": sum(one.is_new for one in file.judged),
            "wrong": sum(bool(one.errors) for one in file.judged),
            "sheet": packed(file),
            "base": file.sight.base,
            "was": file.sight.was,
            "is_of_this": is_of_this,
            "source": source,
        },
    )


def both(judged, glossary):
    """What the file says and what stands, in words."""
    key = judged.question.key
    return [in_words(key, value, glossary) for value in (judged.mine, judged.theirs)]


def packed(file):
    """The fields of a file as one text, so that looking at them keeps nothing."""
    return json.dumps({"data": dict(file.data.lists()), "names": sorted(file.names)})


def unpacked(text):
    """The same back again; ``ValueError`` where it is something else."""
    kept = json.loads(text)
    data = QueryDict(mutable=True)
    try:
        for name, values in dict(kept["data"]).items():
            data.setlist(str(name), [str(value) for value in values])
        return data, frozenset(str(name) for name in kept["names"])
    except (KeyError, TypeError) as wrong:
        raise ValueError(str(wrong)) from wrong


@require_POST
def keep_offline(request, code):
    """Save what was looked at; where somebody has changed the same, both are shown again.

    Also when it was handed in or closed meanwhile: what was sent is kept for thirty days.
    """
    proposal = written_by(request, code)
    try:
        data, names = unpacked(request.POST.get("sheet", ""))
    except ValueError:
        messages.error(request, _("Send the file again: the page has lost what was in it."))
        return redirect("proposals:offline", code)
    sight = sight_of(request.POST)
    file = File(proposal, data, names, request.user, sight, codes_of(proposal, request.user))
    outcomes = [keep_step(request, form, sight) for form in file.forms]
    if refusal := next((one.refusal for one in outcomes if one.refusal), None):
        messages.error(request, refusal.sentence)
        return redirect(proposal)
    if any(one.clashes for one in outcomes):
        return show_again(request, file, sight)
    tell(request, file)
    return redirect("proposals:review", code)


def keep_step(request, form, sight):
    """The answers of one step, by the same verb as a page of the form."""
    return services.keep(
        form.proposal, form.cleaned(), request.user, sight, step=form.step, at=request.arrived_at
    )


def show_again(request, file, sight):
    """What still clashes, with everything else saved by now."""
    messages.error(request, _("Everything else is saved. Choose which text stands."))
    fresh = find(request, file.proposal.code)
    again = Sight(base=sight.base, was=sight.was)
    codes = codes_of(fresh, request.user)
    return show(request, File(fresh, file.data, file.names, request.user, again, codes))


def tell(request, file):
    """How much of the file stands now, and what of it could not be saved."""
    wrong = [str(one.question.label) for one in file.judged if one.errors]
    count = len(file.judged) - len(wrong)
    text = ngettext(
        "%(count)d answer of the file stands now.",
        "%(count)d answers of the file stand now.",
        count,
    )
    messages.success(request, text % {"count": count})
    if wrong:
        said = _("Not saved, because something is wrong with it: %(labels)s")
        messages.warning(request, said % {"labels": " · ".join(wrong)})
