"""Who may be partial and what is sealed, as files: challenges, officers, seals."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.papers.lists import Listing
from selection import permissions, services
from selection.list_parts import PROPOSAL, by, plan_of
from selection.models import Seal


def challenges(user, asked):
    """All of the year but those about what is closed to this person and not their own."""
    rows = services.challenges(plan_of(asked), user)
    return rows.select_related("seat__user", "proposal__lead_agency", "raised_by")


def officers(user, asked):
    return services.officer_ties(plan_of(asked), user)


def seals(_user, asked):
    """Every sealed table with its hash; what stands in it and what changed is not told here."""
    found = Seal.objects.filter(round__plan=plan_of(asked)).select_related("round", "sealed_by")
    return found.order_by("round__stage", "version")


LISTINGS = {
    "challenges": Listing(
        _("Challenges of impartiality"),
        by(permissions.can_read_interests),
        challenges,
        (
            *PROPOSAL,
            (_("Member"), lambda row: str(row.seat.user)),
            (_("Reason"), lambda row: row.reason),
            (_("Raised by"), lambda row: str(row.raised_by)),
            (_("Raised on"), lambda row: row.raised_at),
            (_("Answer"), lambda row: row.answer_th),
            (_("Answered on"), lambda row: row.answered_at),
            (_("Decision of the committee"), lambda row: row.decision_th),
            (_("The member steps aside"), lambda row: row.is_upheld),
            (_("Decided on"), lambda row: row.decided_at),
        ),
    ),
    "officers": Listing(
        _("Officers who stepped aside"),
        by(permissions.can_read_interests),
        officers,
        (
            *PROPOSAL,
            (_("Officer"), lambda row: str(row.user)),
            (_("Kind of interest"), lambda row: row.get_kind_display()),
            (_("Reason"), lambda row: row.reason),
            (_("Noted by"), lambda row: str(row.declared_by)),
            (_("Noted on"), lambda row: row.declared_at),
        ),
    ),
    "seals": Listing(
        _("Rounds and seals"),
        by(permissions.can_read_seals),
        seals,
        (
            (_("Round"), lambda row: str(row.round)),
            (_("Version"), lambda row: row.version),
            ("SHA-256", lambda row: row.sha256),
            (_("SHA-256 of the version before"), lambda row: row.previous_sha256),
            (_("Sealed"), lambda row: row.sealed_at),
            (_("Sealed by"), lambda row: str(row.sealed_by or "")),
        ),
    ),
}
