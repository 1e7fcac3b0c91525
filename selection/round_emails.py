"""What is said by e-mail about rounds: sealed tables, a second round, sheets opened by leave."""

from pyp_portal.outbox.services import post


def sealed(seal, person):
    """The hash of a sealed score table, for those who chair and for auditors."""
    post(
        "selection/emails/sealed.txt",
        to=person,
        occasion=f"sealed:{seal.pk}",
        seal=seal,
        round=seal.round,
        year=seal.round.plan.year,
    )


def seals_broken(plan, person, count, mark):
    """Sealed scores differ from the rows; ``mark`` stands for these very faults."""
    post(
        "selection/emails/seals_broken.txt",
        to=person,
        occasion=f"seals-broken:{plan.pk}:{mark}",
        plan=plan,
        count=count,
    )


def second_round(held, person):
    """A second round is open: one's own sheets may be changed, with a reason."""
    post(
        "selection/emails/second_round.txt",
        to=person,
        occasion=f"second-round:{held.pk}",
        year=held.plan.year,
    )


def leave_asked(asked, person):
    """Somebody asks to open a sealed sheet; which one is said on the page only."""
    post(
        "selection/emails/leave_asked.txt",
        to=person,
        occasion=f"leave-asked:{asked.pk}",
        year=asked.sheet.proposal.call.fiscal_year,
    )


def leave_answered(asked):
    """The answer of who chairs, for who asked."""
    post(
        "selection/emails/leave_answered.txt",
        to=asked.asked_by,
        occasion=f"leave-answered:{asked.pk}",
        asked=asked,
        sheet=asked.sheet,
    )


def points_opened(session, person, first):
    """A member's missing points of a pitch day are asked for after all; which are on the page."""
    post(
        "selection/emails/points_opened.txt",
        to=person,
        occasion=f"points-opened:{first.pk}",
        session=session,
        reason=first.reason,
    )


def points_opened_by(session, person, first, by):
    """Whoever else chairs or clerks learns that points were opened again; why is in the history."""
    post(
        "selection/emails/points_opened_by.txt",
        to=person,
        occasion=f"points-opened-by:{first.pk}",
        session=session,
        by=by,
    )


def closing_stopped(asked, why):
    """A round that was to be closed is not: who asked learns why."""
    post(
        "selection/emails/closing_stopped.txt",
        to=asked.asked_by,
        occasion=f"closing-stopped:{asked.pk}",
        year=asked.plan.year,
        stage=asked.get_stage_display(),
        why=why,
    )
