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
from pyp_portal.papers import rewording
from selection import documents
from selection.kinds import Basis
from selection.models import AppointmentOrder, Committee, Criterion, Rubric, Seat, SelectionPlan
from selection.services import doors, sheets
from selection.services.accepting import publish_terms
from selection.services.holding import hold

RUBRIC = Path(__file__).resolve().parent.parent / "reference" / "rubric.json"
FLOOR_CRITERIA = ["D2", "D3", "P3"]


@transaction.atomic
def open_plan(call, *, by=None, **choices):
    """The selection plan of a call, with the programme's rubrics; again returns the same.

    With the year its papers take over the words of the last year that has words of its own.
    """
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
        publish_terms(plan, by=by)
        rewording.begin_year(plan.year, by=by)
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
def change_plan(plan, *, by, reason="", **choices):
    """Change settings of the year; what they were stays in the history."""
    before = {name: getattr(plan, name) for name in choices}
    for name, value in choices.items():
        setattr(plan, name, value)
    plan.full_clean()
    plan.save()
    changed = {name: [before[name], value] for name, value in choices.items()}
    record(
        plan,
        "changed",
        by=by,
        reason=reason,
        changed={k: v for k, v in changed.items() if v[0] != v[1]},
    )
    return plan


@transaction.atomic
def appoint(plan, *, number, date, signed_by, members, by=None, name_th="", ends=(), **words):
    """Seat people by a written order (K1); a later order adds seats and ends others.

    ``members`` are mappings with user, seat_no, role and what else a seat has; ``ends`` are the
    seats that the order ends; ``words`` are what else the order says: its duties, which order it
    amends, whether it allows delegates.
    """
    if not (members or ends):
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
        **words,
    )
    for seat in ends:
        end_seat(seat, reason=_by_order(order), by=by)
    for member in members:
        _seat(order, by=by, **member)
    record(committee, "appointed", by=by, order=number, seats=len(members), ended=len(ends))
    documents.committee_order(order, ended=ends, by=by)
    return committee


def _committee_name(plan):
    return f"คณะกรรมการพิจารณาคัดเลือกประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {plan.year}"


def _by_order(order):
    """The reason that an order gives for what follows from it."""
    return f"คำสั่งแต่งตั้งที่ {order.number}"


def _seat(order, *, by, themes=(), vote=True, scores=None, **facts):
    """One seat of an order; whoever votes scores, unless the order says otherwise (R-43)."""
    scores = vote if scores is None else scores
    seat = Seat(committee=order.committee, order=order, vote=vote, scores=scores, **facts)
    seat.full_clean(exclude=["terms"])
    seat.save()
    seat.themes.set(themes)
    ensure_role(seat.user, Role.COMMITTEE, by=by, reason=_by_order(order))
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
    if holds_role and not seat.user.seats.filter(ended_at=None).exists():
        end_role(seat.user, Role.COMMITTEE, by=by, reason=reason)
    record(seat.committee, "seat ended", by=by, reason=reason, seat_no=seat.seat_no)
    return seat


@transaction.atomic
def succeed(seat, user, *, reason, by):
    """The position has a new holder: the seat goes to them under the same order (K1)."""
    if seat.basis != Basis.POSITION:
        raise MoveRefused(_("This member is appointed by name: a new order is needed."))
    old = end_seat(seat, reason=reason, by=by)
    kept = ("seat_no", "role", "who_th", "vote", "scores", "basis", "begins_on", "ends_on")
    facts = {name: getattr(old, name) for name in kept}
    return _seat(old.order, by=by, user=user, **facts)


def end_terms():
    """Seats whose term is over end by themselves; how many did."""
    over = list(Seat.objects.filter(ended_at=None, ends_on__lt=clock.today()))
    for seat in over:
        end_seat(seat, reason="ครบวาระการดำรงตำแหน่ง", by=None)
    return len(over)
