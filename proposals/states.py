"""The 23 places a proposal can be (domain, section 5.1), and how each is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The five stages of the year, as everybody names them."""

    CALL = "call", _("Call")
    SELECTION = "selection", _("Selection")
    LAB = "lab", _("Policy lab")
    PRESENTATION = "presentation", _("Presentation")
    FOLLOW_UP = "follow_up", _("Follow-up and scale-out")

    @property
    def icon(self):
        return STAGE_ICONS[self]


class State(models.TextChoices):
    """Every place a proposal can be, in the order it passes through them."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCREENING = "screening", _("Screening")
    RETURNED = "returned", _("Returned for revision")
    INELIGIBLE = "ineligible", _("Ineligible")
    ELIGIBLE = "eligible", _("Eligible")
    REVIEWING = "reviewing", _("Documents being scored")
    SHORTLISTED = "shortlisted", _("Shortlisted for the pitch")
    NOT_SHORTLISTED = "not_shortlisted", _("Not shortlisted")
    PITCHED = "pitched", _("Pitched")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("Reserve")
    NOT_SELECTED = "not_selected", _("Not selected")
    IN_LAB = "in_lab", _("In the lab")
    LAB_COMPLETED = "lab_completed", _("Lab completed")
    PRESENTED = "presented", _("Results presented")
    FOLLOW_UP = "follow_up", _("Follow-up and scale-out")
    SCALED = "scaled", _("Scaled out")
    CLOSED = "closed", _("Closed")
    DISCONTINUED = "discontinued", _("Discontinued")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Draft expired")
    MERGED = "merged", _("Merged with another proposal")

    @property
    def tone(self):
        """The colour family of the badge (design language, section 3)."""
        return TONES[self]

    @property
    def icon(self):
        """The icon of the badge; a state is an icon, a word and then a colour."""
        return ICONS[self]

    @property
    def stage(self):
        """The stage of the year to which the state belongs; None once the issue has ended."""
        return next((stage for stage, states in STAGES.items() if self in states), None)

    @property
    def public_label(self):
        """The words for applicants and the public: nothing that is still undecided."""
        return PUBLIC_LABELS[self]

    @property
    def public_tone(self):
        """Applicants see one tone for all that is being considered."""
        return "work" if self in BEING_CONSIDERED else self.tone

    @property
    def public_icon(self):
        """The same icon for every state that applicants see as one."""
        return "half" if self in BEING_CONSIDERED else self.icon


TERMINAL = frozenset(
    {
        State.INELIGIBLE,
        State.NOT_SHORTLISTED,
        State.NOT_SELECTED,
        State.CLOSED,
        State.DISCONTINUED,
        State.WITHDRAWN,
        State.EXPIRED,
        State.MERGED,
    }
)
BEING_CONSIDERED = frozenset({State.ELIGIBLE, State.REVIEWING})
# From the release of the selection on, the issue and its agency are public.
PUBLIC = frozenset(
    {
        State.SELECTED,
        State.IN_LAB,
        State.LAB_COMPLETED,
        State.PRESENTED,
        State.FOLLOW_UP,
        State.SCALED,
        State.CLOSED,
    }
)
STAGES = {
    Stage.CALL: {State.DRAFT, State.SUBMITTED, State.SCREENING, State.RETURNED},
    Stage.SELECTION: {*BEING_CONSIDERED, State.SHORTLISTED, State.PITCHED, State.RESERVE},
    Stage.LAB: {State.SELECTED, State.IN_LAB},
    Stage.PRESENTATION: {State.LAB_COMPLETED, State.PRESENTED},
    Stage.FOLLOW_UP: {State.FOLLOW_UP, State.SCALED},
}
STAGE_ICONS = {
    Stage.CALL: "send",
    Stage.SELECTION: "scale",
    Stage.LAB: "flask",
    Stage.PRESENTATION: "flag",
    Stage.FOLLOW_UP: "grow",
}

PUBLIC_LABELS = {
    State.DRAFT: _("Draft (not submitted yet)"),
    State.SUBMITTED: _("Submitted, waiting to be checked"),
    State.SCREENING: _("Being checked"),
    State.RETURNED: _("Please revise"),
    State.INELIGIBLE: _("Did not pass the check"),
    State.ELIGIBLE: _("Under consideration"),
    State.REVIEWING: _("Under consideration"),
    State.SHORTLISTED: _("Through to the pitch"),
    State.NOT_SHORTLISTED: _("Not through to the pitch"),
    State.PITCHED: _("Pitched, waiting for the result"),
    State.SELECTED: _("Selected"),
    State.RESERVE: _("Reserve"),
    State.NOT_SELECTED: _("Not selected"),
    State.IN_LAB: _("In the policy lab"),
    State.LAB_COMPLETED: _("Preparing to present the results"),
    State.PRESENTED: _("Results presented"),
    State.FOLLOW_UP: _("Being followed up and scaled out"),
    State.SCALED: _("Scaled out"),
    State.CLOSED: _("Finished"),
    State.DISCONTINUED: _("Discontinued"),
    State.WITHDRAWN: _("Withdrawn"),
    State.EXPIRED: _("Not submitted in time"),
    State.MERGED: _("Merged with another proposal"),
}

TONES = {
    State.DRAFT: "still",
    State.SUBMITTED: "work",
    State.SCREENING: "work",
    State.RETURNED: "wait",
    State.INELIGIBLE: "stop",
    State.ELIGIBLE: "work",
    State.REVIEWING: "jury",
    State.SHORTLISTED: "jury",
    State.NOT_SHORTLISTED: "still",
    State.PITCHED: "jury",
    State.SELECTED: "good",
    State.RESERVE: "wait",
    State.NOT_SELECTED: "still",
    State.IN_LAB: "lab",
    State.LAB_COMPLETED: "lab",
    State.PRESENTED: "lab",
    State.FOLLOW_UP: "work",
    State.SCALED: "good",
    State.CLOSED: "still",
    State.DISCONTINUED: "still",
    State.WITHDRAWN: "still",
    State.EXPIRED: "still",
    State.MERGED: "still",
}

ICONS = {
    State.DRAFT: "ring",
    State.SUBMITTED: "send",
    State.SCREENING: "half",
    State.RETURNED: "alert",
    State.INELIGIBLE: "x-circle",
    State.ELIGIBLE: "check",
    State.REVIEWING: "scale",
    State.SHORTLISTED: "flag",
    State.NOT_SHORTLISTED: "x",
    State.PITCHED: "mic",
    State.SELECTED: "check-circle",
    State.RESERVE: "clock",
    State.NOT_SELECTED: "x",
    State.IN_LAB: "flask",
    State.LAB_COMPLETED: "check",
    State.PRESENTED: "flag",
    State.FOLLOW_UP: "grow",
    State.SCALED: "grow",
    State.CLOSED: "check",
    State.DISCONTINUED: "pause",
    State.WITHDRAWN: "undo",
    State.EXPIRED: "x",
    State.MERGED: "undo",
}
