"""Other areas ask for a model, with or without an account, and follow their request."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.adopting import AdoptForm
from cohorts.models import AdoptionRequest
from cohorts.services import adopting
from cohorts.spread_states import ADOPTABLE, RequestState
from cohorts.views.answering import act, posted, run
from cohorts.views.spreading import team_shown


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request, code):
    """An agency asks to take the model up."""
    team = team_shown(code)
    form = AdoptForm(posted(request)[0], initial=known_of(request.user))
    status = 200
    if form.is_valid():
        if is_within_limit(request):
            made = []
            if run(form, lambda: made.append(ask(request, team, form))):
                return redirect(after(made[0]))
        else:
            form.add_error(None, _("Too many requests within an hour. Try again later."))
            status = 429
    form.summary_above = True
    is_open = team.proposal.state in ADOPTABLE
    context = {"team": team, "form": form, "is_open": is_open}
    return render(request, "cohorts/spread/adopt.html", context, status=status)


def known_of(user):
    """What the portal knows of who is signed in."""
    if not user.is_authenticated:
        return {}
    own = next(iter(user.active_memberships), None)
    known = {"name_th": user.name_th, "email": user.email}
    if own:
        known |= {"agency_th": own.agency.name_th, "province": own.agency.province_id}
    return known


def is_within_limit(request):
    """Whether this person, or this address, has not asked too often (``ACCOUNT_RATE_LIMITS``)."""
    action = "ask_to_adopt" if request.user.is_authenticated else "adopt_as_stranger"
    return bool(ratelimit.consume(request, app="allauth.account", action=action))


def ask(request, team, form):
    """The request, from this person or from a stranger."""
    by = request.user if request.user.is_authenticated else None
    return adopting.ask_to_adopt(team, form.token, by=by, **form.facts)


def after(one):
    """A stranger looks into their mail; who is signed in sees the request."""
    return redirect("spread:request", one.signed).url if one.by_id else redirect("spread:sent").url


@login_not_required
@require_safe
def sent(request):
    """What happens to the request of a visitor."""
    return render(request, "cohorts/spread/sent.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_request(request, signed):
    """How far a request is, for who has the address of its mails; confirmed by a press."""
    found = AdoptionRequest.objects.of_token(signed).for_list().select_related("team__cohort")
    one = get_object_or_404(found)
    if request.method == "POST":
        done = _("Thank you. Your request is with the team.")
        return act(request, lambda: adopting.confirm_request(one), done, request.path)
    context = {"one": one, "team": one.team, "waits": one.state == RequestState.UNCONFIRMED}
    return render(request, "cohorts/spread/request.html", context)
