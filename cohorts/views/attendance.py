"""The attendance sheet, quick on a tablet; and the list of an online meeting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts import hours, services, workshop_rules
from cohorts.forms.training import ListForm, entries_of, status_form
from cohorts.models import AttendanceImport
from cohorts.services import importing
from cohorts.services.attending import known, whose
from cohorts.services.moving import NotReady
from cohorts.training import Attended, Half
from cohorts.views.answering import act, posted, sentence_of
from cohorts.views.workshops import planned, workshop_of
from pyp_portal.access import require


def people_of(request, session, team=""):
    """Everybody expected, or those of one team."""
    seats, partners = (
        hours.seats_of(session, request.user),
        hours.partners_of(session, request.user),
    )
    if team:
        seats = seats.filter(team__proposal__code=team)
        partners = partners.filter(team__proposal__code=team)
    return [*seats, *partners]


def half_of(request, session):
    """The half that the address names; else the first one."""
    asked = request.GET.get("half")
    return asked if asked in session.halves else session.halves[0]


def sheet(request, uid):
    """One half of a session, a row a person, each with one tap."""
    session = workshop_of(request, uid)
    require(workshop_rules.can_read_hours(request.user))
    half, team = half_of(request, session), request.GET.get("team", "")
    if request.method == "POST":
        return marked(request, session, half, team)
    return sheet_page(request, session, half, team)


def sheet_page(request, session, half, team, typed=()):
    """The sheet as a page; ``typed`` are the marks of a sheet that was refused."""
    people, rows = people_of(request, session), known(session)
    typed = {one.uid: (status, note) for one, _seen, status, note in typed}
    context = {
        "session": session,
        "half": half,
        "team": team,
        "teams": list(dict.fromkeys((one.team.proposal.code, str(one.team)) for one in people)),
        "rows": [
            (one, *kept, *typed.get(one.uid, kept))
            for one in people
            if team in ("", one.team.proposal.code)
            for kept in [kept_of(rows.get((whose(one), one.pk)), half)]
        ],
        "statuses": list(Attended),
        "may_mark": may_mark(session, request.user),
    }
    return render(request, "cohorts/attendance.html", context)


def may_mark(session, user):
    """Officers, while the sheet still names people."""
    is_open = not (session.is_cancelled or session.emptied_at)
    return workshop_rules.can_plan(user) and is_open


def kept_of(row, half):
    """What is recorded of a person for a half: the mark, and the note."""
    return (row.of(half), row.note_th) if row else ("", "")


def marked(request, session, half, team):
    """Keep a sheet; rows that somebody else has changed meanwhile are named."""
    require(workshop_rules.can_plan(request.user))
    back = f"{reverse('cohorts:attendance', args=[session.uid])}?half={half}&team={team}"
    entries = entries_of(request.POST, people_of(request, session, team))
    try:
        found = services.mark(session, half, entries, by=request.user)
    except NotReady as refused:
        messages.error(request, sentence_of(refused))
        return sheet_page(request, session, half, team, entries)
    n = found.changed
    words = ngettext("%(n)d row is saved.", "%(n)d rows are saved.", n) % {"n": n}
    messages.success(request, words)
    for one, status in found.clashes:
        facts = {"person": one.person or one, "status": status.label if status else "–"}
        words = _("%(person)s was marked by somebody else meanwhile: %(status)s. It stays so.")
        messages.warning(request, words % facts)
    return redirect(back)


@require_POST
def rest(request, uid):
    """Everybody of whom nothing is recorded gets one status."""
    session = planned(request, uid)
    chosen = status_form(request.POST.get("half"), request.POST.get("status"))
    back = reverse("cohorts:attendance", args=[session.uid])
    if chosen is None:
        return redirect(back)
    half, status = chosen
    return act(
        request,
        lambda: services.mark_all(session, half, status, by=request.user),
        _("Everybody of whom nothing was recorded is marked: %(status)s")
        % {"status": status.label},
        f"{back}?half={half}",
    )


# --- The list of an online meeting ---------------------------------------------
def list_new(request, uid):
    """Send a list; it is shown before anything is taken from it."""
    session = planned(request, uid)
    form = ListForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        found = read(form, session, request.user)
        if found is not None:
            return redirect("cohorts:list", found.uid)
    context = {
        "form": form,
        "title": _("Take over the list of an online meeting"),
        "label": _("Show what it says"),
        "text": _("Nothing is recorded yet: the next page shows each line first."),
        "about": session,
        "back": reverse("cohorts:attendance", args=[session.uid]),
        "has_file": True,
    }
    return render(request, "cohorts/form.html", context)


def read(form, session, user):
    """The list read and matched, or None with the reason in the form."""
    try:
        return services.preview(session, form.cleaned_data["file"], by=user)
    except (NotReady, ValidationError) as refused:
        form.add_error("file", sentence_of(refused))
        return None


def list_page(request, uid):
    """What a list says, line by line; the button takes it over as it is shown."""
    found = get_object_or_404(AttendanceImport.objects.select_related("session__cohort"), uid=uid)
    session = planned(request, found.session.uid)
    back = reverse("cohorts:attendance", args=[session.uid])
    if request.method == "POST":
        done = _("The list is taken over. Whoever was left out can be marked by hand.")
        return act(request, lambda: services.take(found, by=request.user), done, back)
    rows = found.rows
    context = {
        "list": found,
        "session": session,
        "taken": [(row, in_words(row)) for row in rows if row["halves"]],
        "left": [(row, importing.WHY[row["why"]]) for row in rows if not row["halves"]],
        "back": back,
    }
    return render(request, "cohorts/meeting_list.html", context)


def in_words(row):
    """What would be noted for a line of the list."""
    return [(Half(half).label, Attended(status)) for half, status in row["halves"].items()]
