"""Directives: given, reported by the agency that carries them out, confirmed by the office."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import directive_emails
from cohorts.models import Directive
from cohorts.presenting_states import CARRIED_OUT, DirectiveStatus
from cohorts.services.moving import as_seen, need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record

REPORTABLE = (DirectiveStatus.IN_PROGRESS, DirectiveStatus.REPORTED)


@transaction.atomic
def add_directive(item, *, by, text_th, responsible_agency, due_on):
    """An order given at the presentation; its day cannot lie before the order itself."""
    refuse_unless(
        due_on >= item.session.held_on,
        _("The due date of a directive lies before the presentation. Choose a later day."),
    )
    responsible_agency = standing_agency(responsible_agency)
    directive = Directive.objects.create(
        item=item,
        team=item.team,
        text_th=text_th,
        responsible_agency=responsible_agency,
        due_on=due_on,
        updated_at=clock.now(),
    )
    record(item.team, "directive_given", by=by, agency=responsible_agency.code)
    directive_emails.given(directive)
    return directive


def hold(directive, seen):
    """The directive with its row locked; refused when it is not as the person's page showed it."""
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    as_seen(seen, directive.token)
    return directive


@transaction.atomic
def report_directive(directive, *, by, status, evidence_th="", file=None, seen=None):
    """The responsible agency says how far it is; what it reports as done waits for the office."""
    directive = hold(directive, seen)
    refuse_unless(
        directive.status != DirectiveStatus.DONE,
        _("The office has confirmed this directive as carried out. Nothing is left to report."),
    )
    refuse_unless(status in REPORTABLE, _("Say that it is under way or that it is carried out."))
    _step(directive, by=by, status=status, evidence_th=evidence_th, file=file)
    if status == DirectiveStatus.REPORTED:
        directive_emails.reported(directive)
    return directive


@transaction.atomic
def update_directive(directive, *, by, status, evidence_th="", file=None, seen=None):
    """How far an order is carried out, as the office sees it; "done" needs evidence.

    The agency is told where the office takes back that it is carried out.
    """
    directive = hold(directive, seen)
    was_reported = directive.status in CARRIED_OUT
    _step(directive, by=by, status=status, evidence_th=evidence_th, file=file)
    if was_reported and status in (DirectiveStatus.OPEN, DirectiveStatus.IN_PROGRESS):
        directive_emails.returned(directive)
    return directive


def _step(directive, *, by, status, evidence_th, file):
    """Keep what was said as a step of the directive; one that is done says by what it shows."""
    has_file = file is not None or directive.steps.filter(file__isnull=False).exists()
    refuse_unless(
        status not in (DirectiveStatus.REPORTED, DirectiveStatus.DONE)
        or evidence_th.strip()
        or has_file,
        _("Say by what it can be seen that the directive is carried out."),
    )
    before, directive.status = directive.status, status
    directive.evidence_th, directive.updated_at = evidence_th, clock.now()
    directive.save()
    directive.steps.create(status=status, note_th=evidence_th, file=file, at=clock.now(), by=by)
    record(directive, "updated", by=by, before=before, after=status)


@transaction.atomic
def postpone_directive(directive, *, by, due_on, reason, seen=None):
    """Put the day off, with the reason; the agency is told."""
    directive = hold(directive, seen)
    reason = need_reason(reason)
    refuse_unless(
        directive.status != DirectiveStatus.DONE, _("This directive is carried out already.")
    )
    refuse_unless(
        due_on > directive.due_on, _("The new day must be later than the one that holds now.")
    )
    before, directive.due_on = directive.due_on, due_on
    directive.updated_at = clock.now()
    directive.save()
    directive.steps.create(
        status=directive.status, due_on=due_on, note_th=reason, at=clock.now(), by=by
    )
    record(directive, "postponed", by=by, before=before, after=due_on, reason=reason)
    directive_emails.postponed(directive, reason)
    return directive
