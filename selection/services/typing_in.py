"""Score sheets filled in on paper: typed in by two people, counted once both say the same."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection.models import ScoreSheet, TypedSheet
from selection.services import sheets
from selection.services.holding import hold
from selection.services.writing import REMARK, why_shut

TEXTS = ("strength", "advice")


def open_entry(sheet):
    """What has been typed in for this sheet and is not agreed yet, or None."""
    return sheet.typed.filter(agreed_at=None).first()


def why_not_by(sheet, user):
    """Why this person does not type in this sheet, or "": who scores here hands in first."""
    own = ScoreSheet.objects.filter(seat__user=user, proposal=sheet.proposal_id, stage=sheet.stage)
    if own.exclude(pk=sheet.pk).waiting().exists():
        return _("Hand in your own points for this pitch before you read those of others.")
    return ""


@transaction.atomic
def type_in(sheet, *, by, points, comments=None, strength="", advice=""):
    """Keep what one person reads from the paper; hand the sheet in once a second agrees.

    Whoever typed first may correct their own entry; every other person is the second.
    """
    sheet = hold(sheet, "seat__user", "proposal__call__selection_plan")
    if refusal := why_not_by(sheet, by):
        raise MoveRefused(refusal)
    entry = _entry(sheet, points, comments or {}, strength=strength, advice=advice)
    typed = open_entry(sheet)
    if typed is None:
        typed = TypedSheet.objects.create(
            sheet=sheet, first=entry, first_at=clock.now(), first_by=by
        )
    elif by == typed.first_by:
        typed.first, typed.first_at = entry, clock.now()
    else:
        typed.second, typed.second_at, typed.second_by = entry, clock.now(), by
    typed.save()
    record(sheet, "typed in from paper", by=by, is_second=by != typed.first_by)
    if typed.second is not None and not differences(typed):
        _hand_in(sheet, typed)
    return typed


def _entry(sheet, points, comments, **texts):
    _refuse_unless_asked(sheet)
    missing = [c.code for c in sheets.criteria_of(sheet) if points.get(c.code) is None]
    if missing:
        raise MoveRefused(_("Points are missing for %(codes)s.") % {"codes": ", ".join(missing)})
    given = {code: str(Decimal(str(value)).normalize()) for code, value in points.items()}
    said = {code: text for code, value in comments.items() if (text := thai.normalise(value))}
    words = {name: thai.normalise(texts[name]) for name in TEXTS}
    return {"points": given, "comments": said} | words


def _refuse_unless_asked(sheet):
    if sheet.submitted_at:
        raise MoveRefused(_("This score sheet has been handed in already."))
    if sheet.is_locked:
        raise MoveRefused(_("This score sheet is read-only: its points are not asked for now."))
    if locked := why_shut(sheet):
        raise MoveRefused(locked)
    if sheet.saved_at:
        raise MoveRefused(_("The member has begun this sheet in the portal and hands it in there."))


def differences(typed):
    """[(what, typed first, typed second)] where the two entries differ."""
    first, second = typed.first, typed.second
    codes = sorted(first["points"].keys() | second["points"].keys())
    rows = [(code, first["points"].get(code), second["points"].get(code)) for code in codes]
    said = sorted(first["comments"].keys() | second["comments"].keys())
    rows += [
        (code + REMARK, first["comments"].get(code, ""), second["comments"].get(code, ""))
        for code in said
    ]
    rows += [(name, first[name], second[name]) for name in TEXTS]
    return [row for row in rows if row[1] != row[2]]


def _hand_in(sheet, typed):
    """Both say the same: the sheet is handed in, and both stand in its history."""
    entry, by = typed.second, typed.second_by
    points = {code: Decimal(value) for code, value in entry["points"].items()}
    words = {name: entry[name] for name in TEXTS}
    sheets.save_sheet(sheet, points, comments=entry["comments"], by=by, **words)
    sheets.submit_sheet(sheet, by=by)
    typed.agreed_at = clock.now()
    typed.save(update_fields=["agreed_at"])
    record(sheet, "checked against paper", by=by)
