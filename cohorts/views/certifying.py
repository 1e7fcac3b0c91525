"""Hours and completion of a cohort, certificates, and the page that checks one."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cohorts import certificates, hours_pages, services, workshop_rules
from cohorts import hours_file as export
from cohorts.forms.fields import ReasonForm
from cohorts.forms.training import NameForm, PresenceForm
from cohorts.models import Certificate, Participant
from cohorts.states import TierKey
from cohorts.views.answering import act, ask, posted
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting
from pyp_portal.papers.services import deliver

PAGE = 20  # reflections on one page


def hours_page(request, year):
    """Hours, completion with its reason, and certificate: by tier, and person by person."""
    cohort = cohort_of(request, year)
    behind = {name: uid_in(request.GET, name) for name in ("people", "partners")}
    context = hours_pages.shown(cohort, request.user, **behind)
    context |= {"cohort": cohort, "may_certify": workshop_rules.can_plan(request.user)}
    return render(request, "cohorts/hours.html", context)


def reflections(request, year):
    """What the participants take along, for the office; page by page."""
    cohort = cohort_of(request, year)
    require(workshop_rules.can_plan(request.user))
    seats = Participant.objects.visible_to(request.user).filter(cohort=cohort)
    written = seats.filter(reflection__isnull=False).for_list().select_related("reflection")
    found = one_page(
        written, ["team__proposal__code", "pk"], uid_in(request.GET, "after"), key="uid", size=PAGE
    )
    return render(request, "cohorts/reflections.html", {"cohort": cohort, "page": found})


def back_to(cohort):
    return reverse("cohorts:hours", args=[cohort.call.fiscal_year])


@require_POST
def hours_export(request, year):
    """Ask for the hours as a file."""
    return exporting.order(
        request,
        export.KIND,
        title=f"{_('Hours and completion')} {year}",
        back=back_to(cohort_of(request, year)),
        format=request.POST.get("format"),
        year=year,
    )


@require_POST
def issue(request, year):
    """Give out all certificates that are due."""
    cohort = cohort_of(request, year)
    require(workshop_rules.can_plan(request.user))
    return act(
        request,
        lambda: services.issue_certificates(cohort, by=request.user),
        _("The certificates that were due are issued, and their holders have been told."),
        back_to(cohort),
    )


def presence(request, uid):
    """Note that an advisor, or a delegate, was at the presentation."""
    seats = Participant.objects.visible_to(request.user).confirmed().for_list()
    seat = get_object_or_404(seats, uid=uid, tier__key=TierKey.ADVISOR)
    require(workshop_rules.can_plan(request.user))
    form = PresenceForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.record_presence(seat, by=request.user, **form.cleaned_data),
        title=_("Presence at the presentation"),
        label=_("Note it"),
        done=_("The presence is noted."),
        back=back_to(seat.cohort),
        about=seat,
    )


# --- Certificates ---------------------------------------------------------------
@login_not_required
@sensitive_post_parameters("name")
@require_http_methods(["GET", "POST"])
def certificate(request, uid):
    """For whoever holds the paper: is it valid, and does this name belong to it?

    The name itself is never shown; what is typed is not kept.
    """
    found = get_object_or_404(Certificate.objects.select_related("cohort__call"), uid=uid)
    form = NameForm(request.POST if request.method == "POST" else None)
    context, status = {"certificate": found, "form": form, "answer": None}, 200
    if form.is_valid() and is_within_limit(request, found):
        context["answer"] = certificates.is_named(found, form.cleaned_data["name"])
    elif form.is_bound and not form.errors:
        form.add_error(None, _("Names were checked very often. Wait a while and check it again."))
        status = 429
    response = render(request, "cohorts/certificate.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


def is_within_limit(request, certificate):
    """So many names from one address, and so many for one certificate (``ACCOUNT_RATE_LIMITS``)."""
    asked = {"app": "allauth.account", "key": str(certificate.uid)}
    limits = ("check_certificate", "check_one_certificate")
    return all([ratelimit.consume(request, action=action, **asked) for action in limits])


def held(request, uid):
    """A certificate, for whom it names and for those who read everything; else 404."""
    found = get_object_or_404(
        Certificate.objects.select_related("cohort__call", "seat", "partner"), uid=uid
    )
    if not (is_own(found, request.user) or workshop_rules.can_read_hours(request.user)):
        raise Http404
    return found


def is_own(certificate, user):
    about = certificate.seat or certificate.partner
    return about.person_id is not None and about.person_id == user.pk


def certificate_file(request, uid):
    """The paper of a certificate."""
    paper = certificates.paper_of(held(request, uid))
    if paper is None:
        raise Http404
    return deliver(request, paper)


def withdraw(request, uid):
    """Withdraw a certificate that was given by mistake."""
    found = held(request, uid)
    require(workshop_rules.can_plan(request.user))
    form = ReasonForm(posted(request)[0])
    reason = {"by": request.user}
    return ask(
        request,
        form,
        lambda: services.withdraw_certificate(found, reason=form.cleaned_data["reason"], **reason),
        title=_("Withdraw the certificate"),
        label=_("Withdraw it"),
        done=_("The certificate is withdrawn: its page says so."),
        back=back_to(found.cohort),
        about=found,
        tone="danger",
    )


def renew(request, uid):
    """Give out another certificate to whom one was withdrawn."""
    found = held(request, uid)
    require(workshop_rules.can_plan(request.user))
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.renew_certificate(
            found, reason=form.cleaned_data["reason"], by=request.user
        ),
        title=_("Give out another certificate"),
        label=_("Give it out"),
        done=_("It is given out with a number of its own, and the person is told."),
        back=back_to(found.cohort),
        about=found,
    )
