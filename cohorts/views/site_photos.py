"""The pictures of a site: add, look at, take out, agree to their publication, let them be shown."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts import permissions
from cohorts.forms.rounds import PhotoForm
from cohorts.models import ScaleOutSite, SitePhoto
from cohorts.services import site_photos
from cohorts.views.answering import act, posted
from pyp_portal.access import require
from pyp_portal.uploads.services import serve, taken_in


def to_photos(site):
    return f"{site.get_absolute_url()}#photos"


@require_POST
def add(request, uid):
    """One more picture; what is wrong with it is said on the page of the site."""
    sites = ScaleOutSite.objects.visible_to(request.user).select_related("team__proposal")
    site = get_object_or_404(sites, uid=uid)
    require(permissions.can_report_site(site, request.user))
    form = PhotoForm(*posted(request))
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect(to_photos(site))

    def verb():
        caption, consented = form.cleaned_data["caption"], form.cleaned_data["consented"]
        keep = site_photos.add_site_photo
        with taken_in(form.cleaned_data["file"], by=request.user, kinds=("image",)) as file:
            keep(site, file, by=request.user, caption=caption, consented=consented)

    return act(request, verb, _("The picture is added."), to_photos(site))


def photo_of(request, uid):
    """The picture, for who may see its site."""
    photos = SitePhoto.objects.visible_to(request.user)
    return get_object_or_404(photos.select_related("file", "site__team__proposal"), uid=uid)


@require_safe
def photo(request, uid):
    """The picture itself."""
    found = photo_of(request, uid)
    if found.file.is_closed:
        raise Http404
    return serve(found.file)


@require_POST
def remove(request, uid):
    """Take a picture out."""
    found = photo_of(request, uid)
    require(permissions.can_report_site(found.site, request.user))
    done, verb = _("The picture is taken out."), site_photos.remove_site_photo
    return act(request, lambda: verb(found, by=request.user), done, to_photos(found.site))


@require_POST
def consent(request, uid):
    """Those in the picture agree, or do not any more."""
    found = photo_of(request, uid)
    require(permissions.can_report_site(found.site, request.user))
    is_given = request.POST.get("given") == "yes"
    done = _("Noted: the picture may be published.")
    if not is_given:
        done = _("Noted: the picture is not published.")
    verb = site_photos.set_site_consent
    return act(request, lambda: verb(found, is_given, by=request.user), done, to_photos(found.site))


@require_POST
def show(request, uid):
    """The team of the issue lets the picture be shown on its public page."""
    found = photo_of(request, uid)
    require(permissions.can_update_sites(found.site.team, request.user))
    done, verb = _("The picture is shown on the page of the issue."), site_photos.show_site_photo
    return act(request, lambda: verb(found, by=request.user), done, to_photos(found.site))
