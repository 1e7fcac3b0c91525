"""Requests of other areas: the queue of a year, and the answer to each."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, site_exports
from cohorts.forms.adopting import RequestsFilter, TakeOnForm, WordsForm
from cohorts.models import AdoptionRequest
from cohorts.services import adopting
from cohorts.views.answering import ask, posted
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting


def queue(request, year):
    """All requests of a year: those that are due first."""
    cohort = cohort_of(request, year)
    form = RequestsFilter(request.GET)
    found = site_exports.requests_of(request.user, year)
    shown = found.filter(**form.chosen()).for_list()
    page = one_page(shown, ["due_on", "pk"], uid_in(request.GET, "after"))
    late = sum(one.is_overdue for one in found.waiting())
    context = {"cohort": cohort, "form": form, "page": page, "late": late}
    return render(request, "cohorts/requests.html", context)


def request_of(request, uid):
    """A request that this person may read; 404 where they do not see the team."""
    found = AdoptionRequest.objects.visible_to(request.user).for_list()
    one = get_object_or_404(found.select_related("team__cohort", "answered_by"), uid=uid)
    require(permissions.can_read_requests(one.team, request.user))
    return one


def request_page(request, uid):
    """Who asks for what, until when, and what was answered."""
    one = request_of(request, uid)
    may = one.is_open and permissions.can_update_sites(one.team, request.user)
    context = {"one": one, "team": one.team, "may_answer": may}
    return render(request, "cohorts/request.html", context)


def answering(request, uid, make_form, verb, **words):
    """A form with what the agency is told."""
    one = request_of(request, uid)
    require(permissions.can_update_sites(one.team, request.user))
    form = make_form(one.team, posted(request)[0])
    return ask(
        request,
        form,
        lambda: verb(one, by=request.user, **facts(form)),
        back=one.get_absolute_url(),
        about=one,
        **words,
    )


def facts(form):
    """The answers; the reason is what the agency reads."""
    data = dict(form.cleaned_data)
    return {"words": data.pop("reason"), **data}


def plain(team, data):
    return WordsForm(data)


def taking_on(team, data):
    return TakeOnForm(data, sources=team.sites.standing().select_related("province"))


def contact(request, uid):
    """A first answer: the talks begin."""
    return answering(
        request,
        uid,
        plain,
        adopting.contact,
        title=_("Answer and talk"),
        label=_("Send the answer"),
        done=_("The answer is on its way. The request stays open."),
    )


def accept(request, uid):
    """Yes: the area becomes a site."""
    return answering(
        request,
        uid,
        taking_on,
        adopting.accept_request,
        title=_("Take the area on as a site"),
        label=_("Take it on"),
        done=_("The area is a site now, and has been told."),
        text=_("The agency gets this answer by mail, with the way to the adoption kit."),
    )


def decline(request, uid):
    """No, for a reason."""
    return answering(
        request,
        uid,
        plain,
        adopting.decline_request,
        title=_("Decline the request"),
        label=_("Decline"),
        done=_("The request is declined, and the agency has been told why."),
        tone="danger",
    )


@require_POST
def export(request, year):
    """Ask for the requests as a file, as they are narrowed."""
    cohort, form = cohort_of(request, year), RequestsFilter(request.GET)
    return exporting.order(
        request,
        site_exports.REQUESTS,
        title=f"{_('Requests to take a model up')} {cohort.call.fiscal_year}",
        note=form.words(),
        chosen=form.kept(),
        back=redirect("cohorts:requests", year).url,
        format=request.POST.get("format"),
        year=year,
    )
