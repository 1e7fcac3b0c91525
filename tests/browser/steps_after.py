"""From the presentation to the end: outcome, reports, another area, closed."""

import re

from proposals.states import State
from tests.browser.visitor import be

SUMMARY = "ทุกอำเภอใช้ศูนย์บริการเดียวแล้ว เวลารอลดจาก 46 เหลือ 14 วัน"


def present(visitor, cast):
    """A session, a place in it, and what came of it."""
    officer = visitor(cast.officer).go("cohorts:cohort", cast.year).follow("Plan a session")
    officer.fill(held_on=be("2025-08-27"), place_th="ทำเนียบรัฐบาล", mode="ONSITE")
    officer.fill(chair_office="DELEGATED_MINISTER", delegation_ref="ที่ นร 88/2568")
    officer.press("Plan the session").open_link("ทำเนียบรัฐบาล").follow("Give an issue a place")
    officer.choose_text("team", "กองส่งเสริม").press("Give it the next place")
    officer.follow("Record the outcome").fill(outcome="DIRECTIVE", note="เห็นชอบ")
    order = {"text_th": "ให้ขยายผลทุกอำเภอ", "responsible_agency": cast.lead.name_th}
    officer.fill_rows("directives", [{**order, "due_on": be("2025-12-31")}])
    officer.press("Record the outcome").sees_state(State.PRESENTED)
    visitor(cast.applicant).go("proposals:detail", cast.code).sees_state(
        State.PRESENTED, public=True
    )


def follow_up(visitor, cast):
    """The lead agency answers for it from here on."""
    officer = visitor(cast.officer).go("cohorts:team", cast.code)
    officer.follow("Name the responsible agency").fill(agency=cast.lead.name_th)
    officer.press("Name the agency").press("Start the follow-up")
    officer.sees_state(State.FOLLOW_UP)


def report(visitor, cast, months):
    """The five-minute report, and the office accepts it."""
    applicant = visitor(cast.applicant).go("home").go("cohorts:follow", cast.code)
    applicant.open_link(round_of(months)).follow("Write the report, about 5 minutes")
    applicant.fill(**{"overall": "GREEN", "indicators-0-value": "14"})
    applicant.fill(spending_baht=80000, story_th="ป้าสมใจรู้ผลในสองสัปดาห์").press("Send the report")
    officer = visitor(cast.officer).go("home").go("cohorts:follow", cast.code)
    officer.open_link(round_of(months)).press("Accept the report").sees("The report is accepted.")


def round_of(months):
    """The words of a round in its list."""
    return re.compile(rf"^{months}\s")


def first_report(visitor, cast):
    report(visitor, cast, 6)
    visitor(cast.officer).press("The report as PDF")


def carry_out(visitor, cast):
    """The directive is done; the round in between is waived."""
    officer = visitor(cast.officer).go("cohorts:follow", cast.code).open_link("ให้ขยายผลทุกอำเภอ")
    officer.fill(status="done", evidence_th="ประกาศใช้แล้ว").press("Save the progress")
    officer.go("cohorts:follow", cast.code).open_link(round_of(12)).follow("Waive the round")
    officer.fill(reason="รายงานรวมกับรอบ 18 เดือน").press("Waive the round")


def spread(visitor, cast):
    """Another area implements it; with the evidence it counts as scaled out."""
    applicant = visitor(cast.applicant).go("cohorts:follow", cast.code).follow("Add a site")
    applicant.choose_text("province", "ขอนแก่น")
    applicant.fill(agency_th="อบจ. ขอนแก่น", status="implementing", started_on=be("2026-10-01"))
    applicant.fill(evidence_th="หนังสือตกลงและรายงานผล").press("Add the site")
    officer = visitor(cast.officer).go("cohorts:team", cast.code).press("Mark as scaled out")
    officer.sees_state(State.SCALED)
    applicant.go("proposals:detail", cast.code).sees_state(State.SCALED, public=True)


def last_report(visitor, cast):
    report(visitor, cast, 18)


def close(visitor, cast):
    """The director writes what came of it, and closes."""
    director = visitor(cast.director).go("home").go("cohorts:team", cast.code).follow("Close")
    director.fill(summary_th=SUMMARY, lesson_th="เริ่มจากคนที่รอนานที่สุด").press("Close the issue")
    director.sees_state(State.CLOSED).go("journey", cast.code).go("cohorts:history", cast.code)
    applicant = visitor(cast.applicant).go("proposals:detail", cast.code)
    applicant.sees_state(State.CLOSED, public=True).go("journey", cast.code)
