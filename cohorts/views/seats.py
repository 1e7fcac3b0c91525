"""A seat: asked for, nominated, decided, given up."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from cohorts import permissions, seat_papers, services
from cohorts.forms.fields import ReasonForm
from cohorts.forms.joining import AnswerForm
from cohorts.forms.teams import NominationForm
from cohorts.services.seats import facts_of
from cohorts.states import FORMING, RuleResult
from cohorts.telling import told
from cohorts.views.answering import ask, posted, seat_of
from cohorts.weighing import looked_at
from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.privacy.consenting import agree
from pyp_portal.privacy.models import Purpose
from pyp_portal.uploads.services import taken_in


def seat(request, uid):
    """Where a seat stands, why, and what this person may do with it."""
    seat = seat_of(request, uid)
    return render(request, "cohorts/seat.html", shown(seat, request.user))


def shown(seat, user, form=None):
    """What the page of a seat shows to this person; ``form`` bears an answer that was refused."""
    names, reasons = (
        rule(seat, user) for rule in (permissions.can_nominate, permissions.can_read_reasons)
    )
    reads = seat.person_id == user.pk or reasons
    return {
        "seat": seat,
        "form": form or AnswerForm(),
        "looks": looked_at(seat.tier.key, *facts_of(seat)) if seat.rule_result else (),
        "chain": chain(seat),
        "asking_letter": names and seat_papers.letter_to(seat),
        "reads": reads,
        "reads_reasons": reasons,
        "told": [told(event) for event in timeline(seat)] if reads else (),
        **sharing_of(seat, user),
        "may_see_team": permissions.can_view_team(seat.team, user),
        **offered(seat, user),
    }


def sharing_of(seat, user):
    """Whether this person chooses here who sees their contacts, and agrees to what they chose."""
    if seat.person_id != user.pk or not seat.is_standing:
        return {"may_share": False}
    return {"may_share": True, "agrees": bool(agree([user.pk], Purpose.CONTACTS))}


def offered(seat, user):
    """What this person may do with a seat, by how far it is."""
    is_joining = seat.team.proposal.state in FORMING and seat.is_standing
    is_open = is_joining and not seat.confirmed_at
    waits, decides = is_open and not seat.accepted_at, permissions.can_manage(seat.team, user)
    return {
        "may_nominate": waits and permissions.can_nominate(seat, user),
        "may_answer": waits and seat.is_admitted and permissions.can_answer(seat, user),
        "may_decide": decides and waits and needs_decision(seat),
        "may_ask": decides and is_open and seat.nominated_at is None,
        "may_confirm": decides and is_open and seat.accepted_at is not None,
        "may_give_up": decides and seat.is_standing and not seat.team.is_over,
        "may_replace": decides and is_joining,
    }


def chain(seat):
    """The seats before and after this one, where one name followed another."""
    earlier, later, one = [], [], seat
    while one := one.replaces.select_related("person", "agency").first():
        earlier.insert(0, one)
    one = seat
    while one := one.replaced_by:
        later.append(one)
    return [*earlier, seat, *later] if earlier or later else []


def needs_decision(seat):
    """The rule said "needs judgement", and nobody has decided."""
    return seat.rule_result == RuleResult.JUDGEMENT and seat.exception_at is None


def nominate(request, uid):
    """The agency names a person, with post and letter."""
    seat = seat_of(request, uid)
    require(permissions.can_nominate(seat, request.user))
    form = NominationForm(*posted(request))

    def verb():
        data = form.cleaned_data
        with taken_in(data["letter_file"], by=request.user) as file:
            services.nominate_by_letter(
                seat,
                data["email"],
                form.part(form.NAMES),
                by=request.user,
                letter_no=data["letter_no"],
                letter_date=data["letter_date"],
                letter_file=file,
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
        has_file=True,
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
