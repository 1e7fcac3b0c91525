"""Who writes the reports of an issue: handed on by the agency itself, or by the office."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from cohorts import permissions, reporters
from cohorts.forms.rounds import ContactForm
from cohorts.services.contacts import name_contact
from cohorts.views.answering import ask, posted, team_of
from pyp_portal.access import require


def contact(request, code):
    """Hand the reports on to somebody else of the agency."""
    team = team_of(request, code)
    require(permissions.can_name_contact(team, request.user))
    now = reporters.named_contact(team)
    writer = reporters.writer_of(now) if now else None
    people = [p for p in reporters.candidates(team) if now is None or p != now.person]
    context = {
        "team": team,
        "agency": reporters.reporter_of(team),
        "contact": now,
        "has_left": now is not None and writer is None,
        "heir": writer if now and writer != now.person else None,
        "earlier": team.report_contacts.exclude(ended_at=None).select_related("person", "named_by"),
        "title": _("Hand the reports on"),
        "back": back_to(team),
    }
    if not people:
        return render(request, "cohorts/contact.html", context)
    form = ContactForm(posted(request)[0], people=people)
    return ask(
        request,
        form,
        lambda: name_contact(team, by=request.user, **form.cleaned_data),
        label=_("Hand the reports on"),
        done=_("The reports are handed on, and everybody concerned has been told."),
        template="cohorts/contact.html",
        **context,
    )


def back_to(team):
    return f"{team.get_absolute_url()}follow-up/"
