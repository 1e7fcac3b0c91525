"""A seat: asked for, nominated, answered, decided, given up."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, services
from cohorts.forms.fields import ReasonForm
from cohorts.forms.teams import AnswerForm, NominationForm
from cohorts.states import FORMING, RuleResult
from cohorts.views.answering import act, ask, posted, seat_of
from pyp_portal.access import require


def seat(request, uid):
    """Where a seat stands, and what this person may do with it."""
    seat = seat_of(request, uid)
    is_joining = seat.team.proposal.state in FORMING
    is_open = is_joining and seat.is_standing and not seat.confirmed_at
    decides = permissions.can_manage(seat.team, request.user)
    context = {
        "seat": seat,
        "may_nominate": is_open and permissions.can_nominate(seat, request.user),
        "may_answer": is_open and seat.is_admitted and permissions.can_answer(seat, request.user),
        "may_decide": decides and is_open and needs_decision(seat),
        "may_give_up": decides and seat.is_standing and not seat.team.is_over,
        "may_replace": decides and seat.is_standing and is_joining,
        "may_see_team": permissions.can_view_team(seat.team, request.user),
    }
    return render(request, "cohorts/seat.html", context)


def needs_decision(seat):
    """The rule said "needs judgement", and nobody has decided."""
    return seat.rule_result == RuleResult.JUDGEMENT and seat.exception_at is None


def nominate(request, uid):
    """The agency names a person, with post and letter."""
    seat = seat_of(request, uid)
    require(permissions.can_nominate(seat, request.user))
    form = NominationForm(posted(request)[0])

    def verb():
        data = form.cleaned_data
        services.nominate_by_letter(
            seat,
            data["email"],
            form.part(form.NAMES),
            by=request.user,
            letter_no=data["letter_no"],
            letter_date=data["letter_date"],
            post=form.part(form.POST),
        )

    return ask(
        request,
        form,
        verb,
        title=_("Name a participant for %(tier)s") % {"tier": seat.tier},
        label=_("Name this person"),
        done=_("The name is entered, and the rule has been asked."),
        back=seat.get_absolute_url(),
        about=seat.team.proposal,
    )


@require_POST
def answer(request, uid):
    """The person takes the seat or declines it."""
    seat = seat_of(request, uid)
    require(permissions.can_answer(seat, request.user))
    form = AnswerForm(request.POST)
    form.full_clean()
    said = form.cleaned_data
    if "answer" not in said:
        messages.error(request, _("Please say whether you take the seat or decline it."))
        return redirect(seat)
    if said["answer"] == "no":
        return act(
            request,
            lambda: services.decline(seat, by=request.user, reason=said.get("reason", "")),
            _("Thank you for your answer. The office has been told."),
            seat.get_absolute_url(),
        )
    return act(
        request,
        lambda: services.confirm(seat, by=request.user, privacy_seen=said["privacy_seen"]),
        _("Thank you. You are a participant now."),
        seat.get_absolute_url(),
    )


def reason_page(request, uid, verb, **words):
    """A page that asks for a reason, for those who run the lab."""
    seat = seat_of(request, uid)
    require(permissions.can_manage(seat.team, request.user))
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: verb(seat, by=request.user, reason=form.cleaned_data["reason"]),
        back=seat.get_absolute_url(),
        about=seat.team.proposal,
        **words,
    )


def exception(request, uid):
    """Admit a person of whom the rule says "needs judgement"."""
    return reason_page(
        request,
        uid,
        services.approve_exception,
        title=_("Approve the exception"),
        label=_("Approve the exception"),
        done=_("The exception is approved. The person has been asked to confirm."),
    )


def replace(request, uid):
    """The seat falls free, and the agency is asked for another name."""
    return reason_page(
        request,
        uid,
        services.replace,
        title=_("Replace the participant"),
        label=_("Ask for another name"),
        done=_("The seat is free, and the agency has been asked for another name."),
    )


def withdraw(request, uid):
    """The seat is given up."""
    return reason_page(
        request,
        uid,
        services.withdraw,
        title=_("Give up the seat"),
        label=_("Give up the seat"),
        done=_("The seat is given up."),
    )
