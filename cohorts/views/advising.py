"""Advice of tier 1 and what became of it, notes from the field, and the diary of the team."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cohorts import diary, permissions, services
from cohorts.forms.evidence import KINDS, AdviceAnswerForm, MentoringForm, NoteForm
from cohorts.states import TierKey
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.evidence import record
from pyp_portal.access import require
from pyp_portal.accounts.models import User
from pyp_portal.uploads.services import serve, taken_in


def mentoring(request, code):
    """Advice that tier 1 gave."""

    def advisors(team):
        seats = team.participants.confirmed().filter(tier__key=TierKey.ADVISOR)
        return User.objects.filter(pk__in=seats.values("person"))

    return record(
        request,
        code,
        permissions.can_mentor,
        lambda team: MentoringForm(posted(request)[0], advisors=advisors(team)),
        lambda team, form: services.record_mentoring(team, by=request.user, **form.cleaned_data),
        title=_("Advice of the tier 1 advisor"),
        label=_("Record the advice"),
        done=_("The advice is recorded."),
    )


def answer_advice(request, code, uid):
    """Say what was done with advice."""
    team = team_of(request, code)
    session = get_object_or_404(team.mentoring.select_related("advisor"), uid=uid)
    require(permissions.can_work(team, request.user))
    form = AdviceAnswerForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.answer_advice(session, by=request.user, **form.cleaned_data),
        title=_("What became of the advice"),
        label=_("Save what was done"),
        done=_("It is recorded, and the advisor has been told."),
        back=f"{team.get_absolute_url()}work/",
        about=session.advisor,
        text=session.advice_th,
    )


# --- The diary ----------------------------------------------------------------
def page(request, code):
    """The story of the team, whole or of one kind of entry."""
    team = team_of(request, code)
    found = diary.entries(team)
    kinds = [kind for kind in diary.Kind if any(one.kind == kind for one in found)]
    chosen = next((kind for kind in kinds if kind == request.GET.get("kind")), None)
    shown = [one for one in found if chosen in (None, one.kind)]
    context = {
        "team": team,
        "chapters": diary.chapters(team, shown),
        "kinds": kinds,
        "chosen": chosen,
        "count": len(shown),
        "may_note": permissions.can_record_people(team, request.user) and not team.is_over,
        "tab": "diary",
    }
    return render(request, "cohorts/diary.html", context)


def note(request, code):
    """Take a note from the field."""
    team = team_of(request, code)
    require(permissions.can_record_people(team, request.user))
    form = NoteForm(*posted(request))

    def verb():
        facts = form.cleaned_data
        with taken_in(facts["file"], by=request.user, kinds=KINDS) as file:
            services.take_note(team, **facts | {"file": file}, by=request.user)

    return ask(
        request,
        form,
        verb,
        title=_("Field note"),
        label=_("Save the field note"),
        done=_("The note stands in the diary."),
        back=f"{team.get_absolute_url()}diary/",
        about=team.proposal,
        has_file=True,
    )


def note_file(request, code, uid):
    """The file of a note, as a download."""
    notes = team_of(request, code).field_notes.select_related("file")
    return serve(get_object_or_404(notes, file=uid).file)
