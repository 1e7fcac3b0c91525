"""What the team of a proposal says of the fields of letters, while their words are tried."""

from cohorts.models import Team


def facts(code, user):
    """The team that works on the proposal of this code; None where the person may see none."""
    found = Team.objects.visible_to(user).select_related("proposal", "cohort")
    team = found.filter(proposal__code=code).first()
    return team and {"team": team}
