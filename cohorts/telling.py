"""The history of a team in words."""

from django.utils.translation import gettext_lazy as _

from cohorts.states import Phase

WORDS = {
    "formed": _("The team was formed"),
    "agency_linked": _("An agency was linked to the issue"),
    "partner_added": _("A lab partner was added"),
    "partner_ended": _("A lab partner left"),
    "file_rejected": _("A file did not pass the virus scan"),
    "quota_set": _("The seats of a tier were set for this team"),
    "visit_recorded": _("A field visit was recorded"),
    "baseline_recorded": _("A figure at the start was recorded"),
    "option_recorded": _("An option was written down"),
    "option_chosen": _("An option was chosen"),
    "methods_used": _("The tools used in a phase were noted"),
    "deliverable_commented": _("A deliverable was commented on"),
    "commitment_set": _("The letter of commitment was entered"),
    "gap_waived": _("The gap in the team was waived"),
    "entered_lab": _("The team entered the lab"),
    "completed_lab": _("The lab was completed"),
    "reopened_lab": _("The lab was reopened"),
    "gate_active": _("A phase began"),
    "gate_gate_requested": _("A gate was requested"),
    "gate_passed": _("A gate was passed"),
    "gate_waived": _("A gate was waived"),
    "gate_sent_back": _("A phase was sent back"),
    "deliverable_submitted": _("A deliverable was handed in"),
    "deliverable_approved": _("A deliverable was approved"),
    "deliverable_returned": _("A deliverable was returned"),
    "activity_recorded": _("An activity with the public was recorded"),
    "activity_opened": _("Citizens were asked to join an activity"),
    "activity_called_off": _("An activity with the public was called off"),
    "activity_shown": _("An activity was shown to the public"),
    "activity_unshown": _("An activity was taken from the public page"),
    "page_written": _("The public page was written"),
    "page_published": _("The public page was published"),
    "page_withdrawn": _("The public page was taken back"),
    "pilot_planned": _("A pilot test was planned"),
    "value_measured": _("A value was measured"),
    "pilot_judged": _("A pilot test was judged"),
    "prototype_added": _("A prototype was named"),
    "version_added": _("A version of the prototype was recorded"),
    "advice_recorded": _("Advice was recorded"),
    "advice_answered": _("The team said what became of advice"),
    "note_taken": _("A field note was taken"),
    "development_written": _("A version of the development proposal was written"),
    "development_commented": _("The development proposal was commented on"),
    "development_settled": _("A comment on the development proposal was settled"),
    "obstacle_raised": _("An obstacle was raised to the centre"),
    "obstacle_assigned": _("An officer was asked to answer an obstacle"),
    "obstacle_answered": _("The centre answered an obstacle"),
    "obstacle_settled": _("An obstacle was settled"),
    "obstacle_again": _("The centre was asked again about an obstacle"),
    "plan_written": _("The scale-out plan was written"),
    "plan_approved": _("The scale-out plan was approved"),
    "kit_issued": _("The adoption kit was issued"),
    "directive_given": _("A directive was given"),
    "responsible_named": _("The responsible agency was named"),
    "contact_named": _("The reports were handed on"),
    "reference_set": _("The number in eMENSCR was entered"),
    "ending_written": _("The end of the issue was written down"),
}

OF_A_SEAT = {
    "attended": _("Attendance was noted"),
    "certified": _("A certificate was issued"),
    "presence_recorded": _("Presence at the presentation was noted"),
    "reflected": _("The person wrote their reflection"),
    "requested": _("A name was asked for"),
    "nominated": _("A name was given"),
    "exception_approved": _("The exception was approved"),
    "accepted": _("The person took the seat"),
    "declined": _("The person declined the seat"),
    "confirmed": _("The office confirmed the participant"),
    "replaced": _("The seat fell free, another name was asked for"),
    "withdrawn": _("The seat was given up"),
    "contacts_shared": _("The person chose who sees their contacts"),
}


def told(event):
    """One event of a team or of a seat as its history shows it."""
    return {
        "at": event.at,
        "words": (WORDS | OF_A_SEAT).get(event.verb, event.verb),
        "about": about(event),
        "who": event.detail.name,
        "reason": event.detail.reason,
    }


def about(event):
    """Which phase or deliverable an event is about."""
    phase = event.after.partition(":")[0]
    if phase in Phase.values:
        return f"{Phase(phase).code} {Phase(phase).label}"
    return event.data.get("code", "")
