"""Who writes the reports, and who after them (section 6.8); the project in eMENSCR."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails
from cohorts.models import ReportContact
from cohorts.reporters import reporter_of
from cohorts.services.moving import hold_running, need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def name_contact(team, person, *, by, reason):
    """This person writes the reports from now on; whoever did before is told and thanked."""
    team = hold_running(team)
    reason = need_reason(reason)
    refuse_unless(
        person.is_active and reporter_of(team).pk in person.agency_ids,
        _("Only somebody who works for the responsible agency today can write its reports."),
    )
    before = team.report_contacts.standing().first()
    refuse_unless(
        before is None or before.person_id != person.pk,
        _("This person already writes the reports. Nothing was changed."),
    )
    if before:
        before.ended_at = clock.now()
        before.save()
    contact = ReportContact.objects.create(
        team=team, person=person, named_at=clock.now(), named_by=by, reason_th=reason
    )
    record(
        team, "contact_named", by=by, reason=person
    )  # the reason stands beside, with the contact
    emails.contact_named(contact, before)
    return contact


@transaction.atomic
def set_reference(team, number, *, by):
    """The number under which the project stands in eMENSCR."""
    team = hold_running(team)
    before, team.emenscr_ref = team.emenscr_ref, number
    team.save()
    record(team, "reference_set", by=by, before=before, after=number)
    return team
