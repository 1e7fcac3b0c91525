"""Prove that sealed score tables are whole: chain, texts, versions, and the rows of today."""

import json
import logging
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import latest as latest_event
from selection import round_emails, sealed_table
from selection.kinds import Stage
from selection.models import Seal, SelectionPlan
from selection.services import reopening, rounds, sealing

logger = logging.getLogger(__name__)


class Fault(NamedTuple):
    """What is wrong, in a sentence, and which proposal it is about, if it is about one."""

    sentence: str
    code: str = ""


@dataclass
class Verdict:
    """What a check of the seals of one stage found."""

    stage: str
    seals: int = 0
    sheets: int = 0
    pending: int = 0  # submitted since the last seal, waiting for the next
    emptied: int = 0  # whose words were removed, as their time was over
    faults: list = field(default_factory=list)

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def holds(self):
        return not self.faults

    def seen_by(self, closed):
        """The sentences for a person to whom proposals with these numbers are closed."""
        return [fault.sentence for fault in self.faults if fault.code not in closed]


def verify(plan):
    """Check every stage of a year that has a seal; a verdict for each."""
    return [
        verify_stage(plan, stage)
        for stage in Stage
        if Seal.objects.filter(round__plan=plan, round__stage=stage).exists()
    ]


def verify_stage(plan, stage):
    """Check the chain of seals of a stage, then its last table against the rows."""
    found = Seal.objects.filter(round__plan=plan, round__stage=stage)
    seals = list(found.select_related("round").order_by("version"))
    verdict = Verdict(str(stage), seals=len(seals))
    _check_chain(seals, verdict)
    if seals and verdict.holds:
        sheets = {str(sheet.uid): sheet for sheet in sealing.rows_of(plan, stage)}
        for seal in seals:
            _check_versions(seal, sheets, verdict)
        _check_rows(plan, seals[-1], sheets, verdict)
        _check_emptied(sheets.values(), verdict)
    return verdict


def _check_chain(seals, verdict):
    """Versions without a gap, each with the hash of its own text and of the one before it."""
    previous = Seal(version=0, sha256="")
    for seal in seals:
        if sentence := _broken_link(seal, previous):
            verdict.faults.append(Fault(sentence % {"version": seal.version}))
        previous = seal
    _check_end(seals, verdict)


def _broken_link(seal, previous):
    if seal.version != previous.version + 1:
        return _("A seal is missing before version %(version)d.")
    if seal.sha256 != sealed_table.digest(seal.table):
        return _("The table of version %(version)d was changed after it was sealed.")
    head = json.loads(seal.table)
    if head["previous"] != previous.sha256 or seal.previous_sha256 != previous.sha256:
        return _("Version %(version)d does not follow the version before it.")
    return ""


def _check_end(seals, verdict):
    """The history remembers the last seal of each round, so that none can be cut off."""
    for held in {seal.round for seal in seals}:
        event = latest_event(held, "sealed")
        own = [seal.sha256 for seal in seals if seal.round_id == held.pk]
        if event is None or event.data["sha256"] != own[-1]:
            sentence = _("The history of the round names another seal as its last one.")
            verdict.faults.append(Fault(sentence))


def _check_versions(seal, sheets, verdict):
    """Every line of a table is still what the kept version of its sheet says."""
    for uid, line in sealed_table.lines_of(seal.table).items():
        sheet = sheets.get(uid)
        kept = [v for v in sheet.versions.all() if v.number == line["version"]] if sheet else []
        if not kept or sealing.line_of(sheet, kept[0]) != line:
            _blame(verdict, line, _("What %(who)s submitted was changed after it was sealed."))


def _blame(verdict, line, sentence):
    who = _("seat %(seat)d about %(code)s") % {"seat": line["seat"], "code": line["proposal"]}
    fault = Fault(sentence % {"who": who}, line["proposal"])
    if fault not in verdict.faults:
        verdict.faults.append(fault)


def _check_rows(plan, seal, sheets, verdict):
    """The sheets that count now are those of the last table, but for what the rules opened."""
    lines = sealed_table.lines_of(seal.table)
    verdict.sheets = len(lines)
    may_differ = _opened_by_rule(plan, seal)
    for uid, line in lines.items():
        sheet = sheets.get(uid)
        if sheet and not may_differ(sheet):
            _check_row(sheet, line, verdict)
    for uid, sheet in sheets.items():
        if uid not in lines and sealing.is_counted(sheet):
            _check_new(sheet, seal, verdict)


def _check_emptied(sheets, verdict):
    """Words are gone where it is written down that they were removed, and nowhere else."""
    for sheet in sheets:
        is_written, kept = sheet.emptying is not None, sheet.versions.all()
        verdict.emptied += bool(is_written and kept)
        without = {sealed_table.is_emptied(one.content) for one in kept}
        if without - {is_written}:
            line = {"seat": sheet.seat.seat_no, "proposal": sheet.proposal.code}
            _blame(verdict, line, _("The words of %(who)s are gone, or left, against the rule."))


def _opened_by_rule(plan, seal):
    """Which sheets may differ from the last seal: of a round that runs, or opened by leave."""
    runs = not rounds.is_closed(plan, seal.round.stage)
    opened = reopening.open_after_seal(plan)
    return lambda sheet: sheet.pk in opened or (runs and sheet.sealed_at is None)


def _check_row(sheet, line, verdict):
    version = sealing.latest(sheet)
    if not sealing.is_counted(sheet):
        _blame(verdict, line, _("The sheet of %(who)s was sealed and does not count any more."))
    elif not sealing.says_the_same(sheet, version) or version.number != line["version"]:
        _blame(verdict, line, _("The points of %(who)s are not those that were sealed."))


def _check_new(sheet, seal, verdict):
    """A sheet that is in no table yet: submitted since, or slipped in."""
    if sheet.submitted_at >= seal.sealed_at and sheet.sealed_at is None:
        verdict.pending += 1
        return
    line = {"seat": sheet.seat.seat_no, "proposal": sheet.proposal.code}
    _blame(verdict, line, _("The sheet of %(who)s counts and is in no sealed table."))


# --- Every night
def check_seals():
    """Check the seals of every year; a broken one is told of once, to those who must know."""
    broken = []
    for plan in SelectionPlan.objects.select_related("call", "committee"):
        faults = [fault.sentence for verdict in verify(plan) for fault in verdict.faults]
        if faults:
            logger.error("sealed scores of %s differ: %d faults", plan.year, len(faults))
            broken.append(plan)
            _alarm(plan, faults)
    return broken


def _alarm(plan, faults):
    """Tell auditors and the director; the same faults are told of once."""
    mark = sealed_table.digest("\n".join(faults))[:16]
    for person in User.objects.holding(Role.AUDITOR, Role.STO_DIRECTOR):
        round_emails.seals_broken(plan, person, len(faults), mark)
