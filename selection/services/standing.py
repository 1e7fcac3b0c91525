"""Where rounds and seals stand, as their pages show it to one person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Proposal
from selection.kinds import Stage
from selection.models import Reopening, Round, Seal
from selection.services.rounds import is_closed, last_round, opened_again, sheets_of


@dataclass(frozen=True)
class Standing:
    """One stage of the year: its rounds, its sheets in figures, its seals newest first."""

    stage: Stage
    number: int
    is_closed: bool
    rounds: list
    seals: list
    submitted: int
    asked: int
    reopened: int
    pending: int
    closing: object  # the last time it was asked to be closed, or None

    @property
    def is_closing(self):
        return self.closing is not None and self.closing.is_working

    @property
    def was_stopped(self):
        """True where the last closing came to nothing, and nobody took it back."""
        return self.closing is not None and self.closing.has_failed

    @property
    def may_be_sealed(self):
        """True where a seal would take something in."""
        return not self.is_closing and bool(self.pending if self.is_closed else self.submitted)


def stages(plan):
    """The standing of each stage that the year has."""
    wanted = [stage for stage in Stage if stage == Stage.DOC or plan.holds_pitch]
    return [_standing(plan, stage) for stage in wanted]


def _standing(plan, stage):
    last = last_round(plan, stage)
    seals = Seal.objects.filter(round__plan=plan, round__stage=stage).defer("table")
    submitted = sheets_of(plan, stage).counted().count()
    silent = sheets_of(plan, stage).filter(submitted_at=None, recused_at=None, abstained_at=None)
    unsealed = sheets_of(plan, stage).counted().filter(sealed_at=None)
    return Standing(
        stage=stage,
        number=last.number if last else 1,
        is_closed=bool(last and last.closed_at),
        rounds=list(Round.objects.filter(plan=plan, stage=stage).order_by("number")),
        seals=list(seals.select_related("round", "sealed_by").order_by("-version")),
        submitted=submitted,
        asked=submitted + silent.filter(frozen_at=None).count(),
        reopened=opened_again(plan, stage).count(),
        pending=unsealed.count(),
        closing=plan.closings.filter(stage=stage).select_related("asked_by").first(),
    )


def may_open_second(plan):
    """True while the first round of the documents is closed and the plan has another."""
    last = last_round(plan, Stage.DOC)
    return bool(last and last.closed_at and last.number < plan.rounds)


def before_closing(plan, stage):
    """What closing means now, and how many sheets would be missing."""
    text = _("Nobody changes a score sheet of this round after this, unless who chairs allows it.")
    missing = sheets_of(plan, stage).waiting().count()
    if not missing or is_closed(plan, stage):
        return text
    late = ngettext(
        "%(count)d score sheet is not submitted and will be missing.",
        "%(count)d score sheets are not submitted and will be missing.",
        missing,
    )
    return f"{text} {late % {'count': missing}}"


def closed_codes(plan, user):
    """The numbers of the proposals of the year that are closed to a person."""
    closed = user.accesses.filter(kind="closed", proposal__call=plan.call_id)
    return set(closed.values_list("proposal__code", flat=True))


def askings(user):
    """Requests to open a sealed sheet that wait, about proposals that this person may see."""
    visible = Proposal.objects.visible_to(user)
    return Reopening.objects.filter(answered_at=None, sheet__proposal__in=visible)


def asked(plan, user):
    """Those of one year, the oldest first."""
    found = askings(user).filter(sheet__proposal__call=plan.call_id)
    return found.select_related("sheet__seat__user", "sheet__proposal__lead_agency", "asked_by")


def changes(seal, user):
    """What a version changed, as far as this person may know of the proposals."""
    closed = closed_codes(seal.round.plan, user)
    return [row for row in seal.changes if row["proposal"] not in closed]
