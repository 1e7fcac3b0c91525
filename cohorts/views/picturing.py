"""What the pictures of reports and of sites share: one taken in, shown, and agreed to."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cohorts.forms.rounds import PhotoForm
from cohorts.views.answering import act, posted
from pyp_portal.uploads.services import serve, taken_in


def take(request, keep, back, people=()):
    """One more picture, kept by ``keep(file, caption=, consented=)``; what is wrong is said there.

    ``back`` is where the pictures stand; ``people`` are those who may be recognised in it.
    """
    form = PhotoForm(*posted(request), people=people)
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect(back)

    def verb():
        names = ("caption", "consented", "people") if people else ("caption", "consented")
        words = {name: form.cleaned_data[name] for name in names}
        with taken_in(form.cleaned_data["file"], by=request.user, kinds=("image",)) as file:
            keep(file, by=request.user, **words)

    return act(request, verb, _("The picture is added."), back)


def hand_out(photo):
    """The picture itself, unless the virus scanner found something in it."""
    if photo.file.is_closed:
        raise Http404
    return serve(photo.file)


def take_out(request, photo, verb, back):
    """Take a picture out."""
    return act(request, lambda: verb(photo, by=request.user), _("The picture is taken out."), back)


def agree(request, photo, verb, back):
    """Those in the picture agree, or do not any more."""
    is_given = request.POST.get("given") == "yes"
    done = _("Noted: the picture may be published.")
    if not is_given:
        done = _("Noted: the picture is not published.")
    return act(request, lambda: verb(photo, is_given, by=request.user), done, back)
