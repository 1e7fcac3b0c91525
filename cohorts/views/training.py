"""One's own training: sessions, hours, what is still missing; answers, rating, reflection."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import my_training, services, workshop_rules
from cohorts.forms.training import EvaluationForm, LeaveForm, RatingForm, ReflectionForm
from cohorts.models import Participant
from cohorts.services.learning import ANSWERED, came, has_answered, why_closed
from cohorts.training import Moment
from cohorts.views.answering import act, ask, posted
from cohorts.views.workshops import workshop_of
from pyp_portal import ical
from pyp_portal.access import require


def mine(request):
    """The sessions of the person, the hours, and what the rule still asks for."""
    return render(request, "cohorts/my_training.html", my_training.of(request.user))


def calendar(request):
    """All one's sessions as a calendar file."""
    return ical.download(_("My training"), my_training.entries(request.user), "training")


def invited(request, uid):
    """A session, for those who are invited themselves."""
    session = workshop_of(request, uid)
    require(workshop_rules.is_invited(session, request.user))
    return session


@require_POST
def place(request, uid):
    """Take a place, or give it up."""
    session, person = invited(request, uid), request.user
    if request.POST.get("how") == "none":
        done = _("Your place is free for somebody else.")
        return act(request, lambda: services.give_up_place(session, person=person), done, session)
    is_online = request.POST.get("how") == "online"
    return act(
        request,
        lambda: services.take_place(session, person=person, is_online=is_online),
        _("Your place is noted."),
        session,
    )


def leave(request, uid):
    """Ask for leave, or name who comes instead."""
    session = invited(request, uid)
    form = LeaveForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.announce(session, person=request.user, **form.cleaned_data),
        title=_("I cannot come"),
        label=_("Tell the office"),
        done=_("It is noted. Should you come after all, take it back on this page."),
        back=session.get_absolute_url(),
        about=session,
    )


@require_POST
def back(request, uid):
    """Take back what one had said of oneself."""
    session = invited(request, uid)
    return act(
        request,
        lambda: services.take_back(session, person=request.user),
        _("It is taken back: you are expected."),
        session,
    )


def evaluation(request, uid):
    """What a person thought of a session; no name is kept with the answers."""
    session = workshop_of(request, uid)
    require(came(session, request.user))
    if request.method == "GET" and has_answered(session, request.user):
        messages.info(request, ANSWERED)
        return redirect(session)
    form = EvaluationForm(posted(request)[0])

    def verb():
        text = form.cleaned_data["text"]
        services.evaluate(session, person=request.user, scores=form.scores, text=text)

    return ask(
        request,
        form,
        verb,
        title=_("Evaluation of the workshop"),
        label=_("Send the answers"),
        done=_("Thank you. Your answers are kept without your name."),
        back=session.get_absolute_url(),
        about=session,
        text=_("Your name is not kept with the answers; reports show them from three answers on."),
        template="cohorts/scale.html",
    )


def own_seat(request, uid):
    """A confirmed seat of the person; else 404."""
    seats = Participant.objects.visible_to(request.user).confirmed().select_related("cohort")
    return get_object_or_404(seats, uid=uid, person=request.user)


def rating(request, uid, moment):
    """How a person rates their own competence."""
    seat = own_seat(request, uid)
    moment = moment.upper()
    if moment not in Moment.values:
        raise Http404
    closed = why_closed(seat, moment)
    if request.method == "GET" and closed:
        messages.info(request, closed)
        return redirect(my_training.url())
    known = seat.ratings.filter(moment=moment).first()
    form = RatingForm(posted(request)[0], initial=known.scores if known else None)
    return ask(
        request,
        form,
        lambda: services.rate_oneself(seat, moment, scores=form.scores),
        title=_("My competence: %(moment)s") % {"moment": Moment(moment).label},
        label=_("Save"),
        done=_("Your rating is saved."),
        back=my_training.url(),
        text=_("From 1, no experience, to 5, I can show others. Only you and the office see it."),
        template="cohorts/scale.html",
    )


def reflection(request, uid):
    """What a participant takes along."""
    seat = own_seat(request, uid)
    known = getattr(seat, "reflection", None)
    form = ReflectionForm(posted(request)[0], initial={"text": known.text_th if known else ""})
    return ask(
        request,
        form,
        lambda: services.write_reflection(seat, by=request.user, text=form.cleaned_data["text"]),
        title=_("My reflection"),
        label=_("Save"),
        done=_("Your reflection is saved."),
        back=my_training.url(),
        text=_(
            "What have you learned, what do you do differently now, what will you go on with? "
            "Only you and the office read it."
        ),
    )
