"""Open the selection of a year, change its settings, appoint its committee."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.accounts.roles import Role
from pyp_portal.accounts.services import end_role, ensure_role
from pyp_portal.history.services import record
from selection import documents
from selection.models import AppointmentOrder, Committee, Criterion, Rubric, Seat, SelectionPlan
from selection.services import doors, sheets
from selection.services.holding import hold

RUBRIC = Path(__file__).resolve().parent.parent / "reference" / "rubric.json"
FLOOR_CRITERIA = ["D2", "D3", "P3"]


@transaction.atomic
def open_plan(call, *, by=None, **choices):
    """The selection plan of a call, with the programme's rubrics; again returns the same."""
    plan, is_new = SelectionPlan.objects.get_or_create(
        call=call,
        defaults={
            "opened_at": clock.now(),
            "opened_by": by,
            "floor_criteria": FLOOR_CRITERIA,
            **choices,
        },
    )
    if is_new:
        _load_rubrics(plan)
        record(plan, "opened", by=by)
    return plan


def _load_rubrics(plan):
    texts = json.loads(RUBRIC.read_text(encoding="utf-8"))
    for stage, criteria in texts["stages"].items():
        rubric = Rubric.objects.create(plan=plan, stage=stage, levels=texts["levels"])
        Criterion.objects.bulk_create(
            Criterion(rubric=rubric, position=place, **criterion)
            for place, criterion in enumerate(criteria, start=1)
        )


@transaction.atomic
def change_plan(plan, *, by, **choices):
    """Change settings of the year; what they were stays in the history."""
    before = {name: getattr(plan, name) for name in choices}
    for name, value in choices.items():
        setattr(plan, name, value)
    plan.full_clean()
    plan.save()
    changed = {name: [before[name], value] for name, value in choices.items()}
    record(plan, "changed", by=by, changed={k: v for k, v in changed.items() if v[0] != v[1]})
    return plan


@transaction.atomic
def appoint(plan, *, number, date, signed_by, members, by=None, name_th="", delegates_allowed=True):
    """Seat people by a written order (K1); a second order adds seats.

    ``members`` are mappings with user, seat_no, role, vote and who_th.
    """
    if not members:
        raise MoveRefused(_("An order appoints somebody: fill in at least one seat."))
    committee, _is_new = Committee.objects.get_or_create(
        plan=plan, defaults={"name_th": name_th or _committee_name(plan)}
    )
    plan.committee = committee
    if committee.orders.filter(number=number).exists():
        raise MoveRefused(_("Order %(number)s has been entered already.") % {"number": number})
    order = AppointmentOrder.objects.create(
        committee=committee,
        number=number,
        date=date,
        signed_by=signed_by,
        delegates_allowed=delegates_allowed,
    )
    for member in members:
        _seat(order, by=by, **member)
    record(committee, "appointed", by=by, order=number, seats=len(members))
    documents.committee_order(order, by=by)
    return committee


def _committee_name(plan):
    return f"คณะกรรมการพิจารณาคัดเลือกประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {plan.year}"


def _seat(order, *, by, user, seat_no, role, vote=True, who_th=""):
    seat = Seat(
        committee=order.committee,
        order=order,
        user=user,
        seat_no=seat_no,
        role=role,
        vote=vote,
        who_th=who_th,
    )
    seat.full_clean()
    seat.save()
    ensure_role(user, Role.COMMITTEE, by=by, reason=f"คำสั่งแต่งตั้งที่ {order.number}")
    return seat


@transaction.atomic
def end_seat(seat, *, reason, by):
    """A member leaves the committee; their submitted sheets stay, their doors close.

    What they were still to read waits for another reader.
    """
    seat = hold(seat, "user", "committee__plan")
    if seat.ended_at:
        raise MoveRefused(_("This seat has already ended."))
    seat.ended_at = clock.today()
    seat.save(update_fields=["ended_at"])
    doors.shut_out_of_all(seat)
    sheets.withdraw_all(seat)
    holds_role = seat.user.role_grants.filter(role=Role.COMMITTEE, ended_at=None).exists()
    if holds_role and not seat.user.seats.active().exists():
        end_role(seat.user, Role.COMMITTEE, by=by, reason=reason)
    record(seat.committee, "seat ended", by=by, reason=reason, seat_no=seat.seat_no)
    return seat
