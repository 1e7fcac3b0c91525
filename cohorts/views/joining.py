"""The answer to a nomination, its confirmation, and who may see a participant's contacts."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, seat_papers, services
from cohorts.forms.joining import AnswerForm, SharingForm
from cohorts.sharing import agreed_to
from cohorts.views.answering import act, ask, posted, seat_of, team_of
from cohorts.views.seats import shown
from pyp_portal.access import require
from pyp_portal.papers.services import deliver
from pyp_portal.privacy.consenting import agree
from pyp_portal.privacy.models import Purpose
from pyp_portal.uploads.services import serve


@require_POST
def answer(request, uid):
    """The person takes the seat or declines it; an answer that lacks something is kept."""
    seat = seat_of(request, uid)
    require(permissions.can_answer(seat, request.user))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "cohorts/seat.html", shown(seat, request.user, form))
    if form.cleaned_data["answer"] == "no":
        verb, done = (
            declining(seat, form),
            _("Thank you for your answer. The office has been told."),
        )
    else:
        verb, done = taking(seat, form), _("Thank you. The office confirms your seat next.")
    return act(request, lambda: verb(request.user), done, seat.get_absolute_url())


def declining(seat, form):
    return lambda by: services.decline(seat, by=by, reason=form.cleaned_data["reason"])


def taking(seat, form):
    return lambda by: services.accept(seat, by=by, privacy_seen=form.cleaned_data["privacy_seen"])


@require_POST
def confirm(request, uid):
    """The office confirms who has taken the seat."""
    seat = seat_of(request, uid)
    require(permissions.can_manage(seat.team, request.user))
    return act(
        request,
        lambda: services.confirm(seat, by=request.user),
        _("The participant is confirmed, and has been told."),
        seat.get_absolute_url(),
    )


@require_POST
def confirm_all(request, code):
    """The office confirms everybody of a team who has taken a seat."""
    team = team_of(request, code)
    require(permissions.can_manage(team, request.user))
    return act(
        request,
        lambda: services.confirm_all(team, by=request.user),
        _("All who have taken a seat are confirmed, and have been told."),
        team.get_absolute_url(),
    )


def sharing(request, uid):
    """Who reads my e-mail and telephone number in the roster; within the rule of the year."""
    seat = seat_of(request, uid)
    require(permissions.can_answer(seat, request.user))
    agrees = bool(agree([seat.person], Purpose.CONTACTS))
    kept = {"shares_email": seat.shares_email, "shares_phone": seat.shares_phone}
    # What was taken back is not given again by pressing "Keep".
    now = {name: agreed_to(choice, agrees) for name, choice in kept.items()}
    form = SharingForm(posted(request)[0], initial=now, limit=seat.cohort.widest_sharing)
    return ask(
        request,
        form,
        lambda: services.share_contacts(seat, by=request.user, **form.cleaned_data),
        title=_("Who sees my contacts"),
        label=_("Keep this choice"),
        done=_("Your choice is kept."),
        back=seat.get_absolute_url(),
        text=_("Your name, position and agency stand in the roster. The office always sees both."),
    )


def letter_file(request, uid):
    """The nomination letter, to those who name, decide, read everything, or are named."""
    seat = seat_of(request, uid)
    is_own = seat.person_id == request.user.pk
    require(is_own or permissions.can_read_reasons(seat, request.user))
    if seat.letter_file is None:
        raise Http404
    return serve(seat.letter_file)


@require_POST
def ask_by_letter(request, uid):
    """Issue the letter that asks the agency of this seat for names (PD-17)."""
    seat = seat_of(request, uid)
    require(permissions.can_manage(seat.team, request.user))
    if seat.nominated_at is None and seat.is_standing:
        seat_papers.nomination_letter(seat, by=request.user)
    return redirect("cohorts:asking_letter", seat.uid)


def asking_letter(request, uid):
    """The letter that asks for names, to the agency and to the office."""
    seat = seat_of(request, uid)
    require(permissions.can_nominate(seat, request.user))
    paper = seat_papers.letter_to(seat)
    if paper is None:
        raise Http404
    return deliver(request, paper)
