"""The team of an issue: its page, its papers, and its way into the lab and out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, services
from cohorts.actions import actions
from cohorts.forms.fields import ReasonForm
from cohorts.forms.teams import (
    CommitmentForm,
    LinkForm,
    PartnerForm,
    ResponsibleForm,
    SeatForm,
)
from cohorts.guards import composition_of
from cohorts.next_steps import steps
from cohorts.states import SeatState
from cohorts.teamtable import seats_of
from cohorts.telling import told
from cohorts.views.answering import act, ask, posted, team_of
from proposals.grounds import MoveRefused
from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver
from pyp_portal.uploads.services import serve, taken_in


def team(request, code):
    """Seats by tier with what the rule says, gates, partners, and what may be done next."""
    team = team_of(request, code)
    seats = team.participants.for_list().order_by("tier__display_no", "pk")
    context = {
        "team": team,
        "actions": actions(team.proposal, request.user),
        "seats": seats,
        "counts": seats_of(team),
        "composition": composition_of(team).lines,
        "steps": steps(team),
        "phases": team.phases.all(),
        "partners": team.partners.filter(ended_at=None).select_related("agency"),
        "links": team.agency_links.select_related("agency"),
        "papers": Paper.objects.of(team),
        "may_manage": permissions.can_manage(team, request.user),
        "may_confirm": any(seat.state == SeatState.ACCEPTED for seat in seats),
        "may_read_history": permissions.can_view_cohort(request.user),
        "tab": "team",
    }
    return render(request, "cohorts/team.html", context)


def history(request, code):
    """Everything that happened to the team, oldest first."""
    team = team_of(request, code)
    require(permissions.can_view_cohort(request.user))
    context = {"team": team, "told": [told(event) for event in timeline(team)], "tab": "history"}
    return render(request, "cohorts/history.html", context)


def team_paper(request, code, uid):
    """A paper about the team, such as its closing report."""
    team = team_of(request, code)
    return deliver(request, get_object_or_404(Paper.objects.of(team), uid=uid))


def commitment_file(request, code):
    """The letter of commitment, to those who see the team."""
    team = team_of(request, code)
    if team.commitment_file is None:
        raise Http404
    return serve(team.commitment_file)


def form_team(request, code):
    """Form the team of a selected issue; whoever comes by a link is asked first."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), code=code)
    require(request.user.is_sto_staff)
    if request.method != "POST":
        words = {"title": _("Form the team"), "text": proposal, "verb": _("Form the team")}
        page = {**words, "back_url": proposal.get_absolute_url()}
        return render(request, "components/confirm.html", page)
    try:
        formed = services.form_team(proposal, by=request.user)
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
        return redirect(proposal)
    messages.success(request, _("The team is formed. Ask the agencies for names next."))
    return redirect(formed)


def managed(request, code):
    """The team, for those who run the lab; else 404 or 403."""
    team = team_of(request, code)
    require(permissions.can_manage(team, request.user))
    return team


def seat_new(request, code):
    """Ask an agency to name somebody for a tier."""
    team = managed(request, code)
    form = SeatForm(posted(request)[0], team=team)
    return ask(
        request,
        form,
        lambda: services.request_nomination(
            team,
            form.cleaned_data["tier"],
            form.cleaned_data["agency"],
            by=request.user,
            due_on=form.cleaned_data["due_on"],
        ),
        title=_("Ask for a name"),
        label=_("Ask the agency"),
        done=_("The agency has been asked by e-mail."),
        back=team.get_absolute_url(),
        about=team.proposal,
    )


def link(request, code):
    """Hold an agency to be related to the issue, with the reason."""
    team = managed(request, code)
    form = LinkForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.link_agency(
            team, form.cleaned_data["agency"], by=request.user, reason=form.cleaned_data["reason"]
        ),
        title=_("Link an agency to the issue"),
        label=_("Link the agency"),
        done=_("The agency is linked to the issue."),
        back=team.get_absolute_url(),
        about=team.proposal,
    )


def partner(request, code):
    """Add a partner from outside the state."""
    team = managed(request, code)
    form = PartnerForm(posted(request)[0])

    def verb():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "email"}
        services.add_partner(team, by=request.user, person=form.person, **facts)

    return ask(
        request,
        form,
        verb,
        title=_("Add a lab partner"),
        label=_("Add the partner"),
        done=_("The partner is added."),
        back=team.get_absolute_url(),
        about=team.proposal,
    )


def end_partner(request, code, uid):
    """A partner leaves the team."""
    partner = get_object_or_404(managed(request, code).partners, uid=uid)
    return reason_page(
        request,
        code,
        lambda team, by, reason: services.end_partner(partner, by=by, reason=reason),
        title=_("End the partnership"),
        label=_("End the partnership"),
        done=_("The partner has left the team."),
    )


def commitment(request, code):
    """Enter the letter of commitment."""
    team = managed(request, code)
    form = CommitmentForm(*posted(request))

    def verb():
        facts = form.cleaned_data
        with taken_in(facts["file"], by=request.user) as file:
            services.set_commitment(team, by=request.user, **{**facts, "file": file})

    return ask(
        request,
        form,
        verb,
        title=_("Letter of commitment"),
        label=_("Save the letter"),
        done=_("The letter of commitment is entered."),
        back=team.get_absolute_url(),
        about=team.proposal,
        has_file=True,
    )


def reason_page(request, code, verb, **words):
    """A page that asks for a reason, for those who run the lab."""
    team = managed(request, code)
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: verb(team, by=request.user, reason=form.cleaned_data["reason"]),
        back=team.get_absolute_url(),
        about=team.proposal,
        **words,
    )


def waive_gap(request, code):
    """Let the team enter the lab although a tier is empty."""
    return reason_page(
        request,
        code,
        services.waive_gap,
        title=_("Waive the gap in the team"),
        label=_("Waive the gap"),
        done=_("The gap is waived."),
    )


def enter_lab(request, code):
    """T23; outside of the window of the lab a reason is asked first."""
    team = managed(request, code)
    if team.cohort.is_lab_open(clock.today()) and request.method == "POST":
        return act(
            request,
            lambda: services.enter_lab(team, by=request.user),
            _("The team has entered the lab. Its phases are laid out."),
            team.get_absolute_url(),
        )
    return reason_page(
        request,
        code,
        lambda team, by, reason: services.enter_lab(team, by=by, override=reason),
        title=_("Enter the lab outside of its window"),
        label=_("Enter the lab"),
        done=_("The team has entered the lab. Its phases are laid out."),
    )


@require_POST
def complete_lab(request, code):
    """T24."""
    team = managed(request, code)
    return act(
        request,
        lambda: services.complete_lab(team, by=request.user),
        _("The lab is completed. Give the issue a place in a session next."),
        team.get_absolute_url(),
    )


def reopen_lab(request, code):
    """T25."""
    return reason_page(
        request,
        code,
        services.reopen_lab,
        title=_("Reopen the lab"),
        label=_("Reopen the lab"),
        done=_("The lab is open again, and the team has been told."),
    )


def responsible(request, code):
    """Name the agency that answers for the issue after the lab."""
    team = managed(request, code)
    form = ResponsibleForm(posted(request)[0], initial={"agency": team.responsible_agency})
    return ask(
        request,
        form,
        lambda: services.name_responsible(team, form.cleaned_data["agency"], by=request.user),
        title=_("Responsible agency"),
        label=_("Name the agency"),
        done=_("The responsible agency is named."),
        back=team.get_absolute_url(),
        about=team.proposal,
    )
