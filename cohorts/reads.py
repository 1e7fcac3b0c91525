"""What of room 3 is noted when it is read: lists of people, requests, and exports."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

SENSITIVE = {
    "cohorts:participants": Sensitive(_("Roster with contacts")),
    "cohorts:letter_file": Sensitive(
        _("Nomination letter"), "cohorts.Participant", "team__proposal__code"
    ),
    "cohorts:alumni": Sensitive(_("People over the years")),
    "cohorts:coming": Sensitive(
        _("Who comes to an activity"), "cohorts.OpenActivity", "team__proposal__code"
    ),
    "cohorts:request": Sensitive(
        _("Request to take a model up"), "cohorts.AdoptionRequest", "team__proposal__code"
    ),
    "cohorts:follow_ups": Sensitive(_("Follow-up reports")),
    "cohorts:export_file": Sensitive(_("Export of cohorts and people")),
}
