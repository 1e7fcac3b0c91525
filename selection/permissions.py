"""Who may do what in the selection: one rule, one sentence, one test.

Every rule takes the record, then the person. ``plan`` is the plan of the year.
"""

from proposals import permissions as proposal_rules
from selection.kinds import Reveal, SeatRole


def reads_all_sheets(user):
    """STO officers, director and auditor read every submitted sheet (unless it is closed)."""
    return user.is_sto_staff or user.is_auditor


def can_see_plan(plan, user):
    """The office, auditors, administrators and the committee see plan and committee."""
    return proposal_rules.reads_all(user) or plan.seat_of(user) is not None


def can_manage(plan, user):
    """STO officers and the clerks of the committee run the selection."""
    seat = plan.seat_of(user)
    return user.is_sto_staff or (seat is not None and seat.is_clerk)


def can_read_matching(plan, user):
    """Who chooses readers sees how they were found; the auditor sees it too."""
    return can_manage(plan, user) or user.is_auditor


def can_set_up(plan, user):
    """STO officers set up plan and committee."""
    return user.is_sto_staff


def can_write_rubric(plan, user):
    """STO officers, who set up the plan, and administrators, who write the form."""
    return can_set_up(plan, user) or user.is_portal_admin


def can_decide(plan, user):
    """The director signs, releases and promotes."""
    return user.is_director


def can_read_interests(plan, user):
    """Who chairs or clerks, the office and auditors read what members declared (K8)."""
    seat = plan.seat_of(user)
    return reads_all_sheets(user) or (seat is not None and seat.oversees)


def can_weigh(plan, user):
    """Chair, clerks and officers decide about what the records suggest; never about their own."""
    seat = plan.seat_of(user)
    return user.is_sto_staff or (seat is not None and seat.oversees)


def can_challenge(plan, user):
    """Members and officers may doubt a member's impartiality, once there is a committee (K7)."""
    has_place = user.is_sto_staff or plan.seat_of(user) is not None
    return has_place and plan.standing_committee is not None


def can_give_opinion(seat):
    """Advisers of central agencies, who give no points and have no vote (R-43)."""
    return seat is not None and seat.role == SeatRole.ADVISER_NO_VOTE


def can_certify(plan, user):
    """The chair certifies minutes; a clerk does so on the chair's word."""
    seat = plan.seat_of(user)
    return seat is not None and seat.oversees


def can_read_seals(plan, user):
    """Who runs or checks the scoring: chair, vice-chair, clerks, office and auditors."""
    seat = plan.seat_of(user)
    return reads_all_sheets(user) or (seat is not None and (seat.oversees or seat.chairs))


def can_close_round(plan, user):
    """Who chairs or clerks ends a round and opens the next."""
    seat = plan.seat_of(user)
    return seat is not None and (seat.oversees or seat.chairs)


def can_chair(plan, user):
    """Chair and vice-chair grant what a closed round forbids."""
    seat = plan.seat_of(user)
    return seat is not None and seat.chairs


def can_open_points(plan, user):
    """Who chairs, or a clerk on the chair's word, asks for points that were missing on the day."""
    return can_close_round(plan, user)


def can_read_table(plan, user):
    """The sealed tables name every score: for whom none of the year is closed or hidden."""
    may_read = can_read_seals(plan, user) and can_see_board(plan, user)
    return may_read and may_read_summary(plan, user)


def can_have_book(plan, user):
    """Members and who runs the meeting have a book made for themselves."""
    return is_member(plan, user) or can_manage(plan, user)


def can_read_minutes(minutes, plan, user):
    """Who runs the meeting, certifies or audits reads the draft; all others once it goes round."""
    is_out = minutes.circulated_at is not None or minutes.certified_at is not None
    reads_drafts = can_manage(plan, user) or can_certify(plan, user)
    return is_out or user.is_auditor or reads_drafts


def can_run_pitch(plan, user):
    """The chair opens the pitches; a clerk or an officer does so on the chair's word."""
    return can_certify(plan, user) or can_manage(plan, user)


def can_read_remarks(proposal, plan, user):
    """Who may read the sheets of the others here may read what was written about them."""
    return plan.written_talk and can_read_sheets(proposal, plan, user)


def can_remark(proposal, plan, user):
    """A member who scores and has handed in what they were asked for here."""
    seat = plan.seat_of(user)
    return seat is not None and seat.scores and can_read_remarks(proposal, plan, user)


def can_name_remarks(plan, user):
    """Who runs or checks the selection may learn who wrote a remark; judges do not."""
    seat = plan.seat_of(user)
    return reads_all_sheets(user) if seat is None else seat.oversees


def can_open_ranking(plan, user):
    """Who chairs or clerks has close proposals ranked, and ties broken."""
    return can_close_round(plan, user)


def is_member(plan, user):
    """A person with a seat on the committee today."""
    return plan.seat_of(user) is not None


def can_see_board(plan, user):
    """Who may see the points of all: the office, auditors, the committee.

    Whoever scores themselves, chair, clerk or officer, sees them once their own sheets are
    in, and with ``Reveal.SEALED`` once the round is closed.
    """
    seat = plan.seat_of(user)
    if seat is None:
        return reads_all_sheets(user)
    if seat.sheets.waiting().exists():
        return False
    return plan.reveal != Reveal.SEALED or not _waits_for_seal(seat, user)


def _waits_for_seal(seat, user):
    """True while points are in that this seat sees only once their round is closed."""
    unsealed = seat.sheets.model.objects.counted().filter(
        seat__committee=seat.committee_id, sealed_at=None
    )
    if seat.oversees or reads_all_sheets(user):
        unsealed = unsealed.filter(stage__in=seat.sheets.values("stage"))
    return unsealed.exists()


def can_view_sheet(sheet, user):
    """The twin of ``ScoreSheetQuerySet.visible_to``: a test holds them together.

    One's own always; those of others once submitted, for the office and the committee, as
    soon as one's own seat may see them. Never for a proposal that is closed.
    """
    if not user.is_authenticated or "closed" in sheet.proposal.access_kinds(user):
        return False
    if sheet.seat.user_id == user.pk:
        return True
    return sheet.submitted_at is not None and _reads_others(sheet, user)


def _reads_others(sheet, user):
    reads_all = reads_all_sheets(user)
    seats = user.seats.active().filter(committee=sheet.seat.committee_id)
    mine = seats.select_related("committee__plan").first()
    if mine is None:
        return reads_all
    return is_shown(sheet, mine, mine.oversees or reads_all)


def is_shown(sheet, seat, oversees):
    """True once a seat may see this sheet of somebody else (section 4.4, 9).

    ``oversees``: chair, clerks and officers see what they are not asked to score themselves.
    """
    mine, reveal = seat.sheets.filter(stage=sheet.stage), seat.committee.plan.reveal
    if reveal == Reveal.SEALED:
        return sheet.sealed_at is not None or (oversees and not mine.exists())
    if reveal == Reveal.SHEET:
        here = mine.filter(proposal=sheet.proposal_id)
        if oversees or here.exists():
            return not here.waiting().exists()
    return not mine.waiting().exists()


def can_read_sheets(proposal, plan, user):
    """Whoever sees the board, and with ``Reveal.SHEET`` who has handed in their own here."""
    if can_see_board(plan, user):
        return True
    seat = plan.seat_of(user)
    if seat is None or plan.reveal != Reveal.SHEET:
        return False
    here = seat.sheets.filter(proposal=proposal)
    return here.exclude(pk__in=here.waiting().values("pk")).exists()


def can_score(sheet, user):
    """The member whose sheet it is, unless they stepped aside."""
    return sheet.seat.user_id == user.pk and sheet.recused_at is None


def can_print_sheet(sheet, plan, user):
    """The member whose sheet it is, and who runs the selection, once it is handed in."""
    is_in = sheet.submitted_at is not None
    return is_in and (sheet.seat.user_id == user.pk or can_manage(plan, user))


def can_read_declaration(seat, plan, user):
    """A member their own; those of others who may read interests (K8)."""
    return seat.user_id == user.pk or can_read_interests(plan, user)


def may_know(proposal, user):
    """False for a proposal that is closed to this person."""
    return "closed" not in proposal.access_kinds(user)


def may_read_summary(plan, user):
    """Papers that name every proposal of the year: for those to whom none is closed."""
    return not user.accesses.filter(kind="closed", proposal__call=plan.call_id).exists()


def can_see_analysis(plan, user):
    """Who may see how strict each judge is: of those who see the board, whoever oversees."""
    return can_see_board(plan, user) and can_read_interests(plan, user)


def can_view_exercise(exercise, user):
    """Whoever may know of the plan, unless its proposal is closed to them."""
    return can_see_plan(exercise.plan, user) and may_know(exercise.proposal, user)
