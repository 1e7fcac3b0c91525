"""From eligible to decided: committee, interests, sheets, pitch, meetings, announcements."""

from datetime import timedelta

from proposals.models import Theme
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story import exercise, meetings, pitching, readers, sealing, ties
from pyp_portal.demo.story.company import DIRECTOR, SECRETARY, Act, day
from selection.kinds import AnnouncementKind
from selection.models import Announcement, LetterText, ScoreSheet
from selection.services import (
    abstaining,
    accepting,
    analysing,
    announcing,
    assigning,
    declaring,
    letters,
    memorandum,
    planning,
    releasing,
    reserve,
    reviewing,
    sheets,
    signing,
)

DATES = {
    "declared": "2025-01-23T14:10:00+07:00",
    "opened": "2025-01-27T09:30:00+07:00",
    "sheets_due": "2025-02-06T23:59:00+07:00",
    "second_reading": "2025-02-10T16:00:00+07:00",
}
HOLD = timedelta(minutes=10)
PLAN = ("pitch_mode", "max_selected", "max_reserve", "pass_mark")


def acts(company):
    """The selection of the demo year."""
    year = company.seed["cohort"]["fiscal_year_be"]
    yield from of_year(company, year, company.seed.data | {"dates": DATES})
    yield from exercise.acts(company, year, moment(DATES["opened"]))
    yield from readers.acts(company, year, moment(DATES["opened"]))
    yield from sealing.acts(company, year)


def of_year(company, year, data):
    """The selection of one year, told from ``data``."""
    tellers = (opening, declarations, first_readers, scoring, abstentions, pitching.acts)
    for teller in (*tellers, announcements, meetings.acts):
        yield from teller(company, year, data)


def opening(company, year, data):
    """The plan of the year and its committee, by a written order."""
    committee, members = data["committee"], data["committee"]["members"]
    ordered = moment(committee["order_date"], hour=14)

    def plan():
        settings = data["cohort"]["settings"]
        planning.open_plan(
            company.call(year),
            by=company.person(SECRETARY),
            reserve_valid_until=day(settings["reserve_valid_until"]),
            min_reviewers=settings["min_reviewers"],
            enquiry_days=settings["enquiry_days"],
            **{name: settings[name] for name in PLAN},
        )

    def appoint():
        planning.appoint(
            company.plan(year),
            number=committee["order_no"],
            date=day(committee["order_date"]),
            signed_by=company.person(committee["signed_by"]),
            members=[seated(company, row) for row in members],
            by=company.person(SECRETARY),
            name_th=committee["name_th"],
        )

    def accept():
        for row in members:
            accepting.accept_terms(company.seat(year, row["seat_no"]), 1)

    yield Act(ordered - timedelta(days=5), plan)
    yield Act(ordered, appoint)
    yield Act(ordered + timedelta(hours=2), accept)


def seated(company, row):
    """One seat of the order, as the verb takes it."""
    known = Theme.objects.filter(code__in=row.get("expertise_themes", ()))
    return {
        "user": company.person(row["person"]),
        "who_th": row["who_th"],
        "themes": known,
        "regions": row.get("expertise_regions", []),
    } | {name: row[name] for name in ("seat_no", "role", "vote")}


def declarations(company, year, data):
    """Every member declares what ties them to the eligible proposals, or that nothing does."""

    def declare():
        proposals = list(reviewing.eligible(company.call(year)))
        is_this_year = year == company.seed["cohort"]["fiscal_year_be"]
        if is_this_year:
            ties.tell_posts(company, year, proposals)
        for row in data["committee"]["members"]:
            declare_all(company, company.seat(year, row["seat_no"]), data, proposals)
        if is_this_year:
            ties.weigh_first(company, year, proposals)

    said = moment(data["dates"]["declared"])
    yield Act(said, declare)
    yield Act(said + timedelta(minutes=30), lambda: print_forms(company, year, data))


def print_forms(company, year, data):
    """Each member has the form made that they sign (PD-09)."""
    plan = company.plan(year)
    for row in data["committee"]["members"]:
        seat = company.seat(year, row["seat_no"])
        signing.print_declaration(plan, seat, by=seat.user)


def declare_all(company, seat, data, proposals):
    """What one member says: their interests first, then that there are no others."""
    for tie in data["coi_declarations"]:
        if tie["seat_no"] == seat.seat_no:
            say(company, seat, tie)
    declaring.declare_none_for_rest(seat, proposals)
    for proposal in proposals:  # what only the register suspected
        if not seat.conflicts.filter(proposal=proposal).exists():
            declaring.declare(seat, proposal, "none", was_suggested=True)


def say(company, seat, tie):
    """One interest that a member declares."""
    declaring.declare(
        seat,
        company.proposal(tie["proposal"]),
        tie["severity"].lower(),
        kind=tie["kind"],
        reason=tie["detail_th"],
    )


def first_readers(company, year, data):
    """Readers are assigned, the review opens (T12), and second readers join later."""
    dates = data["dates"]
    second = moment(dates["second_reading"])
    opened = moment(dates["opened"])

    def assign(rows):
        by = company.person(SECRETARY)
        for row in rows:
            seat = company.seat(year, row["seat_no"])
            assigning.assign(seat, company.proposal(row["proposal"]), by=by)

    def open_review():
        due = moment(dates["sheets_due"])
        reviewing.open_review(company.call(year), due=due, by=company.person(SECRETARY))

    early = [row for row in data["reviews"] if moment(row["submitted_at"]) < second]
    late = [row for row in data["reviews"] if moment(row["submitted_at"]) >= second]
    yield Act(opened - timedelta(days=2), lambda: assign(early))
    yield Act(opened, open_review)
    yield Act(second, lambda: assign(late))


def scoring(company, year, data):
    """Each sheet is written and handed in when its member did so; then the scores are analysed."""
    for stage, key in (("doc", "reviews"), ("pitch", "pitch_scores")):
        last = max((moment(row["submitted_at"]) for row in data[key]), default=None)
        if last:
            yield Act(last, lambda: analysing.analyse(company.plan(year)), 1)
        for row in data[key]:
            at = moment(row["submitted_at"])
            yield Act(at, lambda row=row, stage=stage: score(company, year, stage, row))


def abstentions(company, year, data):
    """At the end of a pitch day, whoever led it and scored nothing says so."""
    by_day = {}
    for row in data["pitch_scores"]:
        by_day.setdefault(row["submitted_at"][:10], []).append(row)
    for rows in by_day.values():
        last, pitched = max(row["submitted_at"] for row in rows), {row["proposal"] for row in rows}
        yield Act(moment(last), lambda pitched=pitched: give_no_points(company, year, pitched), 1)


def give_no_points(company, year, pitched):
    """The sheets about these pitches that are still open."""
    proposals = [company.proposal(key) for key in pitched]
    open_ones = ScoreSheet.objects.waiting().filter(stage="pitch", proposal__in=proposals)
    for sheet in open_ones.select_related("seat__user"):
        abstaining.abstain(sheet, reason="ทำหน้าที่ดำเนินการประชุม จึงไม่ได้ให้คะแนนเรื่องนี้")


def score(company, year, stage, row):
    """One member's sheet about one proposal."""
    sheet = ScoreSheet.objects.get(
        seat=company.seat(year, row["seat_no"]),
        proposal=company.proposal(row["proposal"]),
        stage=stage,
    )
    sheets.save_sheet(
        sheet,
        row["scores"],
        strength=row.get("strength_th") or "",
        advice=row.get("advice_th") or "",
    )
    sheets.submit_sheet(sheet)


def announcements(company, year, data):
    """Results become known with a signed announcement, all at once when its hold is over."""
    for row in data["announcements"]:
        at = moment(row.get("released_at") or row["date"], hour=15, minute=30)
        teller = promote if row["kind"] == "PROMOTION" else announce
        yield Act(at - HOLD, lambda row=row, teller=teller: teller(company, year, row), 1)
        yield Act(at, releasing.release_all_held, 1)


def announce(company, year, row):
    """Draft, have the letters approved, lay it before the director, sign and press."""
    by, plan = company.person(SECRETARY), company.plan(year)
    drafted = announcing.draft_announcement(
        plan, AnnouncementKind(row["kind"]), title_th=row["title_th"], by=by
    )
    letters.merge(drafted, by=by)
    approve(drafted, company.person(row["signed_by"]))
    memorandum.write_memorandum(drafted, by=by)
    announcing.sign(
        drafted,
        number=row["no"],
        date=day(row["date"]),
        signed_by=company.person(row["signed_by"]),
        by=by,
    )
    releasing.press_release(Announcement.objects.get(pk=drafted.pk), by=company.person(DIRECTOR))


def approve(drafted, second):
    """A second person reads the letters: all without a finding at once, the others one by one."""
    visible = drafted.plan.call.proposals.all()
    letters.approve_clean(drafted, by=second, visible=visible)
    for letter in LetterText.objects.filter(item__announcement=drafted, approved_at=None):
        letters.approve(letter, version=letter.version, by=second, keeps_tone=True)


def promote(company, year, row):
    """The first of the reserve moves up for one that left (T21)."""
    reserve.promote_reserve(
        company.proposal(row["proposals"][0]),
        number=row["no"],
        date=day(row["date"]),
        signed_by=company.person(row["signed_by"]),
        by=company.person(DIRECTOR),
        title_th=row["title_th"],
    )
