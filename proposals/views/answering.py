"""The officers' side of questions: the queue with its age, the answer, what everybody reads."""

from functools import partial

from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import permissions
from proposals.forms.enquiring import AnswerEnquiryForm, PublishForm, WriteForm
from proposals.lists import ANSWERED, ASIDE, MOST_TYPED, PUBLISHED, WAITING, WHICH, which_in
from proposals.models import Enquiry
from proposals.services import enquiring
from proposals.views.asking import show, visible
from proposals.views.finding import attempt
from pyp_portal import clock, thai
from pyp_portal.access import require
from pyp_portal.accounts.views.posted import posted
from pyp_portal.paging import one_page, uid_in


@require_GET
def queue(request):
    """What waits, the oldest first; or what was answered, published or set aside."""
    require(request.user.is_office)
    which = which_in(request.GET)
    asked = thai.normalise(request.GET.get("q", ""))[:MOST_TYPED]
    order = ["asked_at", "pk"] if which == WAITING else ["-asked_at", "-pk"]
    mine = Enquiry.objects.visible_to(request.user)
    found = mine.filter(WHICH[which]).about(asked).for_list()
    page = one_page(found, order, uid_in(request.GET, "after"))
    context = {
        "lines": [(one, age(one)) for one in page.rows],
        "page": page,
        "which": which,
        "q": asked,
        "views": views(mine, which),
        "may_answer": permissions.can_answer(request.user),
    }
    return render(request, "proposals/enquiries.html", context)


def age(one):
    """For how many working days a question has waited, or had waited for its answer."""
    until = clock.localdate(one.answered_at) if one.answered_at else clock.today()
    return thai.working_days_between(clock.localdate(one.asked_at), until)


def views(mine, which):
    """The four views with their numbers, counted in one statement."""
    words = {
        WAITING: _("To be answered"),
        ANSWERED: _("Answered"),
        PUBLISHED: _("Made public"),
        ASIDE: _("Set aside"),
    }
    counts = mine.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in WHICH.items()}
    )
    return [(name, label, counts[name], name == which) for name, label in words.items()]


def to_answer(request, uid):
    """A question, for those who answer."""
    one = visible(request, uid)
    require(permissions.can_answer(request.user))
    return one


@require_POST
def answer(request, uid):
    """The answer; where it is empty the page says so."""
    one = to_answer(request, uid)
    form = AnswerEnquiryForm(request.POST)
    if form.is_valid():
        verb = partial(enquiring.answer, one, request.user, form.cleaned_data["answer"])
        if attempt(request, None, verb, _("Answered, and told to who asked.")):
            return redirect(one)
    return show(request, one, form)


@require_POST
def publish(request, uid):
    """Put it on the public page, in words that name nobody."""
    one = to_answer(request, uid)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return show(request, one, publish_form=form)
    data = form.cleaned_data
    words = (data["public_question"], data["public_answer"])
    verb = partial(enquiring.publish, one, request.user, *words, category=data["category"])
    attempt(request, None, verb, _("It stands among the questions and answers for everybody."))
    return redirect(one)


def done(request, uid, verb, words):
    """An act that asks for nothing more."""
    one = to_answer(request, uid)
    attempt(request, None, lambda: verb(one, request.user), words)
    return redirect(one)


@require_POST
def unpublish(request, uid):
    return done(request, uid, enquiring.unpublish, _("It is no longer published."))


@require_POST
def set_aside(request, uid):
    return done(request, uid, enquiring.set_aside, _("The question is set aside."))


@require_POST
def bring_back(request, uid):
    return done(request, uid, enquiring.bring_back, _("The question is in the queue again."))


@require_http_methods(["GET", "POST"])
def write(request):
    """A question that everybody asks, with its answer, before anybody asks it."""
    require(permissions.can_answer(request.user))
    form = WriteForm(posted(request))
    if form.is_valid():
        verb = partial(enquiring.write, request.user, **form.cleaned_data)
        attempt(request, None, verb, _("It stands among the questions and answers for everybody."))
        return redirect("proposals:answers")
    return render(request, "proposals/write_answer.html", {"form": form})
