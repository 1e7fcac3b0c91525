"""The records of past years and the National Archives: offers, packages, answers."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts import archive_order, permissions
from cohorts.archive import series
from cohorts.forms.archiving import AnswerForm
from cohorts.models import ArchiveOffer
from cohorts.services import archiving
from cohorts.views.answering import ask, posted
from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export

REMEMBERED = ("answer", "taken", "letter_no", "letter_date", "package", "version")


def offer_of(year):
    found = ArchiveOffer.objects.select_related("cohort__call", "package", "offered_by")
    return get_object_or_404(found.select_related("answered_by"), cohort__call__fiscal_year=year)


@require_GET
def overview(request):
    """All years that were offered, and how far each is."""
    require(permissions.can_view_archives(request.user))
    offers = ArchiveOffer.objects.select_related("cohort__call")
    return render(request, "cohorts/archive.html", {"offers": offers})


@require_http_methods(["GET", "POST"])
def offer(request, year):
    """One year: what goes over, the packages that were made, and what the archives answered."""
    require(permissions.can_view_archives(request.user))
    found = offer_of(year)
    may = permissions.can_hand_over(found.cohort, request.user)
    if request.method == "POST":
        require(may)
    packages = archiving.packages_of(found)
    known = {name: getattr(found, name) for name in REMEMBERED} | {"note": found.note_th}
    known["package"] = found.package and found.package.uid
    form = AnswerForm(posted(request)[0], initial=known, offer=found, packages=packages)
    return ask(
        request,
        form,
        lambda: archiving.answer(found, by=request.user, **form.cleaned_data),
        title=_("Records of %(year)s for the National Archives") % {"year": year},
        label=_("Save the answer"),
        done=_("The answer is saved."),
        back=found.get_absolute_url(),
        template="cohorts/archive_year.html",
        offer=found,
        packages=packages,
        counts=series.counted(found.cohort.call),
        taken=series.titles(found.taken),
        may=may,
        is_settled=bool(found.emptied_at) or archiving.is_being_removed(found),
    )


@require_POST
def package(request, year):
    """Ask for the package of a year."""
    require(permissions.can_view_archives(request.user))
    found = offer_of(year)
    require(permissions.can_hand_over(found.cohort, request.user) and not found.emptied_at)
    return exporting.order(
        request,
        archive_order.KIND,
        title=_("Package for the National Archives %(year)s") % {"year": year},
        back=found.get_absolute_url(),
        formats=(Export.Format.ZIP,),
        year=year,
        files=True,
    )
