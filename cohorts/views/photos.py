"""The pictures of a report: add, look at, take out, and agree to their publication."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohorts import permissions
from cohorts.forms.rounds import PhotoForm
from cohorts.models import ReportPhoto
from cohorts.services.photos import add_photo, remove_photo, set_consent
from cohorts.views.answering import act, posted
from cohorts.views.reports import reportable
from pyp_portal.access import require
from pyp_portal.uploads.services import serve, taken_in


def to_photos(round_):
    return f"{reverse('cohorts:report', args=[round_.uid])}#photos"


@require_POST
def add(request, uid):
    """One more picture; what is wrong with it is said on the page of the report."""
    round_ = reportable(request, uid)
    form = PhotoForm(*posted(request))
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect(to_photos(round_))

    def verb():
        caption, consented = form.cleaned_data["caption"], form.cleaned_data["consented"]
        with taken_in(form.cleaned_data["file"], by=request.user, kinds=("image",)) as file:
            add_photo(round_, file, by=request.user, caption=caption, consented=consented)

    return act(request, verb, _("The picture is added."), to_photos(round_))


def photo_of(request, uid):
    """The picture, for who may see its round."""
    photos = ReportPhoto.objects.visible_to(request.user)
    return get_object_or_404(photos.select_related("file", "round__team__proposal"), uid=uid)


@require_GET
def photo(request, uid):
    """The picture itself."""
    found = photo_of(request, uid)
    if found.file.is_closed:
        raise Http404
    return serve(found.file)


@require_POST
def remove(request, uid):
    found = photo_of(request, uid)
    require(permissions.can_report(found.round, request.user))
    done, back = _("The picture is taken out."), to_photos(found.round)
    return act(request, lambda: remove_photo(found, by=request.user), done, back)


@require_POST
def consent(request, uid):
    """Those in the picture agree, or do not any more."""
    found = photo_of(request, uid)
    require(permissions.can_report(found.round, request.user))
    is_given = request.POST.get("given") == "yes"
    done = _("Noted: the picture may be published.")
    if not is_given:
        done = _("Noted: the picture is not published.")
    back = found.round.get_absolute_url()
    verb = set_consent
    return act(request, lambda: verb(found, is_given, by=request.user), done, back)
