"""Certificates for those who completed the course, of appreciation, and of thanks (PD-25)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import certificates, completion
from cohorts import workshop_emails as emails
from cohorts.models import Certificate, Cohort
from cohorts.services.moving import need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def issue_certificates(cohort, *, by):
    """A certificate for everybody whom the rule lets have one and who has none; how many.

    The row of the cohort is held: two officers who press at once give out each one once.
    """
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    due = [line for line in lines_of(cohort, by) if line.is_due]
    for line in due:
        issue(cohort, line, by)
    return len(due)


@transaction.atomic
def renew_certificate(withdrawn, *, by, reason):
    """Another certificate with a number of its own, for whom the one before was withdrawn.

    Never by the act for everybody: why it was withdrawn may stand, and one person weighs that.
    """
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=withdrawn.cohort_id)
    renewed = [line for line in lines_of(cohort, by) if line.certificate == withdrawn]
    refuse_unless(
        bool(renewed) and renewed[0].may_renew,
        _("There is another certificate, or the course is not completed: look at the hours."),
    )
    return issue(cohort, renewed[0], by, reason=need_reason(reason))


def lines_of(cohort, user):
    """Everybody of a cohort who may have a certificate: seats, then partners."""
    partners = completion.partners_for(cohort, user)
    return [*completion.of_cohort(cohort, user), *completion.of_partners(cohort, partners)]


def issue(cohort, line, by, reason=""):
    """One certificate with its paper, and a message to whom it is for."""
    column = "partner" if hasattr(line.who, "sector") else "seat"
    person = line.who.person
    certificate = Certificate(
        cohort=cohort,
        award=line.award,
        name_th=str(person) if person else line.who.name_th,
        minutes=line.hours.attended,
        issued_at=clock.now(),
        issued_by=by,
        **{column: line.who},
    )
    certificate.save()
    certificate.number = certificates.paper(certificate, line.who, by=by).number
    certificate.save()
    facts = {"award": certificate.award, "number": certificate.number}
    record(line.who, "certified", by=by, reason=reason, **facts)
    if person:
        emails.certified(certificate, person)
    return certificate


@transaction.atomic
def withdraw_certificate(certificate, *, by, reason):
    """A certificate given by mistake: whoever checks it learns that it is no longer valid."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    refuse_unless(certificate.withdrawn_at is None, _("It has been withdrawn already."))
    certificate.withdrawn_reason = need_reason(reason)
    certificate.withdrawn_at = clock.now()
    certificate.save()
    record(certificate, "withdrawn", by=by, reason=reason)
    emails.withdrawn(certificate)
    return certificate
