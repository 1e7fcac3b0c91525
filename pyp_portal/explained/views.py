"""Who may do what, explained for a person and a record."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cohorts import who_may as lab
from proposals.models import Access, Proposal
from proposals.who_may import KINDS as OPENED
from proposals.who_may import readers
from pyp_portal.access import require
from pyp_portal.accounts import who_may as accounts
from pyp_portal.accounts.models import User
from pyp_portal.accounts.views.posted import uid_of
from pyp_portal.explained.forms import AskForm
from pyp_portal.explained.kinds import KINDS, find, key_of
from pyp_portal.explained.permissions import can_explain
from pyp_portal.search.services import matching
from pyp_portal.verdicts import Ground
from selection import who_may as judging

MOST_FOUND = 20


@require_GET
def ask(request):
    """Find the person and the record; where each is one, on to the answer."""
    require(can_explain(request.user))
    form = AskForm(request.GET if request.GET else None)
    if not form.is_valid():
        return render(request, "explained/ask.html", {"form": form})
    text, name = form.cleaned_data["record"], form.cleaned_data["person"]
    found = find(text, request.user) if text else None
    people = people_named(name, request.user) if name else []
    if text and found is None:
        form.add_error("record", _("There is no such record, or it is not open to you."))
    if name and not people:
        form.add_error("person", _("Nobody is found. Try a shorter part of the name."))
    if form.errors or len(people) > 1 or not (found or people):
        return render(request, "explained/ask.html", {"form": form, "people": people})
    return redirect(address(found, people[0] if people else None))


def people_named(text, asker):
    """The one with this e-mail, else those whose name holds it."""
    seen = User.objects.visible_to(asker).for_list()
    return list(seen.filter(email__iexact=text)) or list(matching(seen, text)[:MOST_FOUND])


def address(found, person):
    """Where the answer stands."""
    if found is None:
        return reverse("explained:person", args=[person.uid])
    kind, key, _record = found
    url = reverse("explained:record", args=[kind.key, key])
    return f"{url}?{urlencode({'person': person.uid})}" if person else url


@require_GET
def person(request, uid):
    """What a person holds: since when, until when, from whom."""
    require(can_explain(request.user))
    one = get_object_or_404(User.objects.visible_to(request.user).for_list(), uid=uid)
    grounds = [
        *accounts.grounds_of(one),
        *judging.grounds_of(one),
        *lab.grounds_of(one, closed_to(request.user)),
        *closings(one, request.user),
    ]
    context = {
        "person": one,
        "grounds": [ground for ground in grounds if not ground.is_over],
        "over": [ground for ground in grounds if ground.is_over],
        "form": AskForm(initial={"person": one.email}),
    }
    return render(request, "explained/person.html", context)


def closed_to(asker):
    """The proposals that are closed to who asks: nothing here names them."""
    return Access.objects.filter(user=asker, kind=Access.Kind.CLOSED).values("proposal")


def closings(one, asker):
    """The proposals that are closed to the person, of those that the asker may see."""
    rows = Access.objects.filter(user=one, kind=Access.Kind.CLOSED)
    seen = rows.filter(proposal__in=Proposal.everything.visible_to(asker))
    for row in seen.select_related("proposal").order_by("-given_at"):
        where = {"url": row.proposal.get_absolute_url(), "since": row.given_at}
        yield Ground(row.proposal.code, detail=str(OPENED[row.kind]), **where)


@require_GET
def record(request, kind, code):
    """Who may see a record, and what one person may do with it, verb by verb."""
    require(can_explain(request.user))
    kind = KINDS.get(kind)
    one = kind and kind.find(code, request.user)
    if one is None:
        raise Http404
    chosen = request.GET.get("person", "")
    people = User.objects.visible_to(request.user).for_list()
    about = get_object_or_404(people, uid=uid_of(chosen)) if chosen else None
    seeing = readers_of(kind, one, request.user)
    context = {
        "kind": kind,
        "record": one,
        "person": about,
        "own": next((row for row in seeing or [] if row.person == about), None),
        "parts": list(kind.explain(one, about, request.user)) if about else [],
        "readers": seeing,
        "form": AskForm(initial=typed(kind, one, about)),
    }
    return render(request, "explained/record.html", context)


def typed(kind, one, about):
    """How the person and the record are asked for again."""
    text = str(one) if kind.key in ("meeting", "paper") else key_of(kind, one)
    return {"person": about.email if about else "", "record": text}


def readers_of(kind, one, asker):
    """Of a proposal everybody who may see it; of other records the rule says who."""
    if kind.key != "proposal":
        return None
    plan = getattr(one.call, "selection_plan", None)
    return readers(one, judging.is_shown_to(plan, asker))
