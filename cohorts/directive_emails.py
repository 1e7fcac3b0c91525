"""What is said by e-mail about directives: what, to whom, on which occasion."""

from cohorts.emails import contacts, heads, office, tell, writers


def can_reach(agency):
    """True where the portal knows somebody of an agency, or its mailbox."""
    return bool(contacts(agency) or writers(agency))


def given(directive):
    to = contacts(directive.responsible_agency)
    tell("directive_given", to, f"directive:{directive.pk}", directive=directive)


def reported(directive):
    """To the office, which confirms it or asks for more."""
    occasion = f"directive-reported:{directive.pk}:{directive.token}"
    tell("directive_reported", office(directive.team), occasion, directive=directive)


def returned(directive):
    occasion = f"directive-returned:{directive.pk}:{directive.token}"
    tell("directive_returned", writers(directive.responsible_agency), occasion, directive=directive)


def postponed(directive, reason):
    occasion = f"directive-postponed:{directive.pk}:{directive.due_on}"
    to = contacts(directive.responsible_agency)
    tell("directive_postponed", to, occasion, directive=directive, reason=reason)


def due(directive, step, days):
    """To those who write for the agency; ``days`` count from the due date."""
    occasion = f"directive-due:{directive.pk}:{directive.due_on}:{step}"
    to = writers(directive.responsible_agency)
    tell("directive_due", to, occasion, directive=directive, late=days, left=-days)


def late_to_head(directive, step, days):
    occasion = f"directive-late-head:{directive.pk}:{directive.due_on}:{step}"
    to = heads(directive.responsible_agency)
    tell("directive_due", to, occasion, directive=directive, late=days, left=-days)


def late_to_office(directive, step, days):
    occasion = f"directive-late-office:{directive.pk}:{directive.due_on}:{step}"
    context = {
        "directive": directive,
        "late": days,
        "people": writers(directive.responsible_agency),
    }
    tell("directive_late_to_office", office(directive.team), occasion, **context)
