"""From selected to presented: teams, phases, people, tests, plan, presentation (T23 to T26)."""

from datetime import time, timedelta

from cohorts import services
from cohorts.briefs import clipped
from cohorts.forms.presenting import BRIEF
from cohorts.models import Cohort, Deliverable, TeamPhase
from cohorts.services import briefing
from cohorts.states import GateState, Phase
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story import advice, evidence, findings
from pyp_portal.demo.story.company import DIRECTOR, Act, day

SOON = timedelta(minutes=20)
BEGINS = time(13, 30)
ASKS = {
    "ACKNOWLEDGED": "ขอรับทราบผลการขับเคลื่อน",
    "APPROVED_SCALE": "ขอเห็นชอบแนวทางขยายผลไปยังพื้นที่อื่น",
    "DIRECTIVE": "ขอให้พิจารณาสั่งการหน่วยงานส่วนกลางให้แก้ไขระเบียบที่เป็นอุปสรรค",
}


def acts(company):
    """The cohort of the demo year, its ten teams and their sessions before the minister."""
    year = company.seed["cohort"]["fiscal_year_be"]
    begins = day(f"{year - 543}-09-01")
    yield Act(moment("2025-02-17T09:00:00+07:00"), lambda: open_cohort(company, year, begins))
    for team in company.seed["teams"]:
        yield from of_team(company, team)
    for session in company.seed["presentation_sessions"]:
        yield from presentation(company, year, session)


def open_cohort(company, year, follow_up=None):
    """The cohort of a call, and when its follow-up begins."""
    services.open_cohort(
        company.call(year), by=company.person(DIRECTOR), follow_up_starts_on=follow_up
    )


def of_team(company, row):
    """Everything one team did, from its forming to the end of its lab."""
    code = row["proposal"]
    for at, number, event in company.seed.steps(code):
        if number == "T23":
            yield from forming(company, row, at, event)
        elif number == "T24":
            yield Act(at, lambda event=event: complete(company, code, event))
    yield from phases(company, code, row["case_owner"])
    yield from evidence.acts(company, code)


def forming(company, row, entered, event):
    """Seats are asked for, named and confirmed; then the team enters the lab."""
    code = row["proposal"]
    seats = company.seed.of("participants")[code]
    formed = min(moment(seat["nominated_at"], hour=9) for seat in seats)

    def form():
        by = company.person(row["case_owner"])
        team = services.form_team(company.proposal(code), by=by, name_th=row["name_th"])
        for link in row["agency_links"]:
            agency = company.agencies[link["agency"]]
            services.link_agency(team, agency, by=by, reason=link["reason_th"])
        for partner in company.seed.of("lab_partners")[code]:
            services.add_partner(
                team,
                by=by,
                person=company.person(partner["person"]),
                agency=company.agencies.get(partner["agency"]),
                position_th=partner["position_th"],
                sector=partner["sector"],
            )

    def enter():
        by = company.person(event["by"])
        team = company.team(code)
        letter, signed = row["commitment_letter_no"], entered.date() - timedelta(days=1)
        services.set_commitment(team, by=by, letter_no=letter, letter_date=signed)
        services.enter_lab(company.team(code), by=by)

    yield Act(formed, form, -1)
    for seat in seats:
        yield from seating(company, code, row["case_owner"], seat)
    yield Act(entered, enter)


def seating(company, code, owner, row):
    """One seat: asked for, nominated by letter, admitted, confirmed."""
    nominated = moment(row["nominated_at"], hour=11)
    found = {}

    def nominate():
        by = company.person(owner)
        team = company.team(code)
        tier = team.cohort.tiers.get(key=row["tier"])
        agency = company.agencies[row["agency"]]
        seat = services.request_nomination(team, tier, agency, by=by)
        letter, dated = row["letter_no"], day(row["nominated_at"])
        person = company.person(row["person"])
        seat = services.nominate(seat, person, by=by, letter_no=letter, letter_date=dated)
        found["seat"] = seat

    def admit():
        services.approve_exception(
            found["seat"], by=company.person(DIRECTOR), reason=row["exception_reason_th"]
        )

    def confirm():
        person = company.person(row["person"])
        services.accept(found["seat"], by=person, privacy_seen=True)
        services.confirm(found["seat"], by=company.person(owner))

    yield Act(nominated, nominate)
    if row.get("exception_reason_th"):
        yield Act(nominated + SOON, admit)
    if row["confirmed_at"]:
        yield Act(moment(row["confirmed_at"], hour=13), confirm)


def phases(company, code, owner):
    """Phase by phase: deliverable handed in and approved, gate asked for and opened."""
    papers = {row["code"]: row for row in company.seed.of("deliverables")[code]}
    for row in company.seed.of("lab_phases")[code]:
        if row["start"]:
            paper = papers[Phase(row["phase"]).code]
            yield from one_phase(company, code, owner, row, paper)


def one_phase(company, code, owner, row, paper):
    """One phase with its deliverable and its gate."""

    def phase():
        return TeamPhase.objects.get(team=company.team(code), phase=row["phase"])

    def start():
        if phase().state == GateState.NOT_STARTED:
            services.start_phase(phase(), by=advice.coordinator(company, code))

    yield Act(moment(row["start"], hour=9, minute=30), start)
    if row["sent_back_count"]:
        yield Act(sent_back_at(row), lambda: send_back(company, owner, phase(), row["note_th"]))
    if paper["submitted_on"]:
        yield from findings.acts(
            company, code, row["phase"], moment(paper["submitted_on"], hour=10)
        )
        yield from handing_in(company, code, paper)
    if row["gate_passed_on"]:
        at = moment(row["gate_passed_on"], hour=15)
        if row["phase"] == Phase.SYNTHESIZE:
            yield Act(
                at - 2 * SOON,
                lambda: evidence.plan(company, code, advice.coordinator(company, code)),
            )
        yield Act(at, lambda: services.request_gate(phase(), by=advice.coordinator(company, code)))
        yield Act(at + SOON, lambda: services.pass_gate(phase(), by=company.person(owner)))


def sent_back_at(row):
    """A week after a phase began, or two weeks where its gate never opened."""
    return moment(row["start"], hour=15) + timedelta(days=7 if row["gate_passed_on"] else 35)


def send_back(company, owner, phase, note):
    """The office sends a phase back before its gate is asked for again."""
    services.waive_gate(phase, by=company.person(owner), reason=note)
    services.send_back(TeamPhase.objects.get(pk=phase.pk), by=company.person(owner), reason=note)


def handing_in(company, code, row):
    """A deliverable is handed in, then approved or returned by the coordinator."""

    def paper():
        return Deliverable.objects.get(team=company.team(code), code=row["code"])

    def submit():
        by = advice.coordinator(company, code)
        services.submit_deliverable(paper(), by=by, summary=row["title_th"])

    def settle():
        by = advice.coordinator(company, code)
        if row["approved_on"]:
            services.approve_deliverable(paper(), by=by)
        else:
            services.return_deliverable(paper(), by=by, comment=row["comment_th"])

    submitted = moment(row["submitted_on"], hour=11)
    yield Act(submitted, submit)
    yield Act(
        moment(row["approved_on"], hour=14) if row["approved_on"] else submitted + SOON, settle
    )


def complete(company, code, event):
    """T24 after the scale-out plan is approved."""
    services.complete_lab(company.team(code), by=company.person(event["by"]))


def presentation(company, year, row):
    """A session before the minister; T26 for each issue on the list."""
    planned = moment(row["date"], hour=9) - timedelta(days=7)
    found = {}

    def prepare():
        found["session"] = services.plan_session(
            Cohort.objects.get(call__fiscal_year=year),
            by=company.person(DIRECTOR),
            held_on=day(row["date"]),
            starts_at=BEGINS,
            **{k: row[k] for k in ("place_th", "chair_office", "delegation_ref", "mode")},
        )
        for item in row["items"]:
            presenters = [company.person(key) for key in item["presenters"]]
            team = company.team(item["proposal"])
            found[item["proposal"]] = services.schedule(
                found["session"], team, by=company.person(DIRECTOR), presenters=presenters
            )
            brief(company, found[item["proposal"]], item, presenters[0])

    yield Act(planned, prepare)
    for item in row["items"]:
        yield Act(
            moment(row["date"], hour=15),
            lambda item=item: record(company, found[item["proposal"]], item),
        )


def brief(company, item, row, by):
    """The words of the one page: what was done, and what is asked for."""
    said = clipped(company.seed.proposals[row["proposal"]]["summary"], BRIEF)
    briefing.write_brief(item, by=by, summary_th=said, ask_th=ASKS[row["outcome"]])


def record(company, item, row):
    """What the presentation of one issue led to."""
    directives = [
        {
            "text_th": one["text_th"],
            "responsible_agency": company.agencies[one["responsible_agency"]],
            "due_on": day(one["due"]),
        }
        for one in company.seed.of("directives")[row["proposal"]]
    ]
    services.record_presentation(
        item,
        by=company.person(company.seed.proposals[row["proposal"]]["case_owner"]),
        outcome=row["outcome"],
        directives=directives,
    )
