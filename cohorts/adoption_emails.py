"""What is said by e-mail about a request to take a model up."""

from cohorts.emails import coordinators, office, tell, writers
from pyp_portal import clock


def confirmation_wanted(request):
    tell("adoption_confirm", [request.email], f"adoption-confirm:{request.pk}", request=request)


def received(request):
    tell("adoption_received", [asker(request)], f"adoption-received:{request.pk}", request=request)


def waiting(request):
    occasion = f"adoption-waiting:{request.pk}"
    tell("adoption_waiting", answerers(request), occasion, request=request)


def overdue(request):
    occasion = f"adoption-late:{request.pk}"
    tell("adoption_late", answerers(request), occasion, request=request)


def answered(request):
    occasion = f"adoption-answered:{request.pk}:{request.state}:{clock.now().isoformat()}"
    tell("adoption_answered", [asker(request)], occasion, request=request)


def asker(request):
    """Who asked: the person with an account, or the address."""
    return request.by or request.email


def answerers(request):
    """The coordinators, those who write for the responsible agency, and the office."""
    team = request.team
    agency = team.responsible_agency or team.proposal.lead_agency
    people = [*coordinators(team), *writers(agency), *office(team)]
    return list(dict.fromkeys(people))
