"""The pages on which an administrator changes the words of letters from a year on."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.outbox import cases, letters, rewording
from pyp_portal.outbox.letterform import as_sheet
from pyp_portal.outbox.models import Words
from pyp_portal.outbox.word_forms import LetterForm
from pyp_portal.papers.permissions import can_word
from pyp_portal.papers.rewording import WordingRefused
from pyp_portal.papers.worded_years import from_now_on

SHOWN = 10  # versions of a letter
STYLES = {"style-src": [SELF, UNSAFE_INLINE]}  # a letter bears its look on each element


def of_year(asked):
    """The year that was asked for; without one, this year."""
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else letters.this_year()
    if year not in from_now_on():
        raise Http404
    return year


@require_GET
def words_list(request):
    """All letters by room, and in which words each is written."""
    require(can_word(request.user))
    year = of_year(request.GET.get("year", ""))
    asked = " ".join(request.GET.get("q", "").split())[:100]
    rooms = letters.listed(year, asked)
    context = {"year": year, "years": from_now_on(), "rooms": rooms, "q": asked}
    return render(request, "outbox/words_list.html", context)


@require_http_methods(["GET", "POST"])
def words(request, year, language, room, name):
    """The words of one letter: kept as their next version, tried, or given back."""
    require(can_word(request.user))
    shipped = letters.find(room, name, language)
    if shipped is None or year not in from_now_on():
        raise Http404
    standing = Words.objects.standing(shipped.key, language, year)
    document = shipped.document()
    texts = document.worded(standing.parts if standing else {})
    form = LetterForm(document, texts, request.POST or None, user=request.user)
    answered = answer(request, shipped, year, form) if request.method == "POST" else None
    return answered or page_of(request, shipped, year, standing, form)


def page_of(request, shipped, year, standing, form):
    """The page of one letter, with what was typed where something was."""
    versions = Words.objects.of(shipped.key, shipped.language).select_related("written_by")
    context = {
        "form": form,
        "document": form.document,
        "shipped": shipped,
        "year": year,
        "standing": standing,
        "languages": settings.LANGUAGES,
        "versions": versions[:SHOWN],
    }
    return render(request, "outbox/words.html", context)


def answer(request, shipped, year, form):
    """What was pressed; None where the page is shown again with what was typed."""
    if "reset" in request.POST:
        return keep(request, shipped, year, form, shipped.document().worded({}))
    if not form.is_valid():
        return None
    if "try" in request.POST:
        return tried(request, shipped, form)
    return keep(request, shipped, year, form, form.texts())


def keep(request, shipped, year, form, texts):
    """Keep the words; where somebody else was first the page says so with what was typed."""
    try:
        seen = request.POST.get("seen", "")
        row = rewording.write(shipped, year, texts, seen=seen, by=request.user)
    except WordingRefused as refused:
        form.is_valid()
        form.add_error(None, refused.sentence)
        return None
    if row is None:
        messages.info(request, _("These words stand already, so nothing was changed."))
    else:
        text = _("Saved. Letters written from now on say it in these words (version %(mark)s).")
        messages.success(request, text % {"mark": row.mark})
    return redirect("outbox:words", year, shipped.language, shipped.room, shipped.name)


@csp_replace(STYLES)
def tried(request, shipped, form):
    """The letter as it would arrive, with examples or a record; nothing is kept or sent.

    In each case that can be, or in those that were chosen.
    """
    found = cases.cases_of(shipped)
    outcomes = {case: case.outcome(request.POST.get(case.name, "")) for case in found}
    chosen = {case.condition: place for case, place in outcomes.items() if place is not None}
    made = cases.examples(shipped, form.texts(), form.facts, chosen)
    context = {
        "letters": [(one, as_sheet(one.subject, one.body, shipped.language)) for one in made],
        "outcomes": list(outcomes.items()),
        "form": form,
        "shipped": shipped,
        "record": form.cleaned_data["record"],
    }
    return render(request, "outbox/words_tried.html", context)
