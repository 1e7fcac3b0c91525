"""The pages on which an administrator changes the words of papers for a year."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.papers import permissions, rewording, services, wording_versions
from pyp_portal.papers.models import Paper, Wording
from pyp_portal.papers.rehearsing import rehearsed
from pyp_portal.papers.worded_years import from_now_on, this_year
from pyp_portal.papers.wording_forms import WordingForm
from pyp_portal.papers.wordings import entries


def years():
    """The years whose words may be written: those with own words, the last, this and all later."""
    worded = Wording.objects.order_by().values_list("year", flat=True).distinct()
    return sorted({*worded, this_year() - 1, *from_now_on()}, reverse=True)


def find(user, year, key):
    """A document and the words that stand in a year, for administrators."""
    require(permissions.can_word(user))
    entry = entries().get(key)
    if entry is None or year not in years():
        raise Http404
    return entry, Wording.objects.standing(year, key)


@require_GET
def wording(request, year=None):
    """The documents whose words may be changed, and which version of them stands in a year."""
    require(permissions.can_word(request.user))
    offered, year = years(), year or this_year()
    if year not in offered:
        raise Http404
    own = Wording.objects.newest_of_year(year)
    documents = [(entry.document, own.get(key)) for key, entry in entries().items()]
    context = {"year": year, "years": offered, "documents": documents}
    context["begins_with"] = rewording.to_take_over(year)
    return render(request, "papers/wording.html", context)


@require_http_methods(["GET", "POST"])
def words(request, year, key):
    """The words of one document: kept as its next version, or tried on a record."""
    entry, standing = find(request.user, year, key)
    texts = entry.document.worded(standing.parts if standing else {})
    form = WordingForm(entry, texts, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = attempt if "try" in request.POST else keep
        if answered := answer(request, entry.document, year, form):
            return answered
    context = {"form": form, "document": entry.document, "year": year}
    context |= {"standing": standing, "earlier": wording_versions.earlier(entry.document, year)}
    return render(request, "papers/words.html", context)


def keep(request, document, year, form):
    """Keep the words; where somebody else was first the page says so with what was typed."""
    try:
        row = rewording.write(
            document, year, form.texts(), seen=rewording.seen(request), by=request.user
        )
    except rewording.WordingRefused as refused:
        form.add_error(None, refused.sentence)
        return None
    told(request, row)
    return redirect("papers:wording_of", year)


def told(request, row):
    """Say what became of the words."""
    if row is None:
        messages.info(request, _("These words stand already, so nothing was changed."))
    else:
        text = _("Saved. Papers made from now on say it in these words (version %(number)d).")
        messages.success(request, text % {"number": row.version})


def attempt(request, document, year, form):
    """A draft of the document on the chosen record in the words as they were typed."""
    if form.needs_record():
        return None
    build = entries()[document.key].build
    parts = document.changes(form.texts())
    with transaction.atomic(), rehearsed(request.user, document.key, parts):
        paper = build(form.cleaned_data["record"], request.user)
    return redirect("papers:tried", paper.uid)


@require_POST
def reset(request, year, key):
    """Put back the words of a version, of the year before, or those that are shipped."""
    entry, _standing = find(request.user, year, key)
    texts = wording_versions.named(entry.document, request.POST.get("words", ""))
    seen = rewording.seen(request)
    try:
        row = rewording.write(entry.document, year, texts, seen=seen, by=request.user)
        told(request, row)
    except rewording.WordingRefused as refused:
        messages.error(request, refused.sentence)
    return redirect("papers:words", year, key)


@require_POST
def begin(request, year):
    """Take over the words of the year before."""
    require(permissions.can_word(request.user))
    if year not in years():
        raise Http404
    count = rewording.begin_year(year, by=request.user)
    text = _("Documents that took over words: %(count)d")
    messages.success(request, text % {"count": count})
    return redirect("papers:wording_of", year)


@require_GET
def tried(request, uid):
    """The draft that this administrator had made to try words; for others there is nothing."""
    drafts = Paper.objects.filter(is_draft=True, issued_by=request.user)
    may = permissions.can_word(request.user)
    return services.deliver(request, get_object_or_404(drafts if may else drafts.none(), uid=uid))
