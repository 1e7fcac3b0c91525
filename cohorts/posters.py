"""The poster with a QR code: what the web needs of it; how it is drawn is in ``poster_pdf``."""

from django.utils.translation import gettext as _

from cohorts import permissions
from cohorts.models import OpenActivity, Team
from proposals.exports import may_fetch as may_fetch_proposals
from pyp_portal.papers.models import Export

KIND = "cohorts.poster"


def wanted(team, uid, back):
    """What is asked for: the poster of the issue, or of the activity with this ``uid``."""
    return {
        "title": _("Poster %(code)s") % {"code": team.proposal.code},
        "note": _("One page of A4, to be put up where people pass"),
        "back": back,
        "formats": (Export.Format.PDF,),
        "code": team.proposal.code,
        "activity": uid,
    }


def subject(export, user):
    """The team and the activity of a poster, while the person may have it; else None twice."""
    asked = export.parameters
    teams = Team.objects.visible_to(user).select_related("proposal__lead_agency", "cohort")
    team = teams.filter(proposal__code=asked["code"]).first()
    if team is None or not permissions.can_record_people(team, user):
        return None, None
    return team, activity_of(team, asked["activity"])


def activity_of(team, uid):
    found = OpenActivity.objects.filter(team=team, uid=uid) if uid else OpenActivity.objects.none()
    return found.select_related("team__proposal").first()


def may_fetch(export, user):
    """Who works in the team and still sees it (S3, S36)."""
    team, _activity = subject(export, user)
    return team is not None and may_fetch_proposals(export, user)
