"""The kinds of documents the programme issues, by the keys of its own list (PD-01 to PD-26)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """One kind of document; its key is part of every document number."""

    CALL = "PD-01", _("Announcement of the call")
    INVITATION = "PD-02", _("Invitation letter")
    PROPOSAL = "PD-03", _("Full proposal")
    SUMMARY = "PD-04", _("One-page summary")
    ENDORSEMENT = "PD-05", _("Endorsement letter")
    RECEIPT = "PD-06", _("Receipt of a proposal")
    SCREENING_LETTER = "PD-07", _("Letter on the screening")
    COMMITTEE_ORDER = "PD-08", _("Order appointing the committee")
    DECLARATION = "PD-09", _("Declaration of interests")
    MEETING_NOTICE = "PD-10", _("Notice and agenda of a meeting")
    SCORES = "PD-11", _("Score sheet or score summary")
    PITCH_SCHEDULE = "PD-12", _("Schedule of the pitch")
    MINUTES = "PD-13", _("Minutes of a meeting")
    MEMORANDUM = "PD-14", _("Memorandum on the selection")
    ANNOUNCEMENT = "PD-15", _("Announcement of results")
    RESULT_LETTER = "PD-16", _("Letter on the result")
    NOMINATION_LETTER = "PD-17", _("Letter asking for participants")
    ROSTER = "PD-18", _("Roster of the cohort")
    ATTENDANCE = "PD-19", _("Training schedule or attendance")
    LAB_REPORT = "PD-20", _("Report of the lab or on an issue that ended")
    POLICY_BRIEF = "PD-21", _("Policy brief and scale-out plan")
    PRESENTATION = "PD-22", _("Presentation brief")
    MINISTER_REPORT = "PD-23", _("Report to the Minister")
    FOLLOW_UP = "PD-24", _("Follow-up report")
    CERTIFICATE = "PD-25", _("Certificate")
    COHORT_REPORT = "PD-26", _("Report of the cohort")
