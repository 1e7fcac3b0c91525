"""Help from every page: ask the office, read one's answers and those published for everybody."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from proposals import permissions
from proposals.forms.enquiring import (
    AnswerEnquiryForm,
    AnswersFilter,
    AskForm,
    PublishForm,
    StrangerForm,
)
from proposals.models import Enquiry
from proposals.services import enquiring
from proposals.whereabouts import origin_of
from pyp_portal.accounts.views.posted import posted
from pyp_portal.history.services import timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.search.services import matching

PAGE = 20
MOST_BROWSER = 300
VERBS = {
    "asked": gettext_lazy("Asked"),
    "answered": gettext_lazy("Answered"),
    "published": gettext_lazy("Made public"),
    "unpublished": gettext_lazy("No longer published"),
    "set aside": gettext_lazy("Set aside"),
    "brought back": gettext_lazy("Brought back"),
}
EARLIER = 5


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """A question with its context; who is not signed in gives an address for the answer."""
    known = request.user.is_authenticated
    origin = origin_of(came_from(request), request.user)
    form = (AskForm if known else StrangerForm)(posted(request))
    status = 200
    if form.is_valid():
        if is_within_limit(request):
            return asked(request, form, origin)
        form.add_error(None, _("You have asked many questions within an hour. Try again later."))
        status = 429
    context = {"form": form, "origin": origin, "browser": browser_of(request)}
    return render(request, "proposals/ask.html", context, status=status)


def came_from(request):
    """The page on which the link stood; the form carries it on."""
    return (request.POST or request.GET).get("from", "")


def browser_of(request):
    return request.headers.get("User-Agent", "")[:MOST_BROWSER]


def is_within_limit(request):
    """Whether this person, or this address, has not asked too often (``ACCOUNT_RATE_LIMITS``)."""
    action = "ask_office" if request.user.is_authenticated else "ask_as_stranger"
    return bool(ratelimit.consume(request, app="allauth.account", action=action))


def asked(request, form, origin):
    """Keep the question; who is signed in sees it at once."""
    user = request.user if request.user.is_authenticated else None
    enquiry = enquiring.ask(
        form.token,
        by=user,
        agency=agency_of(user, origin.proposal),
        proposal=origin.proposal,
        page=origin.page,
        step=origin.step,
        browser=browser_of(request),
        **form.facts,
    )
    if user is None:
        return redirect("proposals:asked")
    messages.success(request, _("Your question is with the office. The answer comes by mail too."))
    return redirect(enquiry)


def agency_of(user, proposal):
    """For whom this person asks: the agency of the proposal, else their own."""
    own = [member.agency for member in user.active_memberships] if user else []
    about = proposal.lead_agency if proposal else None
    return about if about in own else next(iter(own), None)


@login_not_required
@require_safe
def sent(request):
    """What happens to the question of a visitor."""
    return render(request, "proposals/asked.html")


@require_GET
def mine(request):
    """What I asked, newest first."""
    own = Enquiry.objects.filter(asked_by=request.user)
    page = one_page(own.for_list(), ["-asked_at", "-pk"], uid_in(request.GET, "after"), among=own)
    return render(request, "proposals/my_enquiries.html", {"page": page})


def visible(request, uid):
    """A question that this person may see; else the page "not found"."""
    return get_object_or_404(Enquiry.objects.visible_to(request.user).for_list(), uid=uid)


@require_GET
def enquiry(request, uid):
    """One question: for who asked, and for the office with all that came along with it."""
    return show(request, visible(request, uid))


def show(request, one, form=None, publish_form=None):
    if not request.user.is_office:
        return render(request, "proposals/enquiry.html", {"enquiry": one})
    words = {
        "category": one.category,
        "public_question": one.public_question or one.question,
        "public_answer": one.public_answer or one.answer,
    }
    context = {
        "enquiry": one,
        "may_answer": permissions.can_answer(request.user),
        "form": form or AnswerEnquiryForm(),
        "publish_form": publish_form or PublishForm(initial=words),
        "earlier": earlier(one),
        "events": [told(one, event) for event in timeline(one)],
    }
    return render(request, "proposals/enquiry_office.html", context)


def told(one, event):
    """What happened to a question, when, and who did it; a stranger asked by their own name."""
    who = event.who if event.by_id else one.name
    return VERBS.get(event.verb, event.verb), event.at, who


def earlier(one):
    """What the same person, or the same telephone, asked besides."""
    if one.asked_by_id:
        same = Enquiry.objects.filter(asked_by=one.asked_by_id)
    elif one.phone:
        same = Enquiry.objects.filter(phone=one.phone)
    else:
        return Enquiry.objects.none()
    return same.exclude(pk=one.pk)[:EARLIER]


@login_not_required
@require_safe
def answers(request):
    """Questions and answers for everybody: searched, by category, newest first."""
    form = AnswersFilter(request.GET)
    asked_for = form.chosen()
    published = Enquiry.objects.published().select_related("call")
    found = matching(published, asked_for.get("q", ""))
    if "category" in asked_for:
        found = found.filter(category=asked_for["category"])
    among = Enquiry.objects.published()
    order = ["-published_at", "-pk"]
    page = one_page(found, order, uid_in(request.GET, "after"), size=PAGE, among=among)
    return render(request, "proposals/answers.html", {"form": form, "page": page, **asked_for})
