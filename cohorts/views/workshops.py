"""Sessions of the training: the list of a cohort, one session, planning and calling off."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import attending_facts, documents, services, workshop_rules
from cohorts.forms.fields import ReasonForm
from cohorts.forms.training import WorkshopForm
from cohorts.models import WorkshopSession
from cohorts.services.learning import came
from cohorts.views.answering import ask, posted
from cohorts.views.cohort import cohort_of
from pyp_portal import ical
from pyp_portal.access import require


def workshop_of(request, uid):
    """A session that this person may see; else 404."""
    sessions = WorkshopSession.objects.visible_to(request.user).select_related("cohort__call")
    return get_object_or_404(sessions, uid=uid)


def planned(request, uid):
    """A session, for those who plan."""
    session = workshop_of(request, uid)
    require(workshop_rules.can_plan(request.user))
    return session


def workshops(request, year):
    """All sessions of a cohort with how they were attended and what people thought of them."""
    cohort = cohort_of(request, year)
    context = {
        "cohort": cohort,
        "sessions": attending_facts.sessions(cohort),
        "growth": attending_facts.growth(cohort),
        "may_plan": workshop_rules.can_plan(request.user),
    }
    return render(request, "cohorts/workshops.html", context)


def workshop(request, uid):
    """One session: when and where, what one may do oneself, and who came."""
    session = workshop_of(request, uid)
    reads_all = workshop_rules.can_read_hours(request.user)
    context = {
        "session": session,
        "may_plan": workshop_rules.can_plan(request.user),
        "own": attending_facts.own(session, request.user),
        "has_answered": session.answered.filter(person=request.user).exists(),
        "may_evaluate": session.takes_answers and came(session, request.user),
        "taken": session.places.filter(is_online=False).count(),
        "halves": attending_facts.halves(session, request.user) if reads_all else (),
        "thought": attending_facts.thought(session) if reads_all else None,
        "papers": documents.papers_for(session, session.cohort, request.user) if reads_all else (),
    }
    return render(request, "cohorts/workshop.html", context)


def workshop_new(request, year):
    """Plan a session."""
    cohort = cohort_of(request, year)
    require(workshop_rules.can_plan(request.user))
    form = WorkshopForm(posted(request)[0], cohort=cohort, initial={"invited": cohort.tiers.all()})
    return ask(
        request,
        form,
        lambda: services.plan_workshop(cohort, by=request.user, **form.facts()),
        title=_("Plan a workshop"),
        label=_("Plan it"),
        done=_("The workshop is planned."),
        back=cohort_url(cohort),
        about=cohort,
    )


def cohort_url(cohort):
    return reverse("cohorts:workshops", args=[cohort.call.fiscal_year])


def workshop_edit(request, uid):
    """Change a session; those invited are told when it moves."""
    session = planned(request, uid)
    names = [name for name in WorkshopForm.base_fields if name not in ("invited", "seen")]
    known = {name: getattr(session, name) for name in names}
    known |= {"invited": session.invited.all(), "seen": session.sequence}
    form = WorkshopForm(posted(request)[0], cohort=session.cohort, initial=known)

    def verb():
        seen = form.cleaned_data["seen"] or None
        services.change_workshop(session, by=request.user, seen=seen, **form.facts())

    return ask(
        request,
        form,
        verb,
        title=_("Change the workshop"),
        label=_("Save the changes"),
        done=_("The workshop is changed."),
        back=session.get_absolute_url(),
        about=session,
    )


def workshop_cancel(request, uid):
    """Call a session off."""
    session = planned(request, uid)
    form = ReasonForm(posted(request)[0])
    reason = {"by": request.user}
    return ask(
        request,
        form,
        lambda: services.cancel_workshop(session, reason=form.cleaned_data["reason"], **reason),
        title=_("Call the workshop off"),
        label=_("Call the workshop off"),
        done=_("The workshop is called off, and everybody invited has been told."),
        back=session.get_absolute_url(),
        about=session,
        tone="danger",
    )


def workshop_calendar(request, uid):
    """The session as a calendar file."""
    session = workshop_of(request, uid)
    return ical.download(str(session), [attending_facts.entry(session)], f"ws-{session.number}")
